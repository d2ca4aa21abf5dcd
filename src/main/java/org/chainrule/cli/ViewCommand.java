package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.check.RandomPoint;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.exec.Interpreter;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.io.AtomicFile;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.view.Canvas;
import org.chainrule.view.GraphText;
import org.chainrule.view.GraphView;
import org.chainrule.view.Scene;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chainrule view}: the picture of a model and its backpropagation. */
@Command(
        name = "view",
        mixinStandardHelpOptions = true,
        description = "Draws a model: values and gradients on the nodes, local derivatives on the edges.")
final class ViewCommand extends SpokenCommand {
    @Parameters(paramLabel = "FILE", description = "Model file (*.cr).")
    private Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            description = "Where to write: *.svg, *.png, *.dot or *.html.")
    private @Nullable Path output;

    @Option(names = "--tikz", description = "The picture as TikZ for LaTeX, to the terminal or to OUT.")
    private boolean tikz;

    @Option(names = "--mermaid", description = "As a Mermaid flowchart for Markdown.")
    private boolean mermaid;

    @Option(names = "--graphml", description = "As GraphML for editors of graphs.")
    private boolean graphml;

    @Option(names = "--of", paramLabel = "NAME", description = "What to draw and differentiate. Default: the loss.")
    private String of = "";

    @Option(names = "--no-values", description = "Only the structure: no values, no gradients.")
    private boolean noValues;

    @Option(names = "--no-gradients", description = "Only the forward pass.")
    private boolean noGradients;

    @Option(names = "--input-gradients", description = "Also the gradients of the inputs, which are data.")
    private boolean inputGradients;

    @Option(
            names = "--profile",
            description =
                    "In the place of values and gradients, what each takes of the time and the memory of a compiled"
                            + " run.")
    private boolean profile;

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

    @Override
    public Integer call() {
        Optional<GraphText.Form> form = textForm();
        Path target = target(form.isPresent());
        Model model = Model.read(file, new Model.Settings(true, seed));
        model.warnings().forEach(this::tell);
        Optional<String> page = page(model, target, form.isPresent());
        if (page.isPresent()) {
            AtomicFile.check(target);
            AtomicFile.write(target, page.get().getBytes(StandardCharsets.UTF_8));
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
        List<Binding> bindings = noValues ? List.of() : bindings(model, drawn);
        view = noValues ? view.withoutValues() : view.at(bindings);
        view = noGradients ? view.withoutGradients() : view;
        view = inputGradients ? view.withInputGradients() : view;
        try {
            Scene scene = profile ? profiled(view, drawn, bindings) : view.scene();
            if (form.isPresent()) {
                print(view.text(scene, form.get()), target);
            } else {
                view.writeWithNotes(scene, target).forEach(this::tell);
            }
        } catch (EvaluationException e) {
            throw model.placed(e);
        }
        return Main.OK;
    }

    private Scene profiled(GraphView view, Node drawn, List<Binding> bindings) {
        if (noValues) {
            throw new ChainruleException("--profile shows numbers: leave out --no-values");
        }
        List<Node> outputs = RunCosts.outputs(drawn, !noGradients, inputGradients);
        // What the interpreter has to say about values comes first.
        Interpreter.run(outputs, bindings, DType.F64);
        RunCosts costs = RunCosts.measure(drawn, view.drawn(), outputs, bindings);
        tell(costs.note());
        GraphView bare = view.withoutValues();
        return costs.on(title.isEmpty() ? bare.title(costs.heading().text(language())) : bare);
    }

    private Optional<GraphText.Form> textForm() {
        List<GraphText.Form> forms = new ArrayList<>();
        if (tikz) {
            forms.add(GraphText.Form.TIKZ);
        }
        if (mermaid) {
            forms.add(GraphText.Form.MERMAID);
        }
        if (graphml) {
            forms.add(GraphText.Form.GRAPHML);
        }
        if (forms.size() > 1) {
            throw new ChainruleException("one of --tikz, --mermaid and --graphml at a time");
        }
        return forms.stream().findFirst();
    }

    /** Where the picture goes; the empty path for the terminal, where only texts go. */
    private Path target(boolean text) {
        if (output == null) {
            if (!text) {
                throw new ChainruleException(
                        "say where to write the picture: -o picture.svg; --tikz, --mermaid and --graphml print it as text");
            }
            return Path.of("");
        }
        OutputGuard.spare(output, List.of(file));
        return output;
    }

    private void print(String text, Path target) {
        if (target.toString().isEmpty()) {
            out().print(text);
            return;
        }
        AtomicFile.check(target);
        AtomicFile.write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    private Canvas.Slide form() {
        return switch (slide) {
            case "" -> Canvas.Slide.NONE;
            case "16:9" -> Canvas.Slide.WIDE;
            case "4:3" -> Canvas.Slide.CLASSIC;
            default -> throw new ChainruleException("a slide is 16:9 or 4:3, not {0}", slide);
        };
    }

    /** The page that computes; where there is only the picture although nobody asked for it alone, the reason is told. */
    private Optional<String> page(Model model, Path target, boolean text) {
        if (picture || text || !target.toString().toLowerCase(Locale.ROOT).endsWith(".html")) {
            return Optional.empty();
        }
        List<String> beyond = beyondPage();
        Optional<String> empty = LivePage.empty();
        if (!beyond.isEmpty() || !model.files().isEmpty() || empty.isEmpty()) {
            tell(say(
                    "{0} has the picture alone, as with --static: {1}",
                    target,
                    !beyond.isEmpty()
                            ? say("the page that computes has no {0}", Message.list(beyond))
                            : !model.files().isEmpty()
                                    ? say("the page that computes reads no files")
                                    : say("this program was packaged without the page that computes")));
            return Optional.empty();
        }
        String name = Optional.ofNullable(file.getFileName()).orElse(file).toString();
        LivePage.Manner manner =
                new LivePage.Manner(title, seed, direction == Scene.Direction.DOWN, ground == Canvas.Ground.DARK);
        return Optional.of(LivePage.of(empty.get(), name, model.source().text(), language(), manner));
    }

    /** Options that were used and that the page does not have. */
    private List<String> beyondPage() {
        Map<String, Boolean> used = new LinkedHashMap<>();
        used.put("--of", !of.isEmpty());
        used.put("--no-values", noValues);
        used.put("--no-gradients", noGradients);
        used.put("--input-gradients", inputGradients);
        used.put("--profile", profile);
        used.put("--detail", detail != GraphView.Detail.AUTO);
        used.put("--style", style != Scene.Style.BOXES);
        used.put("--slide", !slide.isEmpty());
        used.put("--engine", !engine.isEmpty());
        used.put("--ground transparent", ground == Canvas.Ground.TRANSPARENT);
        used.values().removeIf(is -> !is);
        return List.copyOf(used.keySet());
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
        err().println(message.text(language()));
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
