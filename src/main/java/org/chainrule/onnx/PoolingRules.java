package org.chainrule.onnx;

import static org.chainrule.message.Message.say;
import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.ops.ArgumentException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Pooling over one, two and three axes. */
final class PoolingRules {
    private PoolingRules() {}

    static void addTo(Rules rules) {
        rules.add("MaxPool", 1, PoolingRules::max);
        rules.add("AveragePool", 1, PoolingRules::average);
        rules.add("LpPool", 1, c -> {
            double p = c.number("p", 2);
            return lpPool(c, p);
        });
        rules.add("LpPool", 2, c -> lpPool(c, (double) c.whole("p", 2)));
        rules.add("GlobalAveragePool", 1, c -> c.out(fn("mean", c.real(0), "axis=", spatial(c), "keepdims=", true)));
        rules.add("GlobalMaxPool", 1, c -> c.out(fn("max", c.real(0), "axis=", spatial(c), "keepdims=", true)));
        rules.add("GlobalLpPool", 1, c -> {
            double p = c.version() < 2 ? c.number("p", 2) : c.whole("p", 2);
            Node powers = fn("pow", fn("abs", c.real(0)), p);
            return c.out(fn("pow", fn("sum", powers, "axis=", spatial(c), "keepdims=", true), 1 / p));
        });
        rules.add("MaxUnpool", 9, PoolingRules::unpooled);
        rules.add("Col2Im", 18, PoolingRules::columns);
    }

    private static int[] spatial(Call c) {
        return IntStream.range(2, c.rank(0)).toArray();
    }

