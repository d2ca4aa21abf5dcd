package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.LESS_USUAL;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.RARE;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** Signs, numbers, factors too many, {@code *} for {@code /}. */
final class ArithmeticEdits {
    /** Longer products are a machine's, not a student's. */
    static final int MOST_FACTORS = 40;

    private ArithmeticEdits() {}

    static final List<Edits> ALL = List.of(
            ArithmeticEdits::sign,
            ArithmeticEdits::lostSign,
            ArithmeticEdits::number,
            ArithmeticEdits::power,
            ArithmeticEdits::quotient,
            ArithmeticEdits::factorTooMany,
            ArithmeticEdits::termTooMany);

    private static void sign(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        Kind kind = ExprTree.calls(e, "inv", 20) ? Kind.INVERSE_SIGN : Kind.WRONG_SIGN;
        if (e instanceof Expr.Negate n) {
            site.add(kind, COMMON, place, n.operand());
        } else if (e instanceof Expr.Binary b && b.op() == BinaryOp.ADD) {
            site.add(Kind.WRONG_SIGN, COMMON, place, ExprParts.minus(b.left(), b.right()));
            site.add(Kind.WRONG_SIGN, OCCASIONAL, place, ExprParts.minus(b.right(), b.left()));
        } else if (e instanceof Expr.Binary b && b.op() == BinaryOp.SUBTRACT) {
            site.add(Kind.WRONG_SIGN, COMMON, place, ExprParts.minus(b.right(), b.left()));
            site.add(Kind.WRONG_SIGN, COMMON + STEP, place, ExprParts.plus(b.left(), b.right()));
        } else if (e instanceof Expr.Binary b && b.op().isComparison()) {
            turned(b.op())
                    .ifPresent(op ->
                            site.add(Kind.WRONG_SIGN, SEEN + STEP, place, ExprParts.binary(op, b.left(), b.right())));
        } else if (e instanceof Expr.Name && place.isArgumentOf("exp", "sigmoid")) {
            // The z of exp(z), which is often exp(-z).
            site.add(Kind.WRONG_SIGN, FREQUENT + STEP, place, ExprParts.negate(e));
        } else if (!(e instanceof Expr.Num) && (place.isTerm() || place.isRoot() || e instanceof Expr.Call)) {
            site.add(kind, COMMON + STEP, place, ExprParts.negate(e));
        }
    }

    private static Optional<BinaryOp> turned(BinaryOp op) {
        return switch (op) {
            case LESS -> Optional.of(BinaryOp.GREATER);
            case GREATER -> Optional.of(BinaryOp.LESS);
            case LESS_EQUAL -> Optional.of(BinaryOp.GREATER_EQUAL);
            case GREATER_EQUAL -> Optional.of(BinaryOp.LESS_EQUAL);
            default -> Optional.empty();
        };
    }

