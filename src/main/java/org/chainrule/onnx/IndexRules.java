package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Operators that pick entries by position, and those that make positions. */
final class IndexRules {
    private IndexRules() {}

    static void addTo(Rules rules) {
        rules.add("Gather", 1, c -> {
            int axis = c.axis(c.whole("axis", 0), c.rank(0));
            return c.out(fn("take", c.node(0), positive(c.node(1), c.shape(0).dim(axis)), "axis=", axis));
        });
        rules.add("GatherElements", 11, c -> {
            int axis = c.axis(c.whole("axis", 0), c.rank(0));
            return c.out(fn("gather", c.node(0), positive(c.node(1), c.shape(0).dim(axis)), axis));
        });
        rules.add("GatherND", 11, IndexRules::gatherNd);
        rules.add("OneHot", 9, IndexRules::oneHot);
        rules.add("EyeLike", 9, c -> {
            int rows = c.extent(0, 0);
            int columns = c.extent(0, 1);
            int k = c.integer("k", 0);
            Tensor eye = Tensor.generate(DType.F64, Shape.of(rows, columns), at -> at[1] - at[0] == k ? 1 : 0);
            return c.out(Node.constant(eye), c.has("dtype") ? Casting.target(c.integer("dtype", 1)) : c.type(0));
        });
        rules.add("Range", 11, IndexRules::range);
        rules.add("Trilu", 14, c -> {
            int k = c.has(1) ? (int) c.longs(1)[0] : 0;
            Node mask = Node.constant(mask(c, k, c.flag("upper", true)));
            return c.type(0).isIndex()
                    ? c.out(Picked.of(mask, c.node(0), Node.constant(Tensor.ofLongs(Shape.SCALAR, 0))))
                    : c.out(fn("where", mask, c.node(0), 0));
        });
        rules.add("TopK", 1, c -> topK(c, c.has("k") ? c.integer("k", 1) : (int) c.longs(1)[0]));
        rules.add("Compress", 9, c -> {
            Tensor chosen = c.known(1);
            boolean flat = !c.has("axis");
            Node x = flat ? fn("flatten", c.node(0)) : c.node(0);
            int axis = flat ? 0 : c.axis(c.whole("axis", 0), c.rank(0));
            long[] places = IntStream.range(0, chosen.count())
                    .filter(i -> chosen.at(i) != 0)
                    .asLongStream()
                    .toArray();
            return c.out(taken(x, places, axis));
        });
        rules.add("NonZero", 9, c -> {
            Tensor x = c.known(0);
            int[] places =
                    IntStream.range(0, x.count()).filter(i -> x.at(i) != 0).toArray();
            Shape shape = x.shape();
            long[] found = new long[shape.rank() * places.length];
            int block = x.count();
            for (int axis = 0; axis < shape.rank(); axis++) {
                block /= shape.extent(axis);
                for (int i = 0; i < places.length; i++) {
                    found[axis * places.length + i] = places[i] / block % shape.extent(axis);
                }
            }
            return c.out(
                    Node.constant(Tensor.ofLongs(Shape.of(shape.rank(), places.length), found)), ElementType.INT64);
        });
        rules.add("Unique", 11, IndexRules::unique);
        rules.add("ReverseSequence", 10, IndexRules::reversed);
        rules.add("CumSum", 11, c -> cumulative(c, "cumsum", 0));
        rules.add("CumProd", 26, c -> cumulative(c, "cumprod", 1));
    }

    /** Positions of which negative ones count from the end, as positions from the start. */
    static Node positive(Node index, Dim size) {
        if (index.isConstant()) {
            Tensor value = ((org.chainrule.graph.Constant) index.op()).value();
            if (IntStream.range(0, value.count()).allMatch(i -> value.at(i) >= 0)) {
                return index;
            }
        }
        Node length = Call.as(size.isNumber() ? num((double) size.size()) : SizeOf.node(size), ElementType.INT64)
                .node();
        Node zero = Node.constant(Tensor.ofLongs(Shape.SCALAR, 0));
        Node negative = WholeOp.of(WholeOp.Kind.LESS, ElementType.INT64, index, zero);
        return Picked.of(negative, WholeOp.of(WholeOp.Kind.ADD, ElementType.INT64, index, length), index);
    }

