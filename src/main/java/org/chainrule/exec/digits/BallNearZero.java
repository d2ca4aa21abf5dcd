package org.chainrule.exec.digits;

import java.util.function.BiFunction;

/**
 * Functions whose definitions cancel: near 0, as eˣ − 1 does, or far out, as 1 − tanh² does. Here each keeps its digits, so that
 * 10⁻⁵⁰⁰ remains a number that is not 0.
 */
final class BallNearZero {
    /** Up to 2⁻⁸ nothing is lost that matters. */
    private static final int NEAR = -8;

    private final BallArithmetic a;
    private final BallFunctions f;

    BallNearZero(BallFunctions functions) {
        this.a = functions.arithmetic();
        this.f = functions;
    }

    /** eˣ − 1. */
    Ball expm1(Ball x) {
        return likeItself(x, (wide, y) -> wide.minus(new BallFunctions(wide).exp(y), Ball.ONE));
    }

    /** log(1 + x). */
    Ball log1p(Ball x) {
        return likeItself(x, (wide, y) -> new BallFunctions(wide).log(wide.plus(y, Ball.ONE)));
    }

    /** A function that is x + O(x²) at 0, with as many more digits as it loses there. */
    private Ball likeItself(Ball x, BiFunction<BallArithmetic, Ball, Ball> function) {
        if (!x.isFinite() || x.isZero()) {
            return x.isFinite() ? x : function.apply(a, x);
        }
        if (x.mantissa().signum() == 0) {
            return x.radius() < NEAR ? x.blurred(x.radius()) : function.apply(a, x);
        }
        long top = x.top();
        if (top >= NEAR) {
            return function.apply(a, x);
        }
        if (top < -2L * a.bits()) {
            return x.blurred(2.0 * top);
        }
        Ball value = function.apply(new BallArithmetic(a.bits() - (int) top, true), x);
        return a.rounded(value.mantissa(), value.exponent(), value.radius());
    }

    /** e^(−2|x|). */
    private Ball falling(Ball x) {
        return f.exp(a.abs(x).times2(1).negate());
    }

    Ball tanh(Ball x) {
        if (!x.isFinite()) {
            return x.isUndefined() ? x : Ball.of(x.sign());
        }
        Ball minus = a.over(expm1(a.abs(x).times2(1).negate()), a.plus(falling(x), Ball.ONE));
        return x.sign() < 0 ? minus : minus.negate();
    }

    /** 1 − tanh², as 4e/(1 + e)² with e = e^(−2|x|). */
    Ball sech2(Ball x) {
        if (!x.isFinite()) {
            return x.isUndefined() ? x : Ball.ZERO;
        }
        Ball e = falling(x);
        Ball down = a.plus(e, Ball.ONE);
        return a.over(e.times2(2), a.times(down, down));
    }

    Ball sinh(Ball x) {
        if (!x.isFinite()) {
            return x;
        }
        Ball up = expm1(a.abs(x));
        Ball value = a.plus(up, a.over(up, a.plus(up, Ball.ONE))).times2(-1);
        return x.sign() < 0 ? value.negate() : value;
    }

    /** log(1 + eˣ). */
    Ball softplus(Ball x) {
        if (!x.isFinite()) {
            return x.sign() < 0 ? Ball.ZERO : x;
        }
        Ball small = log1p(f.exp(a.abs(x).negate()));
        return x.sign() > 0 ? a.plus(x, small) : small;
    }
}
