package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.Additive;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Squeeze;
import org.chainrule.symbolic.facts.Interval;
import org.chainrule.tensor.Shape;

/** Axes that come and go. */
final class Shapes {
    static final Rule FILLED = SIMPLIFY.rule("one-number-moved", "One number everywhere stays so in any shape.")
            .law("reshape(c·1) = c·1")
            .on(Op.class, Shapes::filled)
            .example("x [2, 3]", "x * ones(shape=[3, 2]).T", "x * ones(shape=[2, 3])")
            .example("x [3]", "x * flip(ones(shape=[3]), axis=0)", "x * ones(shape=[3])");

    static final Rule RESHAPED_TWICE = SIMPLIFY.rule("reshape-of-reshape", "Of several reshapes the last one counts.")
            .law("reshape(reshape(X)) = reshape(X)")
            .on(
                    Reshape.class,
                    (node, sight) -> isReshaping(node.input(0), sight)
                            ? Optional.of(Reshape.to(node.input(0).input(0), node.shape()))
                            : Optional.empty())
            .example("x [2, 3]", "reshape(reshape(x, shape=[6]), shape=[3, 2])", "reshape(x, shape=[3, 2])");

    static final Rule IN_AND_OUT = SIMPLIFY.rule(
                    "axis-in-and-out", "Axes of size 1 put in and taken out again are nothing.")
            .law("squeeze(expand_dims(X)) = X")
            .on(ExpandDims.class, Shapes::inAndOut)
            .on(Squeeze.class, Shapes::inAndOut)
            .example("x [2, 3]", "squeeze(expand_dims(x, axis=1), axis=1)", "x");

    static final Rule KEPT = SIMPLIFY.rule(
                    "axis-of-sum",
                    "The axis that a sum or mean has lost and gets back, it could have kept; and the reverse.")
            .law("expand_dims(sum(X, axis)) = sum(X, axis, keepdims)")
            .on(ExpandDims.class, Shapes::axisOfSum)
            .on(Squeeze.class, Shapes::axisOfSum)
            .example("x [2, 3]", "expand_dims(sum(x, axis=1), axis=1)", "sum(x, axis=1, keepdims=true)")
            .example("x [2, 3]", "expand_dims(mean(x, axis=1), axis=1)", "mean(x, axis=1, keepdims=true)")
            .example("x [2, 3]", "squeeze(sum(x, axis=1, keepdims=true), axis=1)", "sum(x, axis=1)");

    static final Rule STRETCHED_TWICE = SIMPLIFY.rule(
                    "broadcast-of-broadcast",
                    "Of several broadcasts the last one counts; axes in front come by themselves.")
            .law("broadcast(broadcast(X)) = broadcast(X)")
            .on(
                    Broadcast.class,
                    (node, sight) -> sight.isOpen(node.input(0)) && Product.isBroadcast(node.input(0))
                            ? Optional.of(fit(node.input(0).input(0), node.shape()))
                            : Optional.empty())
            .example("x [3]", "broadcast_to(expand_dims(x, axis=0), shape=[2, 3])", "broadcast_to(x, shape=[2, 3])");

    private Shapes() {}

    /** A node under a shape it broadcasts to, as plainly as possible. */
    static Node fit(Node node, Shape shape) {
        if (node.shape().sameShape(shape)) {
            return node;
        }
        if (node.op() instanceof Fill fill) {
            return Fill.with(fill.value(), shape);
        }
        int more = shape.rank() - node.rank();
        boolean onlyAxes = more > 0
                && Shape.broadcast(node.shape(), Shape.of(ones(shape.rank()))).sameShape(shape);
        return onlyAxes ? ExpandDims.insert(node, IntStream.range(0, more).toArray()) : Broadcast.to(node, shape);
    }

    private static long[] ones(int rank) {
        return IntStream.range(0, rank).mapToLong(i -> 1).toArray();
    }

    private static Optional<Node> filled(Node node, Visibility sight) {
        if (node.inputs().size() != 1
                || node.op() instanceof Elementwise
                || !node.type().isReal()) {
            return Optional.empty();
        }
        Node x = node.input(0);
        boolean number = x.op() instanceof Fill || x.constantScalar().isPresent();
        Interval range = number ? sight.facts(node).range() : Interval.REAL;
        return range.low() == range.high() ? Optional.of(Fill.with(range.low(), node.shape())) : Optional.empty();
    }

    private static boolean isReshaping(Node node, Visibility sight) {
        return sight.is(node, Reshape.class) || sight.is(node, Squeeze.class) || sight.is(node, ExpandDims.class);
    }

    private static Optional<Node> inAndOut(Node node, Visibility sight) {
        Node inner = node.input(0);
        boolean out = node.op() instanceof Squeeze gone
                && inner.op() instanceof ExpandDims put
                && put.axes().equals(gone.axes());
        boolean in = node.op() instanceof ExpandDims put
                && inner.op() instanceof Squeeze gone
                && gone.axes().equals(put.axes());
        return (out || in) && sight.isOpen(inner) ? Optional.of(inner.input(0)) : Optional.empty();
    }

    private static Optional<Node> axisOfSum(Node node, Visibility sight) {
        Node inner = node.input(0);
        if (!(inner.op() instanceof Additive sum) || !sight.isOpen(inner)) {
            return Optional.empty();
        }
        List<Integer> summed = sum.axes().in(inner.input(0).rank());
        boolean back = node.op() instanceof ExpandDims in
                && !sum.keepdims()
                && in.axes().equals(summed);
        boolean lost =
                node.op() instanceof Squeeze out && sum.keepdims() && out.axes().equals(summed);
        Axes axes = sum.axes();
        return back || lost ? Optional.of(sum.again(inner.input(0), axes, back)) : Optional.empty();
    }
}
