package org.chainrule.exec.digits;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number with a bound of its error: {@code mantissa · 2^exponent}, and the true value is at most {@code 2^radius} from it.
 * Infinities and what has no value are balls of their own kinds.
 *
 * @param kind finite, an infinity, or without value
 * @param mantissa of any sign; 0 when not finite
 * @param exponent of 2
 * @param radius the logarithm to base 2 of the bound; −∞ for an exact number
 */
public record Ball(Kind kind, BigInteger mantissa, long exponent, double radius) {
    /** What a ball can be. */
    public enum Kind {
        /** A number. */
        FINITE,
        /** Above all numbers. */
        POSITIVE_INFINITY,
        /** Below all numbers. */
        NEGATIVE_INFINITY,
        /** Without value, such as 0/0. */
        UNDEFINED
    }

    static final double EXACT = Double.NEGATIVE_INFINITY;
    static final Ball ZERO = exact(BigInteger.ZERO, 0);
    static final Ball ONE = exact(BigInteger.ONE, 0);
    static final Ball UNDEFINED = new Ball(Kind.UNDEFINED, BigInteger.ZERO, 0, EXACT);
    static final Ball INFINITY = new Ball(Kind.POSITIVE_INFINITY, BigInteger.ZERO, 0, EXACT);
    static final Ball MINUS_INFINITY = new Ball(Kind.NEGATIVE_INFINITY, BigInteger.ZERO, 0, EXACT);

    private static final int DOUBLE_BITS = 52;
    private static final int SHOWN_BITS = 64;

    static Ball exact(BigInteger mantissa, long exponent) {
        return new Ball(Kind.FINITE, mantissa, exponent, EXACT);
    }

    /** A whole number. */
    public static Ball of(long value) {
        return exact(BigInteger.valueOf(value), 0);
    }

    /** A double with all its binary digits. */
    public static Ball of(double value) {
        if (Double.isNaN(value)) {
            return UNDEFINED;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? INFINITY : MINUS_INFINITY;
        }
        if (value == 0) {
            return ZERO;
        }
        int exponent = Math.max(Math.getExponent(value), Double.MIN_EXPONENT) - DOUBLE_BITS;
        long mantissa = (long) Math.scalb(value, -exponent);
        int zeros = Long.numberOfTrailingZeros(mantissa);
        return exact(BigInteger.valueOf(mantissa >> zeros), exponent + zeros);
    }

    /** Whether it is a number. */
    public boolean isFinite() {
        return kind == Kind.FINITE;
    }

    /** Whether its value is known without error. */
    public boolean isExact() {
        return radius == EXACT;
    }

    boolean isZero() {
        return isFinite() && mantissa.signum() == 0 && isExact();
    }

    boolean isUndefined() {
        return kind == Kind.UNDEFINED;
    }

    boolean isWhole() {
        return isFinite() && isExact() && (mantissa.signum() == 0 || exponent + mantissa.getLowestSetBit() >= 0);
    }

    /** The value of a whole number. */
    BigInteger toWhole() {
        return exponent >= 0 ? mantissa.shiftLeft((int) exponent) : mantissa.shiftRight((int) -exponent);
    }

    /** Whether 0 may be the true value. */
    public boolean mayBeZero() {
        return isFinite() && (mantissa.signum() == 0 || magnitude() <= radius);
    }

    /** The sign of the middle, or of an infinity. */
    int sign() {
        return switch (kind) {
            case FINITE -> mantissa.signum();
            case POSITIVE_INFINITY -> 1;
            case NEGATIVE_INFINITY -> -1;
            case UNDEFINED -> 0;
        };
    }

    /** The first power of 2 above the middle: {@code |middle| < 2^top}. */
    long top() {
        return exponent + mantissa.bitLength();
    }

    /** The logarithm to base 2 of the magnitude of the middle; −∞ for 0. */
    public double magnitude() {
        if (mantissa.signum() == 0) {
            return isFinite() ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        int bits = mantissa.bitLength();
        int cut = Math.max(0, bits - SHOWN_BITS);
        return Math.log(Math.abs((cut == 0 ? mantissa : mantissa.shiftRight(cut)).doubleValue())) / Math.log(2)
                + cut
                + exponent;
    }

    Ball negate() {
        return switch (kind) {
            case FINITE -> new Ball(kind, mantissa.negate(), exponent, radius);
            case POSITIVE_INFINITY -> MINUS_INFINITY;
            case NEGATIVE_INFINITY -> INFINITY;
            case UNDEFINED -> this;
        };
    }

    Ball times2(long power) {
        return isFinite() ? new Ball(kind, mantissa, exponent + power, radius + power) : this;
    }

    /** The same with at least this error. */
    Ball blurred(double bound) {
        return isFinite() ? new Ball(kind, mantissa, exponent, sum(radius, bound)) : this;
    }

    /** The double next to the middle. */
    public double toDouble() {
        return switch (kind) {
            case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
            case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
            case UNDEFINED -> Double.NaN;
            case FINITE -> near(1100) ? toDecimal(40).doubleValue() : top() < 0 ? 0.0 : sign() / 0.0;
        };
    }

    private boolean near(long limit) {
        return mantissa.signum() == 0 || Math.abs(top()) < limit;
    }

    /** The middle in decimal digits; only for finite numbers of ordinary size. */
    public BigDecimal toDecimal(int digits) {
        if (!isFinite() || !near(100_000)) {
            throw new ArithmeticException("no decimal digits: " + this);
        }
        MathContext context = new MathContext(digits, RoundingMode.HALF_EVEN);
        BigDecimal whole = new BigDecimal(mantissa);
        return exponent >= 0
                ? whole.multiply(new BigDecimal(BigInteger.ONE.shiftLeft((int) exponent)), context)
                : whole.divide(new BigDecimal(BigInteger.ONE.shiftLeft((int) -exponent)), context);
    }

    /** log2(2^a + 2^b). */
    static double sum(double a, double b) {
        double larger = Math.max(a, b);
        double apart = Math.min(a, b) - larger;
        if (larger == EXACT || !(apart > -60)) {
            return larger;
        }
        return larger + Math.log1p(Math.exp(apart * Math.log(2))) / Math.log(2);
    }

    /** The middle in so many decimal digits; as about a power of 2 where it is too large or too small for that. */
    public String text(int digits) {
        return !isFinite()
                ? kind.toString()
                : near(100_000)
                        ? toDecimal(digits).toString()
                        : (sign() < 0 ? "-" : "") + "2^" + Math.round(magnitude());
    }

    @Override
    public String toString() {
        return text(50) + (!isFinite() || !near(100_000) || isExact() ? "" : " ± 2^" + Math.round(radius));
    }
}
