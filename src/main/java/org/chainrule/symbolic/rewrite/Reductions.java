package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Additive;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Diagonals;
import org.chainrule.symbolic.facts.Moves;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Sums, means and diagonals. */
final class Reductions {
    static final Rule ONE_TERM = SIMPLIFY.rule(
                    "sum-of-one-term", "A sum or mean over an axis of size 1 is the one term.")
            .law("Σᵢ₌₁¹ xᵢ = x₁")
            .on(Additive.class, Reductions::oneTerm)
            .example("X [2, 1]", "sum(X, axis=1, keepdims=true)", "X")
            .example("X [1, 1]", "mean(X)", "squeeze(X, axis=[0, 1])");

    static final Rule OF_SUM = SIMPLIFY.rule("sum-of-sum", "A sum of sums is one sum.")
            .law("Σᵢ Σⱼ xᵢⱼ = Σ x")
            .on(Sum.class, Reductions::ofSum)
            .example("X [2, 3]", "sum(sum(X, axis=0))", "sum(X)")
            .example("X [2, 3, 4]", "sum(sum(X, axis=0), axis=1)", "sum(X, axis=[0, 2])");

    static final Rule OF_NUMBER = SIMPLIFY.rule(
                    "sum-of-one-number", "The sum of one number everywhere is the count times the number.")
            .law("Σᵢ₌₁ⁿ c = n c")
            .on(Additive.class, Reductions::ofNumber)
            .example("X [2, 3]", "X * sum(ones(shape=[4]))", "X * 4");

    static final Rule OF_BROADCAST = SIMPLIFY.rule(
                    "sum-of-broadcast", "A sum over an axis along which a value was stretched counts its size.")
            .law("Σⱼ₌₁ⁿ xᵢ = n xᵢ")
            .on(Additive.class, Reductions::ofBroadcast)
            .example("x [2, 1]", "sum(broadcast_to(x, shape=[2, 3]), axis=1, keepdims=true)", "3 * x")
            .example("x [3], m []", "mean(broadcast_to(x, shape=[2, 3]), axis=0)", "x");

    static final Rule CONSTANT_FACTOR = SIMPLIFY.rule(
                    "constant-out-of-sum", "A factor that is the same for all terms goes in front of the sum.")
            .law("Σᵢ c xᵢ = c Σᵢ xᵢ")
            .on(Additive.class, Reductions::constantFactor)
            .example(
                    "X [2, 3], c [2, 1]",
                    "sum(2 * c * X, axis=1, keepdims=true)",
                    "2 * c * sum(X, axis=1, keepdims=true)")
            .example("X [2, 3], c []", "sum(X / c)", "sum(X) / c");

    static final Rule REARRANGED = SIMPLIFY.rule(
                    "sum-in-any-order", "A sum over all entries does not care where they stand.")
            .law("Σ Xᵀ = Σ X")
            .on(Additive.class, Reductions::rearranged)
            .example("X [2, 3]", "sum(X.T)", "sum(X)")
            .example("X [2, 3]", "mean(flip(X, axis=1))", "mean(X)");

    static final Rule DIAGONAL_OF_ONES = SIMPLIFY.rule(
                    "diagonal-of-ones", "The diagonal matrix of ones is the identity.")
            .law("diag(1) = I")
            .on(Diagonals.DIAGONAL_MATRIX, Reductions::diagonalOfOnes)
            .example("X [2, 3]", "X @ diag_embed(ones(shape=[3]))", "X @ eye(3)");

    private Reductions() {}

    private static Additive op(Node node) {
        return (Additive) node.op();
    }

    private static Optional<Node> oneTerm(Node node, Visibility sight) {
        Node x = node.input(0);
        List<Integer> all = op(node).axes().in(x.rank());
        List<Integer> more =
                all.stream().filter(axis -> !x.shape().dim(axis).isOne()).toList();
        if (all.isEmpty() || (more.isEmpty() && x.rank() == 0)) {
            return Optional.of(x);
        }
        // Partly of size 1 stays as it is: two calls would not be shorter than one.
        if (!more.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(op(node).keepdims() ? x : Node.of(new org.chainrule.graph.Squeeze(all), x));
    }

    private static Optional<Node> ofSum(Node node, Visibility sight) {
        Node inner = node.input(0);
        if (!sight.is(inner, Sum.class)) {
            return Optional.empty();
        }
        Node x = inner.input(0);
        Sum outer = (Sum) node.op();
        Sum first = (Sum) inner.op();
        if (outer.axes().all() && !outer.keepdims()) {
            return Optional.of(x.sum());
        }
        if (outer.keepdims() != first.keepdims()) {
            return Optional.empty();
        }
        List<Integer> both = new ArrayList<>(first.axes().in(x.rank()));
        int at = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            boolean gone = first.axes().contains(axis) && !first.keepdims();
            if (!gone && outer.axes().contains(at++) && !both.contains(axis)) {
                both.add(axis);
            }
        }
        return Optional.of(Sum.over(x, Axes.of(x.shape(), both), outer.keepdims()));
    }

