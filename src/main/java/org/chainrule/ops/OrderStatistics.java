package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.TensorText;

/** Medians, quantiles and running extremes. Their derivatives go to the entries that are picked. */
public final class OrderStatistics {
    static final Function MEDIAN = Function.define("median", "x, axis=none, keepdims=false", a -> quantile(a, 0.5))
            .doc("The middle entry along an axis or of all, of an even number the mean of the two in the middle, as in "
                    + "numpy. The size is known.")
            .example("median(X)", "X [2, 3]")
            .example("median(X, axis=1, keepdims=true)", "X [2, 4]");

    static final Function QUANTILE = Function.define(
                    "quantile", "x, q, axis=none, keepdims=false", a -> quantile(a, a.number("q")))
            .doc("The entry at q·(n − 1) of the n sorted ones along an axis or of all, linearly between its two "
                    + "neighbours, as in numpy and PyTorch. The size is known.")
            .source("Hyndman and Fan 1996, Sample quantiles in statistical packages, definition 7")
            .example("quantile(X, q=0.3)", "X [2, 3]")
            .example("quantile(X, q=0.8, axis=1)", "X [2, 4]");

    static final Function CUMMAX = Function.define(
                    "cummax", "x, axis=-1", a -> running(a.node("x"), a.integer("axis"), true))
            .doc("The largest entry so far along an axis; of equal ones the last has the derivative, as in PyTorch.")
            .example("cummax(X)", "X [2, 4]")
            .example("cummax(X, axis=0)", "X [3, 2]");

    static final Function CUMMIN = Function.define(
                    "cummin", "x, axis=-1", a -> running(a.node("x"), a.integer("axis"), false))
            .doc("The smallest entry so far along an axis; of equal ones the last has the derivative, as in PyTorch.")
            .example("cummin(X)", "X [2, 4]");

    /** Where the running maximum is. */
    public static final Function ARGCUMMAX = Function.define(
                    "argcummax", "x, axis=-1", a -> runningPosition(a.node("x"), a.integer("axis"), true))
            .doc("The position of the largest entry so far along an axis; of equal ones the last.")
            .example("argcummax(X)", "X [2, 4]");

    /** Where the running minimum is. */
    public static final Function ARGCUMMIN = Function.define(
                    "argcummin", "x, axis=-1", a -> runningPosition(a.node("x"), a.integer("axis"), false))
            .doc("The position of the smallest entry so far along an axis; of equal ones the last.")
            .example("argcummin(X)", "X [2, 4]");

    private OrderStatistics() {}

    private static Node quantile(Args a, double q) {
        Node x = a.node("x");
        return a.has("axis") ? quantile(x, q, a.integer("axis"), a.bool("keepdims")) : ofAll(x, q);
    }

    private static Node ofAll(Node x, double q) {
        return quantile(Reshape.to(x, Shape.of(x.shape().count())), q, 0, false);
    }

    /** The middle of all entries. */
    public static Node median(Node x) {
        return ofAll(x, 0.5);
    }

    /**
     * A quantile along an axis.
     *
     * @param q from 0 to 1
     * @throws ShapeException when the size is free, or 0
     */
    public static Node quantile(Node x, double q, int axis, boolean keepdims) {
        int at = x.shape().axis(axis);
        Dim size = x.shape().dim(at);
        if (!(q >= 0 && q <= 1)) {
            throw new ArgumentException("q", say("quantile: q is from 0 to 1, not {0}", TensorText.number(q)));
        }
        if (!size.isKnown() || size.size() == 0) {
            throw new ShapeException(
                    "a quantile needs a known number of entries that is not 0, and axis {0} has size {1}", at, size);
        }
        double place = q * (size.size() - 1);
        long low = (long) Math.floor(place);
        double rest = place - low;
        Node sorted = Sorting.sort(x, at, false);
        Node below = part(sorted, at, low);
        Node value = rest == 0
                ? below
                : below.times(1 - rest).plus(part(sorted, at, low + 1).times(rest));
        return keepdims ? value : Squeeze.drop(value, at);
    }

    private static Node part(Node x, int axis, long position) {
        return Slicing.slice(x, axis, Dim.of(position), Dim.of(position + 1));
    }

    /** The largest or smallest entry so far along an axis. */
    public static Node running(Node x, int axis, boolean largest) {
        return Positions.takeAlong(
                x, runningPosition(x, axis, largest), Along.of(x, axis).axis());
    }

    /** Where the largest or smallest entry so far along an axis is. */
    public static Node runningPosition(Node x, int axis, boolean largest) {
        return Node.of(new RunningPosition(Along.of(x, axis), largest), x);
    }

    /** The position of the largest or smallest entry so far. */
    record RunningPosition(Along along, boolean largest) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named(largest ? "argcummax" : "argcummin")
                    .key("axis", along.text(), "")
                    .type(in -> Type.index(in.get(0).shape()))
                    .value(in -> Groups.map(in.get(0).as(DType.F64), along.groups(in.get(0)), terms -> {
                                double[] best = new double[terms.length];
                                int at = 0;
                                for (int i = 0; i < terms.length; i++) {
                                    boolean wins = largest ? terms[i] >= terms[at] : terms[i] <= terms[at];
                                    at = wins || Double.isNaN(terms[i]) ? i : at;
                                    best[i] = at;
                                }
                                return best;
                            })
                            .as(DType.I64))
                    .switches(in -> List.of())
                    .entries(org.chainrule.graph.EntryRule.CHOSEN)
                    .smoothness(arg -> Smoothness.flat("the order of the entries is piecewise constant"))
                    .domains(Domain.REAL)
                    .local(say("no derivative"));
        }
    }
}
