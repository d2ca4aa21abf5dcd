package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.A;
import static org.chainrule.symbolic.rewrite.FormulaPattern.C;
import static org.chainrule.symbolic.rewrite.FormulaPattern.P;
import static org.chainrule.symbolic.rewrite.Phase.DERIVE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Determinants.LogDet;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
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
            .equates(MatrixEquations.DETERMINANT_OF_PRODUCT)
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
            .equates(MatrixEquations.TRANSPOSE)
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
            .equates(
                    Powers.LOG
                            .of(Diagonals.diagPart(MatrixFunctions.cholesky(P)))
                            .sum(),
                    Determinants.logdet(P).over(2))
            .example("A [3, 3] spd", "sum(log(diag_part(cholesky(A))))", "logdet(A) / 2");

    static final Rule KRONECKER = DERIVE.rule(
                    "trace-of-kronecker", "The trace of a Kronecker product is that of each, multiplied.")
            .law("tr(A ⊗ B) = tr A tr B")
            .equates(MatrixEquations.TRACE_OF_KRONECKER)
            .example("A [3, 3], B [2, 2]", "trace(kron(A, B))", "trace(A) * trace(B)");

    static final Rule SCALED = DERIVE.rule("trace-of-multiple", "A number as a factor goes in front of the trace.")
            .law("tr(c A) = c tr A")
            .equates(Diagonals.trace(C.times(A)), C.times(Diagonals.trace(A)))
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
}
