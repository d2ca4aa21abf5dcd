package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;

/**
 * One layer for all of a stretch: a graph whose quantities belong to no number, with named sizes where sizes differ from
 * layer to layer, and its derivative.
 */
final class Generic {
    private final RepeatedLayers stretch;
    private final Map<List<Dim>, Dim> sizes = new HashMap<>();
    private final Set<String> sizeNames = new TreeSet<>();
    /** What stands for the nodes of the first step. */
    private final NodeMap<Node> images = new NodeMap<>();

    /** The generic inputs and parameters, by the node of the first step that each stands for. */
    private final Map<Node, Node> leaves = new LinkedHashMap<>();

    private final Node state;
    private final Node unit;
    private final Node next;
    private final Node upstream;
    private final Gradient gradient;

    /**
     * Builds the layer.
     *
     * @param symbol what stands for the activations; empty when no layer has one
     */
    Generic(RepeatedLayers stretch, Optional<Symbol> symbol) {
        this.stretch = stretch;
        LayerFragment first = stretch.steps().get(0);
        for (Node node : LayerFragment.between(first.unit(), first.to())) {
            node.shape().dims().forEach(dim -> dim.names().forEach(name -> sizeNames.add(name.toString())));
        }
        List<Shape> units = stretch.layers().stream()
                .map(layer -> stretch.unit(layer.number()).shape())
                .toList();
        this.state = Node.input("Z", Type.real(shape(units)), Domain.REAL);
        this.unit = symbol.map(s -> Node.of(s, state)).orElse(state);
        for (Node node : LayerFragment.between(first.unit(), first.to())) {
            images.put(node, node == first.unit() ? unit : image(node));
        }
        this.next = images.at(first.to());
        this.upstream = Node.input("dZ", Type.real(next.shape()), Domain.REAL);
        this.gradient = Gradient.vjp(next, upstream, List.of());
    }

    private Node image(Node node) {
        if (node.isLeaf()) {
            Leaf leaf = (Leaf) node.op();
            if (stretch.numbers().stream().allMatch(number -> stretch.image(node, number) == node)) {
                return node;
            }
            Type type = new Type(node.type().kind(), shape(shapes(node)));
            Node generic = leaf.role() == Leaf.Role.PARAM
                    ? Node.param(leaf.name(), type, leaf.domain())
                    : Node.input(leaf.name(), type, leaf.domain());
            leaves.put(node, generic);
            return generic;
        }
        List<Node> inputs = node.inputs().stream().map(images::at).toList();
        return node.op() instanceof Broadcast && !inputs.equals(node.inputs())
                ? Broadcast.to(inputs.get(0), shape(shapes(node)))
                : Substitution.remade(node, inputs);
    }

    private List<Shape> shapes(Node node) {
        return stretch.numbers().stream()
                .map(number -> stretch.image(node, number).shape())
                .toList();
    }

    /** The shape that stands for all of several: a size of its own wherever they differ. */
    private Shape shape(List<Shape> shapes) {
        List<Dim> dims = new ArrayList<>();
        for (int axis = 0; axis < shapes.get(0).rank(); axis++) {
            int at = axis;
            List<Dim> all = shapes.stream().map(shape -> shape.dim(at)).toList();
            boolean same = all.stream().allMatch(all.get(0)::equals);
            dims.add(same ? all.get(0) : sizes.computeIfAbsent(all, unused -> Dim.named(freshSize())));
        }
        return Shape.of(dims);
    }

    private String freshSize() {
        int i = 1;
        while (!sizeNames.add("n_" + i)) {
            i++;
        }
        return "n_" + i;
    }

    /** The state that the layer is computed from. */
    Node state() {
        return state;
    }

    /** Its activation; the state itself when no layer has one. */
    Node unit() {
        return unit;
    }

    /** The state that the layer computes. */
    Node next() {
        return next;
    }

    /** What stands for the gradient by the next state. */
    Node upstream() {
        return upstream;
    }

    /** The generic inputs and parameters, by the node of the first step that each stands for. */
    Map<Node, Node> leaves() {
        return leaves;
    }

    /** What the sizes of the layer are in the layer of a number. */
    Map<Dim, Dim> sizesOf(int layer) {
        Map<Dim, Dim> known = new HashMap<>();
        sizes.forEach(
                (all, dim) -> known.put(dim, all.get(layer - stretch.numbers().get(0))));
        return known;
    }

    /** The gradient by the state or by a parameter, in terms of the gradient by the next state, for reading. */
    Node gradient(Node x) {
        return simple(gradient.orZero(x));
    }

    /** A formula in the form of a lecture, of its own shape. */
    static Node simple(Node formula) {
        return Broadcast.to(Simplifier.forReading().apply(formula), formula.shape());
    }
}
