package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.view.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule summary}: a model as a table. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        description = "Prints a model as a table: names, shapes, numbers of entries, and how much there is to train.")
final class SummaryCommand implements Callable<Integer>, Speaker {
    @Parameters(paramLabel = "FILE", description = "Model file (*.cr).")
    private Path file = Path.of("");

    @Option(
            names = "--of",
            paramLabel = "NAME",
            description = "Only what this is computed from. Default: the loss, else the last definition.")
    private String of = "";

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Language language() {
        return language.language();
    }

    @Override
    public Integer call() {
        Model model = Model.read(file, new Model.Settings(false, 0));
        PrintWriter err = spec.commandLine().getErr();
        model.warnings().forEach(warning -> err.println(warning.text(language())));
        Summary summary = Summary.of(result(model), model.names());
        spec.commandLine()
                .getOut()
                .print(json ? Json.summary(file.toString(), summary) + '\n' : summary.text(language()));
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
