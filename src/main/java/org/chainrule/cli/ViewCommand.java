package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.chainrule.check.RandomPoint;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.io.AtomicFile;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.view.Canvas;
import org.chainrule.view.GraphView;
import org.chainrule.view.Scene;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule view}: the picture of a model and its backpropagation. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        description = "Draws a model: values and gradients on the nodes, local derivatives on the edges.")
final class ViewCommand implements Callable<Integer>, Speaker {
    @Parameters(paramLabel = "FILE", description = "Model file (*.cr).")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "Where to write: *.svg, *.png, *.dot or *.html.")
    private Path output = Path.of("");

    @Option(names = "--of", paramLabel = "NAME", description = "What to draw and differentiate. Default: the loss.")
    private String of = "";

    @Option(names = "--no-values", description = "Only the structure: no values, no gradients.")
    private boolean noValues;

    @Option(names = "--no-gradients", description = "Only the forward pass.")
    private boolean noGradients;

    @Option(names = "--input-gradients", description = "Also the gradients of the inputs, which are data.")
    private boolean inputGradients;

    @Option(
            names = "--detail",
            paramLabel = "LEVEL",
            description = "names: one box for each named quantity; ops: one for each operation; auto (default): names"
                    + " when there are any.")
    private GraphView.Detail detail = GraphView.Detail.AUTO;

    @Option(names = "--style", paramLabel = "STYLE", description = "boxes (default), or circuit for scalar graphs.")
    private Scene.Style style = Scene.Style.BOXES;

    @Option(names = "--direction", paramLabel = "WAY", description = "right (default) or down.")
    private Scene.Direction direction = Scene.Direction.RIGHT;

    @Option(
            names = "--slide",
            paramLabel = "FORM",
            description =
                    "16:9 or 4:3: fills a slide with text of at least 12 points, in rows, and leaves out what does"
                            + " not fit.")
    private String slide = "";

    @Option(names = "--ground", paramLabel = "GROUND", description = "white (default), transparent or dark.")
    private Canvas.Ground ground = Canvas.Ground.WHITE;

    @Option(
            names = "--engine",
            paramLabel = "ENGINE",
            description = "Who places the boxes: layered (default), or Graphviz: dot on the PATH, or embedded.")
    private String engine = "";

    @Option(names = "--title", paramLabel = "TEXT", description = "A heading.")
    private String title = "";

    @Option(names = "--static", description = "A page (*.html) with the picture alone, instead of one that computes.")
    private boolean picture;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of values that the file does not give; default 0.")
    private long seed;

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
        OutputGuard.spare(output, List.of(file));
        Model model = Model.read(file, new Model.Settings(true, seed));
        model.warnings().forEach(this::tell);
        Optional<String> page = picture ? Optional.empty() : page(model);
        if (page.isPresent()) {
            AtomicFile.check(output);
            AtomicFile.write(output, page.get().getBytes(StandardCharsets.UTF_8));
            return Main.OK;
        }
        Node drawn = drawn(model);
        GraphView view = GraphView.of(drawn)
                .names(model.names())
                .detail(detail)
                .style(style)
                .direction(direction)
                .title(title)
                .formulas(model.formulas())
                .language(language())
                .ground(ground)
                .slide(form())
                .engine(engine);
        view = noValues ? view.withoutValues() : view.at(bindings(model, drawn));
        view = noGradients ? view.withoutGradients() : view;
        view = inputGradients ? view.withInputGradients() : view;
        try {
            view.writeWithNotes(output).forEach(this::tell);
        } catch (EvaluationException e) {
            throw model.placed(e);
        }
        return Main.OK;
    }

    private Canvas.Slide form() {
        return switch (slide) {
            case "" -> Canvas.Slide.NONE;
            case "16:9" -> Canvas.Slide.WIDE;
            case "4:3" -> Canvas.Slide.CLASSIC;
            default -> throw new ChainruleException("a slide is 16:9 or 4:3, not {0}", slide);
        };
    }

    /** The page that computes, for a model that needs no files, drawn as it draws. */
    private Optional<String> page(Model model) {
        boolean html = output.toString().toLowerCase(Locale.ROOT).endsWith(".html");
        boolean usual = of.isEmpty()
                && !noValues
                && !noGradients
                && !inputGradients
                && detail == GraphView.Detail.AUTO
                && style == Scene.Style.BOXES
                && direction == Scene.Direction.RIGHT
                && title.isEmpty()
                && slide.isEmpty()
                && engine.isEmpty()
                && ground == Canvas.Ground.WHITE
                && seed == 0;
        return html && usual && model.files().isEmpty()
                ? LivePage.of(
                        Optional.ofNullable(file.getFileName()).orElse(file).toString(),
                        model.source().text(),
                        language())
                : Optional.empty();
    }

    private Node drawn(Model model) {
        if (!of.isEmpty()) {
            return model.get(of);
        }
        if (model.lossName().isPresent()) {
            return model.loss();
        }
        List<String> definitions = model.definitions();
        if (definitions.isEmpty()) {
            throw new ChainruleException("{0} defines nothing to draw: add a line such as y = x^2", file);
        }
        String last = definitions.get(definitions.size() - 1);
        tell(say("{0}: no scalar is defined, so there are no gradients to draw; drawing {1}", file, last));
        return model.get(last);
    }

    private void tell(Message message) {
        spec.commandLine().getErr().println(message.text(language()));
    }

    private List<Binding> bindings(Model model, Node drawn) {
        List<Node> unbound = new ArrayList<>(model.unbound());
        unbound.retainAll(new HashSet<>(drawn.ancestors()));
        if (unbound.isEmpty()) {
            return model.bindings();
        }
        List<String> names =
                unbound.stream().flatMap(node -> node.label().stream()).toList();
        tell(say(
                "{0}: no value is given for {1}; drawn with random values of seed {2}",
                file, Message.list(names), seed));
        return RandomPoint.completing(List.of(drawn), model.bindings(), new SplittableRandom(seed))
                .bindings();
    }
}