    static Node taken(Node x, long[] places, int axis) {
        return fn("take", x, Node.constant(Tensor.ofLongs(Shape.of(places.length), places)), "axis=", axis);
    }

    private static List<Val> gatherNd(Call c) {
        int batch = c.integer("batch_dims", 0);
        Shape data = c.shape(0);
        Shape index = c.shape(1);
        int depth = Call.extent(index, index.rank() - 1);
        Node places = places(c.node(1), data, batch, depth);
        Shape rest = data.slice(batch + depth, data.rank());
        Dim rows = data.slice(0, batch + depth).count();
        Node flat = c.node(0).reshape(Shape.of(rows).concat(rest));
        return c.out(fn("take", flat, places, "axis=", 0));
    }

    /** The positions of slices in row-major order, from positions along each of the first axes behind those of a batch. */
    static Node places(Node index, Shape data, int batch, int depth) {
        Shape shape = index.shape();
        Node places = Node.constant(Tensor.ofLongs(Shape.SCALAR, 0)).broadcastTo(shape.without(-1));
        places = whole(places);
        for (int k = 0; k < depth; k++) {
            Node at = fn("slice", index, shape.rank() - 1, k, k + 1).reshape(shape.without(-1));
            int size = Call.extent(data, batch + k);
            places = add(mul(places, size), positive(whole(at), Dim.of(size)));
        }
        if (batch == 0) {
            return places;
        }
        int block = 1;
        for (int k = 0; k < depth; k++) {
            block *= Call.extent(data, batch + k);
        }
        int inner = 1;
        for (int k = batch; k < shape.rank() - 1; k++) {
            inner *= Call.extent(shape, k);
        }
        int step = block;
        int each = Math.max(1, inner);
        Node start = Node.constant(Tensors.whole(shape.without(-1), i -> (long) (i / each) * step));
        return add(places, start);
    }

    private static Node whole(Node x) {
        return Call.as(x, ElementType.INT64).node();
    }

    private static Node add(Node x, Node y) {
        return WholeOp.of(WholeOp.Kind.ADD, ElementType.INT64, x, y);
    }

    private static Node mul(Node x, long y) {
        return WholeOp.of(WholeOp.Kind.MUL, ElementType.INT64, x, Node.constant(Tensor.ofLongs(Shape.SCALAR, y)));
    }

    private static List<Val> oneHot(Call c) {
        long depth = (long) c.known(1).at(0);
        int rank = c.rank(0) + 1;
        int axis = c.axis(c.whole("axis", -1), rank);
        Node index = fn("expand_dims", c.real(0), axis);
        // Positions outside are in no class, negative ones count from the end.
        Node from = fn("where", fn("less", index, 0), index.plus((double) depth), index);
        Dim[] dims = new Dim[rank];
        Arrays.fill(dims, Dim.ONE);
        dims[axis] = Dim.of(depth);
        Node classes = Node.constant(Tensor.fill(DType.F64, Shape.of(dims), i -> i));
        Node hit = fn("equal", from, classes);
        Node off = fn("slice", c.real(2), 0, 0, 1).reshape(Shape.SCALAR);
        Node on = fn("slice", c.real(2), 0, 1, 2).reshape(Shape.SCALAR);
        return c.out(fn("where", hit, on, off), c.type(2));
    }

    private static List<Val> range(Call c) {
        double start = c.known(0).at(0);
        double limit = c.known(1).at(0);
        double delta = c.known(2).at(0);
        double count = Math.max(0, Math.ceil((limit - start) / delta));
        if (!(count <= Integer.MAX_VALUE)) {
            throw new ChainruleException(say("it has {0} entries", count));
        }
        Shape shape = Shape.of((long) count);
        if (c.type(0).isWhole()) {
            return c.out(Node.constant(Tensors.whole(shape, i -> (long) start + i * (long) delta)));
        }
        return c.out(Node.constant(Tensor.fill(DType.F64, shape, i -> start + i * delta)));
    }

