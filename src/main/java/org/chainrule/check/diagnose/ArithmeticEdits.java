package org.chainrule.check.diagnose;

import static org.chainrule.check.diagnose.Cost.COMMON;
import static org.chainrule.check.diagnose.Cost.FREQUENT;
import static org.chainrule.check.diagnose.Cost.LESS_USUAL;
import static org.chainrule.check.diagnose.Cost.OCCASIONAL;
import static org.chainrule.check.diagnose.Cost.RARE;
import static org.chainrule.check.diagnose.Cost.SEEN;
import static org.chainrule.check.diagnose.Cost.STEP;
import static org.chainrule.check.diagnose.Cost.UNUSUAL;
import static org.chainrule.check.diagnose.Slip.on;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.chainrule.check.diagnose.ExprParts.Factor;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.tensor.Shape;

/** Signs, numbers, factors too many, {@code *} for {@code /}. */
final class ArithmeticEdits {
    /** Longer products are a machine's, not a student's. */
    static final int MOST_FACTORS = 40;

    /** How far a rounded number is from what it stands for, and the largest number below a line that is looked for. */
    private static final double ROUNDED = 1e-2;

    private static final int MOST_BELOW = 12;

    private static final Map<String, Double> EXACT = Map.of(
            "pi", Math.PI, "log(2)", Math.log(2), "sqrt(2)", Math.sqrt(2), "sqrt(2 * pi)", Math.sqrt(2 * Math.PI));

    private ArithmeticEdits() {}

    static final List<Consumer<EditSite>> ALL = List.of(
            on("-a").meant(ArithmeticEdits::sign, COMMON, "a"),
            on("a + b").meant(Kind.WRONG_SIGN, COMMON, "a - b").meant(Kind.WRONG_SIGN, OCCASIONAL, "b - a"),
            on("a - b").meant(Kind.WRONG_SIGN, COMMON, "b - a").meant(Kind.WRONG_SIGN, COMMON + STEP, "a + b"),
            on("a < b").meant(Kind.WRONG_SIGN, SEEN + STEP, "a > b"),
            on("a > b").meant(Kind.WRONG_SIGN, SEEN + STEP, "a < b"),
            on("a <= b").meant(Kind.WRONG_SIGN, SEEN + STEP, "a >= b"),
            on("a >= b").meant(Kind.WRONG_SIGN, SEEN + STEP, "a <= b"),
            ArithmeticEdits::missingSign,
            // Two factors of one shape may be two terms: what is copied loses a minus more easily than a factor.
            on("a * b", ArithmeticEdits::areTerms)
                    .meant(Kind.LOST_SIGN, UNUSUAL, "a - b")
                    .meant(Kind.LOST_SIGN, UNUSUAL + STEP, "a + b"),
            ArithmeticEdits::number,
            ArithmeticEdits::rounded,
            ArithmeticEdits::power,
            on("a * b")
                    .meant(Kind.PRODUCT_VS_QUOTIENT, UNUSUAL + STEP, "a / b")
                    .meant(Kind.PRODUCT_VS_QUOTIENT, RARE + STEP, "b / a"),
            on("a / b")
                    .meant(Kind.PRODUCT_VS_QUOTIENT, UNUSUAL, "a * b")
                    .meant(Kind.PRODUCT_VS_QUOTIENT, RARE, "b / a"),
            on("a @ b").meant(Kind.EXTRA_FACTOR, RARE + STEP, "a", "b").meant(Kind.EXTRA_FACTOR, RARE + STEP, "b", "a"),
            ArithmeticEdits::factorTooMany,
            on("a + b")
                    .meant(Kind.EXTRA_TERM, OCCASIONAL + STEP, "a", "b")
                    .meant(Kind.EXTRA_TERM, OCCASIONAL + STEP, "b", "a"),
            on("a - b")
                    .meant(Kind.EXTRA_TERM, OCCASIONAL + STEP, "a", "b")
                    .meant(Kind.EXTRA_TERM, OCCASIONAL + STEP, "-b", "a"),
            ArithmeticEdits::scaledTerm);

    /** What a wrong sign is called: an inverse has a name of its own. */
    private static Kind sign(EditSite site) {
        return ExprTree.calls(site.expr(), "inv", 20) ? Kind.INVERSE_SIGN : Kind.WRONG_SIGN;
    }

    /** A minus before what has no sign to be changed. */
    private static void missingSign(EditSite site) {
        Expr e = site.expr();
        ExprTree.Place place = site.place();
        if (e instanceof Expr.Num
                || e instanceof Expr.Negate
                || (e instanceof Expr.Binary b && (ExprParts.isSum(b.op()) || b.op().isComparison()))) {
            return;
        }
        if (e instanceof Expr.Name && place.isArgumentOf("exp", "sigmoid")) {
            // The z of exp(z), which is often exp(-z).
            site.add(Kind.WRONG_SIGN, FREQUENT + STEP, ExprParts.negate(e));
        } else if (place.isTerm() || place.isRoot() || e instanceof Expr.Call) {
            site.add(sign(site), COMMON + STEP, ExprParts.negate(e));
        }
    }

    private static boolean areTerms(EditSite site, Map<String, Expr> parts) {
        Optional<Shape> shape = parts.values().stream().anyMatch(Expr.Num.class::isInstance)
                ? Optional.empty()
                : site.shape(parts.getOrDefault("a", site.expr()));
        return shape.isPresent()
                && parts.values().stream()
                        .allMatch(part ->
                                site.shape(part).filter(shape.get()::sameShape).isPresent());
    }

