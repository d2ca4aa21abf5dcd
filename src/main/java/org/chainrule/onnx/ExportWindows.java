package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.ops.ConvGeometry;
import org.chainrule.ops.Convolution;
import org.chainrule.ops.PoolGeometry;
import org.chainrule.ops.PoolOps;
import org.chainrule.ops.Window;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** Convolutions and pooling as ONNX has them. */
final class ExportWindows {
    private final Exporter exporter;
    private final GraphWriter out;

    ExportWindows(Exporter exporter, GraphWriter out) {
        this.exporter = exporter;
        this.out = out;
    }

    void addTo(ExportRows rows) {
        rows.on(
                Convolution.class,
                (node, op) -> op.made() == ConvGeometry.Made.RESULT
                        ? convolution(node, op.g())
                        : op.made() == ConvGeometry.Made.IMAGE ? transposed(node, op.g()) : kernel(node, op.g()));
        rows.on(PoolOps.Patches.class, (n, op) -> {
            Tensor places = places(n);
            String x = out.node("Reshape", List.of(exporter.realOf(n.input(0)), out.longs(-1)));
            String all = out.node("Concat", List.of(out.constant(Tensor.of(0)), x), "axis", 0);
            return out.node("Gather", List.of(all, out.constant(places)), "axis", 0);
        });
        rows.on(PoolOps.Fold.class, (n, op) -> {
            // Its derivative moves each entry to where this one adds it.
            Tensor places = places(n.op().vjp(0, n, n, n.inputs()));
            int count = n.shape().entries();
            String zeros = out.node("Expand", List.of(out.number(0), out.longs(count + 1)));
            String x = out.node("Reshape", List.of(exporter.realOf(n.input(0)), out.longs(-1)));
            String index = out.constant(places.reshape(Shape.of(places.count())));
            String sum = rows.added(zeros, index, x, 0);
            String cut = out.node("Slice", List.of(sum, out.longs(1), out.longs(count + 1), out.longs(0)));
            return out.node("Reshape", List.of(cut, exporter.shape(n.shape())), "allowzero", 1);
        });
        rows.on(PoolOps.MaxPool.class, (node, op) -> pooled(node, op.g(), "MaxPool"));
        rows.on(
                PoolOps.AvgPool.class,
                (node, op) -> pooled(node, op.g(), "AveragePool", "count_include_pad", op.countPadding() ? 1 : 0));
    }

    /** Where the entries of a node that only moves entries come from, from 1 on; 0 where nothing is moved to. */
    private static Tensor places(Node node) {
        if (!node.input(0).shape().isKnown()) {
            throw new ChainruleException(say(
                    "the shape {0} must be known to write {1} in ONNX",
                    node.input(0).shape(), node.op().name()));
        }
        Tensor numbers = Tensor.fill(DType.F64, node.input(0).shape(), i -> i + 1.0);
        return node.op().eval(List.of(numbers), Sizes.NONE).as(DType.I64);
    }

    private static long[] longs(List<Integer> numbers) {
        return numbers.stream().mapToLong(Integer::longValue).toArray();
    }

    /** The zeros before all spatial axes of an image, then those after them. */
    private static long[] pads(Window window, Shape image, long[] kernel) {
        int axes = kernel.length;
        long[] pads = new long[2 * axes];
        for (int i = 0; i < axes; i++) {
            int size = window.padding().same() ? image.extent(image.rank() - axes + i) : 0;
            int extent = window.extent(i, (int) kernel[i]);
            int stride = window.stride().get(i);
            pads[i] = window.padding().before(i, size, extent, stride);
            pads[i + axes] = window.padding().total(i, size, extent, stride) - pads[i];
        }
        return pads;
    }

    private static long[] spatial(Shape shape, int axes) {
        long[] sizes = new long[axes];
        for (int i = 0; i < axes; i++) {
            sizes[i] = shape.extent(shape.rank() - axes + i);
        }
        return sizes;
    }

    /** A bare image or kernel as one with a batch and a channel. */
    private String full(Node node, int axes) {
        String name = exporter.realOf(node);
        return node.rank() > axes ? name : out.node("Unsqueeze", List.of(name, out.longs(0, 1)));
    }

    private String bare(String name, Node node, int axes) {
        return node.rank() > axes ? name : out.node("Squeeze", List.of(name, out.longs(0, 1)));
    }