    private static Tensor mask(Call c, int k, boolean upper) {
        int rank = c.rank(0);
        Shape shape = Shape.of(c.extent(0, rank - 2), c.extent(0, rank - 1));
        return Tensor.generate(DType.F64, shape, at -> (upper ? at[1] - at[0] >= k : at[1] - at[0] <= k) ? 1 : 0);
    }

    private static List<Val> topK(Call c, int k) {
        Node x = c.real(0);
        int axis = c.axis(c.whole("axis", -1), x.rank());
        Node order = fn("argsort", x, "axis=", axis, "descending=", c.flag("largest", true));
        Node first = fn("slice", order, axis, 0, k);
        return List.of(
                Call.as(fn("take_along", x, whole(first), "axis=", axis), c.type(0)),
                Call.as(first, ElementType.INT64));
    }

    private static List<Val> unique(Call c) {
        boolean flat = !c.has("axis");
        Node x = flat ? fn("flatten", c.node(0)) : c.node(0);
        int axis = flat ? 0 : c.axis(c.whole("axis", 0), c.rank(0));
        Node front = fn("reshape", moved(x, axis), List.of((long) Call.extent(x.shape(), axis), -1L));
        Tensor rows = c.knownNode(front);
        int width = rows.shape().extent(1);
        Comparator<double[]> order = Arrays::compare;
        TreeMap<double[], Integer> first = new TreeMap<>(order);
        double[][] all = new double[rows.shape().extent(0)][];
        for (int i = 0; i < all.length; i++) {
            int row = i;
            all[i] = IntStream.range(0, width)
                    .mapToDouble(j -> rows.at(row * width + j))
                    .toArray();
            first.putIfAbsent(all[i], i);
        }
        List<Integer> chosen = new ArrayList<>(first.values());
        if (!c.flag("sorted", true)) {
            chosen.sort(Comparator.naturalOrder());
        }
        TreeMap<double[], Integer> places = new TreeMap<>(order);
        for (int i = 0; i < chosen.size(); i++) {
            places.put(all[chosen.get(i)], i);
        }
        long[] inverse = Arrays.stream(all).mapToLong(places::get).toArray();
        long[] counts = new long[chosen.size()];
        Arrays.stream(inverse).forEach(i -> counts[(int) i]++);
        long[] from = chosen.stream().mapToLong(Integer::longValue).toArray();
        return List.of(Call.as(taken(x, from, axis), c.type(0)), vector(from), vector(inverse), vector(counts));
    }

    private static Val vector(long[] values) {
        return Val.of(Node.constant(Tensor.ofLongs(Shape.of(values.length), values)), ElementType.INT64);
    }

    /** An axis in front of the others. */
    static Node moved(Node x, int axis) {
        int[] order = IntStream.range(0, x.rank())
                .map(i -> i == 0 ? axis : i <= axis ? i - 1 : i)
                .toArray();
        return axis == 0 ? x : x.transpose(order);
    }

    private static List<Val> reversed(Call c) {
        int time = c.integer("time_axis", 0);
        int batch = c.integer("batch_axis", 1);
        long[] lengths = c.longs(1);
        Shape shape = c.shape(0);
        int[] index = new int[shape.rank()];
        Tensor places = Tensor.generate(DType.F64, known(shape), at -> {
            System.arraycopy(at, 0, index, 0, at.length);
            long length = lengths[at[batch]];
            return at[time] < length ? length - 1 - at[time] : at[time];
        });
        return c.out(fn("take_along", c.node(0), Node.constant(places.as(DType.I64)), "axis=", time));
    }

    private static Shape known(Shape shape) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            Call.extent(shape, axis);
        }
        return shape;
    }

    private static List<Val> cumulative(Call c, String name, double neutral) {
        int axis = c.axis((long) c.known(1).at(0), c.rank(0));
        boolean reverse = c.flag("reverse", false);
        Node x = reverse ? fn("flip", c.real(0), "axis=", axis) : c.real(0);
        if (c.flag("exclusive", false)) {
            x = fn("shift", x, "axis=", axis, "by=", 1, "fill=", neutral);
        }
        Node result = fn(name, x, "axis=", axis);
        return c.out(reverse ? fn("flip", result, "axis=", axis) : result);
    }
}
