package org.chainrule.view;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.message.Message;

/**
 * The picture of a computation and its backpropagation: values and gradients on the nodes, local derivatives on the edges.
 * Each method that changes how it is drawn returns another view.
 *
 * <pre>{@code
 * GraphView.of(loss).at(X.is(data), Y.is(labels)).write(Path.of("two-layer.svg"));
 * }</pre>
 */
public final class GraphView {
    /** How much of a graph is drawn. */
    public enum Detail {
        /** Named nodes if there are any besides the result, else every op. */
        AUTO,
        /** One box for each input, parameter and named node; what has no name is part of its user's formula. */
        NAMES,
        /** One box for every op. */
        OPS
    }

    /** Of a larger graph only the structure is drawn, folded: its numbers would fill the memory. */
    static final int MOST_WITH_NUMBERS = 50_000;

    private final Node result;
    private final Map<String, Node> names;
    private final Content content;
    private final Look look;

    /** What is computed and shown on the nodes. */
    private record Content(Optional<List<Binding>> bindings, boolean values, boolean gradients, boolean ofInputs) {
        List<Binding> given() {
            return bindings.orElse(List.of());
        }
    }

    /** How it is drawn. */
    private record Look(
            Detail detail,
            Scene.Style style,
            Scene.Direction direction,
            String title,
            Map<String, String> formulas,
            Canvas canvas) {
        Look on(Canvas other) {
            return new Look(detail, style, direction, title, formulas, other);
        }
    }

    private GraphView(Node result, Map<String, Node> names, Content content, Look look) {
        this.result = result;
        this.names = names;
        this.content = content;
        this.look = look;
    }

    /**
     * The picture of everything {@code result} is computed from; gradients need it to be a scalar. Until values are given
     * it is that of the structure alone.
     */
    public static GraphView of(Node result) {
        return new GraphView(
                result,
                Map.of(),
                new Content(Optional.empty(), true, true, false),
                new Look(Detail.AUTO, Scene.Style.BOXES, Scene.Direction.RIGHT, "", Map.of(), Canvas.PLAIN));
    }

    private GraphView with(Content other) {
        return new GraphView(result, names, other, look);
    }

    private GraphView with(Look other) {
        return new GraphView(result, names, content, other);
    }

    /** The same with a value for every input and parameter. */
    public GraphView at(Binding... bindings) {
        return at(List.of(bindings));
    }

    /** The same with a value for every input and parameter; of two for one leaf, the later counts. */
    public GraphView at(List<Binding> bindings) {
        Map<Node, Binding> given = new LinkedHashMap<>();
        bindings.forEach(binding -> given.put(binding.leaf(), binding));
        return with(new Content(
                Optional.of(List.copyOf(given.values())), content.values, content.gradients, content.ofInputs));
    }

    /** The same with further names for nodes, those of a model; a node's own label is used where there is none. */
    public GraphView names(Map<String, Node> more) {
        return new GraphView(result, new LinkedHashMap<>(more), content, look);
    }

    /** The structure alone: no values, no gradients. */
    public GraphView withoutValues() {
        return with(new Content(content.bindings, false, content.gradients, content.ofInputs));
    }

    /** The same without the backward pass. */
    public GraphView withoutGradients() {
        return with(new Content(content.bindings, content.values, false, content.ofInputs));
    }

    /** The same also with the gradients of inputs, which are data and usually have none drawn. */
    public GraphView withInputGradients() {
        return with(new Content(content.bindings, content.values, content.gradients, true));
    }

    /** The same of named nodes only, or of every op. */
    public GraphView detail(Detail choice) {
        return with(new Look(choice, look.style, look.direction, look.title, look.formulas, look.canvas));
    }

    /** The same as boxes, or as the circuit of lecture notes. */
    public GraphView style(Scene.Style choice) {
        return with(new Look(look.detail, choice, look.direction, look.title, look.formulas, look.canvas));
    }

    /** The same to the right, or down. */
    public GraphView direction(Scene.Direction choice) {
        return with(new Look(look.detail, look.style, choice, look.title, look.formulas, look.canvas));
    }

    /** The same with a heading. */
    public GraphView title(String heading) {
        return with(new Look(look.detail, look.style, look.direction, heading, look.formulas, look.canvas));
    }

