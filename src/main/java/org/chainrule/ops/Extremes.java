package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Type;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.TensorText;

/**
 * The larger and the smaller of several values, entry by entry. NaN wins over everything.
 *
 * <p>Where values tie they share the cotangent equally. A constant takes no share and leaves none: the derivative is 0
 * where a value ties with a constant, so that max(x, 0), relu(x) and where(x &gt; 0, x, 0) agree at the kink.
 */
public final class Extremes {
    /** The larger of two. */
    public static final Elementwise MAXIMUM = Op.binary("maximum", Math::max)
            .vjp(
                    (dz, z, x, y) -> dz.times(share(Comparison.GREATER, x, y)),
                    (dz, z, x, y) -> dz.times(share(Comparison.GREATER, y, x)))
            .spelled(Spelling.call("maximum").latexFunction("\\max"))
            .local("⊙ ({x} > {y})", "⊙ ({y} > {x})")
            .switches((x, y) -> List.of(Switch.greater(x, y)))
            .selecting()
            .doc("The larger of x and y, NaN if one is NaN. Ties share the cotangent equally; the derivative is 0 "
                    + "where x ties with a constant, as for relu.");

    /** The smaller of two. */
    public static final Elementwise MINIMUM = Op.binary("minimum", Math::min)
            .vjp(
                    (dz, z, x, y) -> dz.times(share(Comparison.LESS, x, y)),
                    (dz, z, x, y) -> dz.times(share(Comparison.LESS, y, x)))
            .spelled(Spelling.call("minimum").latexFunction("\\min"))
            .local("⊙ ({x} < {y})", "⊙ ({y} < {x})")
            .switches((x, y) -> List.of(Switch.greater(x, y)))
            .selecting()
            .doc("The smaller of x and y, NaN if one is NaN. Ties share the cotangent equally; the derivative is 0 "
                    + "where x ties with a constant.");

    static final Function CLAMP = Function.define("clamp", "x, min=none, max=none", Extremes::clamp)
            .doc("min(max(x, min), max); one bound may be left out. With numbers as bounds the derivative is 1 "
                    + "strictly between them, 0 outside and at both kinks; bounds that are expressions get their own "
                    + "derivatives.")
            .example("clamp(X, min=-0.5, max=0.5)", "X [2, 3]")
            .example("clamp(X, min=0)", "X [2, 3]")
            .example("clamp(X, min=A, max=B)", "X [2, 3], A [3] interval(-1, 0), B [2, 1] interval(0.5, 1)");

    private Extremes() {}

    /**
     * The node {@code clamp(x, min=min, max=max)}.
     *
     * @param min the least value, −inf for none
     * @param max the greatest value, +inf for none
     * @throws ArgumentException when a bound is NaN, or {@code min} is greater than {@code max}
     */
    public static Node clamp(Node x, double min, double max) {
        if (!(min <= max)) {
            throw new ArgumentException(
                    "min",
                    say("clamp: min = {0} is not at most max = {1}", TensorText.number(min), TensorText.number(max)));
        }
        boolean free = min == Double.NEGATIVE_INFINITY && max == Double.POSITIVE_INFINITY;
        // Adding 0 turns -0.0 into 0.0: equal bounds are to be equal ops.
        return free ? x : Node.of(new Clamp(min + 0.0, max + 0.0), x);
    }

    private static Node clamp(Args a) {
        Node x = a.node("x");
        if (!a.has("min") && !a.has("max")) {
            throw new ArgumentException("", say("clamp needs min, max, or both: clamp(x, min=0)"));
        }
        if (isNumber(a, "min") && isNumber(a, "max")) {
            double min = a.has("min") ? a.number("min") : Double.NEGATIVE_INFINITY;
            double max = a.has("max") ? a.number("max") : Double.POSITIVE_INFINITY;
            return clamp(x, min, max);
        }
        Node above = a.has("min") ? MAXIMUM.of(x, a.node("min")) : x;
        return a.has("max") ? MINIMUM.of(above, a.node("max")) : above;
    }

    private static boolean isNumber(Args a, String bound) {
        return !a.has(bound) || a.node(bound).constantScalar().isPresent();
    }

    /**
     * The largest (or smallest) of several expressions, entry by entry, with broadcasting.
     *
     * @param xs at least one
     */
    static Node ofAll(boolean largest, List<Node> xs) {
        if (xs.size() == 1) {
            return xs.get(0);
        }
        return xs.size() == 2
                ? Node.of(largest ? MAXIMUM : MINIMUM, xs.get(0), xs.get(1))
                : Node.of(new ExtremeOfAll(largest), xs);
    }

