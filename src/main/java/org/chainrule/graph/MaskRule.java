package org.chainrule.graph;

import java.util.List;
import org.chainrule.tensor.Shape;

/**
 * How switched-off entries of a result (the inactive side of a {@code where}) map to entries of an input.
 *
 * <p>The driver re-masks every cotangent below a {@code where}, so that a NaN or infinity in the local derivative of an
 * inactive entry cannot leak (JAX issue 347 and its relatives in other systems).
 */
@FunctionalInterface
public interface MaskRule {
    /**
     * The mask of one input: not 0 where the input reaches a result that counts.
     *
     * @param mask not 0 where the result counts; broadcasts against the result
     * @param arg which input
     * @param z the node
     */
    Node input(Node mask, int arg, Node z);

    /**
     * Whether the vjp is to see its inputs {@link #cleared} of the entries that do not count. It is for ops whose vjp
     * sums products of the cotangent with other inputs, where 0 times an infinity would get into entries that do count,
     * or computes what has no value there.
     */
    default boolean clearsInputs() {
        return false;
    }

    /**
     * What such a vjp sees of an input.
     *
     * @param counts not 0 where {@code x} reaches a result that counts
     */
    default Node cleared(Node counts, Node x) {
        return Masked.of(counts, x);
    }

    /** Entry by entry: an input entry counts when a result entry it is stretched to does. */
    MaskRule ELEMENTWISE = (mask, arg, z) -> {
        Shape shape = z.input(arg).shape();
        if (Shape.broadcast(mask.shape(), shape).sameShape(shape)) {
            return mask;
        }
        return positive(Broadcast.undo(Broadcast.to(mask, z.shape()), shape));
    };

    /** The op moves or adds entries, so its own vjp carries the mask. */
    MaskRule LINEAR = (mask, arg, z) -> {
        Node moved = z.op().vjp(arg, Broadcast.to(mask, z.shape()), z, z.inputs());
        return positive(Broadcast.undo(moved, z.input(arg).shape()));
    };

    /**
     * The op sums products of entries, one from each input, as a matrix product does: an entry counts when a result it is
     * part of does, whatever the other factors are.
     */
    MaskRule PRODUCT = new MaskRule() {
        @Override
        public Node input(Node mask, int arg, Node z) {
            List<Node> ones =
                    z.inputs().stream().map(x -> Fill.with(1, x.shape())).toList();
            Node met = z.op().vjp(arg, Broadcast.to(mask, z.shape()), z, ones);
            return positive(Broadcast.undo(met, z.input(arg).shape()));
        }

        @Override
        public boolean clearsInputs() {
            return true;
        }
    };

    /** Every entry depends on every entry: the input counts when any result does. */
    MaskRule ANY = (mask, arg, z) -> positive(mask.sum());

    /** Entries depend on each other along one axis of a result that has the input's shape. */
    static MaskRule along(int axis) {
        return (mask, arg, z) -> positive(Broadcast.to(mask, z.shape()).sumKeep(axis));
    }

    /** Entries depend on each other along several axes of a result that has the input's shape. */
    static MaskRule along(Axes axes) {
        return (mask, arg, z) -> {
            Axes summed = axes.all() ? axes : Axes.of(z.shape(), axes.list());
            return positive(Sum.over(Broadcast.to(mask, z.shape()), summed, true));
        };
    }

    /** Each entry of the result depends on the group of entries that the axes reduce to it. */
    static MaskRule reduced(Axes axes, boolean keepdims) {
        return (mask, arg, z) -> Reduction.spread(Broadcast.to(mask, z.shape()), z.input(arg), axes, keepdims);
    }

    private static Node positive(Node mask) {
        return Comparison.greater(mask, Node.constant(0));
    }
}
