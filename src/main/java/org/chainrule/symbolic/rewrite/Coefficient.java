package org.chainrule.symbolic.rewrite;

import java.math.BigInteger;
import org.chainrule.symbolic.algebra.Rational;

/**
 * A number in front of a formula, exact, and how it is written: 2/3 and 1/2 as quotients, 0.1 as the decimal that somebody
 * wrote, although it is a tenth.
 *
 * @param value the number
 * @param decimal whether it is written with a point rather than as a quotient
 */
record Coefficient(Rational value, boolean decimal) {
    static final Coefficient ONE = of(Rational.ONE);
    static final Coefficient ZERO = of(Rational.ZERO);

    /** Whole numbers with more bits are not exact as doubles. */
    private static final int EXACT = 53;

    private static final BigInteger FIVE = BigInteger.valueOf(5);

    static Coefficient of(Rational value) {
        return new Coefficient(value, false);
    }

    /** Halves, quarters and eighths are written as such; other decimals as they are. */
    static Coefficient of(double number) {
        Rational value = Rational.ofDecimal(number);
        boolean parts = value.times(Rational.of(8)).isInteger() && Math.abs(number) < 2;
        return new Coefficient(value, !value.isInteger() && !parts);
    }

    /** The whole number it is divided by, as it is written; 1 for one that is written with a point. */
    private BigInteger divisor() {
        if (!isExact(value.numerator()) || value.isInteger()) {
            return BigInteger.ONE;
        }
        BigInteger divisor = decimal ? withoutTens(value.denominator()) : value.denominator();
        return isExact(divisor) ? divisor : BigInteger.ONE;
    }

    /** Without the twos and fives in it. */
    private static BigInteger withoutTens(BigInteger whole) {
        BigInteger rest = whole.shiftRight(whole.getLowestSetBit());
        while (!isExact(rest) && rest.mod(FIVE).signum() == 0) {
            rest = rest.divide(FIVE);
        }
        if (!isExact(rest)) {
            return rest;
        }
        long small = rest.longValue();
        while (small % 5 == 0) {
            small /= 5;
        }
        return BigInteger.valueOf(small);
    }

    private static boolean isExact(BigInteger whole) {
        return whole.bitLength() <= EXACT;
    }

    /** What is written above the line, or in front; carries the sign. */
    double top() {
        return value.times(Rational.of(divisor())).toDouble();
    }

    /** What is written below the line; at least 1. */
    double bottom() {
        return divisor().doubleValue();
    }

    int signum() {
        return value.signum();
    }

    Coefficient negated() {
        return new Coefficient(value.negate(), decimal);
    }

    Coefficient times(Coefficient other) {
        return new Coefficient(value.times(other.value), decimal || other.decimal);
    }

    Coefficient over(Coefficient other) {
        return new Coefficient(value.over(other.value), decimal || other.decimal);
    }

    Coefficient plus(Coefficient other) {
        return new Coefficient(value.plus(other.value), decimal || other.decimal);
    }

    /** A whole power; a negative one only of what is not 0. */
    Coefficient pow(int power) {
        return new Coefficient(value.pow(power), decimal);
    }

    /** What both have in common above and below the line, where they are written with whole numbers. */
    Coefficient common(Coefficient other) {
        boolean whole = isWhole() && other.isWhole();
        BigInteger above = whole ? value.numerator().gcd(other.value.numerator()) : BigInteger.ONE;
        return of(Rational.of(above, divisor().gcd(other.divisor())));
    }

    private boolean isWhole() {
        return divisor().equals(value.denominator()) && isExact(value.numerator());
    }
}
