package org.chainrule.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/**
 * The picture of a computation and its backpropagation: values and gradients on the nodes, local derivatives on the edges.
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

    private final Node result;
    private Map<String, Node> names = Map.of();
    private Map<Node, Tensor> values = Map.of();
    private boolean withValues = true;
    private boolean withGradients = true;
    private boolean inputGradients;
    private Detail detail = Detail.AUTO;
    private Scene.Style style = Scene.Style.BOXES;
    private Scene.Direction direction = Scene.Direction.RIGHT;
    private String title = "";

    private GraphView(Node result) {
        this.result = result;
    }

    /** The picture of everything {@code result} is computed from; gradients need it to be a scalar. */
    public static GraphView of(Node result) {
        return new GraphView(result);
    }

    /** With a value for every input and parameter. */
    public GraphView at(Binding... bindings) {
        return at(List.of(bindings));
    }

    /** With a value for every input and parameter. */
    public GraphView at(List<Binding> bindings) {
        Map<Node, Tensor> given = new LinkedHashMap<>();
        bindings.forEach(binding -> given.put(binding.leaf(), binding.value()));
        this.values = given;
        return this;
    }

    /** With further names for nodes, those of a model; a node's own label is used where there is none. */
    public GraphView names(Map<String, Node> more) {
        this.names = new LinkedHashMap<>(more);
        return this;
    }

    /** Only the structure: no values, no gradients. */
    public GraphView withoutValues() {
        this.withValues = false;
        return this;
    }

    /** Without the backward pass. */
    public GraphView withoutGradients() {
        this.withGradients = false;
        return this;
    }

    /** Also with the gradients of inputs, which are data and usually have none drawn. */
    public GraphView withInputGradients() {
        this.inputGradients = true;
        return this;
    }

    /** Named nodes only, or every op. */
    public GraphView detail(Detail choice) {
        this.detail = choice;
        return this;
    }

    /** Boxes, or the circuit of lecture notes. */
    public GraphView style(Scene.Style choice) {
        this.style = choice;
        return this;
    }

    /** To the right, or down. */
    public GraphView direction(Scene.Direction choice) {
        this.direction = choice;
        return this;
    }

    /** With a heading. */
    public GraphView title(String heading) {
        this.title = heading;
        return this;
    }

    /**
     * The drawing as data.
     *
     * @throws org.chainrule.error.ChainruleException when a value is missing or does not fit
     */
    public Scene scene() {
        List<Binding> bindings = new ArrayList<>();
        values.forEach((leaf, value) -> bindings.add(new Binding(leaf, value)));
        Backpropagation numbers = new Backpropagation(result, withGradients && result.isScalar(), inputGradients);
        if (withValues) {
            numbers.run(bindings);
        }
        SceneNames called = new SceneNames(result, names);
        boolean byName =
                style == Scene.Style.BOXES && (detail == Detail.NAMES || (detail == Detail.AUTO && called.anyInner()));
        Wires wires = byName ? Wires.betweenNames(result, called) : Wires.ofOps(result, called, style);
        return new SceneBuilder(result, called, numbers, wires).build(title, style, direction, withValues);
    }

    /**
     * Draws into a file of the format its name ends in: {@code .svg}, {@code .png}, {@code .dot}, {@code .html}.
     *
     * @throws org.chainrule.error.ChainruleException when a value is missing, the folder is, or no engine works
     */
    public void write(Path file) {
        Pictures.write(scene(), file);
    }
}
