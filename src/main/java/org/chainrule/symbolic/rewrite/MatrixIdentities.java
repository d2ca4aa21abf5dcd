package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.FormulaPattern.B;
import static org.chainrule.symbolic.rewrite.Phase.DERIVE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Determinants.LogDet;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.Products;
import org.chainrule.ops.Rounding;

/** Determinants and traces as books take them apart before they differentiate. */
final class MatrixIdentities {
    static final Rule LOG = DERIVE.rule("log-of-det", "The logarithm of a determinant, as one function.")
            .law("log det A = logdet(A)")
            .on(Powers.LOG, MatrixIdentities::logarithm)
            .example("A [3, 3] spd", "log(det(A))", "logdet(A)")
            .example("A [3, 3] invertible", "log(det(A)^2)", "2 * logabsdet(A)")
            .example("A [3, 3] spd, B [3, 3] spd", "log(det(A) / det(B))", "logabsdet(A) - logabsdet(B)");

    static final Rule PRODUCT = DERIVE.rule(
                    "determinant-of-product",
                    "The determinant of a product of square matrices is that of each, multiplied.")
            .law("det(A B) = det A det B")
            .on(Determinants.DETERMINANT, (node, sight) -> square(node, sight)
                    .map(product -> Determinants.det(product.input(0)).times(Determinants.det(product.input(1)))))
            .on(LogDet.class, (node, sight) -> square(node, sight)
                    .map(product ->
                            Determinants.logabsdet(product.input(0)).plus(Determinants.logabsdet(product.input(1)))))
            .example("A [3, 3], B [3, 3]", "det(A @ B)", "det(A) * det(B)")
            .example("A [3, 3] invertible, B [3, 3] invertible", "logabsdet(A @ B)", "logabsdet(A) + logabsdet(B)");

    static final Rule INVERSE = DERIVE.rule(
                    "determinant-of-inverse", "The determinant of the inverse is one over the determinant.")
            .law("log det A⁻¹ = −log det A")
            .on(Determinants.DETERMINANT, (node, sight) -> sight.argument(Inverses.INVERSE, node.input(0))
                    .map(inside -> Node.constant(1).over(Determinants.det(inside))))
            .on(LogDet.class, (node, sight) -> sight.argument(Inverses.INVERSE, node.input(0))
                    .map(inside -> Node.of(node.op(), inside).neg()))
            .example("A [3, 3] invertible", "det(inv(A))", "1 / det(A)")
            .example("A [3, 3] invertible", "logabsdet(inv(A))", "-logabsdet(A)");

    static final Rule TRANSPOSE = DERIVE.rule(
                    "determinant-of-transpose", "A transpose has the determinant and the trace of its matrix.")
            .law("det Aᵀ = det A, tr Aᵀ = tr A")
            .on(Determinants.DETERMINANT, MatrixIdentities::untransposed)
            .on(LogDet.class, MatrixIdentities::untransposed)
            .on(Diagonals.MATRIX_TRACE, MatrixIdentities::untransposed)
            .example("A [3, 3]", "det(A.T)", "det(A)")
            .example("A [3, 3]", "trace(A.T)", "trace(A)");

    static final Rule DIAGONAL = DERIVE.rule(
                    "determinant-of-diagonal", "The determinant of a diagonal matrix is the product of its entries.")
            .law("log det diag(x) = Σᵢ log xᵢ")
            .on(LogDet.class, (node, sight) -> sight.argument(Diagonals.DIAGONAL_MATRIX, node.input(0))
                    .filter(vector -> vector.rank() == 1)
                    .map(vector -> sight.facts(vector).range().low() >= 0 ? vector : Rounding.ABS.of(vector))
                    .map(vector -> Powers.LOG.of(vector).sum()))
            .example("x [3] positive", "logdet(diag(x))", "sum(log(x))")
            .example("x [3]", "logabsdet(diag(x))", "sum(log(abs(x)))");

