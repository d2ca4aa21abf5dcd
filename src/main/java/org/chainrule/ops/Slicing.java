package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Node;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** Parts of a tensor along one axis, and the adjoint: a part put back among zeros. */
public final class Slicing {
    static final Function SLICE = Function.define("slice", "x, axis, start=none, stop=none, step=1", Slicing::call)
            .doc("The positions start, start+step, … before stop along an axis, by Python's rules: negative numbers "
                    + "count from the end, none means to the end, and what lies outside is cut off.")
            .example("slice(X, axis=0, start=-2, stop=none)", "X [4, 2]")
            .example("slice(X, axis=1, start=0, stop=none, step=2)", "X [2, 5]")
            .example("slice(X, axis=0, start=none, stop=none, step=-1)", "X [3]");

    static final Function UNSLICE = Function.define(
                    "unslice",
                    "x, axis, size, start=0, step=1",
                    a -> unslice(a.node("x"), a.integer("axis"), a.size("size"), a.size("start"), a.integer("step")))
            .doc("The entries of x at the positions start, start+step, … of an axis of the given size, zeros "
                    + "elsewhere: the adjoint of slice.")
            .example("unslice(X, axis=0, size=5, start=1)", "X [2, 3]");

    private Slicing() {}

    private static Node call(Args a) {
        return slice(a.node("x"), a.integer("axis"), position(a, "start"), position(a, "stop"), a.integer("step"));
    }

    private static Optional<Position> position(Args a, String parameter) {
        return a.has(parameter) ? Optional.of(Position.of(a.raw(parameter))) : Optional.empty();
    }

    /**
     * A range of positions by Python's rules. Along an axis of a free size nothing is cut off: positions that turn out
     * to lie outside are an error of the run.
     *
     * @param axis negative counts from the end
     * @param start the first position; empty for the end the step starts from
     * @param stop the position before which it ends; empty for the end the step runs to
     * @param step not 0
     */
    public static Node slice(Node x, int axis, Optional<Position> start, Optional<Position> stop, int step) {
        goesOn("slice", step);
        int at = x.shape().axis(axis);
        Dim size = x.shape().dim(at);
        boolean numbers = start.map(Position::isKnown).orElse(true)
                && stop.map(Position::isKnown).orElse(true);
        if (size.isKnown() && numbers) {
            return ofKnown(x, at, start, stop, step);
        }
        if (step < 0 && stop.isPresent()) {
            throw new ArgumentException(
                    "stop",
                    say("slice: a negative step with a stop needs a known size, and axis {0} has size {1}", at, size));
        }
        int stride = Math.abs(step);
        Dim first = start.map(p -> p.in(size)).orElseGet(() -> step > 0 ? Dim.of(0) : size.plus(-1));
        Dim reach = step > 0 ? reach(start.orElse(Position.of(0)), stop, size) : first.plus(1);
        Dim count = reach.plus(stride - 1).floorDiv(stride);
        return step == 1 && count.sameSize(size) ? x : of(x, at, first, count, step);
    }

    /** Of no positions there is one slice only, wherever they would have begun. */
    private static void goesOn(String function, int step) {
        if (step == 0) {
            throw new ArgumentException("step", say("{0}: the step is not 0", function));
        }
    }

    private static Node of(Node x, int axis, Dim start, Dim count, int step) {
        boolean none = count.isKnown() && count.size() == 0;
        return Node.of(none ? new Slice(axis, count, count, 1) : new Slice(axis, start, count, step), x);
    }

    /** How many positions there are from the start to the stop along an axis of a free size. */
    private static Dim reach(Position start, Optional<Position> stop, Dim size) {
        if (stop.isPresent()) {
            Position end = stop.get();
            if (start.fromEnd() == end.fromEnd() && start.isKnown() && end.isKnown()) {
                long between = end.distance().size() - start.distance().size();
                return Dim.of(Math.max(0, start.fromEnd() ? -between : between));
            }
            return end.in(size).minus(start.in(size));
        }
        return start.fromEnd() ? start.distance() : size.minus(start.distance());
    }

    private static Node ofKnown(Node x, int axis, Optional<Position> start, Optional<Position> stop, int step) {
        long size = x.shape().dim(axis).size();
        long first = start.map(p -> clip(p.in(size), size, step)).orElse(step > 0 ? 0 : size - 1);
        long last = stop.map(p -> clip(p.in(size), size, step)).orElse(step > 0 ? size : -1L);
        long count = Math.max(0, step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step);
        if (first == 0 && step == 1 && count == size) {
            return x;
        }
        return of(x, axis, Dim.of(Math.max(0, first)), Dim.of(count), step);
    }

