package org.example.adversary;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A number of 90 digits with its derivative along the entry that moves.
 *
 * @param value the number
 * @param slope its derivative
 */
record Dual(BigDecimal value, BigDecimal slope) {
    static final MathContext DIGITS = new MathContext(90, RoundingMode.HALF_EVEN);

    /** exp of more is no number that the checks have to reach. */
    private static final double LARGEST_EXPONENT = 300;

    private static final int HALVINGS = 20;
    /** 90 digits, and what the halvings lose. */
    private static final int BITS = 360;

    private static final BigDecimal UNITS = new BigDecimal(BigInteger.ONE.shiftLeft(BITS));

    /** Says that a value is out of every range that matters here. */
    static final class OutOfRangeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        OutOfRangeException(String what) {
            super(what, null, false, false);
        }
    }

    static Dual of(BigDecimal value) {
        return new Dual(value, BigDecimal.ZERO);
    }

    static Dual of(long value) {
        return of(BigDecimal.valueOf(value));
    }

    Dual plus(Dual other) {
        return new Dual(value.add(other.value, DIGITS), slope.add(other.slope, DIGITS));
    }

    Dual minus(Dual other) {
        return plus(other.negated());
    }

    Dual negated() {
        return new Dual(value.negate(), slope.negate());
    }

    Dual times(Dual other) {
        return new Dual(
                value.multiply(other.value, DIGITS),
                slope.multiply(other.value, DIGITS).add(value.multiply(other.slope, DIGITS), DIGITS));
    }

    /** Division by 0 throws an {@link ArithmeticException}: there is no value. */
    Dual over(Dual other) {
        BigDecimal quotient = value.divide(other.value, DIGITS);
        return new Dual(
                quotient,
                slope.subtract(quotient.multiply(other.slope, DIGITS), DIGITS).divide(other.value, DIGITS));
    }

    /** A function of this number with a known value and derivative. */
    private Dual mapped(BigDecimal result, BigDecimal derivative) {
        return new Dual(result, derivative.multiply(slope, DIGITS));
    }

    Dual exp() {
        BigDecimal result = exp(value);
        return mapped(result, result);
    }

    Dual log() {
        return mapped(log(value), BigDecimal.ONE.divide(value, DIGITS));
    }

    Dual sqrt() {
        BigDecimal root = value.sqrt(DIGITS);
        return mapped(root, BigDecimal.ONE.divide(root.add(root), DIGITS));
    }

    Dual sigmoid() {
        BigDecimal result = BigDecimal.ONE.divide(onePlus(exp(value.negate())), DIGITS);
        return mapped(result, result.multiply(BigDecimal.ONE.subtract(result, DIGITS), DIGITS));
    }

    Dual tanh() {
        return times(of(2)).sigmoid().times(of(2)).minus(of(1));
    }

    Dual softplus() {
        return mapped(log(onePlus(exp(value))), sigmoid().value);
    }

    /** A term that is lost beside the other leaves equal what is not: softplus(x) is never x. */
    private static BigDecimal onePlus(BigDecimal power) {
        BigDecimal sum = BigDecimal.ONE.add(power, DIGITS);
        if (sum.compareTo(BigDecimal.ONE) == 0 || sum.compareTo(power) == 0) {
            throw new OutOfRangeException("1 + " + power.doubleValue());
        }
        return sum;
    }

    /** The same value, which does not move. */
    static Dual flag(boolean on) {
        return of(on ? 1 : 0);
    }

    private static BigDecimal exp(BigDecimal x) {
        if (Math.abs(x.doubleValue()) > LARGEST_EXPONENT) {
            throw new OutOfRangeException("exp(" + x.doubleValue() + ")");
        }
        BigDecimal power = powerOfE(x.abs());
        return x.signum() < 0 ? BigDecimal.ONE.divide(power, DIGITS) : power;
    }

    /** By the series at a small part of a number that is not negative, in whole multiples of a tiny unit: quotients of those are cheap. */
    private static BigDecimal powerOfE(BigDecimal x) {
        BigInteger small = x.multiply(UNITS).toBigInteger().shiftRight(HALVINGS);
        BigInteger one = BigInteger.ONE.shiftLeft(BITS);
        BigInteger sum = one;
        BigInteger term = one;
        for (int k = 1; term.signum() != 0; k++) {
            term = term.multiply(small).shiftRight(BITS).divide(BigInteger.valueOf(k));
            sum = sum.add(term);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum).shiftRight(BITS);
        }
        return new BigDecimal(sum).divide(UNITS, DIGITS);
    }

    private static BigDecimal log(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new ArithmeticException("the logarithm of " + x.doubleValue());
        }
        double first = Math.log(x.unscaledValue().doubleValue()) - x.scale() * Math.log(10);
        if (!Double.isFinite(first)) {
            throw new OutOfRangeException("log");
        }
        BigDecimal y = new BigDecimal(first);
        // Each step of Newton's, with the cubic correction of Halley, triples the digits.
        for (int i = 0; i < 2; i++) {
            BigDecimal there = exp(y);
            y = y.add(x.subtract(there).multiply(BigDecimal.valueOf(2)).divide(x.add(there, DIGITS), DIGITS), DIGITS);
        }
        return y;
    }
}
