package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.view.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chainrule summary}: a model as a table. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "Prints a model as a table: names, shapes, numbers of entries, and how much there is to train.")
final class SummaryCommand extends SpokenCommand {
    @Parameters(paramLabel = "FILE", description = "Model file (*.cr).")
    private Path file = Path.of("");

    @Option(
            names = "--of",
            paramLabel = "NAME",
            description = "Only what this is computed from. Default: the loss, else the last definition.")
    private String of = "";

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Model model = Model.read(file, new Model.Settings(false, 0));
        PrintWriter err = err();
        model.warnings().forEach(warning -> err.println(warning.text(language())));
        Summary summary = Summary.of(result(model), model.names());
        out().print(json ? Json.summary(file.toString(), summary) + '\n' : summary.text(language()));
        return Main.OK;
    }

    private Node result(Model model) {
        if (!of.isEmpty()) {
            return model.get(of);
        }
        if (model.lossName().isPresent()) {
            return model.loss();
        }
        List<String> definitions = model.definitions();
        if (definitions.isEmpty()) {
            throw new ChainruleException("{0} defines nothing to list: add a line such as y = x^2", file);
        }
        return model.get(definitions.get(definitions.size() - 1));
    }
}
