package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Optional;
import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.Dim;

/**
 * A position along an axis, or a distance from its end: {@code 2}, {@code -1}, {@code m - 1}.
 *
 * @param fromEnd whether the distance is taken back from the end, as a negative number is
 * @param distance how far from the front or the end; may be a named size
 */
public record Position(boolean fromEnd, Dim distance) {
    /** A whole number; a negative one counts from the end. */
    public static Position of(long number) {
        return number < 0 ? new Position(true, Dim.of(-number)) : new Position(false, Dim.of(number));
    }

    /** A size, counted from the front. */
    public static Position of(Dim size) {
        return new Position(false, size);
    }

    /**
     * The position an argument of a call stands for.
     *
     * @throws ArgumentException when it is neither a whole number nor a size
     */
    public static Position of(Arg arg) {
        if (arg instanceof Arg.Size size) {
            return of(size.dim());
        }
        if (arg instanceof Arg.Num number && number.value() == Math.rint(number.value())) {
            return of((long) number.value());
        }
        if (arg instanceof Arg.Value value) {
            Optional<Double> number = value.node().constantScalar();
            if (number.isPresent() && number.get() == Math.rint(number.get())) {
                return of(number.get().longValue());
            }
            if (value.node().op() instanceof SizeOf size) {
                return of(size.dim());
            }
        }
        throw new ArgumentException("", say("a position along an axis is a whole number or a size, not {0}", arg));
    }

    /** Counted from the front of an axis of a given size. */
    Dim in(Dim size) {
        return fromEnd ? size.minus(distance) : distance;
    }

    /** True when the distance is a number, named or not. */
    boolean isKnown() {
        return distance.isKnown();
    }

    /** The number it was written as, negative when it counts from the end. */
    long number() {
        return fromEnd ? -distance.size() : distance.size();
    }

    /** Counted from the front of an axis of a known size; negative when it lies before it. */
    long in(long size) {
        return fromEnd ? size - distance.size() : distance.size();
    }

    @Override
    public String toString() {
        String text = distance.toString();
        return !fromEnd ? text : text.contains(" ") ? "-(" + text + ")" : "-" + text;
    }
}
