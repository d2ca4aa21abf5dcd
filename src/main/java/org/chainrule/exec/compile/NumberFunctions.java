package org.chainrule.exec.compile;

/**
 * What straight-line code calls for single numbers: the meanings of the ops, some of them in a faster way with an error of a few
 * units in the last place.
 */
final class NumberFunctions {
    /** Below this tanh is a rational function, above it is computed from an exponential (Moshier, Cephes). */
    private static final double SMALL = 0.625;
    /** Up to here 1 − tanh² loses less than two bits. */
    private static final double MODERATE = 0.75;

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

    static double sech2(double x) {
        double e = Math.exp(-2 * Math.abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }

    /** The derivative of tanh where tanh is known already. */
    static double slopeOfTanh(double tanh, double x) {
        return Math.abs(tanh) < MODERATE ? (1 - tanh) * (1 + tanh) : sech2(x);
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
