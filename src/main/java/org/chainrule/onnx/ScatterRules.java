package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * Operators that put entries at positions. Where the positions are known, the result picks each of its rows from old and new ones,
 * so that any way to join them has its derivative.
 */
final class ScatterRules {
    private ScatterRules() {}

    static void addTo(Rules rules) {
        rules.add("Scatter ScatterElements", 9, ScatterRules::elements);
        rules.add("ScatterND", 11, ScatterRules::slices);
        rules.add("TensorScatter", 24, ScatterRules::cache);
    }

    private static List<Val> elements(Call c) {
        Shape shape = c.shape(0);
        int axis = c.axis(c.whole("axis", 0), shape.rank());
        String how = c.text("reduction", "none");
        if (!c.isKnown(1)) {
            Node index = IndexRules.positive(c.node(1), shape.dim(axis));
            return c.out(unknown(c, index, axis, how));
        }
        Tensor index = c.known(1);
        long[] places = new long[index.count()];
        int at = 0;
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int k = shape.rank() - 1; k >= 0; k--) {
            strides[k] = stride;
            stride *= Call.extent(shape, k);
        }
        int[] position = new int[shape.rank()];
        for (int i = 0; i < places.length; i++) {
            long entry = index.wholeAt(i);
            for (int k = 0; k < strides.length; k++) {
                long along = k != axis ? position[k] : entry < 0 ? entry + shape.extent(axis) : entry;
                if (along < 0 || along >= shape.extent(k)) {
                    throw new ChainruleException(
                            say("the position {0} is outside an axis of size {1}", along, shape.extent(k)));
                }
                places[at] += along * strides[k];
            }
            at++;
            for (int k = strides.length - 1;
                    k >= 0 && ++position[k] == index.shape().extent(k);
                    k--) {
                position[k] = 0;
            }
        }
        Node rows = fn("flatten", c.real(0));
        Node updates = fn("flatten", c.real(2));
        return c.out(scattered(rows, updates, places, how).reshape(shape));
    }

    private static Node unknown(Call c, Node index, int axis, String how) {
        if (how.equals("add")) {
            return fn("scatter_add", c.real(0), index, c.real(2), axis);
        } else if (!how.equals("none")) {
            c.known(1);
        }
        Node zeros = num(0).broadcastTo(c.shape(0));
        Node ones = num(1).broadcastTo(c.shape(2));
        Node hit = fn("scatter_add", zeros, index, ones, axis);
        return fn("where", hit, fn("scatter_add", zeros, index, c.real(2), axis), c.real(0));
    }

    private static List<Val> slices(Call c) {
        Shape data = c.shape(0);
        Shape index = c.shape(1);
        int depth = Call.extent(index, index.rank() - 1);
        Shape rest = data.slice(depth, data.rank());
        Dim count = data.slice(0, depth).count();
        Node rows = c.real(0).reshape(Shape.of(count).concat(rest));
        Node places = IndexRules.places(c.node(1), data, 0, depth);
        Dim many = places.shape().count();
        Node updates = c.real(2).reshape(Shape.of(many).concat(rest));
        Node flat = places.reshape(Shape.of(many));
        String how = c.text("reduction", "none");
        if (how.equals("add")) {
            return c.out(fn("index_add", rows, flat, updates, "axis=", 0).reshape(data));
        }
        return c.out(
                scattered(rows, updates, Call.longs(c.knownNode(flat)), how).reshape(data));
    }

    /**
     * Rows with others put at places.
     *
     * @param how {@code none}, {@code add}, {@code mul}, {@code max} or {@code min}
     */
    static Node scattered(Node rows, Node updates, long[] places, String how) {
        int count = Call.extent(rows.shape(), 0);
        if (places.length == 0) {
            return rows;
        }
        Node index = Node.constant(Tensor.ofLongs(Shape.of(places.length), places));
        if (how.equals("add")) {
            return fn("index_add", rows, index, updates, "axis=", 0);
        }
        if (how.equals("none")) {
            long[] from = IntStream.range(0, count).asLongStream().toArray();
            for (int i = 0; i < places.length; i++) {
                from[Math.toIntExact(places[i])] = (long) count + i;
            }
            return IndexRules.taken(fn("concat", List.of(rows, updates), 0), from, 0);
        }
        double neutral =
                switch (how) {
                    case "mul" -> 1;
                    case "max" -> Double.NEGATIVE_INFINITY;
                    case "min" -> Double.POSITIVE_INFINITY;
                    default -> throw new ChainruleException(say("the reduction {0} is not known", how));
                };
        Node nothing = num(neutral).broadcastTo(Shape.of(1).concat(rows.shape().without(0)));
        Node pool = fn("concat", List.of(updates, nothing), 0);
        boolean[] used = new boolean[places.length];
        Node result = rows;
        int left = places.length;
        // Each round joins the first of the updates that are left for each row.
        while (left > 0) {
            long[] from = new long[count];
            Arrays.fill(from, places.length);
            for (int i = 0; i < places.length; i++) {
                int row = Math.toIntExact(places[i]);
                if (!used[i] && from[row] == places.length) {
                    from[row] = i;
                    used[i] = true;
                    left--;
                }
            }
            Node next = IndexRules.taken(pool, from, 0);
            result = how.equals("mul")
                    ? result.times(next)
                    : fn(how.equals("max") ? "maximum" : "minimum", result, next);
        }
        return result;
    }

    /** New keys or values at their place in a cache, for each sample of a batch. */
    private static List<Val> cache(Call c) {
        Shape shape = c.shape(0);
        int axis = c.axis(c.whole("axis", -2), shape.rank());
        int size = c.extent(0, axis);
        int fresh = c.extent(1, axis);
        boolean circular = c.text("mode", "linear").equals("circular");
        int batch = c.extent(0, 0);
        long[] start = c.has(2) ? c.longs(2) : new long[batch];
        List<Node> samples = new java.util.ArrayList<>();
        for (int b = 0; b < batch; b++) {
            long[] from = IntStream.range(0, size).asLongStream().toArray();
            for (int i = 0; i < fresh; i++) {
                long at = start[b] + i;
                from[Math.toIntExact(circular ? at % size : at)] = (long) size + i;
            }
            Node old = fn("slice", c.real(0), 0, b, b + 1);
            Node more = fn("slice", c.real(1), 0, b, b + 1);
            samples.add(IndexRules.taken(fn("concat", List.of(old, more), axis), from, axis));
        }
        return c.out(fn("concat", samples, 0));
    }
}