    /** The same with the formulas of named quantities as they were written, {@code bce(A, Y)} rather than what it stands for. */
    public GraphView formulas(Map<String, String> written) {
        return with(new Look(
                look.detail, look.style, look.direction, look.title, new LinkedHashMap<>(written), look.canvas));
    }

    /** The same with its words in another language. */
    public GraphView language(Language choice) {
        return with(look.on(look.canvas.language(choice)));
    }

    /** The same on another ground. */
    public GraphView ground(Canvas.Ground choice) {
        return with(look.on(look.canvas.ground(choice)));
    }

    /** The same laid out for a slide: what is drawn fills it, and its text can be read from the last row. */
    public GraphView slide(Canvas.Slide choice) {
        return with(look.on(look.canvas.slide(choice)));
    }

    /** The same laid out by another engine: {@code layered}, {@code dot} or {@code embedded}. */
    public GraphView engine(String choice) {
        return with(look.on(look.canvas.engine(choice)));
    }

    /** The nodes that have a box of their own, in the order of those of the {@link #scene}. */
    public List<Node> drawn() {
        return graph().drawn();
    }

    private LabelledGraph graph() {
        SceneNames called = new SceneNames(result, names);
        boolean circuit = look.style == Scene.Style.CIRCUIT;
        boolean byName = !circuit && (look.detail == Detail.NAMES || (look.detail == Detail.AUTO && called.anyInner()));
        return byName ? LabelledGraph.betweenNames(result, called) : LabelledGraph.ofOps(result, look.style);
    }

    /**
     * The drawing as data.
     *
     * @throws org.chainrule.error.ChainruleException when a value is missing or does not fit
     */
    public Scene scene() {
        boolean circuit = look.style == Scene.Style.CIRCUIT;
        LabelledGraph graph = graph();
        boolean vast = graph.drawn().size() > MOST_WITH_NUMBERS;
        Language language = look.canvas.language();
        Backpropagation numbers = new Backpropagation(
                result, !vast && content.gradients && result.isScalar(), content.ofInputs, circuit, language);
        boolean values = !vast && content.values && (content.bindings.isPresent() || !result.isVariable());
        if (values) {
            numbers.run(content.given(), circuit ? graph.edges() : List.of());
        }
        boolean labels = graph.drawn().size() <= Pictures.MAX_NODES;
        return new SceneBuilder(
                        result,
                        new SceneNames(result, names),
                        numbers,
                        graph,
                        new SceneBuilder.Words(language, look.formulas, labels))
                .build(look.title, look.style, look.direction, values);
    }

    /**
     * The picture as the text of an SVG.
     *
     * @throws org.chainrule.error.ChainruleException when a value is missing
     */
    public String svg() {
        return Pictures.svg(scene(), look.canvas);
    }

    /**
     * The picture as the text of another tool.
     *
     * @param form for which tool
     * @throws org.chainrule.error.ChainruleException when a value is missing
     */
    public String text(GraphText.Form form) {
        return text(scene(), form);
    }

    /** The same of a scene that was made of that of this view. */
    public String text(Scene scene, GraphText.Form form) {
        return GraphText.print(scene, form, look.canvas);
    }

    /**
     * The picture as the text of a page with nothing else in it.
     *
     * @throws org.chainrule.error.ChainruleException when a value is missing
     */
    public String html() {
        return Pictures.html(scene(), look.canvas);
    }

    /**
     * Opens the picture in the browser of this machine, from a temporary file: one call from {@code jshell}.
     *
     * @return the file, for where there is no browser
     * @throws org.chainrule.error.ChainruleException when a value is missing
     */
    public Path show() {
        return Pictures.show(scene(), look.canvas);
    }

    /**
     * Draws into a file of the format its name ends in: {@code .svg}, {@code .png}, {@code .dot}, {@code .html}.
     *
     * @throws org.chainrule.error.ChainruleException when a value is missing, the folder is, or no engine works
     */
    public void write(Path file) {
        writeWithNotes(file);
    }

    /**
     * The same, telling what had to be left out.
     *
     * @return sentences for the user; none when the picture is as it was asked for
     * @throws org.chainrule.error.ChainruleException when a value is missing, the folder is, or no engine works
     */
    public List<Message> writeWithNotes(Path file) {
        return writeWithNotes(scene(), file);
    }

    /** The same of a scene that was made of that of this view. */
    public List<Message> writeWithNotes(Scene scene, Path file) {
        return Pictures.write(scene, file, look.canvas);
    }
}