    private static void number(EditSite site) {
        boolean exponent = site.place().slot() == 1 && site.place().isOperandOf(BinaryOp.POWER);
        if (!(site.expr() instanceof Expr.Num n) || exponent) {
            return;
        }
        double v = n.value();
        for (String size : v < 2 ? Set.<String>of() : site.vocabulary().numbers()) {
            site.add(Kind.WRONG_NUMBER, UNUSUAL + STEP, ExprParts.name(size));
        }
        for (double other : new double[] {2 * v, v / 2, v + 1, v - 1, 1 / v}) {
            if (other != v && other >= 0 && Double.isFinite(other)) {
                Kind kind = other == 2 * v && v != 0
                        ? Kind.FACTOR_2
                        : other == v / 2 ? Kind.FACTOR_HALF : Kind.WRONG_NUMBER;
                int cost = kind == Kind.WRONG_NUMBER ? RARE + STEP : OCCASIONAL + STEP;
                site.add(
                        kind,
                        cost,
                        v == 0
                                ? ExprParts.number(other)
                                : other == 1 / v ? ExprForm.write("1 / a", n) : ConstantFactors.scaled(n, other / v));
            }
        }
    }

    /** A decimal for a fraction, or for a number that has no last digit. */
    private static void rounded(EditSite site) {
        if (!(site.expr() instanceof Expr.Num n) || n.value() == Math.rint(n.value())) {
            return;
        }
        EXACT.forEach((text, value) -> {
            if (isRounded(value, n.value())) {
                site.add(Kind.WRONG_NUMBER, SEEN, ExprForm.write(text), n);
            }
        });
        for (int below = 3; below <= MOST_BELOW; below++) {
            double above = Math.rint(n.value() * below);
            if (isRounded(above / below, n.value())) {
                Expr fraction = ExprForm.write("a / b", ExprParts.number(above), ExprParts.number(below));
                site.add(Kind.WRONG_NUMBER, SEEN, fraction, n);
                return;
            }
        }
    }

    private static boolean isRounded(double exact, double number) {
        return exact != number && Math.abs(exact - number) <= ROUNDED * Math.abs(number);
    }

    private static void power(EditSite site) {
        Expr e = site.expr();
        if (e instanceof Expr.Binary b && b.op() == BinaryOp.POWER) {
            site.add(Kind.WRONG_POWER, OCCASIONAL + STEP, b.left());
            ExprParts.value(b.right()).ifPresent(k -> {
                boolean literal = b.right() instanceof Expr.Num;
                for (double other : new double[] {k - 1, k + 1, -k}) {
                    if (!literal || other > 1) {
                        Expr exponent = literal ? ExprParts.number(other) : halves(other);
                        site.add(Kind.WRONG_POWER, OCCASIONAL + STEP, ExprForm.write("a ^ b", b.left(), exponent));
                    }
                }
            });
        } else if ((e instanceof Expr.Name || e instanceof Expr.Call)
                && site.node(e).filter(n -> n.type().isReal()).isPresent()) {
            site.add(Kind.WRONG_POWER, RARE + STEP, ExprForm.write("a ^ 2", e));
        }
    }

    private static Expr halves(double value) {
        boolean half = value != Math.rint(value) && 2 * value == Math.rint(2 * value);
        return half ? ExprForm.write("a / 2", ExprParts.number(2 * value)) : ExprParts.number(value);
    }

    /** True at the top of a chain of elementwise products and quotients. */
    static boolean isChain(ExprTree.Place place) {
        boolean chain =
                place.expr() instanceof Expr.Binary b && (b.op() == BinaryOp.MULTIPLY || b.op() == BinaryOp.DIVIDE);
        return chain && !place.isOperandOf(BinaryOp.MULTIPLY, BinaryOp.DIVIDE);
    }

    private static void factorTooMany(EditSite site) {
        List<Factor> factors = ExprParts.factors(site.expr());
        if (!isChain(site.place()) || factors.size() > MOST_FACTORS) {
            return;
        }
        for (int i = 0; i < factors.size(); i++) {
            List<Factor> rest = new ArrayList<>(factors);
            Factor dropped = rest.remove(i);
            Kind kind = kindOf(dropped, factors, site);
            int cost = kind == Kind.EXTRA_FACTOR ? OCCASIONAL : SEEN + STEP;
            site.add(kind, cost, ExprParts.product(rest), dropped.expr());
        }
    }

    private static Kind kindOf(Factor dropped, List<Factor> factors, EditSite site) {
        if (dropped.expr() instanceof Expr.Num n && (n.value() == 2 || n.value() == 0.5)) {
            return (n.value() == 2) == dropped.below() ? Kind.FACTOR_2 : Kind.FACTOR_HALF;
        }
        if (isSize(dropped.expr(), site)) {
            return dropped.below() ? Kind.SUPERFLUOUS_1_OVER_M : Kind.MISSING_1_OVER_M;
        }
        boolean derivative = site.node(dropped.expr())
                .filter(node -> site.vocabulary().activations().all().stream().anyMatch(d -> d.node() == node))
                .isPresent();
        return derivative && factors.indexOf(dropped) != factors.lastIndexOf(dropped)
                ? Kind.DOUBLE_DERIVATIVE
                : Kind.EXTRA_FACTOR;
    }

    static boolean isSize(Expr e, EditSite site) {
        return e instanceof Expr.Name name && site.vocabulary().numbers().contains(name.id());
    }

    private static void scaledTerm(EditSite site) {
        site.vocabulary().scalings().simple().stream()
                .filter(scaling -> site.place().isTerm() && scaling.kind() != Kind.WRONG_SIGN)
                .forEach(scaling -> site.add(scaling.at(site.place(), LESS_USUAL)));
    }
}
