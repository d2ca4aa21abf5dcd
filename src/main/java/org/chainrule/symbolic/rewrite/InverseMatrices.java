package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.FormulaPattern.S;
import static org.chainrule.symbolic.rewrite.FormulaPattern.U;
import static org.chainrule.symbolic.rewrite.Phase.SIMPLIFY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Inverses;

/** Inverses that cancel what stands beside them, and those that are written as a cofactor over a determinant. */
final class InverseMatrices {
    /** A longer product is left alone. */
    private static final int MOST_FACTORS = 16;

    static final Rule TWICE = SIMPLIFY.rule("inverse-twice", "The inverse of an inverse is the matrix.")
            .law("(A⁻¹)⁻¹ = A")
            .on(Inverses.INVERSE, (node, sight) -> sight.argument(Inverses.INVERSE, node.input(0)))
            .example("A [3, 3] invertible", "inv(inv(A))", "A");

    static final Rule TRANSPOSED = SIMPLIFY.rule(
                    "inverse-of-transpose", "The inverse of a transpose is the transpose of the inverse.")
            .law("(Aᵀ)⁻¹ = (A⁻¹)ᵀ")
            .equates(Inverses.inv(A.T()), Inverses.inv(A).T())
            .example("A [3, 3] invertible", "inv(A.T)", "inv(A).T");

    static final Rule COFACTOR = SIMPLIFY.rule(
                    "cofactor-by-determinant", "The cofactors over the determinant are the inverse, transposed.")
            .law("cof(A) / det A = A⁻ᵀ")
            .onFactors(List.of(Arithmetic.MUL, Arithmetic.DIV), InverseMatrices::byDeterminant)
            .example("A [3, 3] invertible", "cofactor(A) / det(A)", "inv(A).T")
            .example("A [3, 3] invertible, c []", "c * cofactor(A) / det(A)^2", "c * inv(A).T / det(A)");

    static final Rule KNOWN = SIMPLIFY.rule(
                    "cofactor-of-invertible",
                    "Beside its determinant, the matrix of cofactors of what is invertible is written by the inverse.")
            .law("det A cof(A) = (det A)² A⁻ᵀ")
            .onFactors(List.of(Arithmetic.MUL, Arithmetic.DIV), InverseMatrices::ofInvertible)
            .example("A [3, 3] invertible", "det(A)^2 * cofactor(A)", "det(A)^3 * inv(A).T");

    static final Rule WITHIN = SIMPLIFY.rule(
                    "inverse-of-product-cancels",
                    "A factor beside the inverse of a product that begins or ends with it cancels, and so does its transpose.")
            .law("A (B A)⁻¹ = B⁻¹")
            .on(MatMul.OP, InverseMatrices::cancelled)
            .example("A [3, 3] invertible, B [3, 3] invertible", "A @ inv(B @ A)", "inv(B)")
            .example(
                    "A [3, 3] invertible, B [3, 3] invertible, C [3, 3] invertible",
                    "A.T @ inv(A @ B @ C).T @ C.T",
                    "inv(B).T")
            .example("A [3, 3] invertible, B [3, 3]", "B @ inv(A).T @ A.T", "B");

    static final Rule SYMMETRIC = SIMPLIFY.rule(
                    "vector-times-symmetric", "A vector times a symmetric matrix is the matrix times the vector.")
            .law("x S = S x")
            .equates(U.matmul(S), S.matmul(U))
            .example("x [3], S [3, 3] symmetric", "x @ S", "S @ x");

    static final Rule SOLVED = SIMPLIFY.rule(
                    "solution-for-column", "A system solved for a column, taken as a vector, is solved for the vector.")
            .law("squeeze(A⁻¹ (x as column)) = A⁻¹ x")
            .equates(Squeeze.drop(Inverses.solve(A, ExpandDims.insert(U, 1)), 1), Inverses.solve(A, U))
            .example("A [3, 3] invertible, x [3]", "squeeze(solve(A, expand_dims(x, axis=1)), axis=1)", "solve(A, x)");

    private InverseMatrices() {}

