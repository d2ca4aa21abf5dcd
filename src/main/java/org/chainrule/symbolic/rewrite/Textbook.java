package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.Phase.PRESENT;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;

/** Where a textbook puts numbers. */
final class Textbook {
    static final Rule NUMBER = PRESENT.rule(
                    "number-first", "A number in front of a matrix product belongs to its first factor.")
            .law("2 (A B) = (2 A) B")
            .on(
                    Arithmetic.MUL,
                    (node, sight) -> node.input(0).isScalar() && !node.isScalar() && sight.is(node.input(1), MatMul.OP),
                    (node, sight) -> toFirst(node.input(1), sight, node.input(0)::times))
            .example("A [2, 3], B [3, 4], C [4, 2]", "2 * (A @ B @ C)", "2 * A @ B @ C");

    static final Rule SIGN = PRESENT.rule("sign-first", "The sign of a matrix product belongs to its first factor.")
            .law("−(A B) = (−A) B")
            .on(
                    Arithmetic.NEG,
                    (node, sight) -> sight.is(node.input(0), MatMul.OP),
                    (node, sight) -> toFirst(node.input(0), sight, first -> negative(first, sight)))
            .example("A [2, 3], B [3, 4]", "-(A @ B)", "-A @ B");

    static final Rule TRANSPOSE_LAST = PRESENT.rule("transpose-last", "A matrix stands before its own transpose.")
            .law("Aᵀ + A = A + Aᵀ")
            .equates(A.T().plus(A), A.plus(A.T()))
            .example("A [3, 3]", "A.T + A", "A + A.T");

    private Textbook() {}

    private static Node negative(Node x, Visibility sight) {
        return Product.factor(x, sight).times(Coefficient.ONE.negated()).toNode(x.shape());
    }

    private static Node toFirst(Node product, Visibility sight, UnaryOperator<Node> change) {
        Deque<Node> right = new ArrayDeque<>();
        Node first = product;
        while (sight.is(first, MatMul.OP)) {
            right.push(first.input(1));
            first = first.input(0);
        }
        Node result = change.apply(first);
        while (!right.isEmpty()) {
            result = result.matmul(right.pop());
        }
        return result;
    }
}