    /** Cut to the range a step can start or stop at, by Python's rules. */
    private static long clip(long position, long size, int step) {
        long lowest = step > 0 ? 0 : -1;
        return Math.min(Math.max(position, lowest), size + lowest);
    }

    /**
     * The entries of {@code x} at the positions start, start + step, … of an axis, zeros elsewhere; {@code step} is not 0.
     *
     * @param axis counted from the front
     * @param size of that axis of the result
     */
    public static Node unslice(Node x, int axis, Dim size, Dim start, int step) {
        goesOn("unslice", step);
        return Node.of(new Unslice(axis, size, start, step), x);
    }

    /** The positions from {@code start} to before {@code stop} along an axis; sizes may be free. */
    public static Node slice(Node x, int axis, Dim start, Dim stop) {
        Dim count = stop.minus(start);
        return count.sameSize(x.shape().dim(axis))
                ? x
                : Node.of(new Slice(x.shape().axis(axis), start, count, 1), x);
    }

    /** Every {@code step}-th entry along an axis, {@code count} of them from {@code start} on. */
    public record Slice(int axis, Dim start, Dim count, int step) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("slice")
                    .spelled(call -> written())
                    .sameKind(shape -> shape.with(axis, count))
                    .value((in, sizes) -> {
                        Tensor x = in.get(0);
                        int from = (int) start.resolve(sizes);
                        int size = x.shape().extent(axis);
                        long number = count.resolve(sizes);
                        if (number > 0 && (from >= size || from + (number - 1) * step >= size)) {
                            throw new ShapeException(
                                    "positions {0} to {1} are not all in axis {2} of the shape {3}",
                                    from, from + (number - 1) * step, axis, x.shape());
                        }
                        return Layout.along(x, axis, number, 0, i -> from + i * step);
                    })
                    .contraction(in -> Contraction.along(
                            in.get(0).shape().rank(),
                            axis,
                            Place.axis(axis).times(step).plus(start, 0)))
                    .vjp((dz, z, x) -> Node.of(new Unslice(axis, x.shape().dim(axis), start, step), dz))
                    .selecting()
                    .local(say("put back"));
        }

        /** As an index expression, {@code X[:, 1:3]}. */
        private Spelling written() {
            String range = (start.isNumber() && start.size() == 0 && step > 0 ? "" : start) + ":" + stop();
            String subscripts = ":, ".repeat(axis) + range + (step == 1 ? "" : ":" + step);
            return new Spelling(
                    "<0:" + Spelling.POSTFIX + ">[" + subscripts + "]",
                    Spelling.POSTFIX,
                    "{<0:" + Spelling.POSTFIX + ">}_{" + subscripts + "}",
                    Spelling.POSTFIX);
        }

        private String stop() {
            if (step > 0) {
                return start.plus(count.times(step).minus(Dim.of(step - 1))).toString();
            }
            // A negative step that runs to the front has no stop of its own in Python's notation.
            boolean known = start.isKnown() && count.isKnown();
            long last = known ? start.size() + count.size() * step : -1;
            return last < 0 ? "" : Long.toString(last);
        }
    }

    /** The entries of a slice back at their places, zeros elsewhere. */
    public record Unslice(int axis, Dim size, Dim start, int step) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("unslice")
                    .key("axis", axis)
                    .key("size", size)
                    .key("start", start)
                    .key("step", step)
                    .shape(shape -> shape.with(axis, size))
                    .value((in, sizes) -> {
                        Tensor x = in.get(0);
                        int from = (int) start.resolve(sizes);
                        int number = x.shape().extent(axis);
                        long extent = size.resolve(sizes);
                        int last = from + (number - 1) * step;
                        if (number > 0 && (last < 0 || Math.max(from, last) >= extent)) {
                            throw new ChainruleException(
                                    "unslice: positions {0} to {1} are not all in the shape {2}",
                                    from, last, x.shape().with(axis, Dim.of(extent)));
                        }
                        return Layout.along(x, axis, extent, 0, i -> (i - from) % step == 0 ? (i - from) / step : -1);
                    })
                    .contraction(in -> Contraction.along(in.get(0).shape().rank(), axis, Place.bound(0))
                            .summed(in.get(0).shape().dim(axis))
                            .where(Place.axis(axis), Place.bound(0).times(step).plus(start, 0)))
                    .vjp((dz, z, x) -> Node.of(new Slice(axis, start, x.shape().dim(axis), step), dz))
                    .local(say("cut out"));
        }
    }
}