    private static Optional<Product> byDeterminant(Product product, Node factor, int power, Visibility sight) {
        if (power >= 0
                || !sight.is(factor, Determinants.DETERMINANT)
                || factor.input(0).rank() != 2) {
            return Optional.empty();
        }
        for (Node other : product.powers().keySet()) {
            if (product.power(other) == 1
                    && sight.is(other, Determinants.COFACTORS)
                    && other.inputs().equals(factor.inputs())) {
                return Optional.of(product.times(other, -1)
                        .times(factor, 1)
                        .times(Inverses.inv(factor.input(0)).T(), 1));
            }
        }
        return Optional.empty();
    }

    private static Optional<Product> ofInvertible(Product product, Node factor, int power, Visibility sight) {
        if (power != 1
                || !sight.is(factor, Determinants.COFACTORS)
                || factor.inputs().size() != 1) {
            return Optional.empty();
        }
        Node matrix = factor.input(0);
        Node determinant = Determinants.det(matrix);
        return matrix.rank() == 2
                        && product.power(determinant) > 0
                        && sight.facts(matrix).invertible()
                ? Optional.of(product.times(factor, -1)
                        .times(determinant, 1)
                        .times(Inverses.inv(matrix).T(), 1))
                : Optional.empty();
    }

    private static List<Node> factors(Node product, Visibility sight) {
        return MatMul.factors(product, node -> node != product && !sight.isOpen(node));
    }

    /** The factors that an inverse would have, were it taken apart; empty for what is no inverse. */
    private static List<Node> apart(Node node, Visibility sight) {
        boolean transposed = sight.is(node, Transpose.class);
        Optional<Node> inside = sight.argument(Inverses.INVERSE, transposed ? node.input(0) : node);
        List<Node> parts = new ArrayList<>();
        for (Node part : inside.map(of -> factors(of, sight)).orElse(List.of())) {
            if (!FormulaPattern.isSquare(part)) {
                return List.of();
            }
            parts.add(transposed ? Transposes.of(part, sight) : part);
        }
        if (!transposed) {
            Collections.reverse(parts);
        }
        return parts;
    }

    private static Optional<Node> cancelled(Node node, Visibility sight) {
        if (node.rank() != 2) {
            return Optional.empty();
        }
        List<Node> factors = factors(node, sight);
        if (factors.size() > MOST_FACTORS) {
            return Optional.empty();
        }
        for (int i = 0; i < factors.size(); i++) {
            // what the inverse undoes, in the order in which it stands: for (A B)⁻¹ first B, then A
            List<Node> undone = new ArrayList<>(apart(factors.get(i), sight));
            int count = undone.size();
            int from = i;
            int to = i + 1;
            while (from > 0 && !undone.isEmpty() && factors.get(from - 1) == undone.get(0)) {
                undone.remove(0);
                from--;
            }
            while (to < factors.size() && !undone.isEmpty() && factors.get(to) == undone.get(undone.size() - 1)) {
                undone.remove(undone.size() - 1);
                to++;
            }
            if (undone.size() < count) {
                List<Node> left = new ArrayList<>(factors.subList(0, from));
                if (!undone.isEmpty()) {
                    left.add(inverse(undone, sight.is(factors.get(i), Transpose.class), sight));
                }
                left.addAll(factors.subList(to, factors.size()));
                return Optional.of(left.stream()
                        .reduce(Node::matmul)
                        .orElseGet(() -> Diagonals.eye(node.shape().dim(0))));
            }
        }
        return Optional.empty();
    }

    /** The inverse of what is left of a product, the factors in the order in which the inverse undoes them. */
    private static Node inverse(List<Node> undone, boolean transposed, Visibility sight) {
        List<Node> inside = new ArrayList<>(undone);
        if (transposed) {
            inside.replaceAll(part -> Transposes.of(part, sight));
        } else {
            Collections.reverse(inside);
        }
        Node inverse = Inverses.inv(inside.stream().reduce(Node::matmul).orElseThrow());
        return transposed ? inverse.T() : inverse;
    }
}
