package org.chainrule.symbolic.algebra;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** A rational number in lowest terms, the denominator positive. */
public final class Rational implements Comparable<Rational> {
    /** 0. */
    public static final Rational ZERO = new Rational(BigInteger.ZERO, BigInteger.ONE);

    /** 1. */
    public static final Rational ONE = new Rational(BigInteger.ONE, BigInteger.ONE);

    /** −1. */
    public static final Rational MINUS_ONE = new Rational(BigInteger.ONE.negate(), BigInteger.ONE);

    /** Whole numbers with more bits are not exact as doubles. */
    private static final int EXACT = 53;

    /** Bits of a quotient from which the nearest double is told. */
    private static final int QUOTIENT_BITS = 66;

    private final BigInteger top;
    private final BigInteger bottom;

    private Rational(BigInteger top, BigInteger bottom) {
        this.top = top;
        this.bottom = bottom;
    }

    /** A whole number. */
    public static Rational of(long value) {
        return value == 0 ? ZERO : value == 1 ? ONE : new Rational(BigInteger.valueOf(value), BigInteger.ONE);
    }

    /** A whole number. */
    public static Rational of(BigInteger value) {
        return new Rational(value, BigInteger.ONE);
    }

    /** A quotient of whole numbers. */
    public static Rational of(long top, long bottom) {
        return of(BigInteger.valueOf(top), BigInteger.valueOf(bottom));
    }

    /**
     * A quotient of whole numbers.
     *
     * @throws ArithmeticException when the denominator is 0
     */
    public static Rational of(BigInteger top, BigInteger bottom) {
        if (bottom.signum() == 0) {
            throw new ArithmeticException("a denominator of 0");
        }
        BigInteger divisor = top.gcd(bottom);
        if (bottom.signum() < 0) {
            divisor = divisor.negate();
        }
        return new Rational(top.divide(divisor), bottom.divide(divisor));
    }

    /**
     * The decimal number that is printed for a double: 0.1 is one tenth, not the nearest binary fraction. That is what
     * somebody who wrote 0.1 meant.
     *
     * @param value finite
     */
    public static Rational ofDecimal(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value));
        int scale = decimal.scale();
        return scale >= 0
                ? of(decimal.unscaledValue(), BigInteger.TEN.pow(scale))
                : of(decimal.unscaledValue().multiply(BigInteger.TEN.pow(-scale)));
    }

    /** The numerator, with the sign. */
    public BigInteger numerator() {
        return top;
    }

    /** The denominator, at least 1. */
    public BigInteger denominator() {
        return bottom;
    }

    /** The sum. */
    public Rational plus(Rational other) {
        if (bottom.equals(BigInteger.ONE) && other.bottom.equals(BigInteger.ONE)) {
            return new Rational(top.add(other.top), BigInteger.ONE);
        }
        return of(top.multiply(other.bottom).add(other.top.multiply(bottom)), bottom.multiply(other.bottom));
    }

    /** The difference. */
    public Rational minus(Rational other) {
        return plus(other.negate());
    }

    /** The product. */
    public Rational times(Rational other) {
        if (isOne()) {
            return other;
        }
        if (other.isOne()) {
            return this;
        }
        return of(top.multiply(other.top), bottom.multiply(other.bottom));
    }

    /**
     * The quotient.
     *
     * @throws ArithmeticException when the divisor is 0
     */
    public Rational over(Rational other) {
        return of(top.multiply(other.bottom), bottom.multiply(other.top));
    }

    /** The negative. */
    public Rational negate() {
        return new Rational(top.negate(), bottom);
    }

    /** The magnitude. */
    public Rational abs() {
        return top.signum() < 0 ? negate() : this;
    }

    /**
     * A power.
     *
     * @throws ArithmeticException for a negative power of 0
     */
    public Rational pow(int exponent) {
        return exponent >= 0
                ? new Rational(top.pow(exponent), bottom.pow(exponent))
                : of(bottom.pow(-exponent), top.pow(-exponent));
    }

    /** −1, 0 or 1. */
    public int signum() {
        return top.signum();
    }

    /** True for 0. */
    public boolean isZero() {
        return top.signum() == 0;
    }

    /** True for 1. */
    public boolean isOne() {
        return top.equals(BigInteger.ONE) && bottom.equals(BigInteger.ONE);
    }

    /** True for whole numbers. */
    public boolean isInteger() {
        return bottom.equals(BigInteger.ONE);
    }

    /** The nearest double. */
    public double toDouble() {
        if (top.bitLength() <= EXACT && bottom.bitLength() <= EXACT) {
            return (double) top.longValue() / bottom.longValue();
        }
        int shift = QUOTIENT_BITS - top.bitLength() + bottom.bitLength();
        if (Math.abs(shift) > Double.MAX_EXPONENT - QUOTIENT_BITS) {
            return new BigDecimal(top)
                    .divide(new BigDecimal(bottom), MathContext.DECIMAL128)
                    .doubleValue();
        }
        BigInteger[] parts =
                top.abs().shiftLeft(Math.max(0, shift)).divideAndRemainder(bottom.shiftLeft(Math.max(0, -shift)));
        // A rest below the last bit decides only whether a half is a half.
        BigInteger quotient = parts[1].signum() == 0 ? parts[0] : parts[0].setBit(0);
        return top.signum() * Math.scalb(quotient.doubleValue(), -shift);
    }

    @Override
    public int compareTo(Rational other) {
        return top.multiply(other.bottom).compareTo(other.top.multiply(bottom));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Rational that && top.equals(that.top) && bottom.equals(that.bottom);
    }

    @Override
    public int hashCode() {
        return 31 * top.hashCode() + bottom.hashCode();
    }

    @Override
    public String toString() {
        return isInteger() ? top.toString() : top + "/" + bottom;
    }
}
