package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Numbers in a row, tensors like others, and what is made of neighbours. */
public final class Sequences {
    static final Function ZEROS_LIKE = Function.define("zeros_like", "x", a -> Fill.zerosLike(a.node("x")))
            .doc("Zeros of the shape of x.")
            .example("X + zeros_like(X)", "X [2, 3]");

    static final Function ONES_LIKE = Function.define(
                    "ones_like", "x", a -> Fill.with(1, a.node("x").shape()))
            .doc("Ones of the shape of x.")
            .example("X * ones_like(X)", "X [2, 3]");

    static final Function FULL_LIKE = Function.define(
                    "full_like",
                    "x, value",
                    a -> Fill.with(a.number("value"), a.node("x").shape()))
            .doc("One number everywhere, of the shape of x.")
            .example("X * full_like(X, value=0.5)", "X [2, 3]");

    static final Function ARANGE = Function.define("arange", "start, stop=none, step=1", a -> {
                double step = a.number("step");
                return a.has("stop") ? arange(a.number("start"), a.number("stop"), step) : upTo(a, step);
            })
            .doc("start, start + step, … before stop; of one argument, 0, 1, … before that, which may be a size.")
            .source("numpy.arange")
            .example("X * arange(4)", "X [4]")
            .example("X * arange(1, 2, step=0.25)", "X [4]");

    static final Function LINSPACE = Function.define(
                    "linspace",
                    "start, stop, num=50",
                    a -> linspace(a.number("start"), a.number("stop"), a.integer("num")))
            .doc("num numbers at equal distances from start to stop, both among them.")
            .source("numpy.linspace")
            .example("X * linspace(0, 1, num=5)", "X [5]");

    static final Function REPEAT = Function.define(
                    "repeat",
                    "x, repeats, axis=none",
                    a -> a.has("axis")
                            ? repeat(a.node("x"), a.integer("repeats"), a.integer("axis"))
                            : repeat(
                                    Reshape.to(
                                            a.node("x"),
                                            Shape.of(a.node("x").shape().count())),
                                    a.integer("repeats"),
                                    0))
            .doc("Each entry repeats times one after the other along an axis, or of all entries in row-major order, as "
                    + "numpy.repeat; whole tensors are repeated by tile.")
            .example("repeat(X, repeats=2, axis=1)", "X [2, 3]")
            .example("repeat(X, repeats=3)", "X [2, 2]");

    static final Function DIFF = Function.define(
                    "diff", "x, n=1, axis=-1", a -> diff(a.node("x"), a.integer("n"), a.integer("axis")))
            .doc("Each entry less the one before it along an axis, n times over.")
            .source("numpy.diff")
            .example("diff(X)", "X [2, 4]")
            .example("diff(X, n=2, axis=0)", "X [4, 2]");

    static final Function LOGCUMSUMEXP = Function.define(
                    "logcumsumexp", "x, axis=-1", a -> logcumsumexp(a.node("x"), a.integer("axis")))
            .doc("logsumexp of the entries so far along an axis, each around the largest of its own.")
            .source("torch.logcumsumexp")
            .example("logcumsumexp(X)", "X [2, 4]")
            .example("logcumsumexp(X, axis=0)", "X [3, 2]");

    static final Function TENSORDOT = Function.define("tensordot", "a, b, axes=2", a -> {
                Node x = a.node("a");
                Node y = a.node("b");
                if (a.has("axes")
                        && a.raw("axes") instanceof Arg.Items items
                        && items.items().size() == 2) {
                    return tensordot(
                            x, y, axes(items.items().get(0)), axes(items.items().get(1)));
                }
                int count = a.integer("axes");
                int from = x.rank() - count;
                return tensordot(
                        x,
                        y,
                        IntStream.range(from, x.rank()).boxed().toList(),
                        IntStream.range(0, count).boxed().toList());
            })
            .doc(
                    "The sum of products over the last axes of a and the first of b, so many of each, or over those listed "
                            + "in two lists.")
            .source("numpy.tensordot")
            .example("tensordot(A, B)", "A [2, 3, 4], B [3, 4, 2]")
            .example("tensordot(A, B, axes=1)", "A [2, 3], B [3, 2]")
            .example("tensordot(A, B, axes=[[0], [1]])", "A [2, 3], B [4, 2]");

    private Sequences() {}

    private static Node upTo(Args a, double step) {
        Dim size = a.size("start");
        if (size.isKnown()) {
            return arange(0, (double) size.size(), step);
        }
        return Cumulative.cumsum(Fill.with(step, Shape.of(size)), 0).minus(step);
    }

