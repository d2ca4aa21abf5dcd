package org.chainrule.exec.digits;

import static org.chainrule.exec.digits.FixedPoint.GUARD;

import java.math.BigInteger;
import org.chainrule.exec.digits.Ball.Kind;

/** The primitive functions of analysis, each with a bound of what the error of its argument does to it. */
final class BallFunctions {
    private static final double LOG2_E = 1 / Math.log(2);
    /** No argument needs more bits before or after the point. */
    private static final long WIDEST = 200_000;

    private final BallArithmetic arithmetic;
    private final int bits;

    BallFunctions(BallArithmetic arithmetic) {
        this.arithmetic = arithmetic;
        this.bits = arithmetic.bits();
    }

    /** What it computes with. */
    BallArithmetic arithmetic() {
        return arithmetic;
    }

    Ball pi() {
        return constant(FixedPoint.pi(bits + GUARD));
    }

    Ball logTwo() {
        return constant(FixedPoint.logTwo(bits + GUARD));
    }

    private Ball constant(BigInteger value) {
        return arithmetic.rounded(value, -(bits + GUARD), -(double) bits - GUARD / 2);
    }

    /** A number with so many bits after the point. */
    private static BigInteger fixed(Ball x, int places) {
        long shift = x.exponent() + places;
        return shift >= 0
                ? x.mantissa().shiftLeft((int) shift)
                : x.mantissa().shiftRight((int) Math.min(-shift, Integer.MAX_VALUE));
    }

    private Ball result(BigInteger value, int places, double error) {
        return arithmetic.rounded(value, -places, Ball.sum(error, GUARD / 2.0 - places));
    }

    private static int wide(long bits) {
        if (bits > WIDEST) {
            throw new UnsettledException("an argument of " + bits + " bits");
        }
        return (int) bits;
    }

    Ball exp(Ball x) {
        if (!x.isFinite()) {
            return x.isUndefined() ? x : x.sign() > 0 ? x : Ball.ZERO;
        }
        if (x.isZero()) {
            return Ball.ONE;
        }
        if (x.top() > 50) {
            // e^(2^49) has an exponent that no other number comes near.
            return BallArithmetic.extreme(1, x.sign() * BallArithmetic.LARGEST_EXPONENT * 2);
        }
        if (x.radius() > 0) {
            throw new UnsettledException("exp");
        }
        int places = wide(bits + GUARD + Math.max(0, x.top()));
        BigInteger log2 = FixedPoint.logTwo(places);
        BigInteger value = fixed(x, places);
        BigInteger[] parts = value.divideAndRemainder(log2);
        long power = parts[0].longValueExact();
        BigInteger e = FixedPoint.exp(parts[1], places);
        double relative = Ball.sum(GUARD / 2.0 - places + Math.max(0, x.top()), x.radius() + 1);
        Ball result = arithmetic.rounded(e, power - places, Ball.EXACT);
        return result.blurred(relative + result.magnitude() + 1);
    }

    Ball log(Ball x) {
        if (!x.isFinite()) {
            return x.sign() > 0 ? x : Ball.UNDEFINED;
        }
        if (arithmetic.isZero(x)) {
            return Ball.MINUS_INFINITY;
        }
        if (x.sign() < 0) {
            return Ball.UNDEFINED;
        }
        if (x.isExact() && x.mantissa().bitLength() == 1 && x.exponent() == 0) {
            return Ball.ZERO;
        }
        Ball near = arithmetic.minus(x, Ball.ONE);
        long lost = near.mantissa().signum() == 0 ? 0 : Math.max(0, -near.top());
        int places = wide(Math.min(bits + GUARD + lost, 4L * bits + WIDEST / 2));
        // x = y · 2^n with y between 0.7 and 1.4.
        long n = x.top();
        BigInteger y = fixed(x.times2(-n), places);
        if (y.compareTo(FixedPoint.one(places).multiply(BigInteger.valueOf(7)).divide(BigInteger.TEN)) < 0) {
            y = y.shiftLeft(1);
            n--;
        }
        if (n == 0) {
            y = fixed(x, places);
        }
        BigInteger start = n == 0 && lost > 20 ? BigInteger.ZERO : start(Math.log(toDouble(y, places)), places);
        BigInteger t = FixedPoint.times(y, FixedPoint.exp(start.negate(), places), places);
        BigInteger one = FixedPoint.one(places);
        BigInteger ratio = t.subtract(one).shiftLeft(places).divide(t.add(one));
        BigInteger value = start.add(FixedPoint.arctan(ratio, places, false).shiftLeft(1));
        value = value.add(FixedPoint.logTwo(places).multiply(BigInteger.valueOf(n)));
        double error = Ball.sum(
                x.radius() - BallArithmetic.lower(x),
                GUARD / 2.0 - places + 64 - Long.numberOfLeadingZeros(Math.abs(n)));
        return result(value, places, error);
    }

