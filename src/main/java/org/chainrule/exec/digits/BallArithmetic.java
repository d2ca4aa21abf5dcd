package org.chainrule.exec.digits;

import static org.chainrule.exec.digits.Ball.EXACT;

import java.math.BigInteger;
import org.chainrule.exec.digits.Ball.Kind;

/**
 * Arithmetic with a number of binary digits. Every operation adds what it rounds away to the bound of its result, so that a
 * difference is known not to be 0 when its ball does not contain 0. What a ball with 0 in it cannot tell is unsettled, until
 * the last run, in which such a ball is 0.
 *
 * <p>J. van der Hoeven, Ball arithmetic, 2009; F. Johansson, Arb: efficient arbitrary-precision midpoint-radius interval
 * arithmetic, IEEE Transactions on Computers 66, 2017.
 */
final class BallArithmetic {
    /** Exponents beyond it are no numbers: nothing of it can be told apart. */
    static final long LARGEST_EXPONENT = 1L << 45;

    private static final int GUARD = 4;

    private final int bits;
    private final boolean last;
    private boolean guessed;

    /**
     * @param bits binary digits of a result
     * @param last whether a ball that contains 0 is taken for 0
     */
    BallArithmetic(int bits, boolean last) {
        this.bits = bits;
        this.last = last;
    }

    int bits() {
        return bits;
    }

    /** Whether something was taken for 0 that may not be. */
    boolean hasGuessed() {
        return guessed;
    }

    /** Whether a number is 0. */
    boolean isZero(Ball a) {
        if (!a.mayBeZero()) {
            return false;
        }
        if (!a.isZero() && !last) {
            throw new UnsettledException("0 or not");
        }
        guessed |= !a.isZero();
        return true;
    }

    /** −1, 0 or 1. */
    int sign(Ball a) {
        return a.isFinite() && isZero(a) ? 0 : a.sign();
    }

    /** The order of two numbers that have values. */
    int compare(Ball a, Ball b) {
        if (a == b) {
            // The same number, whatever its error; an entry is compared with itself where entries are chosen.
            return 0;
        }
        if (!a.isFinite() || !b.isFinite()) {
            return a.kind() == b.kind() ? 0 : Integer.compare(rank(a), rank(b));
        }
        return sign(minus(a, b));
    }

    private static int rank(Ball a) {
        return a.isFinite() ? 0 : a.sign();
    }

    Ball rounded(BigInteger mantissa, long exponent, double radius) {
        int surplus = mantissa.bitLength() - bits;
        if (mantissa.signum() != 0 && Math.abs(exponent) > LARGEST_EXPONENT) {
            return extreme(mantissa.signum(), exponent);
        }
        if (surplus <= 0) {
            return new Ball(Kind.FINITE, mantissa, exponent, radius);
        }
        if (mantissa.getLowestSetBit() >= surplus) {
            return new Ball(Kind.FINITE, mantissa.shiftRight(surplus), exponent + surplus, radius);
        }
        BigInteger half = BigInteger.ONE.shiftLeft(surplus - 1);
        BigInteger cut = mantissa.add(half).shiftRight(surplus);
        return new Ball(Kind.FINITE, cut, exponent + surplus, Ball.sum(radius, (double) (exponent + surplus - 1)));
    }

    static Ball extreme(int sign, long exponent) {
        if (exponent < 0) {
            return new Ball(Kind.FINITE, BigInteger.ZERO, 0, -LARGEST_EXPONENT);
        }
        throw new UnsettledException(sign + " · 2^" + exponent);
    }

    Ball plus(Ball a, Ball b) {
        if (!a.isFinite() || !b.isFinite()) {
            boolean clash = !a.isFinite() && !b.isFinite() && a.kind() != b.kind();
            return a.isUndefined() || b.isUndefined() || clash ? Ball.UNDEFINED : a.isFinite() ? b : a;
        }
        if (a.isZero() || b.isZero()) {
            return a.isZero() ? b : a;
        }
        double radius = Ball.sum(a.radius(), b.radius());
        if (a.mantissa().signum() == 0 || b.mantissa().signum() == 0) {
            Ball other = a.mantissa().signum() == 0 ? b : a;
            return new Ball(Kind.FINITE, other.mantissa(), other.exponent(), radius);
        }
        long apart = a.top() - b.top();
        if (Math.abs(apart) > 2L * bits + GUARD) {
            Ball larger = apart > 0 ? a : b;
            return new Ball(Kind.FINITE, larger.mantissa(), larger.exponent(), Ball.sum(radius, (double)
                    (apart > 0 ? b : a).top()));
        }
        long exponent = Math.min(a.exponent(), b.exponent());
        BigInteger sum = a.mantissa()
                .shiftLeft((int) (a.exponent() - exponent))
                .add(b.mantissa().shiftLeft((int) (b.exponent() - exponent)));
        return rounded(sum, exponent, radius);
    }

    Ball minus(Ball a, Ball b) {
        return plus(a, b.negate());
    }

    Ball times(Ball a, Ball b) {
        if (!a.isFinite() || !b.isFinite()) {
            int sign = a.isUndefined() || b.isUndefined() ? 0 : sign(a) * sign(b);
            return sign == 0 ? Ball.UNDEFINED : sign > 0 ? Ball.INFINITY : Ball.MINUS_INFINITY;
        }
        if (a.isZero() || b.isZero()) {
            return Ball.ZERO;
        }
        double radius = EXACT;
        if (!a.isExact() || !b.isExact()) {
            radius = Ball.sum(scaled(a, b.radius()), scaled(b, a.radius()));
            radius = a.isExact() || b.isExact() ? radius : Ball.sum(radius, a.radius() + b.radius());
        }
        return rounded(a.mantissa().multiply(b.mantissa()), a.exponent() + b.exponent(), radius);
    }

