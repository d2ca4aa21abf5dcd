package org.chainrule.symbolic.rewrite;

import static org.chainrule.message.Message.english;
import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.message.Message;
import org.chainrule.tensor.TensorText;

/**
 * Where a formula, computed as it is written, loses more than three decimal digits in float64. The ranges are measured: a
 * test compares both formulas over a grid, an overflow counting as all digits.
 *
 * @param naive the formula as it is written, of a scalar {@code t}
 * @param stable the one that keeps its digits
 * @param subject what {@code t} stands for, in English; {@code {0}} is the argument of the rule
 * @param ranges of {@code t}, to two digits
 * @param digits how many digits are lost at most, of 16
 */
public record Loss(String naive, String stable, String subject, List<Range> ranges, int digits) {
    /** What the logarithm of a softmax loses, wherever it is written. */
    static final Loss LOG_SOFTMAX = Loss.of(
            "log(sum(softmax([1, 0] * t) * [1, 0]))",
            "-softplus(-t)",
            english("an entry of {0}, less the largest other one,"),
            16,
            Double.NEGATIVE_INFINITY,
            -750,
            6.9,
            Double.POSITIVE_INFINITY);

    /**
     * An interval.
     *
     * @param low where it begins, may be -inf
     * @param high where it ends, may be +inf
     */
    public record Range(double low, double high) {
        private Message text(Message name) {
            if (low == Double.NEGATIVE_INFINITY) {
                return say("{0} < {1}", name, TensorText.number(high));
            }
            if (high == Double.POSITIVE_INFINITY) {
                return say("{0} > {1}", name, TensorText.number(low));
            }
            boolean even = low == -high;
            return even
                    ? say("|{0}| < {1}", name, TensorText.number(high))
                    : say("{0} < {1} < {2}", TensorText.number(low), name, TensorText.number(high));
        }
    }

    /** A loss in one range on each side of it; see {@link #ranges}. */
    static Loss of(String naive, String stable, String subject, int digits, double... bounds) {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            ranges.add(new Range(bounds[i], bounds[i + 1]));
        }
        return new Loss(naive, stable, subject, ranges, digits);
    }

    /** The ranges for an argument: {@code Z2 < -750 or Z2 > 6.9}. */
    public Message where(String argument) {
        Message name = say(subject, argument);
        return ranges.stream()
                .map(range -> range.text(name))
                .reduce((before, range) -> say("{0} or {1}", before, range))
                .orElse(Message.NONE);
    }
}