    /** Two factors of one shape may be two terms: what is copied loses a minus more easily than a factor. */
    private static void lostSign(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Binary b
                && (b.op() == BinaryOp.MULTIPLY || b.op() == BinaryOp.PRODUCT)
                && !(b.left() instanceof Expr.Num)
                && !(b.right() instanceof Expr.Num)) {
            Optional<Shape> left = site.shape(b.left());
            if (left.isPresent()
                    && site.shape(b.right()).filter(left.get()::sameShape).isPresent()) {
                site.add(Kind.LOST_SIGN, UNUSUAL, place, ExprParts.minus(b.left(), b.right()));
                site.add(Kind.LOST_SIGN, UNUSUAL + STEP, place, ExprParts.plus(b.left(), b.right()));
            }
        }
    }

    private static void number(ExprTree.Place place, EditSite site) {
        if (!(place.expr() instanceof Expr.Num n) || isExponent(place)) {
            return;
        }
        double v = n.value();
        for (String size : v < 2 ? Set.<String>of() : site.vocabulary().numbers()) {
            site.add(Kind.WRONG_NUMBER, UNUSUAL + STEP, place, ExprParts.name(size));
        }
        for (double other : new double[] {2 * v, v / 2, v + 1, v - 1, 1 / v}) {
            if (other != v && other >= 0 && Double.isFinite(other)) {
                Kind kind = other == 2 * v && v != 0
                        ? Kind.FACTOR_2
                        : other == v / 2 ? Kind.FACTOR_HALF : Kind.WRONG_NUMBER;
                Expr changed = other == 1 / v
                        ? ExprParts.over(ExprParts.number(1), n)
                        : ConstantFactors.scaled(n, other / (v == 0 ? 1 : v));
                site.add(
                        kind,
                        kind == Kind.WRONG_NUMBER ? RARE + STEP : OCCASIONAL + STEP,
                        place,
                        v == 0 ? ExprParts.number(other) : changed);
            }
        }
    }

    private static boolean isExponent(ExprTree.Place place) {
        return place.slot() == 1
                && place.above()
                        .filter(up -> up instanceof Expr.Binary b && b.op() == BinaryOp.POWER)
                        .isPresent();
    }

    private static void power(ExprTree.Place place, EditSite site) {
        Expr e = place.expr();
        if (e instanceof Expr.Binary b && b.op() == BinaryOp.POWER) {
            site.add(Kind.WRONG_POWER, OCCASIONAL + STEP, place, b.left());
            if (b.right() instanceof Expr.Num n) {
                for (double k : new double[] {n.value() - 1, n.value() + 1}) {
                    if (k > 1) {
                        site.add(Kind.WRONG_POWER, OCCASIONAL + STEP, place, ExprParts.power(b.left(), k));
                    }
                }
            } else {
                number(b.right()).ifPresent(k -> {
                    for (double other : new double[] {k - 1, k + 1, -k}) {
                        Expr exponent = halves(other);
                        site.add(
                                Kind.WRONG_POWER,
                                OCCASIONAL + STEP,
                                place,
                                ExprParts.binary(BinaryOp.POWER, b.left(), exponent));
                    }
                });
            }
        } else if ((e instanceof Expr.Name || e instanceof Expr.Call)
                && site.node(e).map(n -> n.type().isReal()).orElse(false)) {
            site.add(Kind.WRONG_POWER, RARE + STEP, place, ExprParts.power(e, 2));
        }
    }

    /** The value of {@code -1/2} and the like. */
    private static Optional<Double> number(Expr e) {
        if (e instanceof Expr.Num n) {
            return Optional.of(n.value());
        } else if (e instanceof Expr.Negate negate) {
            return number(negate.operand()).map(value -> -value);
        }
        return e instanceof Expr.Binary b && b.op() == BinaryOp.DIVIDE && b.right() instanceof Expr.Num below
                ? number(b.left()).map(above -> above / below.value())
                : Optional.empty();
    }

    private static Expr halves(double value) {
        boolean half = value != Math.rint(value) && 2 * value == Math.rint(2 * value);
        return half ? ExprParts.over(ExprParts.number(2 * value), ExprParts.number(2)) : ExprParts.number(value);
    }

    private static void quotient(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Binary b) {
            if (b.op() == BinaryOp.MULTIPLY || b.op() == BinaryOp.PRODUCT) {
                site.add(Kind.PRODUCT_VS_QUOTIENT, UNUSUAL + STEP, place, ExprParts.over(b.left(), b.right()));
                site.add(Kind.PRODUCT_VS_QUOTIENT, RARE + STEP, place, ExprParts.over(b.right(), b.left()));
            } else if (b.op() == BinaryOp.DIVIDE) {
                site.add(Kind.PRODUCT_VS_QUOTIENT, UNUSUAL, place, ExprParts.times(b.left(), b.right()));
                site.add(Kind.PRODUCT_VS_QUOTIENT, RARE, place, ExprParts.over(b.right(), b.left()));
            }
        }
    }

    /** True at the top of a chain of elementwise products and quotients. */
    static boolean isChain(ExprTree.Place place) {
        boolean inside = place.above().filter(ArithmeticEdits::isElementwise).isPresent();
        return isElementwise(place.expr()) && !inside;
    }

    private static boolean isElementwise(Expr e) {
        return e instanceof Expr.Binary b && (b.op() == BinaryOp.MULTIPLY || b.op() == BinaryOp.DIVIDE);
    }

    private static void factorTooMany(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Binary b && (b.op() == BinaryOp.MATMUL || b.op() == BinaryOp.PRODUCT)) {
            site.add(Kind.EXTRA_FACTOR, RARE + STEP, place, b.left(), b.right());
            site.add(Kind.EXTRA_FACTOR, RARE + STEP, place, b.right(), b.left());
        }
        if (!isChain(place)) {
            return;
        }
        List<Factor> factors = ExprParts.factors(place.expr());
        if (factors.size() > MOST_FACTORS) {
            return;
        }
        for (int i = 0; i < factors.size(); i++) {
            List<Factor> rest = new ArrayList<>(factors);
            Factor dropped = rest.remove(i);
            if (rest.stream().allMatch(Factor::below) && !rest.isEmpty() && factors.size() > 1 && !dropped.below()) {
                rest.add(0, new Factor(ExprParts.number(1), false));
            }
            Kind kind = kindOf(dropped, factors, site);
            int cost = kind == Kind.EXTRA_FACTOR ? OCCASIONAL : SEEN + STEP;
            site.add(kind, cost, place, ExprParts.product(rest), dropped.expr());
        }
    }

    private static Kind kindOf(Factor dropped, List<Factor> factors, EditSite site) {
        if (dropped.expr() instanceof Expr.Num n && (n.value() == 2 || n.value() == 0.5)) {
            return (n.value() == 2) == dropped.below() ? Kind.FACTOR_2 : Kind.FACTOR_HALF;
        }
        if (dropped.below() && isSize(dropped.expr(), site)) {
            return Kind.SUPERFLUOUS_1_OVER_M;
        }
        if (!dropped.below() && isSize(dropped.expr(), site)) {
            return Kind.MISSING_1_OVER_M;
        }
        long same = factors.stream()
                .filter(f -> f.below() == dropped.below() && f.expr().equals(dropped.expr()))
                .count();
        Optional<ActivationDerivatives.Derivative> derivative = site.node(dropped.expr())
                .flatMap(node -> site.vocabulary().activations().all().stream()
                        .filter(d -> d.node() == node)
                        .findFirst());
        return same > 1 && derivative.isPresent() ? Kind.DOUBLE_DERIVATIVE : Kind.EXTRA_FACTOR;
    }

    static boolean isSize(Expr e, EditSite site) {
        return e instanceof Expr.Name name && site.vocabulary().numbers().contains(name.id());
    }

    private static void termTooMany(ExprTree.Place place, EditSite site) {
        if (place.expr() instanceof Expr.Binary b && ExprParts.isSum(b.op())) {
            site.add(Kind.EXTRA_TERM, OCCASIONAL + STEP, place, b.left(), b.right());
            Expr right = b.op() == BinaryOp.SUBTRACT ? ExprParts.negate(b.right()) : b.right();
            site.add(Kind.EXTRA_TERM, OCCASIONAL + STEP, place, right, b.left());
        }
        if (place.isTerm()) {
            for (ConstantFactors.ConstantFactor scaling : site.scalings().simple()) {
                if (scaling.kind() != Kind.WRONG_SIGN) {
                    site.add(
                            scaling.kind(),
                            scaling.cost() + LESS_USUAL,
                            place,
                            scaling.apply().apply(place.expr()),
                            scaling.text());
                }
            }
        }
    }
}
