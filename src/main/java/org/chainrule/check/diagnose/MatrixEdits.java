package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.GUESS;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.OTHER_SHAPE;
import static org.chainrule.check.diagnose.Cost.RARE;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;
import static org.chainrule.check.diagnose.Slip.on;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Inverses;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Transposes, the order of factors, {@code *} for {@code @}, and what goes wrong because matrices do not commute. */
final class MatrixEdits {
    private MatrixEdits() {}

    static final List<Consumer<EditSite>> ALL = List.of(
            MatrixEdits::transpose,
            on("a @ b", MatrixEdits::ofMatrices)
                    .meant(MatrixEdits::order, COMMON, "b @ a")
                    .meant(MatrixEdits::transposition, COMMON + STEP, "b.T @ a.T")
                    .meant(MatrixEdits::order, OCCASIONAL + STEP, "b @ a.T")
                    .meant(MatrixEdits::order, OCCASIONAL + STEP, "b.T @ a")
                    .meant(Kind.MISSING_TRANSPOSE, UNUSUAL, "a.T @ b.T"),
            on("a @ b", (site, parts) -> site.isMatmul() && !ofMatrices(site, parts))
                    .meant(MatrixEdits::order, OCCASIONAL, "b @ a"),
            on("a @ b @ c", MatrixEdits::isMatmul)
                    .meant(MatrixEdits::order, FREQUENT, "a @ c @ b")
                    .meant(MatrixEdits::order, FREQUENT, "c @ a @ b")
                    .meant(MatrixEdits::order, FREQUENT + STEP, "b @ c @ a")
                    .meant(MatrixEdits::order, FREQUENT + STEP, "c @ b @ a"),
            on("a @ b", MatrixEdits::isMatmul)
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, COMMON + STEP, "a * b", "*")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, UNUSUAL + STEP, "a * b.T", "*")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, UNUSUAL + STEP, "a.T * b", "*"),
            on("a * b", MatrixEdits::ofArrays)
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, COMMON + STEP, "a @ b", "@")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, "a @ b.T", "@")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, "a.T @ b", "@")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, "b @ a", "@")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, "b.T @ a", "@")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, "b @ a.T", "@"),
            on("2 * a @ b", MatrixEdits::isMatmul)
                    .meant(Kind.PRODUCT_RULE, FREQUENT, "b @ a + a @ b")
                    .meant(Kind.PRODUCT_RULE, FREQUENT, "(a @ b).T + a @ b"),
            on("a @ b", (site, parts) -> site.isMatmul() && site.isSquare(site.expr()))
                    .meant(Kind.PRODUCT_RULE, OCCASIONAL + STEP, "a @ b + b @ a"),
            MatrixEdits::otherPath,
            on("a", MatrixEdits::isSquareAtom)
                    .meant(Kind.ASYMMETRIC_QUADRATIC, FREQUENT, "a + a.T", "a")
                    .meant(Kind.ASYMMETRIC_QUADRATIC, UNUSUAL, "(a + a.T) / 2", "a"),
            on("2 * a", MatrixEdits::ofSquare).meant(Kind.ASYMMETRIC_QUADRATIC, COMMON + STEP, "a + a.T", "a"),
            on("outer(a, b)").meant(MatrixEdits::outer, SEEN + STEP, "outer(b, a)"),
            MatrixEdits::arguments,
            on("dot(a, b)").meant(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, "outer(a, b)", "outer"),
            // A product of two vectors of different sizes is the outer one.
            on("a * b", MatrixEdits::ofVectors)
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, FREQUENT, "outer(a, b)", "outer")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, FREQUENT, "outer(b, a)", "outer"),
            on("a @ b", MatrixEdits::ofVectors)
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, FREQUENT, "outer(a, b)", "outer")
                    .meant(Kind.ELEMENTWISE_VS_MATMUL, FREQUENT, "outer(b, a)", "outer"),
            MatrixEdits::identity,
            on("inv(a)").meant(Kind.WRONG_FUNCTION, RARE, "a"),
            on("a", MatrixEdits::mayBeInverted).meant(Kind.WRONG_FUNCTION, RARE, "inv(a)"));

    private static void transpose(EditSite site) {
        Expr e = site.expr();
        ExprTree.Place place = site.place();
        Optional<Expr> operand = ExprParts.transposed(e);
        if (operand.isPresent()) {
            site.add(Kind.SUPERFLUOUS_TRANSPOSE, COMMON, operand.get());
            return;
        }
        Optional<Shape> shape = site.shape(e).filter(s -> s.rank() == 2);
        if (place.isTransposed()
                || shape.filter(s -> !s.dim(0).isOne() || !s.dim(1).isOne()).isEmpty()) {
            return;
        }
        boolean atom = !(e instanceof Expr.Binary || e instanceof Expr.Negate);
        // What is transposed to be summed along another axis had better be summed along that axis.
        boolean reduced = place.isArgumentOf("sum", "mean");
        int cost = (atom ? COMMON : place.isRoot() ? FREQUENT + STEP : OCCASIONAL)
                + (site.shapesFit() && !site.isSquare(e) ? OTHER_SHAPE : 0)
                + (reduced ? OTHER_SHAPE : 0);
        site.add(transposition(site), cost, site.vocabulary().transpose(e));
    }

    /** What a missing transpose is called: an inverse and a trace have names of their own. */
    private static Kind transposition(EditSite site) {
        if (ExprTree.calls(site.expr(), "inv", 50)) {
            return Kind.INVERSE_TRANSPOSE;
        }
        Optional<Node> loss = site.vocabulary().target().loss();
        return loss.filter(node -> node.op() == Diagonals.MATRIX_TRACE).isPresent()
                ? Kind.TRACE_RULE
                : Kind.MISSING_TRANSPOSE;
    }

    /** What a wrong order is called: under a trace factors may move round. */
    private static Kind order(EditSite site) {
        for (ExprTree.Place at = site.place(); at != null; at = at.parent()) {
            if (ExprParts.isCall(at.expr(), "trace")) {
                return Kind.TRACE_RULE;
            }
        }
        return Kind.MATMUL_ORDER;
    }

    /** What {@code outer(y, x)} is called where {@code outer(x, y)} is meant. */
    private static Kind outer(EditSite site) {
        boolean index =
                !site.place().isRoot() && site.vocabulary().target().loss().isEmpty();
        return index ? Kind.WRONG_INDEX : Kind.MISSING_TRANSPOSE;
    }

    private static boolean isMatmul(EditSite site, Map<String, Expr> factors) {
        return site.isMatmul() && factors.values().stream().allMatch(factor -> site.rank(factor) != 0);
    }

    private static boolean ofMatrices(EditSite site, Map<String, Expr> factors) {
        return site.isMatmul() && factors.values().stream().allMatch(factor -> site.rank(factor) == 2);
    }

    private static boolean ofVectors(EditSite site, Map<String, Expr> factors) {
        return factors.values().stream().allMatch(factor -> site.rank(factor) == 1);
    }

    /** An elementwise product of what may be matrices. */
    private static boolean ofArrays(EditSite site, Map<String, Expr> factors) {
        return site.is(BinaryOp.MULTIPLY) && factors.values().stream().allMatch(factor -> site.rank(factor) != 0);
    }

    private static boolean ofSquare(EditSite site, Map<String, Expr> parts) {
        return parts.values().stream().allMatch(site::isSquare);
    }

    private static boolean isSquareAtom(EditSite site, Map<String, Expr> parts) {
        return (site.expr() instanceof Expr.Name || site.expr() instanceof Expr.Call) && ofSquare(site, parts);
    }

    private static boolean mayBeInverted(EditSite site, Map<String, Expr> parts) {
        return !site.place().isArgumentOf("inv")
                && !ExprParts.isCall(site.expr(), "inv")
                && ofSquare(site, parts)
                && site.vocabulary().model().stream()
                        .anyMatch(n -> n.op() == Inverses.INVERSE || ConstantFactors.isDeterminant(n.op()));
    }

    /** What reaches the variable through the other factor of a square matrix. */
    private static void otherPath(EditSite site) {
        if (site.isMatmul() && site.isSquare(site.expr())) {
            Expr turned = site.vocabulary().transpose(site.expr());
            Expr both = ExprParts.plus(site.expr(), turned);
            site.add(
                    Kind.MISSING_SHARED_PATH,
                    OCCASIONAL + STEP,
                    both,
                    site.vocabulary().variable(),
                    turned);
        }
    }

    /** The two arguments of a function turned round. */
    private static void arguments(EditSite site) {
        if (site.expr() instanceof Expr.Call call && call.arguments().size() == 2 && !ExprParts.isCall(call, "outer")) {
            List<Expr> turned =
                    List.of(call.arguments().get(1), call.arguments().get(0));
            site.add(Kind.WRONG_VARIABLE, GUESS, ExprParts.call(call.function(), turned, call.keywords()));
        }
    }

    /** {@code A + c} for {@code A + c * eye(n)}: what is added to a matrix is added to all its entries. */
    private static void identity(EditSite site) {
        Optional<Expr> sum = site.place().above().filter(site::isSquare);
        if (sum.isEmpty() || !site.place().isTerm() || site.rank(site.expr()) != 0) {
            return;
        }
        Dim size = site.shape(sum.get()).orElseThrow().dim(0);
        Expr identity = ExprForm.write(
                "eye(a)", size.isNumber() ? ExprParts.number((double) size.size()) : ExprParts.name(size.toString()));
        boolean one = site.expr().equals(ExprParts.number(1));
        site.add(Kind.MISSING_IDENTITY, COMMON + STEP, one ? identity : ExprParts.times(site.expr(), identity));
    }
}
