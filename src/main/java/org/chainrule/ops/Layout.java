package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/** Entries repeated, turned round and padded along axes. */
public final class Layout {
    static final Function TILE = Function.define("tile", "x, reps", a -> tile(a.node("x"), a.shape("reps")))
            .doc("x repeated side by side, reps times along each axis; missing repetitions are 1, and missing axes of "
                    + "x are added in front, as in numpy.")
            .example("tile(X, reps=[2, 3])", "X [2, 2]")
            .example("tile(X, reps=[2, 1, 2])", "X [2, 3]");

    static final Function FLIP = Function.define("flip", "x, axis=none", a -> flip(a.node("x"), a.ints("axis")))
            .doc("Back to front along the axes named, or along all: z[i] = x[n - 1 - i].")
            .example("flip(X, axis=1)", "X [2, 3]")
            .example("flip(X)", "X [2, 3]");

    static final Function ROLL = Function.define("roll", "x, shift, axis=none", Layout::roll)
            .doc("Moved by shift positions along an axis, what leaves at one end coming back at the other: "
                    + "z[i] = x[(i - shift) mod n]. Without an axis all entries move in row-major order.")
            .example("roll(X, shift=1, axis=0)", "X [3, 2]")
            .example("roll(X, shift=-4)", "X [2, 3]")
            .example("roll(X, shift=[1, -1], axis=[0, 1])", "X [3, 2]");

    static final Function PAD = Function.define("pad", "x, widths, value=0, mode=\"constant\"", Layout::pad)
            .doc("x with a border of one value: widths is [[before, after], ...] for each axis, or [before, after] or "
                    + "one number for all. mode=\"reflect\" mirrors at the outer entries, \"replicate\" repeats them, \"circular\" "
                    + "goes on at the other end.")
            .example("pad(X, widths=[[1, 0], [2, 1]])", "X [2, 2]")
            .example("pad(X, widths=[1, 2], value=3)", "X [3]")
            .example("pad(X, widths=[[1, 1], [0, 2]], mode=\"reflect\")", "X [2, 3]")
            .example("pad(X, widths=[2, 1], mode=\"circular\")", "X [3]");

    static final Function FLATTEN = Function.define("flatten", "x", a -> flatten(a.node("x")))
            .doc("All entries in row-major order as a vector.")
            .example("flatten(X)", "X [2, 3]");

    private Layout() {}

    /** {@code x} repeated along each axis; missing repetitions are 1, missing axes are added in front. */
    public static Node tile(Node x, int... reps) {
        return tile(x, Shape.of(Arrays.stream(reps).mapToLong(r -> r).toArray()));
    }

    /** {@code x} repeated along each axis, by numbers that may be named sizes. */
    public static Node tile(Node x, Shape reps) {
        Node whole = x;
        for (int rank = x.rank(); rank < reps.rank(); rank++) {
            whole = ExpandDims.insert(whole, 0);
        }
        List<Dim> all = new ArrayList<>();
        for (int axis = -whole.rank(); axis < 0; axis++) {
            all.add(axis < -reps.rank() ? Dim.ONE : reps.dim(axis));
        }
        return all.stream().allMatch(Dim::isOne) ? whole : Node.of(new Tile(Shape.of(all)), whole);
    }

    /** Back to front along the axes named, or along all when none is. */
    public static Node flip(Node x, int... axes) {
        IntStream named = axes.length == 0
                ? IntStream.range(0, x.rank())
                : Arrays.stream(axes).map(x.shape()::axis);
        List<Integer> sorted = named.sorted().distinct().boxed().toList();
        return sorted.isEmpty() ? x : Node.of(new Flip(sorted), x);
    }

    private static Node roll(Args a) {
        Node x = a.node("x");
        List<Integer> shifts = a.integers("shift");
        if (!a.has("axis")) {
            int total = shifts.stream().mapToInt(i -> i).sum();
            return Reshape.to(roll(flatten(x), total, 0), x.shape());
        }
        List<Integer> axes = a.integers("axis");
        if (shifts.size() != axes.size() && shifts.size() != 1) {
            throw new ArgumentException(
                    "shift", say("roll: {0} shifts for {1} axes: give one for each", shifts.size(), axes.size()));
        }
        Node rolled = x;
        for (int i = 0; i < axes.size(); i++) {
            rolled = roll(rolled, shifts.get(shifts.size() == 1 ? 0 : i), axes.get(i));
        }
        return rolled;
    }

