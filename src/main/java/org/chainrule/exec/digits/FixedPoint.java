package org.chainrule.exec.digits;

import java.math.BigInteger;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Series in whole numbers, a number x standing for x · 2^−bits. Each result is off by a few units per term at most; callers
 * keep {@link #GUARD} bits more than they need.
 */
final class FixedPoint {
    /** More than the terms of all series and halvings lose. */
    static final int GUARD = 48;

    private static final Map<Integer, BigInteger> PI = new ConcurrentHashMap<>();
    private static final Map<Integer, BigInteger> LOG_TWO = new ConcurrentHashMap<>();

    private FixedPoint() {}

    static BigInteger one(int bits) {
        return BigInteger.ONE.shiftLeft(bits);
    }

    /** The number π (J. Machin, 1706). */
    static BigInteger pi(int bits) {
        return constant(PI, bits, b -> arctan(5, b, true)
                .shiftLeft(4)
                .subtract(arctan(239, b, true).shiftLeft(2)));
    }

    /** log 2 = 18 artanh(1/26) − 2 artanh(1/4801) + 8 artanh(1/8749). */
    static BigInteger logTwo(int bits) {
        return constant(LOG_TWO, bits, b -> arctan(26, b, false)
                .multiply(BigInteger.valueOf(18))
                .subtract(arctan(4801, b, false).shiftLeft(1))
                .add(arctan(8749, b, false).shiftLeft(3)));
    }

    private interface Series {
        BigInteger at(int bits);
    }

    private static BigInteger constant(Map<Integer, BigInteger> known, int bits, Series series) {
        // Steps of 256 bits, so that few different ones are computed.
        int step = (bits / 256 + 1) * 256;
        BigInteger value = known.computeIfAbsent(step, b -> series.at(b + GUARD));
        return value.shiftRight(step + GUARD - bits);
    }

    /** arctan(1/n), or artanh(1/n). */
    private static BigInteger arctan(long n, int bits, boolean alternating) {
        BigInteger square = BigInteger.valueOf(n * n);
        BigInteger power = one(bits).divide(BigInteger.valueOf(n));
        BigInteger sum = power;
        for (long k = 3; power.signum() != 0; k += 2) {
            power = power.divide(square);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = alternating && k % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }

    static BigInteger times(BigInteger x, BigInteger y, int bits) {
        return x.multiply(y).shiftRight(bits);
    }

    /** e^x for |x| < 1, from e^(x/2^n), with about as many squarings as terms. */
    static BigInteger exp(BigInteger x, int bits) {
        int halvings = (int) Math.sqrt(bits);
        int wide = bits + 2 * halvings;
        BigInteger t = x.shiftLeft(halvings);
        BigInteger sum = one(wide);
        BigInteger term = sum;
        for (int k = 1; term.signum() != 0; k++) {
            term = times(term, t, wide).divide(BigInteger.valueOf(k));
            sum = sum.add(term);
        }
        for (int i = 0; i < halvings; i++) {
            sum = times(sum, sum, wide);
        }
        return sum.shiftRight(2 * halvings);
    }

    /** sin x and cos x for |x| < 2. */
    static BigInteger[] sinCos(BigInteger x, int bits) {
        BigInteger square = times(x, x, bits);
        BigInteger sin = x;
        BigInteger cos = one(bits);
        BigInteger s = x;
        BigInteger c = cos;
        for (long k = 1; s.bitLength() > 1 || c.bitLength() > 1; k++) {
            c = times(c, square, bits)
                    .divide(BigInteger.valueOf((2 * k - 1) * (2 * k)))
                    .negate();
            s = times(s, square, bits)
                    .divide(BigInteger.valueOf((2 * k) * (2 * k + 1)))
                    .negate();
            cos = cos.add(c);
            sin = sin.add(s);
        }
        return new BigInteger[] {sin, cos};
    }

    /** arctan x, or artanh x, for |x| < 1/8. */
    static BigInteger arctan(BigInteger x, int bits, boolean alternating) {
        BigInteger square = times(x, x, bits);
        BigInteger power = x;
        BigInteger sum = x;
        for (long k = 3; power.bitLength() > 1; k += 2) {
            power = times(power, square, bits);
            BigInteger term = power.divide(BigInteger.valueOf(k));
            sum = alternating && k % 4 == 3 ? sum.subtract(term) : sum.add(term);
        }
        return sum;
    }
}