    /** start, start + step, … before stop. */
    public static Node arange(double start, double stop, double step) {
        if (step == 0) {
            throw new ArgumentException("step", say("{0}: the step is not 0", "arange"));
        }
        int count = (int) Math.max(0, Math.ceil((stop - start) / step));
        return Node.constant(Tensor.of(
                Shape.of(count),
                IntStream.range(0, count).mapToDouble(i -> start + i * step).toArray()));
    }

    /** Numbers at equal distances, the first and the last given. */
    public static Node linspace(double start, double stop, int num) {
        if (num < 0) {
            throw new ArgumentException("num", say("linspace: num is at least 0, not {0}", num));
        }
        double step = num > 1 ? (stop - start) / (num - 1) : 0;
        return Node.constant(Tensor.of(
                Shape.of(num),
                IntStream.range(0, num)
                        .mapToDouble(i -> i > 0 && i == num - 1 ? stop : start + i * step)
                        .toArray()));
    }

    /** Each entry several times along an axis. */
    public static Node repeat(Node x, int repeats, int axis) {
        int at = x.shape().axis(axis);
        if (repeats < 0) {
            throw new ArgumentException("repeats", say("repeat: repeats is at least 0, not {0}", repeats));
        }
        List<Dim> dims = new ArrayList<>(x.shape().dims());
        dims.add(at + 1, Dim.of(repeats));
        Node stretched = Broadcast.to(ExpandDims.insert(x, at + 1), Shape.of(dims));
        return Reshape.to(stretched, x.shape().with(at, x.shape().dim(at).times(repeats)));
    }

    /** Differences of neighbours along an axis, n times over. */
    public static Node diff(Node x, int n, int axis) {
        if (n < 0) {
            throw new ArgumentException("n", say("diff: n is at least 0, not {0}", n));
        }
        int at = x.shape().axis(axis);
        Node result = x;
        for (int i = 0; i < n; i++) {
            Dim size = result.shape().dim(at);
            Node later = Slicing.slice(result, at, Dim.of(1), size);
            result = later.minus(Slicing.slice(result, at, Dim.of(0), size.plus(-1)));
        }
        return result;
    }

    /** logsumexp of the entries so far along an axis. */
    public static Node logcumsumexp(Node x, int axis) {
        int at = x.shape().axis(axis);
        Dim size = x.shape().dim(at);
        List<Dim> square = new ArrayList<>(x.shape().dims());
        square.add(at, size);
        // Rows are results, columns entries: an entry counts for the results from its own on.
        Node counts = Diagonals.tril(Fill.with(1, Shape.of(size, size)), 0);
        for (int i = at + 1; i < x.rank(); i++) {
            counts = ExpandDims.insert(counts, -1);
        }
        Node all = Broadcast.to(ExpandDims.insert(x, at), Shape.of(square));
        Node seen = Where.of(counts, all, Node.constant(Double.NEGATIVE_INFINITY));
        return Softmax.logsumexp(seen, Axes.of(seen, at + 1), false);
    }

    private static List<Integer> axes(Arg arg) {
        List<Arg> all = arg instanceof Arg.Items items ? items.items() : List.of(arg);
        return all.stream()
                .map(item -> Math.toIntExact(Position.of(item).number()))
                .toList();
    }

    /** The sum of products over axes of two tensors. */
    public static Node tensordot(Node a, Node b, List<Integer> axesOfA, List<Integer> axesOfB) {
        if (axesOfA.size() != axesOfB.size()) {
            throw new ArgumentException(
                    "axes",
                    say("tensordot: {0} axes of a, {1} of b: name as many of each", axesOfA.size(), axesOfB.size()));
        }
        char[] first = letters('a', a.rank());
        char[] second = letters((char) ('a' + a.rank()), b.rank());
        for (int i = 0; i < axesOfA.size(); i++) {
            second[b.shape().axis(axesOfB.get(i))] = first[a.shape().axis(axesOfA.get(i))];
        }
        StringBuilder left = new StringBuilder();
        for (char letter : (new String(first) + new String(second)).toCharArray()) {
            boolean summed = new String(first).indexOf(letter) >= 0 && new String(second).indexOf(letter) >= 0;
            left.append(summed ? "" : letter);
        }
        return Einsums.einsum(new String(first) + "," + new String(second) + "->" + left, a, b);
    }

    private static char[] letters(char from, int count) {
        char[] letters = new char[count];
        for (int i = 0; i < count; i++) {
            letters[i] = (char) (from + i);
        }
        return letters;
    }
}