    /** Moved by {@code shift} positions along an axis, in a circle. */
    public static Node roll(Node x, int shift, int axis) {
        int at = x.shape().axis(axis);
        return shift == 0 ? x : Node.of(new Roll(shift, at), x);
    }

    private static Node pad(Args a) {
        Node x = a.node("x");
        Tensor given = a.tensor("widths");
        int rank = x.rank();
        Shape wanted = Shape.of(rank, 2);
        if (!given.shape().sameShape(wanted)
                && given.rank() > 0
                && !given.shape().sameShape(Shape.of(2))) {
            throw new ArgumentException(
                    "widths",
                    say(
                            "pad: widths is [[before, after], ...] with {0} pairs for the shape {1}, not {2}",
                            rank, x.shape(), TensorText.shortened(given)));
        }
        int[][] widths = new int[rank][2];
        for (int i = 0; i < 2 * rank; i++) {
            int position = given.rank() == 2 ? i : given.rank() == 1 ? i % 2 : 0;
            widths[i / 2][i % 2] = Math.toIntExact(given.wholeAt(position));
        }
        String mode = a.oneOf("mode", "constant", "reflect", "replicate", "circular");
        return mode.equals("constant") ? pad(x, widths, a.number("value")) : pad(x, widths, mode);
    }

    /**
     * {@code x} with a border of one value.
     *
     * @param widths for each axis how many before and after, at least 0
     */
    public static Node pad(Node x, int[][] widths, double value) {
        if (widths.length != x.rank()) {
            throw new ShapeException(
                    "pad: {0} pairs of widths for the shape {1}: one pair an axis is needed", widths.length, x.shape());
        }
        List<Integer> before = new ArrayList<>();
        List<Integer> after = new ArrayList<>();
        for (int[] pair : widths) {
            if (pair.length != 2 || pair[0] < 0 || pair[1] < 0) {
                throw new ShapeException(
                        "pad: a pair of widths is [before, after], both at least 0, not {0}: to cut entries off use "
                                + "slice",
                        Arrays.toString(pair));
            }
            before.add(pair[0]);
            after.add(pair[1]);
        }
        boolean none = before.stream().allMatch(w -> w == 0) && after.stream().allMatch(w -> w == 0);
        return none ? x : Node.of(new Pad(before, after, value), x);
    }

    /**
     * With a border made of its own entries.
     *
     * @param widths before and after, for each axis
     * @param mode {@code reflect}, {@code replicate} or {@code circular}
     * @throws ShapeException when the border is too wide for that
     */
    public static Node pad(Node x, int[][] widths, String mode) {
        Node padded = x;
        for (int axis = 0; axis < widths.length; axis++) {
            int before = widths[axis][0];
            int after = widths[axis][1];
            if (before == 0 && after == 0) {
                continue;
            }
            Dim dim = x.shape().dim(axis);
            int most = !dim.isKnown() ? -1 : mode.equals("replicate") ? Integer.MAX_VALUE : (int) dim.size();
            int widest = mode.equals("reflect") ? most - 1 : most;
            if (before > widest || after > widest || before < 0 || after < 0) {
                throw new ShapeException(
                        "pad: a border of {0} and {1} by \"{2}\" does not come from axis {3} of the shape {4}",
                        before, after, mode, axis, x.shape());
            }
            int n = (int) dim.size();
            double[] places = new double[before + n + after];
            for (int i = 0; i < places.length; i++) {
                int at = i - before;
                places[i] = mode.equals("circular")
                        ? Math.floorMod(at, n)
                        : mode.equals("replicate")
                                ? Math.min(Math.max(at, 0), n - 1)
                                : at < 0 ? -at : at >= n ? 2 * (n - 1) - at : at;
            }
            Node positions = Node.constant(Tensor.of(Shape.of(places.length), places));
            padded = Gathering.take(padded, positions, axis);
        }
        return padded;
    }

    /**
     * Entries elsewhere along one axis.
     *
     * @param size that of the axis in the result
     * @param from for each position of the result that in {@code x}; the fill where it lies outside
     */
    static Tensor along(Tensor x, int axis, long size, double fill, IntUnaryOperator from) {
        int before = x.shape().extent(axis);
        int inner = x.shape().slice(axis + 1, x.rank()).entries();
        return Tensor.fill(x.dtype(), x.shape().with(axis, Dim.of(size)), i -> {
            int at = from.applyAsInt(i / inner % (int) size);
            boolean inside = at >= 0 && at < before;
            return inside ? x.at((i / inner / (int) size * before + at) * inner + i % inner) : fill;
        });
    }