    /** The part of the cotangent that x gets: 1 where it wins, ½ where it ties with something that is not constant. */
    private static Node share(Elementwise wins, Node x, Node y) {
        Node win = wins.of(x, y);
        return isConstant(y) ? win : win.plus(Comparison.equal(x, y).times(0.5));
    }

    /** A constant, perhaps negated, stretched or reshaped. */
    private static boolean isConstant(Node node) {
        Node at = node;
        for (int steps = 0; steps < 8 && at.inputs().size() == 1; steps++) {
            at = at.input(0);
        }
        return at.inputs().isEmpty() && !at.isLeaf();
    }

    /** The nearest number between two bounds. */
    public record Clamp(double min, double max) implements RowOp {
        /** The number for one entry. */
        public double at(double x) {
            return Math.min(Math.max(x, min), max);
        }

        /** As what it is, a maximum and a minimum. */
        private String latex(String low, String high) {
            String cut = min > Double.NEGATIVE_INFINITY ? "\\max\\left(<0>, " + low + "\\right)" : "<0>";
            return max < Double.POSITIVE_INFINITY ? "\\min\\left(" + cut + ", " + high + "\\right)" : cut;
        }

        @Override
        public OpRow row() {
            boolean below = min > Double.NEGATIVE_INFINITY;
            boolean above = max < Double.POSITIVE_INFINITY;
            String low = TensorText.number(min);
            String high = TensorText.number(max);
            return OpRow.named("clamp")
                    .key("min", min, Double.NEGATIVE_INFINITY)
                    .key("max", max, Double.POSITIVE_INFINITY)
                    .latex(latex(low, high))
                    .pointwise(this::at)
                    .definition(in -> {
                        Node cut = below ? MAXIMUM.of(in.get(0), Node.constant(min)) : in.get(0);
                        return above ? MINIMUM.of(cut, Node.constant(max)) : cut;
                    })
                    .switches(in -> Stream.concat(
                                    below ? Stream.of(Switch.above(in.get(0), min)) : Stream.of(),
                                    above ? Stream.of(Switch.above(in.get(0), max)) : Stream.of())
                            .toList())
                    .vjp((dz, z, x) -> {
                        Node part = below ? dz.times(Comparison.greater(x, Node.constant(min))) : dz;
                        return above ? part.times(Comparison.LESS.of(x, Node.constant(max))) : part;
                    })
                    .range(Domain.interval(min, max))
                    .selecting()
                    .local("⊙ (" + (below ? low + " < " : "") + "{x}" + (above ? " < " + high : "") + ")");
        }
    }

    /** The largest or smallest of three or more. */
    public record ExtremeOfAll(boolean largest) implements RowOp {
        @Override
        public OpRow row() {
            String name = largest ? "max" : "min";
            return OpRow.named(name)
                    .type(in -> Type.real(in.stream().map(Type::shape).reduce(Shape.SCALAR, Shape::broadcast)))
                    .value(in -> in.stream()
                            .reduce((x, y) -> Broadcasting.map(x, y, largest ? Math::max : Math::min))
                            .orElseThrow())
                    .definition(in -> in.stream()
                            .reduce((largest ? MAXIMUM : MINIMUM)::of)
                            .orElseThrow())
                    .vjp(ExtremeOfAll::share)
                    .switches(ExtremeOfAll::pairs)
                    .entries(EntryRule.CHOSEN)
                    .mask(MaskRule.ELEMENTWISE)
                    .selecting()
                    .local((arg, z, names) -> Message.verbatim("⊙ (" + names.atom(z.input(arg)) + " = " + name + ")"));
        }

        private static Node share(int arg, Node dz, Node z, List<Node> in) {
            Node share = Comparison.equal(in.get(arg), z);
            Node winners = Node.constant(0);
            for (Node x : in) {
                winners = winners.plus(Comparison.equal(x, z));
                share = isConstant(x) ? share.times(Comparison.NOT_EQUAL.of(x, z)) : share;
            }
            return dz.times(share.over(winners));
        }

        private static List<Switch> pairs(List<Node> in) {
            List<Switch> switches = new ArrayList<>();
            for (int i = 0; i < in.size(); i++) {
                for (Node other : in.subList(i + 1, in.size())) {
                    switches.add(Switch.greater(in.get(i), other));
                }
            }
            return switches;
        }
    }
}
