package org.chainrule.ops;

import java.util.List;
import java.util.stream.Collectors;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.TensorText;

/** What can stand as an argument of a call in the notation. */
public sealed interface Arg {
    /** A node of the graph. */
    record Value(Node node) implements Arg {
        @Override
        public String toString() {
            return ShortText.of(node);
        }
    }

    /** A number written out. */
    record Num(double value) implements Arg {
        @Override
        public String toString() {
            return TensorText.number(value);
        }
    }

    /** A named size, or arithmetic of sizes. */
    record Size(Dim dim) implements Arg {
        @Override
        public String toString() {
            return dim.toString();
        }
    }

    /** {@code true} or {@code false}. */
    record Bool(boolean value) implements Arg {
        @Override
        public String toString() {
            return Boolean.toString(value);
        }
    }

    /** A string such as {@code "mean"}. */
    record Text(String value) implements Arg {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }

    /** A list. */
    record Items(List<Arg> items) implements Arg {
        @Override
        public String toString() {
            return items.stream().map(Arg::toString).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /** {@code none}. */
    record None() implements Arg {
        @Override
        public String toString() {
            return "none";
        }
    }
}
