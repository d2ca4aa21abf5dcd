package org.chainrule.exec.digits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Trigonometry;
import org.jspecify.annotations.Nullable;

/** The primitives of single entries, and functions whose definitions lose digits. Every other elementwise op is its definition. */
final class BallPrimitives {
    /** @param cost in products */
    private record Primitive(BinaryOperator<Ball> value, int cost) {}

    private static final int CHEAP = 1;
    private static final int DEAR = 40;

    private final BallArithmetic a;
    private final Map<Op, Primitive> table = new HashMap<>();

    BallPrimitives(BallArithmetic arithmetic, BallFunctions f) {
        this.a = arithmetic;
        binary(Arithmetic.ADD, CHEAP, a::plus);
        binary(Arithmetic.SUB, CHEAP, a::minus);
        binary(Arithmetic.MUL, CHEAP, a::times);
        binary(Arithmetic.DIV, CHEAP, a::over);
        unary(Arithmetic.NEG, CHEAP, Ball::negate);
        unary(Powers.SQRT, CHEAP, a::sqrt);
        unary(Powers.EXP, DEAR, f::exp);
        unary(Powers.LOG, DEAR, f::log);
        binary(Powers.POW, DEAR, f::pow);
        unary(Trigonometry.SIN, DEAR, f::sin);
        unary(Trigonometry.COS, DEAR, f::cos);
        unary(Trigonometry.ASIN, DEAR, f::asin);
        unary(Trigonometry.ATAN, DEAR, f::atan);
        binary(Trigonometry.ATAN2, DEAR, f::atan2);
        unary(Gaussian.NORMAL_CDF, DEAR, f::normalCdf);
        unary(Rounding.FLOOR, CHEAP, a::floor);
        unary(Rounding.ROUND, CHEAP, a::round);
        unary(Rounding.ABS, CHEAP, a::abs);
        unary(Rounding.SIGN, CHEAP, x -> x.isUndefined() ? x : Ball.of(a.sign(x)));
        binary(Extremes.MAXIMUM, CHEAP, (x, y) -> extreme(x, y, 1));
        binary(Extremes.MINIMUM, CHEAP, (x, y) -> extreme(x, y, -1));
        comparison(Comparison.GREATER, order -> order > 0);
        comparison(Comparison.GREATER_EQUAL, order -> order >= 0);
        comparison(Comparison.LESS, order -> order < 0);
        comparison(Comparison.LESS_EQUAL, order -> order <= 0);
        comparison(Comparison.EQUAL, order -> order == 0);
        binary(Comparison.NOT_EQUAL, CHEAP, (x, y) -> truth(hasNoValue(x, y) || a.compare(x, y) != 0));
        // These have definitions that lose digits.
        BallNearZero n = new BallNearZero(f);
        unary(Logarithms.EXPM1, DEAR, n::expm1);
        unary(Logarithms.LOG1P, DEAR, n::log1p);
        unary(Hyperbolic.SINH, DEAR, n::sinh);
        unary(Hyperbolic.TANH, DEAR, n::tanh);
        unary(Hyperbolic.SECH2, DEAR, n::sech2);
        unary(Sigmoids.SOFTPLUS, DEAR, n::softplus);
        unary(Sigmoids.LOGSIGMOID, DEAR, x -> n.softplus(x.negate()).negate());
        // The definitions of these hold where the guard is not used.
        binary(Guarded.XLOGY, DEAR, (x, y) -> guarded(x, y, () -> a.times(x, f.log(y))));
        binary(Guarded.XLOG1PY, DEAR, (x, y) -> guarded(x, y, () -> a.times(x, f.log(a.plus(y, Ball.ONE)))));
        binary(Guarded.XDIVY, CHEAP, (x, y) -> guarded(x, y, () -> a.over(x, y)));
        binary(Guarded.DIV_NO_NAN, CHEAP, (x, y) -> guarded(y, y, () -> a.over(x, y)));
    }

    private void unary(Op op, int cost, UnaryOperator<Ball> value) {
        table.put(op, new Primitive((x, y) -> value.apply(x), cost));
    }

    private void binary(Op op, int cost, BinaryOperator<Ball> value) {
        table.put(op, new Primitive(value, cost));
    }

    private void comparison(Op op, IntPredicate holds) {
        binary(op, CHEAP, (x, y) -> truth(!hasNoValue(x, y) && holds.test(a.compare(x, y))));
    }

    private static boolean hasNoValue(Ball x, Ball y) {
        return x.isUndefined() || y.isUndefined();
    }

    private static Ball truth(boolean holds) {
        return holds ? Ball.ONE : Ball.ZERO;
    }

    private Ball extreme(Ball x, Ball y, int sign) {
        if (hasNoValue(x, y)) {
            return Ball.UNDEFINED;
        }
        try {
            return a.compare(x, y) * sign >= 0 ? x : y;
        } catch (UnsettledException e) {
            // Whichever it is: the other one is within the errors of both.
            return x.blurred(Ball.sum(x.radius(), y.radius()) + 1);
        }
    }

    private interface Value {
        Ball get();
    }

    private Ball guarded(Ball guard, Ball other, Value value) {
        return guard.isFinite() && !other.isUndefined() && a.isZero(guard) ? Ball.ZERO : value.get();
    }

    /** Whether an op is one of these. */
    boolean has(Op op) {
        return table.containsKey(op) || op instanceof Where || op instanceof Masked;
    }

    /** What an entry costs, in products. */
    int cost(Op op) {
        Primitive primitive = table.get(op);
        return primitive == null ? CHEAP : primitive.cost;
    }

    /** The entry of the result. */
    Ball of(Op op, List<Ball> in) {
        @Nullable Primitive primitive = table.get(op);
        if (primitive != null) {
            return primitive.value.apply(in.get(0), in.get(in.size() - 1));
        }
        Ball condition = in.get(0);
        boolean counts = !condition.isFinite() || !a.isZero(condition);
        return counts ? in.get(1) : op instanceof Where ? in.get(2) : Ball.ZERO;
    }
}
