package org.chainrule.symbolic.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Inverses;

/**
 * Both sides of an equation between matrices, multiplied by what is inverted at an end of a term: wherever E⁻¹ has a value,
 * E X = E Y says that X = Y.
 *
 * @param factor the E
 * @param before whether it was multiplied from the left
 */
record Cleared(Node left, Node right, Node factor, boolean before) {
    /** The ways to multiply two sides of one shape, larger factors first. */
    static List<Cleared> of(Node left, Node right) {
        List<Cleared> ways = new ArrayList<>();
        if (left.rank() > 2 || right.rank() != left.rank()) {
            return ways;
        }
        for (boolean before : new boolean[] {true, false}) {
            Set<Node> factors = new LinkedHashSet<>();
            collect(left, before, factors);
            collect(right, before, factors);
            factors.stream()
                    .filter(factor -> factor.rank() == 2 && (before ? left.rank() > 0 : left.rank() > 1))
                    .map(factor -> before
                            ? new Cleared(factor.matmul(left), factor.matmul(right), factor, true)
                            : new Cleared(left.matmul(factor), right.matmul(factor), factor, false))
                    .forEach(ways::add);
        }
        ways.sort((a, b) -> Boolean.compare(a.factor.isLeaf(), b.factor.isLeaf()));
        return ways;
    }

    /** A part of a sum of products: whether its first factor counts or its last one, and whether it stands transposed. */
    private record Part(Node node, boolean first, boolean transposed) {}

    /** What is inverted first, or last, in the terms of a sum of products. */
    private static void collect(Node root, boolean before, Set<Node> factors) {
        Set<Part> seen = new LinkedHashSet<>();
        Deque<Part> open = new ArrayDeque<>(List.of(new Part(root, before, false)));
        while (!open.isEmpty()) {
            Part part = open.remove();
            Node node = part.node;
            if (!seen.add(part)) {
                continue;
            }
            boolean transpose = node.op() instanceof Transpose && node.rank() == 2;
            if (node.op() == Inverses.INVERSE) {
                factors.add(part.transposed ? node.input(0).T() : node.input(0));
            } else {
                inside(node, part.first)
                        .forEach(input ->
                                open.add(new Part(input, part.first != transpose, part.transposed != transpose)));
            }
        }
    }

    /** The inputs in which that factor of each term stands. */
    private static List<Node> inside(Node node, boolean first) {
        Op op = node.op();
        if (op instanceof MatMul) {
            return List.of(node.input(first ? 0 : 1));
        }
        if (op == Arithmetic.MUL) {
            return List.of(node.input(MatrixLaws.uniform(node.input(0)) != null ? 1 : 0));
        }
        boolean transpose = op instanceof Transpose && node.rank() == 2;
        return op == Arithmetic.DIV || op == Arithmetic.NEG || transpose
                ? List.of(node.input(0))
                : op == Arithmetic.ADD || op == Arithmetic.SUB ? node.inputs() : List.of();
    }
}
