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

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.MatMul;
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

    static final List<Edits> ALL = List.of(
            MatrixEdits::transpose,
            MatrixEdits::order,
            MatrixEdits::operator,
            MatrixEdits::productRule,
            MatrixEdits::symmetric,
            MatrixEdits::outer,
            MatrixEdits::vectors,
            MatrixEdits::identity,
            MatrixEdits::inverse);

    private static Optional<Node> matrix(Expr e, EditSite site) {
        return site.node(e).filter(node -> node.rank() == 2);
    }

    private static void transpose(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        Optional<Expr> operand = ExprParts.transposed(e);
        if (operand.isPresent()) {
            site.add(Kind.SUPERFLUOUS_TRANSPOSE, COMMON, place, operand.get());
            return;
        }
        Optional<Node> node = matrix(e, site);
        if (node.isEmpty() || place.isTransposed()) {
            return;
        }
        Shape shape = node.get().shape();
        if (shape.dim(0).isOne() && shape.dim(1).isOne()) {
            return;
        }
        boolean atom = !(e instanceof Expr.Binary || e instanceof Expr.Negate);
        // What is transposed to be summed along another axis had better be summed along that axis.
        boolean reduced = place.isArgumentOf("sum", "mean");
        int cost = (atom ? COMMON : place.isRoot() ? FREQUENT + STEP : OCCASIONAL)
                + (site.shapesFit() && !square(shape) ? OTHER_SHAPE : 0)
                + (reduced ? OTHER_SHAPE : 0);
        Expr turned = e instanceof Expr.Negate n
                ? ExprParts.negate(site.vocabulary().transpose(n.operand()))
                : site.vocabulary().transpose(e);
        site.add(kind(e, site), cost, place, turned, shape);
    }

    private static boolean square(Shape shape) {
        return shape.dim(0).sameSize(shape.dim(1));
    }

    /** What a missing transpose is called: an inverse and a trace have names of their own. */
    private static Kind kind(Expr e, EditSite site) {
        if (ExprTree.calls(e, "inv", 50)) {
            return Kind.INVERSE_TRANSPOSE;
        }
        boolean trace = site.vocabulary()
                .target()
                .loss()
                .filter(loss -> loss.op() instanceof Diagonals.Trace)
                .isPresent();
        return trace ? Kind.TRACE_RULE : Kind.MISSING_TRANSPOSE;
    }

    /** {@code A + c} for {@code A + c * eye(n)}: what is added to a matrix is added to all its entries. */
    private static void identity(ExprTree.Place place, EditSite site) {
        Optional<Shape> whole = place.above().flatMap(site::shape);
        boolean matrix = place.isTerm()
                && whole.filter(s -> s.rank() == 2 && square(s)).isPresent()
                && site.shape(place.expr()).filter(s -> s.rank() == 0).isPresent();
        if (matrix) {
            Dim size = whole.get().dim(0);
            Expr number = size.isNumber() ? ExprParts.number((double) size.size()) : ExprParts.name(size.toString());
            Expr identity = ExprParts.call("eye", number);
            boolean one = place.expr() instanceof Expr.Num n && n.value() == 1;
            site.add(
                    Kind.MISSING_IDENTITY,
                    COMMON + STEP,
                    place,
                    one ? identity : ExprParts.times(place.expr(), identity),
                    identity);
        }
    }

    private static boolean isMatmul(Expr e, EditSite site) {
        return e instanceof Expr.Binary b
                && (b.op() == BinaryOp.MATMUL
                        || (b.op() == BinaryOp.PRODUCT
                                && site.node(e).map(n -> n.op() == MatMul.OP).orElse(false)));
    }

    private static void order(ExprTree.Place place, EditSite site) {
        if (!isMatmul(place.expr(), site)) {
            return;
        }
        Expr.Binary product = (Expr.Binary) place.expr();
        Expr a = product.left();
        Expr b = product.right();
        Vocabulary words = site.vocabulary();
        Kind order = underTrace(place) ? Kind.TRACE_RULE : Kind.MATMUL_ORDER;
        boolean matrices = matrix(a, site).isPresent() && matrix(b, site).isPresent();
        site.add(order, matrices ? COMMON : OCCASIONAL, place, matmul(product, b, a));
        Expr at = words.transpose(a);
        Expr bt = words.transpose(b);
        if (matrices) {
            Shape shape = site.shape(product).orElse(Shape.SCALAR);
            Expr turned = a instanceof Expr.Negate n
                    ? ExprParts.negate(matmul(product, bt, words.transpose(n.operand())))
                    : matmul(product, bt, at);
            site.add(kind(product, site), COMMON + STEP, place, turned, shape);
            site.add(order, OCCASIONAL + STEP, place, matmul(product, b, at));
            site.add(order, OCCASIONAL + STEP, place, matmul(product, bt, a));
            site.add(Kind.MISSING_TRANSPOSE, UNUSUAL, place, matmul(product, at, bt), shape);
        }
        if (isMatmul(a, site)) {
            Expr.Binary inner = (Expr.Binary) a;
            Expr p = inner.left();
            Expr q = inner.right();
            site.add(order, FREQUENT, place, matmul(product, matmul(product, p, b), q));
            site.add(order, FREQUENT, place, matmul(product, matmul(product, b, p), q));
            site.add(order, FREQUENT + STEP, place, matmul(product, matmul(product, q, b), p));
            site.add(order, FREQUENT + STEP, place, matmul(product, matmul(product, b, q), p));
        }
    }

    private static boolean underTrace(ExprTree.Place place) {
        for (ExprTree.Place at = place; at != null; at = at.parent()) {
            if (ExprParts.isCall(at.expr(), "trace")) {
                return true;
            }
        }
        return false;
    }

    private static Expr matmul(Expr.Binary like, Expr a, Expr b) {
        return ExprParts.binary(like.op() == BinaryOp.PRODUCT ? BinaryOp.PRODUCT : BinaryOp.MATMUL, a, b);
    }

    private static void operator(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Binary product)) {
            return;
        }
        Expr a = product.left();
        Expr b = product.right();
        Vocabulary words = site.vocabulary();
        if (isMatmul(product, site)) {
            site.add(Kind.ELEMENTWISE_VS_MATMUL, COMMON + STEP, place, ExprParts.times(a, b), "*");
            site.add(Kind.ELEMENTWISE_VS_MATMUL, UNUSUAL + STEP, place, ExprParts.times(a, words.transpose(b)), "*");
            site.add(Kind.ELEMENTWISE_VS_MATMUL, UNUSUAL + STEP, place, ExprParts.times(words.transpose(a), b), "*");
        } else if (product.op() == BinaryOp.MULTIPLY) {
            boolean matrices = site.shape(a).map(s -> s.rank() > 0).orElse(true)
                    && site.shape(b).map(s -> s.rank() > 0).orElse(true);
            if (!matrices) {
                return;
            }
            Expr at = words.transpose(a);
            Expr bt = words.transpose(b);
            for (Expr[] pair : new Expr[][] {{a, b}, {a, bt}, {at, b}, {b, a}, {bt, a}, {b, at}}) {
                int cost = pair[0] == a && pair[1] == b ? COMMON + STEP : OCCASIONAL;
                site.add(Kind.ELEMENTWISE_VS_MATMUL, cost, place, ExprParts.matmul(pair[0], pair[1]), "@");
            }
        }
    }

    /** {@code 2 * X @ dX} for {@code dX @ X + X @ dX}. */
    private static void productRule(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        if (!isMatmul(e, site)) {
            return;
        }
        Expr.Binary product = (Expr.Binary) e;
        Expr left = product.left();
        if (left instanceof Expr.Binary twice
                && twice.op() != BinaryOp.DIVIDE
                && twice.left() instanceof Expr.Num n
                && n.value() == 2) {
            Expr a = twice.right();
            site.add(
                    Kind.PRODUCT_RULE,
                    FREQUENT,
                    place,
                    ExprParts.plus(matmul(product, product.right(), a), matmul(product, a, product.right())));
            Expr once = matmul(product, a, product.right());
            site.add(
                    Kind.PRODUCT_RULE,
                    FREQUENT,
                    place,
                    ExprParts.plus(site.vocabulary().transpose(once), once));
        }
        if (matrix(e, site).filter(m -> square(m.shape())).isPresent()) {
            site.add(
                    Kind.PRODUCT_RULE,
                    OCCASIONAL + STEP,
                    place,
                    ExprParts.plus(e, matmul(product, product.right(), left)));
            Expr turned = site.vocabulary().transpose(e);
            site.add(
                    Kind.MISSING_SHARED_PATH,
                    OCCASIONAL + STEP,
                    place,
                    ExprParts.plus(e, turned),
                    site.vocabulary().variable(),
                    turned);
        }
    }

    /** {@code A} or {@code 2 * A} for {@code A + A.T}. */
    private static void symmetric(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        Optional<Node> node = matrix(e, site).filter(m -> square(m.shape()));
        if (node.isPresent() && (e instanceof Expr.Name || e instanceof Expr.Call)) {
            Expr sum = ExprParts.plus(e, site.vocabulary().transpose(e));
            site.add(Kind.ASYMMETRIC_QUADRATIC, FREQUENT, place, sum, e);
            site.add(Kind.ASYMMETRIC_QUADRATIC, UNUSUAL, place, ExprParts.over(sum, ExprParts.number(2)), e);
        }
        if (e instanceof Expr.Binary twice
                && ExprParts.isProduct(twice.op())
                && twice.left() instanceof Expr.Num n
                && n.value() == 2
                && matrix(twice.right(), site).filter(m -> square(m.shape())).isPresent()) {
            Expr a = twice.right();
            site.add(
                    Kind.ASYMMETRIC_QUADRATIC,
                    COMMON + STEP,
                    place,
                    ExprParts.plus(a, site.vocabulary().transpose(a)),
                    a);
        }
    }

    /** A product of two vectors of different sizes is the outer one. */
    private static void vectors(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Binary b
                && ExprParts.isProduct(b.op())
                && site.shape(b.left()).filter(s -> s.rank() == 1).isPresent()
                && site.shape(b.right()).filter(s -> s.rank() == 1).isPresent()) {
            for (Expr outer : List.of(
                    ExprParts.call("outer", b.left(), b.right()), ExprParts.call("outer", b.right(), b.left()))) {
                site.add(Kind.ELEMENTWISE_VS_MATMUL, FREQUENT, place, outer, "outer");
            }
        }
    }

    /** {@code outer(y, x)} for {@code outer(x, y)}, and other functions of two arguments turned round. */
    private static void outer(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Call call && call.arguments().size() == 2) {
            List<Expr> turned =
                    List.of(call.arguments().get(1), call.arguments().get(0));
            Expr swapped = ExprParts.call(call.function(), turned, call.keywords());
            boolean index = !place.isRoot() && site.vocabulary().target().loss().isEmpty();
            Shape shape = site.shape(call).orElse(Shape.SCALAR);
            if (ExprParts.isCall(call, "outer")) {
                site.add(index ? Kind.WRONG_INDEX : Kind.MISSING_TRANSPOSE, SEEN + STEP, place, swapped, shape);
            } else {
                site.add(Kind.WRONG_VARIABLE, GUESS, place, swapped);
            }
            if (ExprParts.isCall(call, "dot")) {
                Expr outer = ExprParts.call("outer", call.arguments(), List.of());
                site.add(Kind.ELEMENTWISE_VS_MATMUL, OCCASIONAL, place, outer, "outer", "outer");
            }
        }
    }

    private static void inverse(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        if (ExprParts.isCall(e, "inv")) {
            Expr inner = ((Expr.Call) e).arguments().get(0);
            site.add(Kind.WRONG_FUNCTION, RARE, place, inner);
        } else if (!place.isArgumentOf("inv")
                && matrix(e, site).filter(m -> square(m.shape())).isPresent()
                && site.vocabulary().model().stream()
                        .anyMatch(n -> n.op() instanceof Inverses.Inverse || ConstantFactors.isDeterminant(n.op()))) {
            site.add(Kind.WRONG_FUNCTION, RARE, place, ExprParts.call("inv", e));
        }
    }
}
