package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reduction;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;

/**
 * The largest and the smallest entry along axes, and where it stands. NaN wins over everything, and there is no largest
 * of no entries: that is an error.
 */
public final class MaxMin {
    static final Function MAX = Function.define("max", "*xs, axis=none, keepdims=false", a -> call(a, true))
            .doc("The largest entry, or the largest along the axes named (by keyword). Entries that tie share the "
                    + "cotangent equally. Of several expressions, max(a, b, c), the largest entry by entry; at a tie "
                    + "with a constant the derivative is 0, so max(x, 0) is relu(x).")
            .example("max(X)", "X [2, 3]")
            .example("max(X, axis=1)", "X [2, 3]")
            .example("max(X, axis=[0, 2], keepdims=true)", "X [2, 3, 2]")
            .example("max(X, Y, 0)", "X [2, 3], Y [3]");

    static final Function MIN = Function.define("min", "*xs, axis=none, keepdims=false", a -> call(a, false))
            .doc("The smallest entry, or the smallest along the axes named (by keyword). Entries that tie share the "
                    + "cotangent equally. Of several expressions, min(a, b, c), the smallest entry by entry; at a tie "
                    + "with a constant the derivative is 0.")
            .example("min(X)", "X [2, 3]")
            .example("min(X, axis=0, keepdims=true)", "X [2, 3]")
            .example("min(X, Y, 0.5)", "X [2, 3], Y [3]");

    static final Function ARGMAX = Function.reduction(
                    "argmax", (x, axes, keepdims) -> Node.of(new ArgExtreme(true, axes, keepdims), x))
            .doc("The position of the largest entry along the axes, counted from 0 in row-major order; the first of "
                    + "several, and the first NaN if there is one. An index: it has no derivative.")
            .example("argmax(X, axis=1)", "X [2, 3]");

    static final Function ARGMIN = Function.reduction(
                    "argmin", (x, axes, keepdims) -> Node.of(new ArgExtreme(false, axes, keepdims), x))
            .doc("The position of the smallest entry along the axes, counted from 0 in row-major order; the first of "
                    + "several, and the first NaN if there is one. An index: it has no derivative.")
            .example("argmin(X, axis=1)", "X [2, 3]");

    private MaxMin() {}

    /** The node {@code max(x, axis=axes, keepdims=keepdims)}. */
    public static Node max(Node x, Axes axes, boolean keepdims) {
        return Node.of(new Extreme(true, axes, keepdims), x);
    }

    /** The node {@code min(x, axis=axes, keepdims=keepdims)}. */
    public static Node min(Node x, Axes axes, boolean keepdims) {
        return Node.of(new Extreme(false, axes, keepdims), x);
    }

    /** The node {@code argmax(x, axis=axis)}, an index; without an axis the position in row-major order. */
    public static Node argmax(Node x, int... axis) {
        return Node.of(new ArgExtreme(true, Axes.of(x, axis), false), x);
    }

    /** The node {@code argmin(x, axis=axis)}, an index; without an axis the position in row-major order. */
    public static Node argmin(Node x, int... axis) {
        return Node.of(new ArgExtreme(false, Axes.of(x, axis), false), x);
    }

    private static Node call(Args a, boolean largest) {
        List<Node> xs = a.nodes("xs");
        String name = largest ? "max" : "min";
        if (xs.isEmpty()) {
            throw new ArgumentException("xs", say("{0} needs at least one expression: {0}(x, axis=0)", name));
        }
        if (xs.size() == 1) {
            Node x = xs.get(0);
            return Node.of(new Extreme(largest, a.axes("axis", x), a.bool("keepdims")), x);
        }
        if (a.has("axis") || a.has("keepdims")) {
            throw new ArgumentException(
                    a.has("axis") ? "axis" : "keepdims",
                    say(
                            "{0} of several expressions works entry by entry and has no axis: write {0}({0}(x, "
                                    + "axis=0), y)",
                            name));
        }
        return Extremes.ofAll(largest, xs);
    }

    /** The largest or the smallest over axes. */
    public record Extreme(boolean largest, Axes axes, boolean keepdims) implements Reducing {
        @Override
        public OpRow row() {
            String name = largest ? "max" : "min";
            return reducing(name, this::best)
                    .shape(shape -> refuseEmpty(shape, name))
                    .value(in -> {
                        refuseEmpty(in.get(0).shape(), name);
                        return Reduction.reduce(in.get(0), axes, keepdims, this::best);
                    })
                    .vjp((dz, z, x) -> {
                        Node wins = Comparison.equal(x, kept(z, x));
                        return kept(dz, x).over(Sum.over(wins, axes, true)).times(wins);
                    })
                    .switches(in -> List.of(Switch.equal(in.get(0), kept(Node.of(this, in), in.get(0)))))
                    .entries(EntryRule.CHOSEN)
                    .selecting()
                    .local(largest ? say("to the largest") : say("to the smallest"));
        }

        private double best(double[] terms) {
            double best = terms[0];
            for (double term : terms) {
                best = largest ? Math.max(best, term) : Math.min(best, term);
            }
            return best;
        }
    }

    /** Where the largest or the smallest is. */
    public record ArgExtreme(boolean largest, Axes axes, boolean keepdims) implements Reducing {
        @Override
        public OpRow row() {
            String name = largest ? "argmax" : "argmin";
            return reducing(name, this::position)
                    .type(in -> Type.index(refuseEmpty(in.get(0).shape(), name)))
                    .value(in -> {
                        refuseEmpty(in.get(0).shape(), name);
                        // In float64, since float32 cannot count beyond 2^24.
                        return Reduction.reduce(in.get(0).as(DType.F64), axes, keepdims, this::position)
                                .as(DType.I64);
                    })
                    .switches(new Extreme(largest, axes, keepdims)::switches)
                    .smoothness(arg -> Smoothness.none("{0} is a position", name))
                    .entries(EntryRule.CHOSEN)
                    .local(say("no derivative"));
        }

        private double position(double[] terms) {
            int best = 0;
            for (int i = 0; i < terms.length; i++) {
                if (Double.isNaN(terms[i])) {
                    return i;
                }
                if (largest ? terms[i] > terms[best] : terms[i] < terms[best]) {
                    best = i;
                }
            }
            return best;
        }
    }
}
