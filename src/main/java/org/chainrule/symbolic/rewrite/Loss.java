package org.chainrule.symbolic.rewrite;

import static org.chainrule.message.Message.english;
import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.tensor.TensorText;

/**
 * Where a formula, computed as it is written, loses more than three decimal digits in float64. The ranges are measured: a
 * test compares both formulas over a grid, an overflow counting as all digits.
 *
 * @param naive the formula as it is written, of a scalar with the name of the rule's {@linkplain Rule#variable variable}
 * @param stable the one that keeps its digits
 * @param subject what the scalar stands for, in English; {@code {0}} is the argument of the rule
 * @param ranges of the scalar, to two digits
 * @param digits how many digits are lost at most, of 16
 * @param argument what the ranges are about, found in the node the rule makes
 */
public record Loss(
        String naive, String stable, String subject, List<Range> ranges, int digits, UnaryOperator<Node> argument) {
    /** What the logarithm of a softmax loses, wherever it is written. */
    static final Loss LOG_SOFTMAX = Loss.of("log(sum(softmax([1, 0] * Z) * [1, 0]))", "-softplus(-Z)")
            .of(english("an entry of {0}, less the largest other one,"))
            .in(Double.NEGATIVE_INFINITY, -750, 6.9, Double.POSITIVE_INFINITY);

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

    /** A loss of all digits, the ranges to be added; it is about the argument of the result, or of what that is the negative of. */
    static Loss of(String naive, String stable) {
        return new Loss(naive, stable, "{0}", List.of(), 16, Loss::argument);
    }

    private static Node argument(Node made) {
        return (made.op() == Arithmetic.NEG ? made.input(0) : made).input(0);
    }

    /** With a range from each bound to the next, in pairs. */
    Loss in(double... bounds) {
        List<Range> pairs = new ArrayList<>();
        for (int i = 0; i < bounds.length; i += 2) {
            pairs.add(new Range(bounds[i], bounds[i + 1]));
        }
        return new Loss(naive, stable, subject, List.copyOf(pairs), digits, argument);
    }

    /** With what the scalar stands for. */
    Loss of(String words) {
        return new Loss(naive, stable, words, ranges, digits, argument);
    }

    /** With where the argument is found. */
    Loss of(UnaryOperator<Node> place) {
        return new Loss(naive, stable, subject, ranges, digits, place);
    }

    /** The ranges for an argument: {@code Z2 < -750 or Z2 > 6.9}. */
    public Message where(String name) {
        Message subjectNamed = say(subject, name);
        return ranges.stream()
                .map(range -> range.text(subjectNamed))
                .reduce((before, range) -> say("{0} or {1}", before, range))
                .orElse(Message.NONE);
    }
}