    private String turned(String kernel, int axes) {
        long[] from = new long[axes];
        long[] to = new long[axes];
        long[] at = new long[axes];
        for (int i = 0; i < axes; i++) {
            from[i] = -1;
            to[i] = Integer.MIN_VALUE;
            at[i] = i + 2L;
        }
        return out.node("Slice", List.of(kernel, out.longs(from), out.longs(to), out.longs(at), out.longs(from)));
    }

    private String convolution(Node node, ConvGeometry g) {
        int axes = g.axes();
        String weights = full(node.input(1), axes);
        String z = out.node(
                "Conv",
                List.of(full(node.input(0), axes), g.flip() ? turned(weights, axes) : weights),
                "strides",
                longs(g.window().stride()),
                "dilations",
                longs(g.window().dilation()),
                "pads",
                pads(g.window(), node.input(0).shape(), spatial(node.input(1).shape(), axes)),
                "group",
                g.groups());
        return bare(z, node, axes);
    }

    private String transposed(Node node, ConvGeometry g) {
        int axes = g.axes();
        Window window = g.window();
        long[] kernel = spatial(node.input(1).shape(), axes);
        long[] pads = pads(window, node.shape(), kernel);
        long[] from = spatial(node.input(0).shape(), axes);
        long[] to = spatial(node.shape(), axes);
        long[] more = new long[axes];
        for (int i = 0; i < axes; i++) {
            long extent = window.extent(i, (int) kernel[i]);
            long least = (from[i] - 1) * window.stride().get(i) + extent - pads[i] - pads[i + axes];
            more[i] = to[i] - least;
        }
        String weights = full(node.input(1), axes);
        String z = out.node(
                "ConvTranspose",
                List.of(full(node.input(0), axes), g.flip() ? turned(weights, axes) : weights),
                "strides",
                longs(window.stride()),
                "dilations",
                longs(window.dilation()),
                "pads",
                pads,
                "output_padding",
                more,
                "group",
                g.groups());
        return bare(z, node, axes);
    }

    /** The cotangent of a kernel: the image convolved with the cotangent of the result, samples taking the place of channels. */
    private String kernel(Node node, ConvGeometry g) {
        int axes = g.axes();
        if (g.groups() != 1) {
            throw new ChainruleException(say(
                    "ONNX has nothing for {0}, so this cannot be written in it",
                    node.op().name()));
        }
        long[] kernel = spatial(node.shape(), axes);
        long[] pads = pads(g.window(), node.input(0).shape(), kernel);
        List<Long> order = new ArrayList<>(List.of(1L, 0L));
        for (long i = 2; i < axes + 2; i++) {
            order.add(i);
        }
        long[] swap = order.stream().mapToLong(Long::longValue).toArray();
        String x = out.node("Transpose", List.of(full(node.input(0), axes)), "perm", swap);
        String dy = out.node("Transpose", List.of(full(node.input(1), axes)), "perm", swap);
        String all = out.node(
                "Conv",
                List.of(x, dy),
                "strides",
                longs(g.window().dilation()),
                "dilations",
                longs(g.window().stride()),
                "pads",
                pads);
        long[] zeros = new long[axes];
        long[] at = new long[axes];
        for (int i = 0; i < axes; i++) {
            at[i] = i + 2L;
        }
        String cut = out.node("Slice", List.of(all, out.longs(zeros), out.longs(kernel), out.longs(at)));
        String z = out.node("Transpose", List.of(cut), "perm", swap);
        return bare(g.flip() ? turned(z, axes) : z, node, axes);
    }

    private String pooled(Node node, PoolGeometry g, String op, Object... more) {
        Node x = node.input(0);
        int axes = g.axes();
        long[] kernel = longs(g.kernel());
        // In front of the spatial axes stands anything; ONNX wants two axes there.
        List<String> sizes = new ArrayList<>(List.of(out.longs(1), out.longs(-1)));
        for (int i = 0; i < axes; i++) {
            sizes.add(exporter.size(x.shape().dim(x.rank() - axes + i)));
        }
        String images = out.node("Reshape", List.of(exporter.realOf(x), out.node("Concat", sizes, "axis", 0)));
        List<Object> attributes = new ArrayList<>(List.of(
                "kernel_shape",
                kernel,
                "strides",
                longs(g.window().stride()),
                "pads",
                pads(g.window(), x.shape(), kernel)));
        attributes.addAll(List.of(more));
        String z = out.node(op, List.of(images), attributes.toArray());
        return out.node("Reshape", List.of(z, exporter.shape(node.shape())), "allowzero", 1);
    }
}
