package org.chainrule.symbolic.rewrite;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.ops.Softmax;

/** What the rules for stable forms look for in formulas. */
final class StablePatterns {
    private StablePatterns() {}

    /** The other term of 1 + x or x + 1. */
    static Optional<Node> besideOne(Node node, Visibility sight) {
        if (!sight.is(node, Arithmetic.ADD)) {
            return Optional.empty();
        }
        return Visibility.isNumber(node.input(0), 1)
                ? Optional.of(node.input(1))
                : Visibility.isNumber(node.input(1), 1) ? Optional.of(node.input(0)) : Optional.empty();
    }

    /** The x of 1 − x. */
    static Optional<Node> takenFromOne(Node node, Visibility sight) {
        return sight.is(node, Arithmetic.SUB) && Visibility.isNumber(node.input(0), 1)
                ? Optional.of(node.input(1))
                : Optional.empty();
    }

    /** The x of x², however it is written. */
    static Optional<Node> squared(Node node, Visibility sight) {
        Product product = Product.of(node, sight);
        boolean square = product.number().value().isOne()
                && product.powers().size() == 1
                && product.powers().values().iterator().next() == 2;
        return square ? Optional.of(product.powers().keySet().iterator().next()) : Optional.empty();
    }

    /** The negative; x for −x. */
    static Node negative(Node x) {
        return x.op() == Arithmetic.NEG ? x.input(0) : x.neg();
    }

    /** Whether one is the negative of the other. */
    static boolean areOpposite(Node x, Node y) {
        return (x.op() == Arithmetic.NEG && x.input(0) == y) || (y.op() == Arithmetic.NEG && y.input(0) == x);
    }

    /** The axes of a softmax, or of its logarithm; none when it is neither. */
    static List<Integer> softmaxAxes(Node node, boolean log) {
        return node.op() instanceof Softmax.Soft soft && soft.log() == log
                ? soft.axes().in(node.rank())
                : List.of();
    }

    /** The softmax along some axes, or its logarithm. */
    static Node softmax(Node x, List<Integer> axes, boolean log) {
        int[] list = axes.stream().mapToInt(axis -> axis).toArray();
        return log ? Softmax.logSoftmax(x, list) : Softmax.softmax(x, list);
    }
}
