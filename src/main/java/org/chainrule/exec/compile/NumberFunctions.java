package org.chainrule.exec.compile;

import org.chainrule.exec.kernel.EntryFunction;

/**
 * What straight-line code calls for single numbers: the meanings of the ops, some of them in a faster way with an error of a few
 * units in the last place.
 */
final class NumberFunctions {
    /** Below this tanh is a rational function, above it is computed from an exponential (Moshier, Cephes). */
    private static final double SMALL = 0.625;
    /** Up to here 1 − tanh² loses less than two bits. */
    private static final double MODERATE = 0.75;

    /** From here on tanh is 1 in float32. */
    private static final float ONE_IN_FLOAT = 9.1f;

    /** {@link #slopeOfTanh} of a tanh and its argument, in place of the derivative of tanh. */
    static final EntryFunction SLOPE_OF_TANH =
            new EntryFunction(EntryFunction.Code.ANY, (tanh, x) -> slopeOfTanh(tanh, x));

    private NumberFunctions() {}

    static double tanh(double x) {
        double a = Math.abs(x);
        if (a < SMALL) {
            double z = x * x;
            double p = (-9.64399179425052238628E-1 * z - 9.92877231001918586564E1) * z - 1.61468768441708447952E3;
            double q = ((z + 1.12811678491632931402E2) * z + 2.23548839060100448583E3) * z + 4.84406305325125486048E3;
            return Math.copySign(a + a * (z * (p / q)), x);
        }
        return Math.copySign(1 - 2 / (Math.exp(2 * a) + 1), x);
    }

    /** The same for float32, where the rational function is a polynomial. */
    static float tanh(float x) {
        float a = Math.abs(x);
        if (a < SMALL) {
            float z = x * x;
            float p = (-5.70498872745E-3f * z + 2.06390887954E-2f) * z - 5.37397155531E-2f;
            p = (p * z + 1.33314422036E-1f) * z - 3.33332819422E-1f;
            return Math.copySign(a + a * (z * p), x);
        }
        return Math.copySign(a > ONE_IN_FLOAT ? 1 : 1 - 2 / (exp(2 * a) + 1), x);
    }

    /** The exponential of a number between 0 and 80 (Moshier, Cephes). */
    private static float exp(float x) {
        int n = (int) (1.44269504088896341f * x + 0.5f);
        float r = x - n * 0.693359375f + n * 2.12194440E-4f;
        float p = (1.9875691500E-4f * r + 1.3981999507E-3f) * r + 8.3334519073E-3f;
        p = ((p * r + 4.1665795894E-2f) * r + 1.6666665459E-1f) * r + 5.0000001201E-1f;
        return (p * r * r + r + 1) * Float.intBitsToFloat((n + Float.MAX_EXPONENT) << 23);
    }

    static double sech2(double x) {
        double e = Math.exp(-2 * Math.abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }

    /** The derivative of tanh where tanh is known already. */
    static double slopeOfTanh(double tanh, double x) {
        return Math.abs(tanh) < MODERATE ? (1 - tanh) * (1 + tanh) : sech2(x);
    }

    static float slopeOfTanh(float tanh, float x) {
        return Math.abs(tanh) < MODERATE ? (1 - tanh) * (1 + tanh) : (float) sech2(x);
    }

    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    static double sigmoidSlope(double x) {
        double e = Math.exp(-Math.abs(x));
        return e / ((1 + e) * (1 + e));
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    static double relu(double x) {
        return Math.max(x, 0);
    }

    static float relu(float x) {
        return Math.max(x, 0);
    }

    static float reciprocal(float x) {
        return 1 / x;
    }

    static float greater(float x, float y) {
        return x > y ? 1 : 0;
    }

    static float choose(float condition, float x, float y) {
        return condition != 0 ? x : y;
    }

    static double reciprocal(double x) {
        return 1 / x;
    }

    static double greater(double x, double y) {
        return x > y ? 1 : 0;
    }

    static double choose(double condition, double x, double y) {
        return condition != 0 ? x : y;
    }
}