    private static double scaled(Ball a, double radius) {
        return radius == EXACT || a.mantissa().signum() == 0 ? EXACT : a.magnitude() + radius;
    }

    Ball over(Ball a, Ball b) {
        if (a.isUndefined() || b.isUndefined() || (!a.isFinite() && !b.isFinite())) {
            return Ball.UNDEFINED;
        }
        if (!b.isFinite()) {
            return Ball.ZERO;
        }
        if (isZero(b)) {
            // The sign of a zero is not kept: 1/0 is taken for the limit from above.
            return sign(a) == 0 ? Ball.UNDEFINED : sign(a) > 0 ? Ball.INFINITY : Ball.MINUS_INFINITY;
        }
        if (!a.isFinite()) {
            return sign(a) * sign(b) > 0 ? Ball.INFINITY : Ball.MINUS_INFINITY;
        }
        if (a.isZero()) {
            return Ball.ZERO;
        }
        double below = lower(b);
        if (a.mantissa().signum() == 0) {
            return new Ball(Kind.FINITE, BigInteger.ZERO, 0, a.radius() - below);
        }
        int shift = Math.max(
                0, bits + GUARD + b.mantissa().bitLength() - a.mantissa().bitLength());
        BigInteger[] parts = a.mantissa().shiftLeft(shift).divideAndRemainder(b.mantissa());
        long exponent = a.exponent() - b.exponent() - shift;
        double radius = parts[1].signum() == 0 ? EXACT : exponent;
        if (!a.isExact() || !b.isExact()) {
            double quotient = a.magnitude() - b.magnitude();
            radius = Ball.sum(radius, Ball.sum(a.radius(), quotient + b.radius()) - below);
        }
        return rounded(parts[0], exponent, radius);
    }

    /** The logarithm to base 2 of the least magnitude in a ball that does not contain 0. */
    static double lower(Ball b) {
        double magnitude = b.magnitude();
        double share = Math.exp((b.radius() - magnitude) * Math.log(2));
        return b.isExact() ? magnitude : magnitude + Math.log1p(-Math.min(share, 1 - 1e-12)) / Math.log(2) - 1e-9;
    }

    /** A quotient of whole numbers. */
    Ball fraction(BigInteger top, BigInteger bottom) {
        return over(Ball.exact(top, 0), Ball.exact(bottom, 0));
    }

    Ball abs(Ball a) {
        return a.sign() < 0 ? a.negate() : a;
    }

    Ball sqrt(Ball a) {
        if (!a.isFinite()) {
            return a.sign() > 0 ? a : Ball.UNDEFINED;
        }
        if (a.mayBeZero()) {
            isZero(a);
            return a.isExact() ? Ball.ZERO : new Ball(Kind.FINITE, BigInteger.ZERO, 0, a.radius() / 2 + 1);
        }
        if (a.sign() < 0) {
            return Ball.UNDEFINED;
        }
        long shift = Math.max(0, 2L * (bits + GUARD) - a.mantissa().bitLength());
        shift += Math.floorMod(a.exponent() - shift, 2);
        BigInteger[] root = a.mantissa().shiftLeft((int) shift).sqrtAndRemainder();
        long exponent = (a.exponent() - shift) / 2;
        double radius = root[1].signum() == 0 ? EXACT : exponent;
        return rounded(root[0], exponent, a.isExact() ? radius : Ball.sum(radius, a.radius() - lower(a) / 2));
    }

    /** The largest whole number not above. */
    Ball floor(Ball a) {
        if (!a.isFinite() || a.isWhole()) {
            return a;
        }
        if (a.exponent() >= 0) {
            // Not exact, and so large that the places after the point are not known.
            return a;
        }
        BigInteger whole = a.mantissa().shiftRight((int) Math.min(-a.exponent(), Integer.MAX_VALUE));
        if (!a.isExact()) {
            Ball up = minus(a, Ball.exact(whole.add(BigInteger.ONE), 0));
            Ball down = minus(a, Ball.exact(whole, 0));
            if (isZero(up)) {
                whole = whole.add(BigInteger.ONE);
            } else {
                isZero(down);
            }
        }
        return Ball.exact(whole, 0);
    }

    /** The nearest whole number, the even one of two. */
    Ball round(Ball a) {
        if (!a.isFinite() || a.isWhole()) {
            return a;
        }
        Ball half = plus(a, Ball.exact(BigInteger.ONE, -1));
        Ball down = floor(half);
        boolean tie = compare(down, half) == 0;
        return tie && down.isWhole() && down.toWhole().testBit(0) ? minus(down, Ball.ONE) : down;
    }

    Ball power(Ball a, long exponent) {
        Ball result = Ball.ONE;
        Ball square = a;
        for (long rest = Math.abs(exponent); rest > 0; rest >>= 1) {
            result = (rest & 1) == 1 ? times(result, square) : result;
            square = rest > 1 ? times(square, square) : square;
        }
        return exponent < 0 ? over(Ball.ONE, result) : result;
    }
}