    private static double toDouble(BigInteger x, int places) {
        return Math.scalb(x.shiftRight(places - 62).doubleValue(), -62);
    }

    /** A double as a fixed-point number, without its last digits. */
    private static BigInteger start(double value, int places) {
        return BigInteger.valueOf((long) Math.scalb(value, 53)).shiftLeft(places - 53);
    }

    Ball sin(Ball x) {
        return circular(x, 0);
    }

    Ball cos(Ball x) {
        return circular(x, 1);
    }

    private Ball circular(Ball x, int quarters) {
        if (!x.isFinite()) {
            return Ball.UNDEFINED;
        }
        if (x.isZero()) {
            return quarters == 0 ? Ball.ZERO : Ball.ONE;
        }
        int places = wide(bits + GUARD + Math.abs(x.mantissa().signum() == 0 ? 0 : x.top()));
        BigInteger right = FixedPoint.pi(places + (int) Math.max(0, x.top())).shiftRight(1);
        int finer = places + (int) Math.max(0, x.top());
        BigInteger[] parts = fixed(x, finer).divideAndRemainder(right);
        BigInteger rest = parts[1].shiftRight(finer - places);
        BigInteger[] sinCos = FixedPoint.sinCos(rest, places);
        int quarter = parts[0].add(BigInteger.valueOf(quarters))
                .mod(BigInteger.valueOf(4))
                .intValue();
        BigInteger value = sinCos[quarter % 2];
        return result(quarter >= 2 ? value.negate() : value, places, Math.min(x.radius(), 1));
    }

    Ball atan(Ball x) {
        if (!x.isFinite()) {
            return x.isUndefined() ? x : signed(pi().times2(-1), x.sign());
        }
        if (x.isZero()) {
            return Ball.ZERO;
        }
        if (x.top() > 2 && !x.mayBeZero()) {
            return arithmetic.minus(signed(pi().times2(-1), x.sign()), atan(arithmetic.over(Ball.ONE, x)));
        }
        if (x.top() < -2L * bits - WIDEST / 4) {
            return x.blurred(3.0 * x.top());
        }
        int places = wide(bits + GUARD + Math.max(0, x.mantissa().signum() == 0 ? 0 : -x.top()));
        BigInteger value = fixed(x, places);
        BigInteger start = x.top() < -20 ? BigInteger.ZERO : start(Math.atan(toDouble(value, places)), places);
        BigInteger[] sinCos = FixedPoint.sinCos(start, places);
        BigInteger up = FixedPoint.times(value, sinCos[1], places).subtract(sinCos[0]);
        BigInteger down = sinCos[1].add(FixedPoint.times(value, sinCos[0], places));
        BigInteger rest = up.shiftLeft(places).divide(down);
        return result(start.add(FixedPoint.arctan(rest, places, true)), places, x.radius());
    }

    private static Ball signed(Ball x, int sign) {
        return sign < 0 ? x.negate() : x;
    }

    Ball asin(Ball x) {
        Ball rest = arithmetic.times(arithmetic.minus(Ball.ONE, x), arithmetic.plus(Ball.ONE, x));
        if (!x.isFinite() || (!arithmetic.isZero(rest) && rest.sign() < 0)) {
            return Ball.UNDEFINED;
        }
        return arithmetic.isZero(rest)
                ? signed(pi().times2(-1), x.sign())
                : atan(arithmetic.over(x, arithmetic.sqrt(rest)));
    }

    /** The angle of the point with the second coordinate first, as in Math.atan2. */
    Ball atan2(Ball y, Ball x) {
        if (!x.isFinite() || !y.isFinite()) {
            return infinite(y, x);
        }
        int up = arithmetic.sign(y);
        int right = arithmetic.sign(x);
        if (right == 0) {
            return up == 0 ? Ball.ZERO : signed(pi().times2(-1), up);
        }
        Ball angle = up == 0 ? Ball.ZERO : atan(arithmetic.over(y, x));
        return right > 0 ? angle : arithmetic.plus(angle, signed(pi(), up == 0 ? 1 : up));
    }