    /** All entries in row-major order as a vector. */
    public static Node flatten(Node x) {
        return Reshape.to(x, Shape.of(x.shape().count()));
    }

    record Tile(Shape reps) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("tile")
                    .key("reps", reps)
                    .sameKind(shape -> {
                        Shape tiled = shape;
                        for (int axis = 0; axis < shape.rank(); axis++) {
                            tiled = tiled.with(axis, shape.dim(axis).times(reps.dim(axis)));
                        }
                        return tiled;
                    })
                    .value((in, sizes) -> {
                        Tensor x = in.get(0);
                        for (int axis = 0; axis < reps.rank(); axis++) {
                            int size = x.shape().extent(axis);
                            x = along(x, axis, size * reps.dim(axis).resolve(sizes), 0, i -> i % size);
                        }
                        return x;
                    })
                    .definition(in -> repeated(in.get(0)))
                    .moved()
                    .local(say("repeats added up"));
        }

        /** Axis by axis, the repeats of one axis are an axis of their own before they become part of it. */
        private Node repeated(Node x) {
            Node whole = x;
            for (int axis = 0; axis < x.rank(); axis++) {
                Shape shape = whole.shape();
                Dim times = reps.dim(axis);
                Node stretched = ExpandDims.insert(whole, axis);
                Node all = Broadcast.to(stretched, stretched.shape().with(axis, times));
                whole = times.isOne()
                        ? whole
                        : Reshape.to(all, shape.with(axis, shape.dim(axis).times(times)));
            }
            return whole;
        }
    }

    /** The entries in reverse order along axes. */
    public record Flip(List<Integer> axes) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("flip")
                    .key("axis", new Axes(false, axes).text())
                    .sameKind(shape -> shape)
                    .contraction(in -> {
                        Shape shape = in.get(0).shape();
                        List<Place> places = Contraction.own(shape.rank());
                        axes.forEach(axis ->
                                places.set(axis, Place.axis(axis).times(-1).plus(shape.dim(axis), -1)));
                        return Contraction.moved(places);
                    })
                    .adjoint(dz -> Node.of(this, dz))
                    .local(say("flipped back"));
        }
    }

    /** Moved in a circle. */
    public record Roll(int shift, int axis) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("roll")
                    .key("shift", shift)
                    .key("axis", axis)
                    .sameKind(shape -> shape)
                    .value(in -> {
                        int size = in.get(0).shape().extent(axis);
                        return along(in.get(0), axis, size, 0, i -> Math.floorMod((long) i - shift, size));
                    })
                    .adjoint(dz -> Node.of(new Roll(-shift, axis), dz))
                    .moved()
                    .local(say("rolled back"));
        }
    }

    /** With a border of one value. */
    public record Pad(List<Integer> before, List<Integer> after, double value) implements RowOp {
        @Override
        public OpRow row() {
            List<List<Integer>> widths = IntStream.range(0, before.size())
                    .mapToObj(axis -> List.of(before.get(axis), after.get(axis)))
                    .toList();
            return OpRow.named("pad")
                    .key("widths", widths)
                    .key("value", value, 0.0)
                    .shape(this::padded)
                    .value(in -> {
                        Tensor x = in.get(0).as(Broadcasting.floatType(in.get(0)));
                        for (int axis = 0; axis < before.size(); axis++) {
                            int first = before.get(axis);
                            x = along(x, axis, first + x.shape().extent(axis) + after.get(axis), value, i -> i - first);
                        }
                        return x;
                    })
                    .contractionIf(
                            value == 0,
                            in -> Contraction.moved(IntStream.range(0, before.size())
                                    .mapToObj(axis -> Place.axis(axis).plus(Dim.of(0), -before.get(axis)))
                                    .toList()))
                    .vjp((dz, z, x) -> {
                        Node part = dz;
                        for (int axis = 0; axis < x.rank(); axis++) {
                            Dim start = Dim.of(before.get(axis));
                            part = Slicing.slice(
                                    part, axis, start, start.plus(x.shape().dim(axis)));
                        }
                        return part;
                    })
                    .moved()
                    .linear(arg -> value == 0)
                    .local(say("border cut off"));
        }

        private Shape padded(Shape shape) {
            Shape padded = shape;
            for (int axis = 0; axis < shape.rank(); axis++) {
                padded = padded.with(axis, shape.dim(axis).plus((long) before.get(axis) + after.get(axis)));
            }
            return padded;
        }
    }
}
