package org.chainrule.check;

import java.util.List;
import org.chainrule.tensor.Shape;

/**
 * What the check found for one variable.
 *
 * @param variable its name
 * @param shape its shape at the point of the check
 * @param order 1 for the gradient, 2 for the gradient of the gradient along a random direction
 * @param outcome the verdict
 * @param maxRelError the largest difference, relative to the largest entry of the gradient; along random directions
 *     where these agreed, over the entries otherwise; NaN when nothing could be compared
 * @param entriesChecked how many entries were compared one by one; 0 when the random directions agreed
 * @param worst the worst wrong entries, at most ten
 * @param kinks entries at which the function has a kink, and the convention the gradient follows there
 * @param findings what is certain about the difference, one sentence each: a constant factor, a transpose
 */
public record VariableCheck(
        String variable,
        Shape shape,
        int order,
        Outcome outcome,
        double maxRelError,
        int entriesChecked,
        List<Entry> worst,
        List<Kink> kinks,
        List<String> findings) {

    /** The verdict on a gradient. */
    public enum Outcome {
        /** Equal to what differences of the function say. */
        AGREES,
        /** Different, beyond doubt. */
        WRONG,
        /** Rounding in the function hides its slope, so that nothing can be said. */
        UNDECIDED
    }

    /**
     * One entry that differs.
     *
     * @param index its multi-index
     * @param analytic the gradient under test
     * @param numeric the slope of the function
     * @param noise how far the numeric slope may be off
     */
    public record Entry(List<Integer> index, double analytic, double numeric, double noise) {
        /** The gradient under test divided by the slope. */
        public double ratio() {
            return analytic / numeric;
        }

        /** The absolute difference. */
        public double error() {
            return Math.abs(analytic - numeric);
        }
    }

    /**
     * One entry at a kink.
     *
     * @param index its multi-index
     * @param left the slope from below; NaN where the function is not defined there
     * @param right the slope from above; NaN where the function is not defined there
     * @param analytic the gradient under test
     * @param convention which value between them it takes, as a clause: {@code "the left slope"}
     */
    public record Kink(List<Integer> index, double left, double right, double analytic, String convention) {}

    /** True when the gradient agrees. */
    public boolean ok() {
        return outcome == Outcome.AGREES;
    }
}
