package org.chainrule.explain.layers;

import java.util.List;
import java.util.Map;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** A line of the generic layer as it reads in one layer of the model. */
final class Instance {
    private final RepeatedLayers stretch;
    private final Generic generic;
    private final int layer;
    private final Map<Dim, Dim> sizes;
    private final NodeMap<Node> images = new NodeMap<>();

    /** @param layer its number */
    Instance(RepeatedLayers stretch, Generic generic, int layer) {
        this.stretch = stretch;
        this.generic = generic;
        this.layer = layer;
        this.sizes = generic.sizesOf(layer);
        Node unit = stretch.unit(layer);
        boolean opening = stretch.isOpening(layer);
        images.put(generic.state(), opening ? unit : stretch.stepFrom(layer - 1).from());
        images.put(generic.unit(), unit);
        generic.leaves().forEach((node, leaf) -> images.put(leaf, stretch.image(node, layer)));
    }

    /**
     * The line in this layer.
     *
     * @param formula made of the generic layer
     * @param upstream what stands for the gradient by the state that the layer computes
     */
    Node of(Node formula, Node upstream) {
        images.put(generic.upstream(), upstream);
        return Substitution.images(
                        Walk.from(List.of(formula)).nodes(),
                        (node, inputs) -> images.has(node) ? images.at(node) : rebuilt(node, inputs))
                .at(formula);
    }

    private Node rebuilt(Node node, List<Node> inputs) {
        if (node.op() instanceof Symbol) {
            return slope();
        } else if (node.op() instanceof SampleDiagonal) {
            return SampleDiagonal.of(inputs.get(0));
        } else if (node.op() instanceof Broadcast broadcast) {
            return Broadcast.to(inputs.get(0), shape(broadcast.shape()));
        } else if (node.op() instanceof Fill fill) {
            return Fill.with(fill.value(), shape(fill.shape()));
        } else if (node.op() instanceof SizeOf size) {
            return SizeOf.node(sizes.getOrDefault(size.dim(), size.dim()));
        }
        return Substitution.remade(node, inputs);
    }

    /** The derivative of the activation at the state before. */
    private Node slope() {
        LayerFragment step = stretch.stepFrom(layer - 1);
        Node ones = Fill.with(1, step.from().shape());
        return step.isActivated()
                ? Gradient.vjp(step.unit(), ones, List.of(step.from())).orZero(step.from())
                : ones;
    }

    private Shape shape(Shape of) {
        return Shape.of(
                of.dims().stream().map(dim -> sizes.getOrDefault(dim, dim)).toList());
    }
}