    private static int[] kernel(Call c) {
        return Arrays.stream(c.wholes("kernel_shape"))
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** All windows of an input [N, C, …] as [N, C, entries of a window, …], with one value in the padding and behind it. */
    private static Node windows(Node x, Windows window, double padding, double behind) {
        List<List<Integer>> inner = new ArrayList<>(List.of(List.of(0, 0), List.of(0, 0)));
        List<List<Integer>> outer = new ArrayList<>(List.of(List.of(0, 0), List.of(0, 0)));
        boolean pads = false;
        boolean reaches = false;
        for (int i = 0; i < window.axes(); i++) {
            int over = window.over(i, Call.extent(x.shape(), i + 2));
            inner.add(List.of(window.before()[i], window.after()[i]));
            outer.add(List.of(0, over));
            pads |= window.before()[i] + window.after()[i] > 0;
            reaches |= over > 0;
        }
        Node padded = pads ? fn("pad", x, inner, "value=", padding) : x;
        Node whole = reaches ? fn("pad", padded, outer, "value=", behind) : padded;
        return fn("patches", whole, window.kernel(), "stride=", window.strides(), "dilation=", window.dilations());
    }

    /** A pooling of the catalogue, where it has this window. */
    private static Node known(String name, Node x, Windows window, Object... more) {
        List<Object> arguments = new ArrayList<>(List.of(
                x,
                window.kernel(),
                "stride=",
                window.strides(),
                "padding=",
                window.padding(),
                "ceil_mode=",
                window.ceil()));
        arguments.addAll(List.of(more));
        return fn(name + window.axes() + "d", arguments.toArray());
    }

    private static List<Val> max(Call c) {
        Node x = c.real(0);
        Windows window = Windows.of(c, x.shape(), kernel(c));
        if (c.wants(1)) {
            return withPlaces(c, x, window);
        }
        if (!window.isDilated()) {
            try {
                return c.out(known("max_pool", x, window));
            } catch (ArgumentException e) {
                // Padding that is wider than the window: the general way below has it.
            }
        }
        double low = Double.NEGATIVE_INFINITY;
        return c.out(fn("max", windows(x, window, low, low), "axis=", 2));
    }

    private static List<Val> withPlaces(Call c, Node x, Windows window) {
        double low = Double.NEGATIVE_INFINITY;
        Node all = windows(x, window, low, low);
        Node which = fn("argmax", all, "axis=", 2, "keepdims=", true);
        int axes = window.axes();
        Shape area = x.shape().slice(2, x.rank());
        boolean columns = c.flag("storage_order", false);
        Tensor numbers = Tensor.generate(DType.F64, Shape.of(1, 1).concat(known(area)), at -> {
            long place = 0;
            for (int i = 0; i < axes; i++) {
                int axis = columns ? axes - 1 - i : i;
                place = place * area.extent(axis) + at[axis + 2];
            }
            return place;
        });
        Node places = windows(Node.constant(numbers), window, 0, 0).broadcastTo(all.shape());
        Node found = fn("squeeze", fn("take_along", places, which, "axis=", 2), "axis=", 2);
        int size = area.entries();
        int planes = Call.extent(x.shape(), 0) * Call.extent(x.shape(), 1);
        Shape grid = Shape.of(x.shape().dim(0), x.shape().dim(1));
        Node start = Node.constant(Tensor.fill(DType.F64, known(grid), i -> (double) i * size));
        if (planes < 0) {
            throw new ChainruleException(say("its input has too many entries"));
        }
        Node value = fn("max", all, "axis=", 2);
        return List.of(
                Call.as(value, c.type(0)), Call.as(found.plus(Legacy.aligned(start, x.rank(), 0)), ElementType.INT64));
    }

    private static Shape known(Shape shape) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            Call.extent(shape, axis);
        }
        return shape;
    }

    private static List<Val> average(Call c) {
        Node x = c.real(0);
        Windows window = Windows.of(c, x.shape(), kernel(c));
        boolean include = c.flag("count_include_pad", false);
        if (!window.isDilated()) {
            try {
                return c.out(known("avg_pool", x, window, "count_include_pad=", include));
            } catch (ArgumentException e) {
                // Padding that is wider than the window: the general way below has it.
            }
        }
        Node sum = fn("sum", windows(x, window, 0, 0), "axis=", 2);
        Shape area = x.shape().slice(2, x.rank());
        Node ones = num(1).broadcastTo(Shape.of(1, 1).concat(area));
        Node count = fn("sum", windows(ones, window, include ? 1 : 0, 0), "axis=", 2);
        return c.out(sum.over(count));
    }

    private static List<Val> lpPool(Call c, double p) {
        Node x = c.real(0);
        Windows window = Windows.of(c, x.shape(), kernel(c));
        Node powers = fn("pow", fn("abs", windows(x, window, 0, 0)), p);
        return c.out(fn("pow", fn("sum", powers, "axis=", 2), 1 / p));
    }

    private static List<Val> unpooled(Call c) {
        Node x = c.real(0);
        int[] kernel = kernel(c);
        Windows window = Windows.of(c, x.shape(), kernel);
        long[] sizes = new long[x.rank()];
        sizes[0] = c.extent(0, 0);
        sizes[1] = c.extent(0, 1);
        for (int i = 0; i < kernel.length; i++) {
            sizes[i + 2] = (c.extent(0, i + 2) - 1L) * window.strides()[i]
                    - window.before()[i]
                    - window.after()[i]
                    + kernel[i];
        }
        Shape shape = Shape.of(sizes);
        Node zeros = num(0).broadcastTo(Shape.of(shape.entries()));
        Node z = ScatterRules.scattered(zeros, fn("flatten", x), c.longs(1), "none")
                .reshape(shape);
        if (!c.has(2)) {
            return c.out(z);
        }
        long[] wanted = c.longs(2);
        List<List<Integer>> widths = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            widths.add(List.of(0, Math.toIntExact(Math.max(0, wanted[i] - sizes[i]))));
        }
        return c.out(fn("pad", z, widths));
    }

    private static List<Val> columns(Call c) {
        long[] image = c.longs(1);
        long[] block = c.longs(2);
        int axes = image.length;
        long[] strides = c.has("strides") ? c.wholes("strides") : ones(axes);
        long[] dilations = c.has("dilations") ? c.wholes("dilations") : ones(axes);
        long[] pads = c.has("pads") ? c.wholes("pads") : new long[2 * axes];
        List<Object> sizes = new ArrayList<>(List.of(c.shape(0).dim(0)));
        long entries = Arrays.stream(block).reduce(1, Math::multiplyExact);
        sizes.add(c.shape(0).dim(1).floorDiv(entries));
        sizes.add(entries);
        List<List<Integer>> padding = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            sizes.add((image[i] + pads[i] + pads[i + axes] - (block[i] - 1) * dilations[i] - 1) / strides[i] + 1);
            padding.add(List.of(Math.toIntExact(pads[i]), Math.toIntExact(pads[i + axes])));
        }
        Node columns = fn("reshape", c.real(0), sizes);
        return c.out(
                fn("fold", columns, image, block, "stride=", strides, "padding=", padding, "dilation=", dilations));
    }

    private static long[] ones(int count) {
        long[] ones = new long[count];
        Arrays.fill(ones, 1);
        return ones;
    }
}
