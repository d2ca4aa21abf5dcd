package org.chainrule.exec.compile;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.UnitTensor;
import org.chainrule.tensor.Dim;

/**
 * Matrix products that are symmetric by how they are made, XᵀDX with a diagonal D: half of the entries are computed, the others are theirs.
 * Hessians of generalised linear models and covariances are such.
 */
final class Gram {
    /** A factor of a matrix by entries, or the transpose of one. */
    private record Factor(Node node, boolean turned) {
        /** Whether entries depend on the axis alone that the product {@code A B} adds up over, of the left one. */
        boolean isInner() {
            int rank = node.rank();
            return rank == 0 || (turned ? isOne(rank - 1) : rank == 1 || isOne(0));
        }

        private boolean isOne(int axis) {
            return node.shape().dim(axis).equals(Dim.of(1));
        }
    }

    private Gram() {}

    /** Whether the product of two matrices is symmetric. */
    static boolean isSymmetric(Node a, Node b) {
        return a.rank() == 2 && b.rank() == 2 && isSymmetric(factors(a, false), factors(b, true));
    }

    /**
     * Whether the products of one matrix with vectors are, row by row: with the columns of one matrix, in their order, each times the
     * same vectors.
     */
    static boolean isSymmetric(Node matrix, List<Node> vectors) {
        List<Factor> all = new ArrayList<>();
        for (int j = 0; j < vectors.size(); j++) {
            List<Factor> factors = factors(flat(vectors.get(j)), false);
            int picked = 0;
            for (int i = 0; i < factors.size(); i++) {
                Node node = flat(factors.get(i).node());
                if (node.op() instanceof MatMul
                        && flat(node.input(1)).op() instanceof UnitTensor unit
                        && unit.position() == j) {
                    factors.set(i, new Factor(node.input(0), true));
                    picked++;
                }
            }
            if (picked != 1 || (j > 0 && !all.equals(factors))) {
                return false;
            }
            all = factors;
        }
        List<Factor> right = new ArrayList<>();
        for (Factor factor : all) {
            // A vector stands beside the column: along the rows of the matrix of columns.
            right.addAll(factor.turned() ? factors(factor.node(), true) : List.of(factor));
        }
        return isSymmetric(factors(matrix, false), right);
    }

    /** A vector, or one that is written as a matrix of one column. */
    private static Node flat(Node vector) {
        Node node = vector;
        while (node.op() instanceof Squeeze || node.op() instanceof ExpandDims) {
            node = node.input(0);
        }
        return node;
    }

    /** Of A and of the transpose of B: the same but for what scales the rows of B. */
    private static boolean isSymmetric(List<Factor> a, List<Factor> b) {
        List<Factor> rest = new ArrayList<>(b);
        boolean common = false;
        for (Factor factor : a) {
            boolean both = rest.remove(factor);
            if (!both && !factor.isInner()) {
                return false;
            }
            common |= both && factor.node().rank() == 2;
        }
        return common && rest.stream().allMatch(Factor::isInner);
    }

    private static List<Factor> factors(Node matrix, boolean turned) {
        List<Factor> factors = new ArrayList<>();
        Deque<Factor> open = new ArrayDeque<>(List.of(new Factor(matrix, turned)));
        while (!open.isEmpty()) {
            Factor factor = open.pop();
            Node node = factor.node();
            if (node.op() instanceof Transpose && node.rank() == 2) {
                open.push(new Factor(node.input(0), !factor.turned()));
            } else if (node.op().equals(Arithmetic.MUL)) {
                open.push(new Factor(node.input(1), factor.turned()));
                open.push(new Factor(node.input(0), factor.turned()));
            } else {
                factors.add(factor);
            }
        }
        return factors;
    }
}