    private Ball infinite(Ball y, Ball x) {
        if (x.isUndefined() || y.isUndefined()) {
            return Ball.UNDEFINED;
        }
        if (x.isFinite()) {
            return signed(pi().times2(-1), y.sign());
        }
        Ball angle = y.isFinite() ? (x.sign() > 0 ? Ball.ZERO : pi()) : pi().times2(-2);
        angle = !y.isFinite() && x.sign() < 0 ? arithmetic.times(angle, Ball.of(3)) : angle;
        return signed(angle, arithmetic.sign(y) < 0 ? -1 : 1);
    }

    /** x to the power y; a negative x has whole powers only. */
    Ball pow(Ball x, Ball y) {
        if (x.isUndefined() || y.isUndefined()) {
            return Ball.UNDEFINED;
        }
        if (y.isWhole() && y.top() < 20) {
            return arithmetic.power(x, y.toWhole().longValue());
        }
        if (x.isFinite() && arithmetic.isZero(x)) {
            int sign = arithmetic.sign(y);
            return sign > 0 ? Ball.ZERO : sign == 0 ? Ball.ONE : Ball.INFINITY;
        }
        if (x.sign() > 0) {
            return arithmetic.compare(x, Ball.ONE) == 0 && y.isFinite() ? Ball.ONE : exp(arithmetic.times(y, log(x)));
        }
        if (!y.isWhole()) {
            return Ball.UNDEFINED;
        }
        Ball power = exp(arithmetic.times(y, log(x.negate())));
        boolean odd = y.exponent() <= 0 && y.toWhole().testBit(0);
        return odd ? power.negate() : power;
    }

    /** The probability that a standard normal variable is below x. */
    Ball normalCdf(Ball x) {
        if (!x.isFinite()) {
            return x.isUndefined() ? x : x.sign() > 0 ? Ball.ONE : Ball.ZERO;
        }
        if (x.isZero()) {
            return Ball.exact(BigInteger.ONE, -1);
        }
        Ball middle = new Ball(Kind.FINITE, x.mantissa(), x.exponent(), Ball.EXACT);
        Ball tail = tail(arithmetic.abs(middle));
        Ball value = x.sign() < 0 ? tail : arithmetic.minus(Ball.ONE, tail);
        if (x.isExact()) {
            return value;
        }
        double least = Math.max(0, Math.abs(middle.toDouble()) - Math.pow(2, x.radius()));
        return value.blurred(x.radius() - least * least / 2 * LOG2_E);
    }

    /** The same for −x, x positive: by the series while it converges with few more bits, else by the asymptotic series. */
    private Ball tail(Ball x) {
        double a = x.toDouble();
        double digits = a * a / 2 * LOG2_E;
        boolean far = digits > bits + 2 * GUARD;
        BallFunctions wider = far
                ? new BallFunctions(new BallArithmetic(bits + GUARD, true))
                : new BallFunctions(new BallArithmetic(bits + GUARD + (int) digits, true));
        Ball tail = far ? wider.asymptotic(x) : wider.series(x);
        return arithmetic.rounded(tail.mantissa(), tail.exponent(), tail.radius());
    }

    private Ball density(Ball x) {
        Ball square = arithmetic.times(x, x).times2(-1);
        return arithmetic.over(exp(square.negate()), arithmetic.sqrt(pi().times2(1)));
    }

    /** ½ − φ(x) (x + x³/3 + x⁵/(3·5) + …), whose terms are all positive (Abramowitz and Stegun 26.2.11). */
    private Ball series(Ball x) {
        Ball square = arithmetic.times(x, x);
        Ball term = x;
        Ball sum = x;
        for (long k = 3; term.magnitude() > sum.magnitude() - bits - GUARD; k += 2) {
            term = arithmetic.over(arithmetic.times(term, square), Ball.of(k));
            sum = arithmetic.plus(sum, term);
        }
        Ball below = arithmetic.times(density(x), sum.blurred(term.magnitude() + 1));
        return arithmetic.minus(Ball.exact(BigInteger.ONE, -1), below);
    }

    /** φ(x)/x (1 − 1/x² + 1·3/x⁴ − …), off by less than the first term left out (Abramowitz and Stegun 26.2.12). */
    private Ball asymptotic(Ball x) {
        Ball square = arithmetic.times(x, x);
        Ball term = Ball.ONE;
        Ball sum = Ball.ONE;
        for (long k = 1; term.magnitude() > -bits; k += 2) {
            Ball next = arithmetic.over(arithmetic.times(term, Ball.of(-k)), square);
            if (next.magnitude() >= term.magnitude()) {
                break;
            }
            term = next;
            sum = arithmetic.plus(sum, term);
        }
        return arithmetic.times(arithmetic.over(density(x), x), sum.blurred(term.magnitude()));
    }
}
