package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
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

    /** What is inverted first, or last, in the terms of a sum of products. */
    private static void collect(Node node, boolean first, Set<Node> factors) {
        List<Node> inputs = node.inputs();
        if (node.op() == Inverses.INVERSE) {
            factors.add(node.input(0));
        } else if (node.op() instanceof MatMul) {
            collect(node.input(first ? 0 : 1), first, factors);
        } else if (node.op() == Arithmetic.ADD || node.op() == Arithmetic.SUB || node.op() == Arithmetic.NEG) {
            inputs.forEach(input -> collect(input, first, factors));
        } else if (node.op() == Arithmetic.DIV || (node.op() == Arithmetic.MUL && isMultiple(node.input(0), inputs))) {
            collect(node.input(0), first, factors);
        } else if (node.op() == Arithmetic.MUL) {
            collect(node.input(1), first, factors);
        } else if (node.op() instanceof Transpose && node.rank() == 2) {
            Set<Node> transposed = new LinkedHashSet<>();
            collect(node.input(0), !first, transposed);
            transposed.forEach(factor -> factors.add(factor.T()));
        }
    }

    private static boolean isMultiple(Node matrix, List<Node> product) {
        return product.stream().allMatch(other -> other == matrix || MatrixLaws.uniform(other) != null);
    }
}
