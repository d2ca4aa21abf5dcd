package org.chainrule.ops;

import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Parts of a tensor along one axis, and the adjoint: a part put back among zeros. */
public final class Slicing {
    /** A range of positions. */
    public static final Function SLICE = Function.define(
                    "slice", "x, axis, start=none, stop=none, step=1", Slicing::call)
            .doc(
                    "The positions start, start+step, … before stop along an axis, by Python's rules: negative numbers count "
                            + "from the end, none means to the end, and what lies outside is cut off.")
            .example("slice(X, axis=0, start=-2, stop=none)", "X [4, 2]")
            .example("slice(X, axis=1, start=0, stop=none, step=2)", "X [2, 5]")
            .example("slice(X, axis=0, start=none, stop=none, step=-1)", "X [3]");

    /** The adjoint of slice. */
    public static final Function UNSLICE = Function.define(
                    "unslice",
                    "x, axis, size, start=0, step=1",
                    a -> Node.of(
                            new Unslice(
                                    a.integer("axis"),
                                    dim(a.raw("size"), Dim.of(0)),
                                    a.has("start") ? dim(a.raw("start"), Dim.of(0)) : Dim.of(0),
                                    a.integer("step", 1)),
                            a.node("x")))
            .doc(
                    "The entries of x at the positions start, start+step, … of an axis of the given size, zeros elsewhere: "
                            + "the adjoint of slice.")
            .example("unslice(X, axis=0, size=5, start=1)", "X [2, 3]");

    private Slicing() {}

    private static Node call(Args a) {
        Node x = a.node("x");
        int axis = x.shape().axis(a.integer("axis"));
        Dim size = x.shape().dim(axis);
        int step = a.integer("step", 1);
        if (step == 0) {
            throw new ArgumentException("step", "slice: the step is not 0");
        }
        if (size.isKnown() && known(a, "start") && known(a, "stop")) {
            return ofKnown(x, axis, size.size(), a, step);
        }
        if (step != 1) {
            throw new ArgumentException(
                    "step", "slice: a step needs a known size, and axis " + axis + " has size " + size);
        }
        Dim start = a.has("start") ? dim(a.raw("start"), size) : Dim.of(0);
        Dim stop = a.has("stop") ? dim(a.raw("stop"), size) : size;
        return slice(x, axis, start, stop);
    }

    private static boolean known(Args a, String parameter) {
        return !a.has(parameter)
                || !(a.raw(parameter) instanceof Arg.Size size)
                || size.dim().isKnown();
    }

    private static Node ofKnown(Node x, int axis, long size, Args a, int step) {
        long first = a.has("start") ? clip(a.integer("start"), size, step) : (step > 0 ? 0 : size - 1);
        long last = a.has("stop") ? clip(a.integer("stop"), size, step) : (step > 0 ? size : -1);
        long count = Math.max(0, step > 0 ? (last - first + step - 1) / step : (first - last - step - 1) / -step);
        if (first == 0 && step == 1 && count == size) {
            return x;
        }
        return Node.of(new Slice(axis, Dim.of(Math.max(0, first)), Dim.of(count), step), x);
    }

    /** A position by Python's rules: from the end when negative, cut to the range a step can start or stop at. */
    private static long clip(long position, long size, int step) {
        long from = position < 0 ? position + size : position;
        return step > 0 ? Math.min(Math.max(from, 0), size) : Math.min(Math.max(from, -1), size - 1);
    }

    private static Dim dim(Arg arg, Dim size) {
        if (arg instanceof Arg.Size given) {
            return given.dim();
        }
        if (arg instanceof Arg.Num number && number.value() == Math.rint(number.value())) {
            long position = (long) number.value();
            return position < 0 ? size.plus(position) : Dim.of(position);
        }
        throw new ArgumentException("", "a position along an axis is a whole number or a size, not " + arg);
    }

    /** The positions from {@code start} to before {@code stop} along an axis; sizes may be free. */
    public static Node slice(Node x, int axis, Dim start, Dim stop) {
        Dim count = stop.minus(start);
        return count.sameSize(x.shape().dim(axis))
                ? x
                : Node.of(new Slice(x.shape().axis(axis), start, count, 1), x);
    }

    record Slice(int axis, Dim start, Dim count, int step) implements Op {
        @Override
        public String name() {
            return "slice";
        }

        @Override
        public Type infer(List<Type> in) {
            Type x = in.get(0);
            return new Type(x.kind(), x.shape().with(axis, count));
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            Tensor x = in.get(0);
            int from = (int) start.resolve(sizes);
            int size = x.shape().extent(axis);
            long number = count.resolve(sizes);
            if (number > 0 && (from >= size || from + (number - 1) * step >= size)) {
                throw new ShapeException("positions " + from + " to " + (from + (number - 1) * step)
                        + " are not all in axis " + axis + " of the shape " + x.shape());
            }
            int[] source = new int[x.rank()];
            return Tensor.generate(x.dtype(), x.shape().with(axis, Dim.of(number)), index -> {
                System.arraycopy(index, 0, source, 0, index.length);
                source[axis] = from + index[axis] * step;
                return x.get(source);
            });
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(new Unslice(axis, in.get(0).shape().dim(axis), start, step), dz);
        }

        @Override
        public Spelling spelling() {
            // A negative step that runs to the front has no stop of its own in Python's notation.
            Object stop = step > 0 ? start.plus(count.times(step).minus(Dim.of(step - 1))) : backwardsStop();
            return Spelling.call(
                    "slice",
                    step == 1
                            ? Spelling.keywords("axis", axis, "start", start, "stop", stop)
                            : Spelling.keywords("axis", axis, "start", start, "stop", stop, "step", step));
        }

        private Object backwardsStop() {
            long last = start.size() + count.size() * step;
            return last < 0 ? "none" : last;
        }

        @Override
        public String local(int arg, Node z, Names names) {
            return "put back";
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }

    record Unslice(int axis, Dim size, Dim start, int step) implements Op {
        @Override
        public String name() {
            return "unslice";
        }

        @Override
        public Type infer(List<Type> in) {
            return Type.real(in.get(0).shape().with(axis, size));
        }

        @Override
        public Tensor eval(List<Tensor> in, Sizes sizes) {
            Tensor x = in.get(0);
            int from = (int) start.resolve(sizes);
            int number = x.shape().extent(axis);
            Shape shape = x.shape().with(axis, Dim.of(size.resolve(sizes)));
            int last = from + (number - 1) * step;
            if (number > 0 && (last < 0 || Math.max(from, last) >= shape.extent(axis))) {
                throw new ChainruleException(
                        "unslice: positions " + from + " to " + last + " are not all in the shape " + shape);
            }
            int[] source = new int[x.rank()];
            DType type = x.dtype();
            return Tensor.generate(type, shape, index -> {
                int offset = index[axis] - from;
                if (offset % step != 0 || offset / step < 0 || offset / step >= number) {
                    return 0;
                }
                System.arraycopy(index, 0, source, 0, index.length);
                source[axis] = offset / step;
                return x.get(source);
            });
        }

        @Override
        public Node vjp(int arg, Node dz, Node z, List<Node> in) {
            return Node.of(new Slice(axis, start, in.get(0).shape().dim(axis), step), dz);
        }

        @Override
        public Spelling spelling() {
            return Spelling.call(
                    "unslice", Spelling.keywords("axis", axis, "size", size, "start", start, "step", step));
        }

        @Override
        public String local(int arg, Node z, Names names) {
            return "cut out";
        }

        @Override
        public MaskRule maskRule() {
            return MaskRule.LINEAR;
        }
    }
}
