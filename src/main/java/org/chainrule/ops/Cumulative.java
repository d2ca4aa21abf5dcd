package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Running sums and products along an axis, and the recurrence their derivatives are made of. */
public final class Cumulative {
    static final Function CUMSUM = Function.define(
                    "cumsum", "x, axis=none, reverse=false", a -> cumsum(flat(a), axis(a), a.bool("reverse")))
            .doc("Running sum along an axis, from its end with reverse=true; without an axis, of all entries in "
                    + "row-major order. The derivative is the running sum from the other end.")
            .example("cumsum(X, axis=1)", "X [2, 3]")
            .example("cumsum(X, axis=0, reverse=true)", "X [3, 2]")
            .example("cumsum(X)", "X [2, 2]");

    static final Function CUMPROD = Function.define("cumprod", "x, axis=none", a -> cumprod(flat(a), axis(a)))
            .doc("Running product along an axis; without an axis, of all entries in row-major order. The derivative "
                    + "needs no division and is right with any number of zeros.")
            .example("cumprod(X, axis=0)", "X [3, 2]")
            .example("cumprod(X)", "X [2, 2]");

    static final Function LINEAR_SCAN = Function.define(
                    "linear_scan",
                    "a, b, axis, reverse=false",
                    a -> linearScan(a.node("a"), a.node("b"), a.integer("axis"), a.bool("reverse")))
            .doc("The recurrence s_k = b_k + a_k·s_(k−1) along an axis, from s_0 = b_0; with reverse=true its "
                    + "transpose s_k = b_k + a_(k+1)·s_(k+1). The first entry of a is not used. Both have one shape.")
            .source("G. E. Blelloch, Prefix sums and their applications, 1990")
            .example("linear_scan(A, B, axis=1)", "A [2, 3], B [2, 3]")
            .example("linear_scan(A, B, axis=0, reverse=true)", "A [3], B [3]");

    static final Function SHIFT = Function.define(
                    "shift",
                    "x, axis, by=1, fill=0",
                    a -> shift(a.node("x"), a.integer("axis"), a.integer("by"), a.number("fill")))
            .doc("The entries moved along an axis, backwards with a negative number; what leaves is lost, what is free "
                    + "gets the fill.")
            .example("shift(X, axis=1, by=1, fill=1)", "X [2, 3]")
            .example("shift(X, axis=0, by=-2)", "X [3, 2]");

    private Cumulative() {}

    /** The node {@code cumsum(x, axis=axis)}; a negative axis counts from the end. */
    public static Node cumsum(Node x, int axis) {
        return cumsum(x, axis, false);
    }

    /** The node {@code cumprod(x, axis=axis)}; a negative axis counts from the end. */
    public static Node cumprod(Node x, int axis) {
        return Node.of(new CumProd(x.shape().axis(axis)), x);
    }

    private static Node cumsum(Node x, int axis, boolean reverse) {
        return Node.of(new CumSum(x.shape().axis(axis), reverse), x);
    }

    /**
     * The recurrence s_k = b_k + a_k·s_(k−1) along an axis, from s_0 = b_0.
     *
     * @param a of the shape of {@code b}; its first entry is not used
     * @param axis negative counts from the end
     * @param reverse true for the transpose, s_k = b_k + a_(k+1)·s_(k+1), from the last entry to the first
     * @throws ShapeException when the shapes differ
     */
    public static Node linearScan(Node a, Node b, int axis, boolean reverse) {
        return Node.of(new Scan(b.shape().axis(axis), reverse), a, b);
    }

    /**
     * The entries moved along an axis; what leaves is lost.
     *
     * @param axis negative counts from the end
     * @param by how far, backwards with a negative number
     * @param fill stands where nothing has come
     */
    public static Node shift(Node x, int axis, int by, double fill) {
        return Node.of(new Shift(x.shape().axis(axis), by, fill), x);
    }

    /** The operand: flattened when no axis is named, as in numpy. */
    private static Node flat(Args a) {
        Node x = a.node("x");
        return a.has("axis") ? x : Reshape.to(x, Shape.of(x.shape().count()));
    }

    private static int axis(Args a) {
        return a.has("axis") ? a.integer("axis") : 0;
    }

