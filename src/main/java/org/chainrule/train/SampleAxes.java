package org.chainrule.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Additive;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Walk;
import org.chainrule.ops.OneHot;
import org.chainrule.ops.Reducing;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/**
 * Along which axis of each node of a graph the samples lie, where the entries of one sample are computed from that sample alone.
 * Where nothing is known of an op, its node is taken to need all samples at once.
 */
final class SampleAxes {
    /** Nothing that depends on the samples, nor on how many there are. */
    static final int NONE = -1;

    /** Needs all samples at once. */
    static final int WHOLE = -2;

    private final Dim size;
    private final NodeMap<Integer> axes = new NodeMap<>();

    /**
     * @param outputs of the graph
     * @param size the number of the samples, by its name
     * @param leaves the axis of each input that has one
     */
    SampleAxes(List<Node> outputs, Dim size, Map<Node, Integer> leaves) {
        this.size = size;
        leaves.forEach(axes::put);
        add(outputs);
    }

    /** The axis of a node, {@link #NONE} or {@link #WHOLE}. */
    int of(Node node) {
        return axes.at(node);
    }

    /** Whether a node adds up, or takes the mean of, what there is for each sample. */
    boolean isOverSamples(Node node) {
        return node.op() instanceof Additive sum
                && of(node.input(0)) >= 0
                && sum.axes().contains(of(node.input(0)));
    }

    private void add(List<Node> outputs) {
        for (Node node : Walk.from(outputs, axes::has).nodes()) {
            if (!axes.has(node)) {
                axes.put(node, axis(node));
            }
        }
    }

    private int axis(Node node) {
        List<Node> inputs = node.inputs();
        if (inputs.stream().anyMatch(input -> of(input) == WHOLE)) {
            return WHOLE;
        }
        if (inputs.stream().allMatch(input -> of(input) == NONE)) {
            boolean counts = node.op() instanceof SizeOf count && mentions(count.dim());
            return counts || mentions(node.shape()) ? WHOLE : NONE;
        }
        int axis = among(node);
        // Whoever has the samples has as many of them as there are, and along no other axis.
        boolean plain = axis >= 0
                && node.shape().dim(axis).equals(size)
                && !mentions(node.shape().slice(0, axis))
                && !mentions(node.shape().slice(axis + 1, node.rank()));
        return plain ? axis : WHOLE;
    }

    private boolean mentions(Shape shape) {
        return shape.dims().stream().anyMatch(this::mentions);
    }

    private boolean mentions(Dim dim) {
        return dim.equals(size) || dim.names().contains(size);
    }

    private int among(Node node) {
        if (node.op() instanceof Leaf) {
            return WHOLE;
        }
        if (node.op().isElementwise()) {
            return broadcast(node);
        }
        int axis = of(node.input(0));
        if (node.op() instanceof OneHot hot) {
            return axis >= hot.axis() ? axis + 1 : axis;
        }
        if (node.op() instanceof Reshape) {
            Shape from = node.input(0).shape();
            boolean kept = axis < node.rank()
                    && from.slice(0, axis + 1).equals(node.shape().slice(0, axis + 1));
            return kept ? axis : WHOLE;
        }
        if (node.op() instanceof Reducing reducing) {
            if (reducing.axes().contains(axis)) {
                return WHOLE;
            }
            int before = 0;
            for (int k = 0; k < axis && !reducing.keepdims(); k++) {
                before += reducing.axes().contains(k) ? 1 : 0;
            }
            return axis - before;
        }
        return node.contraction().map(sum -> contracted(node, sum)).orElseGet(() -> defined(node));
    }

    /** Entries at the same place, counted from the last axis. */
    private int broadcast(Node node) {
        int axis = NONE;
        for (Node input : node.inputs()) {
            if (of(input) >= 0) {
                int here = of(input) + node.rank() - input.rank();
                if (axis != NONE && axis != here) {
                    return WHOLE;
                }
                axis = here;
            }
        }
        return axis;
    }

    /** The index at the axis of the samples is that of one axis of the result, in every factor. */
    private int contracted(Node node, Contraction sum) {
        if (sum.bound().stream().anyMatch(this::mentions)
                || mentions(sum.divisor())
                || !sum.equalities().isEmpty()) {
            return WHOLE;
        }
        int axis = NONE;
        for (Contraction.Factor factor : sum.factors()) {
            int samples = of(node.input(factor.input()));
            if (samples >= 0) {
                Contraction.Place place = factor.places().get(samples);
                if (!place.isIndex() || place.terms().get(0).index() < 0) {
                    return WHOLE;
                }
                int here = place.terms().get(0).index();
                if (axis != NONE && axis != here) {
                    return WHOLE;
                }
                axis = here;
            }
        }
        return axis;
    }

    /** What the definition of an op says, which is a graph of simpler ones. */
    private int defined(Node node) {
        Optional<Node> definition = node.op().definition(node.inputs());
        if (definition.isEmpty() || definition.get() == node) {
            return WHOLE;
        }
        add(List.of(definition.get()));
        return of(definition.get());
    }
}
