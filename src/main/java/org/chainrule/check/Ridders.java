package org.chainrule.check;

import java.util.function.DoubleUnaryOperator;

/**
 * The slope of a function of one number at 0, from values alone: difference quotients at shrinking steps, extrapolated
 * to step 0. (Ridders, Advances in Engineering Software 4, 1982; Press et al., Numerical Recipes, section 5.7.)
 */
final class Ridders {
    /** Which quotient is taken. */
    enum Side {
        /** (f(h) - f(-h)) / 2h, with an error in even powers of h. */
        BOTH(2),
        /** (f(0) - f(-h)) / h, with an error in all powers of h. */
        LEFT(1),
        /** (f(h) - f(0)) / h, with an error in all powers of h. */
        RIGHT(1);

        final int power;

        Side(int power) {
            this.power = power;
        }
    }

    /**
     * An estimate.
     *
     * @param value the slope; NaN when the function is not finite at some step
     * @param error how far the last extrapolations lie apart; an estimate that rounding can make too small
     * @param step the smallest step that counted
     */
    record Slope(double value, double error, double step) {
        boolean isFinite() {
            return Double.isFinite(value);
        }

        /** The error including what the rounding of values as large as {@code f0} does to a quotient. */
        double noise(double f0) {
            return 20 * error + 4 * Math.ulp(1.0) * Math.abs(f0) / step;
        }
    }

    private static final double SHRINK = 1.4;
    private static final int ROWS = 10;

    private Ridders() {}

    /**
     * The slope at 0.
     *
     * @param f the function
     * @param f0 its value at 0
     * @param start the first and largest step
     */
    static Slope slope(DoubleUnaryOperator f, double f0, Side side, double start) {
        double[] before = new double[ROWS];
        double[] row = new double[ROWS];
        double step = start;
        row[0] = quotient(f, f0, side, step);
        Slope best = new Slope(row[0], Double.POSITIVE_INFINITY, step);
        if (!best.isFinite()) {
            return best;
        }
        for (int i = 1; i < ROWS; i++) {
            double[] swap = before;
            before = row;
            row = swap;
            step /= SHRINK;
            row[0] = quotient(f, f0, side, step);
            if (!Double.isFinite(row[0])) {
                return new Slope(Double.NaN, Double.POSITIVE_INFINITY, step);
            }
            double ratio = Math.pow(SHRINK, side.power);
            double weight = ratio;
            for (int j = 1; j <= i; j++) {
                row[j] = (row[j - 1] * weight - before[j - 1]) / (weight - 1);
                weight *= ratio;
                double error = Math.max(Math.abs(row[j] - row[j - 1]), Math.abs(row[j] - before[j - 1]));
                // Two neighbours may agree by accident in the first rows.
                if (i > 1 && error < best.error) {
                    best = new Slope(row[j], error, step);
                }
            }
            // The table has turned from truncation to rounding: smaller steps only add noise.
            if (i > 2 && Math.abs(row[i] - before[i - 1]) >= 2 * best.error) {
                break;
            }
        }
        return best;
    }

    private static double quotient(DoubleUnaryOperator f, double f0, Side side, double h) {
        return switch (side) {
            case BOTH -> (f.applyAsDouble(h) - f.applyAsDouble(-h)) / (2 * h);
            case LEFT -> (f0 - f.applyAsDouble(-h)) / h;
            case RIGHT -> (f.applyAsDouble(h) - f0) / h;
        };
    }
}