    static final Rule CHOLESKY = DERIVE.rule(
                    "determinant-by-cholesky",
                    "Half the logarithm of a determinant, from the diagonal of a Cholesky factor.")
            .law("Σᵢ log Lᵢᵢ = ½ log det(L Lᵀ)")
            .on(Sum.class, MatrixIdentities::choleskySum)
            .example("A [3, 3] spd", "sum(log(diag_part(cholesky(A))))", "logdet(A) / 2");

    static final Rule KRONECKER = DERIVE.rule(
                    "trace-of-kronecker", "The trace of a Kronecker product is that of each, multiplied.")
            .law("tr(A ⊗ B) = tr A tr B")
            .equates(Diagonals.trace(Products.kron(A, B)), Diagonals.trace(A).times(Diagonals.trace(B)))
            .example("A [3, 3], B [2, 2]", "trace(kron(A, B))", "trace(A) * trace(B)");

    static final Rule SCALED = DERIVE.rule("trace-of-multiple", "A number as a factor goes in front of the trace.")
            .law("tr(c A) = c tr A")
            .on(Diagonals.MATRIX_TRACE, MatrixIdentities::scaled)
            .example("A [3, 3], c []", "trace(c * A)", "c * trace(A)");

    private MatrixIdentities() {}

    private static Optional<Node> logarithm(Node node, Visibility sight) {
        Node inside = node.input(0);
        boolean absolute = sight.is(inside, Rounding.ABS);
        Product product = Product.of(absolute ? inside.input(0) : inside, sight);
        if (!node.isScalar()
                || product.powers().isEmpty()
                || !product.number().equals(Coefficient.ONE)
                || product.powers().keySet().stream().anyMatch(base -> !sight.is(base, Determinants.DETERMINANT))) {
            return Optional.empty();
        }
        boolean single = product.powers().size() == 1;
        List<Product> terms = new ArrayList<>();
        product.powers().forEach((base, power) -> {
            boolean signed = single && !absolute && power % 2 != 0;
            Node matrix = base.input(0);
            Node log = signed ? Determinants.logdet(matrix) : Determinants.logabsdet(matrix);
            terms.add(new Product().times(log, 1).with(Coefficient.of(power)));
        });
        return Optional.of(Addition.of(terms).toNode(node.shape()));
    }

    /** The product of two square matrices that a determinant is of. */
    private static Optional<Node> square(Node determinant, Visibility sight) {
        Node inside = determinant.input(0);
        return sight.is(inside, MatMul.OP) && isSquare(inside.input(0)) && isSquare(inside.input(1))
                ? Optional.of(inside)
                : Optional.empty();
    }

    static boolean isSquare(Node node) {
        return node.rank() == 2 && node.shape().dim(0).equals(node.shape().dim(1));
    }

    private static Optional<Node> untransposed(Node node, Visibility sight) {
        Node inside = node.input(0);
        return inside.rank() == 2 && sight.is(inside, Transpose.class)
                ? Optional.of(Node.of(node.op(), inside.input(0)))
                : Optional.empty();
    }

    private static Optional<Node> choleskySum(Node node, Visibility sight) {
        return node.isScalar()
                ? sight.argument(Powers.LOG, node.input(0))
                        .flatMap(inside -> sight.argument(Diagonals.DIAGONAL, inside))
                        .flatMap(inside -> sight.argument(MatrixFunctions.CHOLESKY_FACTOR, inside))
                        .filter(matrix -> matrix.rank() == 2)
                        .map(matrix -> Determinants.logdet(matrix).over(2))
                : Optional.empty();
    }

    private static Optional<Node> scaled(Node node, Visibility sight) {
        Node inside = node.input(0);
        if (inside.rank() != 2 || !sight.is(inside, Arithmetic.MUL)) {
            return Optional.empty();
        }
        for (int k = 0; k < 2; k++) {
            if (inside.input(k).isScalar()) {
                return Optional.of(inside.input(k).times(Diagonals.trace(inside.input(1 - k))));
            }
        }
        return Optional.empty();
    }
}
