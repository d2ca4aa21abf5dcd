package org.chainrule.ops;

import java.util.Optional;
import org.chainrule.graph.Node;

/** One subscript of an index expression such as {@code X[0, 1:3, ..., none]}. */
public sealed interface Subscript {
    /** One position; the axis goes. */
    record At(Position position) implements Subscript {
        @Override
        public String toString() {
            return position.toString();
        }
    }

    /**
     * A range by Python's rules.
     *
     * @param start the first position; empty for the end the step starts from
     * @param stop the position before which it ends; empty for the end the step runs to
     * @param step not 0
     */
    record Range(Optional<Position> start, Optional<Position> stop, int step) implements Subscript {
        @Override
        public String toString() {
            String text = start.map(Position::toString).orElse("") + ":"
                    + stop.map(Position::toString).orElse("");
            return step == 1 ? text : text + ":" + step;
        }
    }

    /** Everything along one axis, {@code :}. */
    record All() implements Subscript {
        @Override
        public String toString() {
            return ":";
        }
    }

    /** Everything along as many axes as are left over, {@code ...}. */
    record Ellipsis() implements Subscript {
        @Override
        public String toString() {
            return "...";
        }
    }

    /** A new axis of size 1. */
    record NewAxis() implements Subscript {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * The positions that a tensor of whole numbers lists; its axes take the place of the axis.
     *
     * @param indices any shape
     */
    record Pick(Node indices) implements Subscript {
        @Override
        public String toString() {
            return org.chainrule.graph.ShortText.of(indices);
        }
    }

    /** One position; a negative number counts from the end. */
    static Subscript at(long position) {
        return new At(Position.of(position));
    }

    /** The positions from {@code start} to before {@code stop}; negative numbers count from the end. */
    static Subscript range(long start, long stop) {
        return new Range(Optional.of(Position.of(start)), Optional.of(Position.of(stop)), 1);
    }

    /** Every {@code step}-th position, from the end when negative. */
    static Subscript every(int step) {
        return new Range(Optional.empty(), Optional.empty(), step);
    }
}