    private static Optional<Node> ofNumber(Node node, Visibility sight) {
        if (!(node.input(0).op() instanceof Fill fill)) {
            return Optional.empty();
        }
        Product number = Product.of(fill.value());
        Dim count = op(node).axes().reducedPart(node.input(0).shape()).count();
        return Optional.of(
                fill.value() == 0 || node.op() instanceof Mean
                        ? Fill.with(fill.value(), node.shape())
                        : times(number, count, sight).toNode(node.shape()));
    }

    private static Product times(Product product, Dim count, Visibility sight) {
        Product result = new Product(product);
        result.multiply(SizeOf.node(count), 1, sight);
        return result;
    }

    private static Optional<Node> ofBroadcast(Node node, Visibility sight) {
        if (!sight.is(node.input(0), Broadcast.class)) {
            return Optional.empty();
        }
        Node x = node.input(0).input(0);
        Shape shape = node.input(0).shape();
        int lead = shape.rank() - x.rank();
        Dim count = Dim.ONE;
        List<Integer> left = new ArrayList<>();
        for (int axis : op(node).axes().in(shape.rank())) {
            boolean stretched = axis < lead
                    || (x.shape().dim(axis - lead).isOne() && !shape.dim(axis).isOne());
            if (stretched) {
                count = count.times(shape.dim(axis));
            }
            if (axis >= lead && (!stretched || !op(node).keepdims())) {
                left.add(axis - lead);
            }
        }
        if (count.isOne() && lead == 0) {
            return Optional.empty();
        }
        Node rest = left.isEmpty() ? x : op(node).again(x, Axes.of(x.shape(), left), op(node).keepdims());
        Product product = new Product().times(rest, 1);
        return Optional.of((node.op() instanceof Sum ? times(product, count, sight) : product).toNode(node.shape()));
    }

    /** Whether a factor of a value of some shape is the same along axes of it. */
    static boolean isConstantAlong(Node factor, Shape shape, Axes axes) {
        int lead = shape.rank() - factor.rank();
        return axes.in(shape.rank()).stream()
                .allMatch(axis -> axis < lead || factor.shape().dim(axis - lead).isOne());
    }

    private static Optional<Node> constantFactor(Node node, Visibility sight) {
        Node x = node.input(0);
        if (!sight.isOpen(x)) {
            return Optional.empty();
        }
        Axes axes = op(node).axes();
        boolean keep = op(node).keepdims();
        Product[] parts = Product.of(x, sight)
                .split(base -> !isConstantAlong(base, x.shape(), axes) || (!keep && !leads(base, x.shape(), axes)));
        if (parts[1].isOne() || parts[1].isZero()) {
            return Optional.empty();
        }
        Node rest = op(node).again(parts[0].toNode(x.shape()), axes, keep);
        return Optional.of(parts[1].times(rest, 1).toNode(node.shape()));
    }

    /** Whether a factor stays where it is when axes are dropped: it must not have them. */
    private static boolean leads(Node factor, Shape shape, Axes axes) {
        return axes.in(shape.rank()).stream().allMatch(axis -> axis < shape.rank() - factor.rank());
    }

    private static Optional<Node> rearranged(Node node, Visibility sight) {
        Node x = node.input(0);
        return op(node).axes().all() && !op(node).keepdims() && sight.isOpen(x) && Moves.isRearrangement(x)
                ? Optional.of(op(node).again(x.input(0), Axes.ALL, false))
                : Optional.empty();
    }

    private static Optional<Node> diagonalOfOnes(Node node, Visibility sight) {
        if (!(node.input(0).op() instanceof Fill fill) || node.input(0).rank() != 1 || fill.value() == 0) {
            return Optional.empty();
        }
        Node eye = Diagonals.eye(node.shape().dim(0));
        return Optional.of(Product.of(fill.value()).times(eye, 1).toNode());
    }
}
