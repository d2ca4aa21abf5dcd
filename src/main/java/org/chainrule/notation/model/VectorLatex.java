package org.chainrule.notation.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Inverses;

/**
 * Products with vectors of one axis in LaTeX, where a vector is a column: what stands on the left of a product is a row, and
 * has the sign of a transpose.
 *
 * @param text a part, in brackets where it binds less than is required
 * @param open whether a node is written out, and not by its name
 */
record VectorLatex(BiFunction<Node, Integer, String> text, Predicate<Node> open) {
    /** The LaTeX of a node whose own template does not say what is transposed; empty for any other. */
    Optional<String> of(Node node) {
        if (node.op() instanceof Transpose && node.rank() == 2) {
            return Optional.of(node.input(0))
                    .filter(inner -> inner.op() == Inverses.INVERSE && open.test(inner))
                    .map(inner -> "{" + text.apply(inner.input(0), Spelling.POSTFIX) + "}^{-\\top}");
        }
        if (!(node.op() instanceof MatMul)
                || node.input(0).rank() != 1
                || node.input(1).rank() > 2) {
            return Optional.empty();
        }
        Node left = node.input(0);
        Node right = node.input(1);
        return Optional.of(
                right.rank() == 1
                        ? row(left) + " " + text.apply(right, Spelling.POWER)
                        : transposed(right) + " " + text.apply(left, Spelling.POWER));
    }

    private String transposed(Node matrix) {
        return matrix.op() instanceof Transpose && open.test(matrix)
                ? text.apply(matrix.input(0), Spelling.POWER)
                : "{" + text.apply(matrix, Spelling.POSTFIX) + "}^{\\top}";
    }

    /** A vector as a row: of x A that is xᵀ A. */
    private String row(Node vector) {
        Deque<String> parts = new ArrayDeque<>();
        Node node = vector;
        while (node.op() instanceof MatMul && node.input(0).rank() == 1 && open.test(node)) {
            parts.push(text.apply(node.input(1), Spelling.POWER));
            node = node.input(0);
        }
        parts.push("{" + text.apply(node, Spelling.POSTFIX) + "}^{\\top}");
        return String.join(" ", parts);
    }
}