    /** The running sum along an axis, from the first entry or, in reverse, from the last. */
    public record CumSum(int axis, boolean reverse) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("cumsum")
                    .key("axis", axis)
                    .key("reverse", reverse, false)
                    .value(in -> Groups.map(in.get(0), Groups.of(in.get(0).shape(), axis), this::sums))
                    .contraction(in -> Contraction.along(
                                    in.get(0).shape().rank(),
                                    axis,
                                    Place.axis(axis).plus(Place.bound(0).times(reverse ? 1 : -1)))
                            .summed(in.get(0).shape().dim(axis)))
                    .adjoint(dz -> Node.of(new CumSum(axis, !reverse), dz))
                    .local(say("running sum from the other end"));
        }

        private double[] sums(double[] terms) {
            double sum = 0;
            double lost = 0;
            for (int k = 0; k < terms.length; k++) {
                int i = reverse ? terms.length - 1 - k : k;
                double term = terms[i];
                double next = sum + term;
                // Neumaier's compensation, as in sum.
                lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
                sum = next;
                terms[i] = Double.isFinite(sum) ? sum + lost : sum;
            }
            return terms;
        }
    }

    /** Entry k of the vjp is (the product before k) times the sum over i ≥ k of dz_i times the product between. */
    public record CumProd(int axis) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("cumprod")
                    .key("axis", axis)
                    .value(in -> Groups.map(in.get(0), Groups.of(in.get(0).shape(), axis), terms -> {
                        for (int i = 1; i < terms.length; i++) {
                            terms[i] *= terms[i - 1];
                        }
                        return terms;
                    }))
                    .vjp((dz, z, x) -> Node.of(new Shift(axis, 1, 1), z).times(Node.of(new Scan(axis, true), x, dz)))
                    .mask(MaskRule.along(axis))
                    .finite()
                    .local(say("products of the others"));
        }
    }

    /** Entry k of a is the weight of the step between k-1 and k, in both directions; entry 0 is not used. */
    public record Scan(int axis, boolean reverse) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("linear_scan")
                    .key("axis", axis)
                    .key("reverse", reverse, false)
                    .type(in -> {
                        if (!in.get(0).shape().sameShape(in.get(1).shape())) {
                            throw new ShapeException(
                                    "a and b of linear_scan have one shape, not {0} and {1}",
                                    in.get(0).shape(), in.get(1).shape());
                        }
                        return Type.real(in.get(1).shape());
                    })
                    .value(in -> {
                        Groups groups = Groups.of(in.get(0).shape(), axis);
                        return Groups.map(in, groups, g -> scan(groups.read(in.get(0), g), groups.read(in.get(1), g)));
                    })
                    .vjp((arg, dz, z, in) -> {
                        Node adjoint = Node.of(new Scan(axis, !reverse), in.get(0), dz);
                        if (arg == 1) {
                            return adjoint;
                        }
                        // The weight of step k multiplies s at its one end and reaches the result at the other.
                        return reverse
                                ? z.times(Node.of(new Shift(axis, 1, 0), adjoint))
                                : adjoint.times(Node.of(new Shift(axis, 1, 0), z));
                    })
                    .mask(MaskRule.along(axis))
                    .finite()
                    .local(say("scan from the other end"));
        }

        private double[] scan(double[] a, double[] s) {
            for (int k = 1; k < s.length; k++) {
                int i = reverse ? s.length - 1 - k : k;
                s[i] += reverse ? a[i + 1] * s[i + 1] : a[i] * s[i - 1];
            }
            return s;
        }
    }

    /** Moved along an axis; what comes in is one value. */
    public record Shift(int axis, int by, double fill) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("shift")
                    .key("axis", axis)
                    .key("by", by, 1)
                    .key("fill", fill, 0.0)
                    .value(in -> {
                        Tensor x = in.get(0).as(Broadcasting.floatType(in.get(0)));
                        int last = x.shape().extent(axis) - 1;
                        return Layout.along(
                                x, axis, last + 1L, fill, i -> (int) Math.max(-1, Math.min((long) i - by, last + 1L)));
                    })
                    .contractionIf(
                            fill == 0,
                            in -> Contraction.along(
                                    in.get(0).shape().rank(),
                                    axis,
                                    Place.axis(axis).plus(Dim.of(0), -by)))
                    .adjoint(dz -> Node.of(new Shift(axis, -by, 0), dz))
                    .moved()
                    .linear(arg -> fill == 0)
                    .local(say("shifted back"));
        }
    }
}
