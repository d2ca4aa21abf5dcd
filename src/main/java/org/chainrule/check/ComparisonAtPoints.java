package org.chainrule.check;

import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.TensorText;

/**
 * How two expressions compare at random points.
 *
 * @param outcome whether they are equal
 * @param points at how many points both could be computed
 * @param maxRelError the largest difference of two entries, relative to the largest entry at that point; infinite when the
 *     shapes differ
 * @param counterexample where they differ most, when they do and have one shape
 * @param reason why nothing can be said, or which shapes there are; nothing to say otherwise
 */
public record ComparisonAtPoints(
        Outcome outcome, int points, double maxRelError, Optional<Counterexample> counterexample, Message reason) {
    /** Whether two expressions are equal. */
    public enum Outcome {
        /** At every point. */
        EQUAL,
        /** Not at some point, or not in shape. */
        DIFFERENT,
        /** They could be computed at no point. */
        UNKNOWN
    }

    /**
     * Where two expressions differ most.
     *
     * @param point the number of the point, from 0
     * @param index the position of the entry, such as {@code [1, 3]}; empty for scalars
     * @param left the value on the left
     * @param right the value on the right
     * @param leftText the value on the left in as many digits as tell it from the other, six at least
     * @param rightText the value on the right, in as many digits
     * @param sizes what the free sizes were
     */
    public record Counterexample(
            int point, String index, double left, double right, String leftText, String rightText, Sizes sizes) {
        private static final int DIGITS = 6;

        /** An entry in which two doubles differ. */
        public static Counterexample of(int point, String index, double left, double right, Sizes sizes) {
            int digits = TensorText.digits(left, right, DIGITS);
            return new Counterexample(
                    point,
                    index,
                    left,
                    right,
                    TensorText.rounded(left, digits),
                    TensorText.rounded(right, digits),
                    sizes);
        }

        private Counterexample turned() {
            return new Counterexample(
                    point,
                    index,
                    /* left= */ right,
                    /* right= */ left,
                    /* leftText= */ rightText,
                    /* rightText= */ leftText,
                    sizes);
        }
    }

    /** The same with left and right exchanged: it is the left side that is wrong. */
    public ComparisonAtPoints turned() {
        return new ComparisonAtPoints(outcome, points, maxRelError, counterexample.map(Counterexample::turned), reason);
    }

    /** True when the two are equal at every point. */
    public boolean isEqual() {
        return outcome == Outcome.EQUAL;
    }

    static ComparisonAtPoints unknown(Message reason) {
        return new ComparisonAtPoints(Outcome.UNKNOWN, 0, Double.NaN, Optional.empty(), reason);
    }

    static ComparisonAtPoints shapes(Message reason) {
        return new ComparisonAtPoints(Outcome.DIFFERENT, 0, Double.POSITIVE_INFINITY, Optional.empty(), reason);
    }
}
