package org.chainrule.check;

import java.util.OptionalInt;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;

/**
 * A claimed slope against few values of a function of one number, for functions that are too dear for a table of extrapolations.
 * A claim is called different only where three steps, each ten times as large as the next, agree on another slope far more closely
 * with each other than with it: rounding grows as the step shrinks, truncation and kinks nearby as it grows, so neither does that.
 *
 * @param value the best estimate
 * @param error how far the claim is off where it agrees, and how far the estimate may be off where it does not
 * @param values how many values of the function it took
 */
record LineSlope(Verdict verdict, double value, double error, int values) {
    /** What the function says of a claim. */
    enum Verdict {
        /** The slope is the claimed one. */
        AGREES,
        /** The slope is another one. */
        DIFFERS,
        /** The two sides have different slopes, and the claim lies between them. */
        BETWEEN,
        /** The two sides have different slopes, and the claim is none between them. */
        KINK,
        /** Steps disagree with each other. */
        HIDDEN
    }

    /**
     * What a gradient says of a line.
     *
     * @param slope along it
     * @param size what the slope would be about, had the entries of the gradient random signs
     */
    record Claim(double slope, double size) {
        static Claim along(double[] gradient, double[] direction) {
            double slope = 0;
            double squares = 0;
            for (int k = 0; k < direction.length; k++) {
                slope += gradient[k] * direction[k];
                squares += gradient[k] * gradient[k] * direction[k] * direction[k];
            }
            return new Claim(slope, Math.sqrt(squares));
        }
    }

    /** Most values that one answer takes. */
    static final int MOST_VALUES = 12;

    /** Along a line in which many numbers move. */
    static final int[] MANY = {2, 3, 4, 1, 0, 5};
    /** Along an axis, where rounding hides what small steps do. */
    static final int[] ONE = {0, 1, 2, 3, 4, 5};

    private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};
    /** A slope that is known less closely, relative to what moves, says nothing. */
    private static final double COARSE = 1e-3;
    /** How much closer steps are to each other than to a claim that is different. */
    private static final double CLOSE = 0.02;

    private static final double SIDES = 0.2;
    /** Rounding is no larger than this part of the function's values: what smaller steps find beyond it, the function does. */
    private static final double ROUNDING = 1e-9;

    /**
     * The answer.
     *
     * @param f0 the value at 0
     * @param allowance how far the claim may be off
     * @param size the size of the gradient along the line, had its entries random signs
     * @param order which steps come first
     */
    static LineSlope of(DoubleUnaryOperator f, double f0, double claim, double allowance, double size, int[] order) {
        double[] slope = new double[STEPS.length];
        double[] bend = new double[STEPS.length];
        int values = 0;
        double largest = Math.abs(f0);
        for (int k : order) {
            double h = STEPS[k];
            double above = f.applyAsDouble(h);
            double below = f.applyAsDouble(-h);
            values += 2;
            largest = Math.max(largest, Math.max(Math.abs(above), Math.abs(below)));
            slope[k] = (above - below) / (2 * h);
            bend[k] = (above - f0 + (below - f0)) / h;
            if (Math.abs(slope[k] - claim) <= allowance) {
                return new LineSlope(Verdict.AGREES, slope[k], Math.abs(slope[k] - claim), values);
            }
        }
        return judge(slope, bend, claim, allowance, size, values, ROUNDING * largest);
    }

    /**
     * An entry whose slope differs, where the slope along a line through all does: the line is halved as long as one of its halves
     * differs.
     *
     * @param f the function along a direction, by how far
     * @param claim the gradient under test
     * @param direction along which the slope was found to differ
     * @param allowance how far a claim may be off, by the size of the gradient along a line
     * @return empty where halves no longer show what the whole did
     */
    static OptionalInt culprit(
            ToDoubleBiFunction<double[], Double> f,
            double f0,
            double[] claim,
            double[] direction,
            DoubleUnaryOperator allowance) {
        int from = 0;
        int to = claim.length;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (differs(f, f0, claim, direction, from, middle, allowance)) {
                to = middle;
            } else if (differs(f, f0, claim, direction, middle, to, allowance)) {
                from = middle;
            } else {
                return OptionalInt.empty();
            }
        }
        return OptionalInt.of(from);
    }

    private static boolean differs(
            ToDoubleBiFunction<double[], Double> f,
            double f0,
            double[] claim,
            double[] direction,
            int from,
            int to,
            DoubleUnaryOperator allowance) {
        double[] part = new double[direction.length];
        System.arraycopy(direction, from, part, from, to - from);
        Claim along = Claim.along(claim, part);
        double most = allowance.applyAsDouble(along.size);
        int[] order = to - from > 1 ? MANY : ONE;
        return of(t -> f.applyAsDouble(part, t), f0, along.slope, most, along.size, order).verdict == Verdict.DIFFERS;
    }

    private static LineSlope judge(
            double[] slope, double[] bend, double claim, double allowance, double size, int values, double rounding) {
        int best = -1;
        double error = Double.POSITIVE_INFINITY;
        for (int k = 0; k + 2 < slope.length; k++) {
            double apart = Math.max(
                    Math.abs(slope[k] - slope[k + 1]),
                    Math.max(Math.abs(slope[k + 1] - slope[k + 2]), Math.abs(slope[k] - slope[k + 2])));
            if (apart < error) {
                best = k + 1;
                error = apart;
            }
        }
        if (best < 0) {
            return new LineSlope(Verdict.HIDDEN, Double.NaN, error, values);
        }
        double off = Math.abs(slope[best] - claim);
        if (error <= CLOSE * off) {
            // A function that swings faster than the larger steps has no slope for them, another one for smaller ones.
            for (int k = best + 2; k < slope.length; k++) {
                if (Math.abs(slope[k] - slope[best]) > CLOSE * off + rounding / STEPS[k]) {
                    return new LineSlope(Verdict.HIDDEN, slope[best], error, values);
                }
            }
            // Where the function is smooth the sides come together as the step shrinks; they do not at a kink that is
            // nearer than the smallest step.
            double sides = Math.abs(bend[best + 1]);
            if (sides <= SIDES * off || sides <= SIDES * Math.abs(bend[best - 1])) {
                return new LineSlope(Verdict.DIFFERS, slope[best], error, values);
            }
            // Where the function jumps from its value at 0 the sides say nothing of each other.
            boolean jumps = Math.abs(bend[best + 1]) > 2 * Math.abs(bend[best - 1]);
            boolean between = !jumps && off <= Math.abs(bend[best]) / 2 + error + 10 * allowance;
            return new LineSlope(between ? Verdict.BETWEEN : Verdict.KINK, slope[best], between ? 0 : error, values);
        }
        boolean agrees = off <= 3 * error && error <= COARSE * size;
        return new LineSlope(agrees ? Verdict.AGREES : Verdict.HIDDEN, slope[best], agrees ? off : error, values);
    }
}
