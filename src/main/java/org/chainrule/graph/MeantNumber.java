package org.chainrule.graph;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The number that a constant of a graph stands for: {@code base · π^(ofPi/2) · 2^(ofTwo/2)}, where the base is a fraction or
 * one of a few named numbers. Proofs and values to many digits read constants so.
 *
 * @param base what is multiplied by the powers
 * @param ofPi how many factors √π
 * @param ofTwo how many factors √2
 * @param top the numerator, with the sign
 * @param bottom the denominator, positive
 * @param isMeant false for a long decimal that is no number known here: it was rounded, nobody knows from what
 */
public record MeantNumber(Base base, int ofPi, int ofTwo, BigInteger top, BigInteger bottom, boolean isMeant) {
    /** The numbers with a name. */
    public enum Base {
        /** 1: the number is a fraction times roots. */
        ONE,
        /** The base of the natural logarithm. */
        E,
        /** log 2. */
        LOG_TWO,
        /** log 10. */
        LOG_TEN
    }

    private record Named(double value, Base base, int ofPi, int ofTwo) {}

    /** A decimal with fewer digits is what was meant. */
    private static final int MANY_DIGITS = 15;

    private static final int MANY_BITS = 40;
    private static final long LARGEST_DENOMINATOR = 200_000;
    private static final double LARGEST_WHOLE_PART = 1e6;
    private static final int MOST_TIMES = 64;
    private static final List<Named> NAMED = named();

    private static List<Named> named() {
        List<Named> named = new ArrayList<>();
        named.add(new Named(Math.E, Base.E, 0, 0));
        named.add(new Named(Math.log(2), Base.LOG_TWO, 0, 0));
        named.add(new Named(Math.log(10), Base.LOG_TEN, 0, 0));
        // Powers of √π and √2, such as π, 2/√π and 1/√(2π); of the latter alone only the odd ones are not plain.
        for (int p = -2; p <= 2; p++) {
            for (int q = -4; q <= 4; q++) {
                if (p != 0 || q % 2 != 0) {
                    double value = Math.pow(Math.PI, p / 2.0) * Math.pow(2, q / 2.0);
                    named.add(new Named(value, Base.ONE, p, q));
                }
            }
        }
        return List.copyOf(named);
    }

    /**
     * The number that was meant: π and its like; a short decimal itself; a long one the fraction with a small denominator
     * next to it, if there is one (0.6666666666666666 is 2/3).
     *
     * @param value finite
     */
    public static MeantNumber of(double value) {
        BigInteger sign = BigInteger.valueOf(value < 0 ? -1 : 1);
        for (Named one : NAMED) {
            if (Math.abs(Math.abs(value) - one.value) <= 2 * Math.ulp(one.value)) {
                return new MeantNumber(one.base, one.ofPi, one.ofTwo, sign, BigInteger.ONE, true);
            }
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int scale = decimal.scale();
        BigInteger top = scale > 0 ? decimal.unscaledValue() : decimal.toBigInteger();
        BigInteger bottom = scale > 0 ? BigInteger.TEN.pow(scale) : BigInteger.ONE;
        BigInteger common = top.gcd(bottom);
        MeantNumber exact = fraction(top.divide(common), bottom.divide(common), true);
        if (exact.bottom.bitLength() < MANY_BITS
                || exact.top.abs().toString().length() < MANY_DIGITS
                || decimal.precision() < MANY_DIGITS) {
            return exact;
        }
        return nearby(value, exact);
    }

    private static MeantNumber fraction(BigInteger top, BigInteger bottom, boolean isMeant) {
        return new MeantNumber(Base.ONE, 0, 0, top, bottom, isMeant);
    }

    /** The first convergent of the continued fraction within a unit in the last place. */
    private static MeantNumber nearby(double value, MeantNumber decimal) {
        MeantNumber rounded = fraction(decimal.top, decimal.bottom, false);
        double rest = Math.abs(value);
        if (rest > LARGEST_WHOLE_PART) {
            return rounded;
        }
        long[] top = {1, (long) Math.floor(rest)};
        long[] bottom = {0, 1};
        while (bottom[1] <= LARGEST_DENOMINATOR) {
            if (Math.abs((double) top[1] / bottom[1] - Math.abs(value)) <= Math.ulp(value)) {
                return fraction(BigInteger.valueOf(value < 0 ? -top[1] : top[1]), BigInteger.valueOf(bottom[1]), true);
            }
            double part = rest - Math.floor(rest);
            if (part == 0 || Math.floor(1 / part) > LARGEST_DENOMINATOR) {
                return rounded;
            }
            rest = 1 / part;
            long next = (long) Math.floor(rest);
            top = new long[] {top[1], next * top[1] + top[0]};
            bottom = new long[] {bottom[1], next * bottom[1] + bottom[0]};
        }
        return rounded;
    }

    /** Whether this is the sum of two numbers; false when that is not known. */
    public boolean isSum(MeantNumber a, MeantNumber b) {
        boolean known = a.isFraction() && b.isFraction() && isFraction();
        BigInteger sum = a.top.multiply(b.bottom).add(b.top.multiply(a.bottom));
        return known && sum.multiply(bottom).equals(top.multiply(a.bottom.multiply(b.bottom)));
    }

    /** Whether this is the product of two numbers; false when that is not known. */
    public boolean isProduct(MeantNumber a, MeantNumber b) {
        boolean known = isMeant && a.isMeant && b.isMeant && (a.base == Base.ONE || b.base == Base.ONE);
        int twos = a.ofTwo + b.ofTwo - ofTwo;
        if (!known || base != (a.base == Base.ONE ? b.base : a.base) || ofPi != a.ofPi + b.ofPi || twos % 2 != 0) {
            return false;
        }
        BigInteger left = a.top.multiply(b.top).multiply(bottom);
        BigInteger right = a.bottom.multiply(b.bottom).multiply(top);
        return left.shiftLeft(Math.max(0, twos / 2)).equals(right.shiftLeft(Math.max(0, -twos / 2)));
    }

    /** Whether this is the power of a number with a small whole exponent; false when that is not known. */
    public boolean isPower(MeantNumber a, double exponent) {
        boolean known = a.isFraction() && isFraction() && exponent == Math.rint(exponent);
        int times = (int) Math.abs(exponent);
        if (!known || Math.abs(exponent) > MOST_TIMES) {
            return false;
        }
        BigInteger above = a.top.pow(times);
        BigInteger below = a.bottom.pow(times);
        return exponent < 0
                ? above.multiply(top).equals(below.multiply(bottom))
                : above.multiply(bottom).equals(below.multiply(top));
    }

    private boolean isFraction() {
        return isMeant && base == Base.ONE && ofPi == 0 && ofTwo == 0;
    }
}
