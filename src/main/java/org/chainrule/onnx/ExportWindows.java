package org.chainrule.onnx;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.ops.Keywords;
import org.chainrule.tensor.Shape;

/** Convolutions and pooling as ONNX has them. */
final class ExportWindows {
    private final Exporter exporter;
    private final GraphWriter out;

    ExportWindows(Exporter exporter, GraphWriter out) {
        this.exporter = exporter;
        this.out = out;
    }

    void addTo(Map<String, ExportRows.Row> rows) {
        for (int axes = 1; axes <= 3; axes++) {
            int n = axes;
            rows.put("conv" + n + "d", (node, k) -> convolution(node, k, n));
            rows.put("conv_transpose" + n + "d", (node, k) -> transposed(node, k, n));
            rows.put("conv" + n + "d_kernel", (node, k) -> kernel(node, k, n));
            rows.put("max_pool" + n + "d", (node, k) -> pooled(node, k, n, "MaxPool"));
            rows.put("avg_pool" + n + "d", (node, k) -> pooled(node, k, n, "AveragePool"));
        }
    }

    /** Strides, dilations and paddings of a window over an image of some spatial sizes. */
    private static final class Geometry {
        private final long[] stride;
        private final long[] dilation;
        private final long[] pads;

        Geometry(long[] stride, long[] dilation, long[] pads) {
            this.stride = stride;
            this.dilation = dilation;
            this.pads = pads;
        }
    }

    private static Geometry geometry(Keywords k, Shape image, long[] kernel, long[] stride) {
        int axes = kernel.length;
        long[] dilation = k.perAxis("dilation", axes, 1);
        long[] pads = new long[2 * axes];
        String padding = k.text("padding", "valid");
        long[] given = padding.matches("[a-z]+") ? new long[0] : k.numbers("padding");
        for (int i = 0; i < axes; i++) {
            if (padding.equals("same")) {
                long size = image.extent(image.rank() - axes + i);
                long extent = (kernel[i] - 1) * dilation[i] + 1;
                long total = Math.max(0, ((size + stride[i] - 1) / stride[i] - 1) * stride[i] + extent - size);
                pads[i] = total / 2;
                pads[i + axes] = total - total / 2;
            } else if (given.length > 0) {
                boolean pairs = given.length == 2 * axes;
                pads[i] = pairs ? given[2 * i] : given[given.length == 1 ? 0 : i];
                pads[i + axes] = pairs ? given[2 * i + 1] : pads[i];
            }
        }
        return new Geometry(stride, dilation, pads);
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

    private String convolution(Node node, Keywords k, int axes) {
        long[] kernel = spatial(node.input(1).shape(), axes);
        Geometry g = geometry(k, node.input(0).shape(), kernel, k.perAxis("stride", axes, 1));
        String weights = full(node.input(1), axes);
        String z = out.node(
                "Conv",
                List.of(full(node.input(0), axes), k.flag("flip") ? turned(weights, axes) : weights),
                "strides",
                g.stride,
                "dilations",
                g.dilation,
                "pads",
                g.pads,
                "group",
                k.integer("groups", 1));
        return bare(z, node, axes);
    }

    private String transposed(Node node, Keywords k, int axes) {
        long[] kernel = spatial(node.input(1).shape(), axes);
        Geometry g = geometry(k, node.shape(), kernel, k.perAxis("stride", axes, 1));
        long[] from = spatial(node.input(0).shape(), axes);
        long[] to = spatial(node.shape(), axes);
        long[] more = new long[axes];
        for (int i = 0; i < axes; i++) {
            long least =
                    (from[i] - 1) * g.stride[i] + (kernel[i] - 1) * g.dilation[i] + 1 - g.pads[i] - g.pads[i + axes];
            more[i] = to[i] - least;
        }
        String weights = full(node.input(1), axes);
        String z = out.node(
                "ConvTranspose",
                List.of(full(node.input(0), axes), k.flag("flip") ? turned(weights, axes) : weights),
                "strides",
                g.stride,
                "dilations",
                g.dilation,
                "pads",
                g.pads,
                "output_padding",
                more,
                "group",
                k.integer("groups", 1));
        return bare(z, node, axes);
    }

    /** The cotangent of a kernel: the image convolved with the cotangent of the result, samples taking the place of channels. */
    private String kernel(Node node, Keywords k, int axes) {
        if (k.integer("groups", 1) != 1) {
            throw new ChainruleException(say(
                    "ONNX has nothing for {0}, so this cannot be written in it",
                    node.op().name()));
        }
        long[] kernel = spatial(node.shape(), axes);
        Geometry g = geometry(k, node.input(0).shape(), kernel, k.perAxis("stride", axes, 1));
        List<Long> order = new ArrayList<>(List.of(1L, 0L));
        for (long i = 2; i < axes + 2; i++) {
            order.add(i);
        }
        long[] swap = order.stream().mapToLong(Long::longValue).toArray();
        String x = out.node("Transpose", List.of(full(node.input(0), axes)), "perm", swap);
        String dy = out.node("Transpose", List.of(full(node.input(1), axes)), "perm", swap);
        String all = out.node("Conv", List.of(x, dy), "strides", g.dilation, "dilations", g.stride, "pads", g.pads);
        long[] zeros = new long[axes];
        long[] at = new long[axes];
        for (int i = 0; i < axes; i++) {
            at[i] = i + 2L;
        }
        String cut = out.node("Slice", List.of(all, out.longs(zeros), out.longs(kernel), out.longs(at)));
        String z = out.node("Transpose", List.of(cut), "perm", swap);
        return bare(k.flag("flip") ? turned(z, axes) : z, node, axes);
    }

    private String pooled(Node node, Keywords k, int axes, String op) {
        Node x = node.input(0);
        long[] kernel = k.perAxis("kernel", axes, 1);
        long[] stride = k.has("stride") ? k.perAxis("stride", axes, 1) : kernel;
        Geometry g = geometry(k, x.shape(), kernel, stride);
        // In front of the spatial axes stands anything; ONNX wants two axes there.
        List<String> sizes = new ArrayList<>(List.of(out.longs(1), out.longs(-1)));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < axes; i++) {
            sizes.add(exporter.size(x.shape().dim(x.rank() - axes + i)));
        }
        String images = out.node("Reshape", List.of(exporter.realOf(x), out.node("Concat", sizes, "axis", 0)));
        List<Object> attributes = new ArrayList<>(List.of(
                "kernel_shape", kernel, "strides", stride, "pads", g.pads, "ceil_mode", k.flag("ceil_mode") ? 1 : 0));
        if (op.equals("AveragePool")) {
            attributes.addAll(List.of(
                    "count_include_pad", k.text("count_include_pad", "true").equals("true") ? 1 : 0));
        }
        result.add(images);
        String z = out.node(op, result, attributes.toArray());
        return out.node("Reshape", List.of(z, exporter.shape(node.shape())), "allowzero", 1);
    }
}
