package org.chainrule.grad;

import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.jspecify.annotations.Nullable;

/**
 * Divides a formula by one of its nodes, where it is a multiple of it: factor by factor and term by term, and where terms
 * cancel, as in z·e − (1 − z)·e + e, by writing it as a polynomial. Looks at the outermost {@value #DEPTH} operations only.
 */
final class RootQuotient {
    private static final int DEPTH = 24;
    private static final int STEPS = 400;

    private final Node by;
    private int left = STEPS;

    private RootQuotient(Node by) {
        this.by = by;
    }

    /** {@code node / by} without a division; nothing where it is not seen to be one. */
    static Optional<Node> of(Node node, Node by) {
        return Optional.ofNullable(new RootQuotient(by).divided(node, DEPTH));
    }

    private @Nullable Node divided(Node node, int depth) {
        if (node == by) {
            return Node.constant(1);
        }
        if (depth == 0 || left-- <= 0 || node.inputs().isEmpty()) {
            return null;
        }
        Node a = node.input(0);
        if (node.op() == Arithmetic.MUL) {
            return product(a, node.input(1), depth);
        }
        if (node.op() == Arithmetic.DIV) {
            Node part = divided(a, depth - 1);
            return part == null ? null : part.over(node.input(1));
        }
        if (node.op() == Arithmetic.NEG) {
            Node part = divided(a, depth - 1);
            return part == null ? null : part.neg();
        }
        if (node.op() == Masked.OP) {
            Node part = divided(node.input(1), depth - 1);
            return part == null ? null : Masked.of(a, part);
        }
        if (node.op() == Powers.SQUARE) {
            return product(a, a, depth);
        }
        if (node.op() == Powers.POW && a == by) {
            return node.input(1)
                    .constantScalar()
                    .filter(c -> c >= 1)
                    .map(c -> c == 1 ? Node.constant(1) : c == 2 ? a : a.pow(c - 1))
                    .orElse(null);
        }
        if (node.op() == Arithmetic.ADD || node.op() == Arithmetic.SUB) {
            return sum(node, depth);
        }
        return null;
    }

    private @Nullable Node product(Node a, Node b, int depth) {
        Node first = divided(a, depth - 1);
        if (first != null) {
            return first.times(b);
        }
        Node second = a == b ? null : divided(b, depth - 1);
        return second == null ? null : a.times(second);
    }

    private @Nullable Node sum(Node node, int depth) {
        Node a = divided(node.input(0), depth - 1);
        Node b = a == null ? null : divided(node.input(1), depth - 1);
        if (a != null && b != null) {
            return node.op() == Arithmetic.ADD ? a.plus(b) : a.minus(b);
        }
        return Expanded.of(node).flatMap(terms -> terms.over(by)).orElse(null);
    }
}
