package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Convolutions over one, two and three axes. */
final class ConvolutionRules {
    private ConvolutionRules() {}

    static void addTo(Rules rules) {
        rules.add("Conv", 1, c -> {
            Node z = convolved(c, c.real(0), c.real(1));
            return c.out(c.has(2) ? z.plus(channels(c.real(2), z.rank())) : z);
        });
        rules.add("ConvInteger", 10, c -> {
            Node x = c.has(2) ? c.real(0).minus(single(c.real(2))) : c.real(0);
            Node k = c.has(3) ? c.real(1).minus(perOutput(c.real(3), c.rank(1))) : c.real(1);
            return c.out(convolved(c, x, k), ElementType.INT32);
        });
        rules.add("ConvTranspose", 1, ConvolutionRules::transposed);
        rules.add("DeformConv", 19, ConvolutionRules::deformed);
        rules.add("CausalConvWithState", 27, ConvolutionRules::causal);
    }

    /** One number, whatever its shape. */
    static Node single(Node x) {
        return x.rank() > 0 && x.shape().count().isOne() ? x.reshape(Shape.SCALAR) : x;
    }

    /** A number, or one for each output channel, beside a kernel. */
    static Node perOutput(Node x, int rank) {
        Node number = single(x);
        return number.rank() == 0 ? number : Legacy.aligned(number, rank, 0);
    }

    /** One number a channel beside a tensor [N, C, …]. */
    static Node channels(Node b, int rank) {
        return rank <= 2 ? b : Legacy.aligned(b, rank, 1);
    }

    static int[] spatial(Node kernel) {
        int[] sizes = new int[kernel.rank() - 2];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Call.extent(kernel.shape(), i + 2);
        }
        return sizes;
    }

    static Node convolved(Call c, Node x, Node k) {
        Windows window = Windows.of(c, x.shape(), spatial(k));
        return fn(
                "conv" + window.axes() + "d",
                x,
                k,
                "stride=",
                window.strides(),
                "padding=",
                window.padding(),
                "dilation=",
                window.dilations(),
                "groups=",
                c.integer("group", 1));
    }

    private static List<Val> transposed(Call c) {
        Node x = c.real(0);
        Node k = c.real(1);
        int[] kernel = spatial(k);
        Windows window = Windows.of(c, x.shape(), kernel);
        long[] more = c.wholes("output_padding");
        long[] wanted = c.wholes("output_shape");
        String auto = c.text("auto_pad", "NOTSET");
        List<Object> sizes = new ArrayList<>();
        List<List<Integer>> padding = new ArrayList<>();
        for (int i = 0; i < kernel.length; i++) {
            int stride = window.strides()[i];
            int extra = i < more.length ? Math.toIntExact(more[i]) : 0;
            int before = window.before()[i];
            int after = window.after()[i];
            Dim full = x.shape().dim(i + 2).plus(-1).times(stride).plus(window.extent(i) + extra);
            if (wanted.length > 0 || auto.startsWith("SAME")) {
                long target = wanted.length > 0
                        ? wanted[wanted.length - kernel.length + i]
                        : (long) Call.extent(x.shape(), i + 2) * stride;
                int total = Math.toIntExact(Math.max(0, full.size() - target));
                before = auto.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                after = total - before;
                sizes.add(target);
            } else {
                sizes.add(full.plus(-before - after));
            }
            padding.add(List.of(before, after));
        }
        Node z = fn(
                "conv_transpose" + kernel.length + "d",
                x,
                k,
                "size=",
                sizes,
                "stride=",
                window.strides(),
                "padding=",
                padding,
                "dilation=",
                window.dilations(),
                "groups=",
                c.integer("group", 1));
        return c.out(c.has(2) ? z.plus(channels(c.real(2), z.rank())) : z);
    }

    /** A convolution along the last axis, each channel for itself, that sees nothing behind its place; what came before is its state. */
    private static List<Val> causal(Call c) {
        Node x = c.real(0);
        Node k = c.real(1);
        int width = Call.extent(k.shape(), 2);
        int length = c.extent(0, 2);
        Node before = c.has(3)
                ? c.real(3)
                : Fn.num(0).broadcastTo(Shape.of(x.shape().dim(0), x.shape().dim(1), Dim.of(width - 1)));
        Node all = fn("concat", List.of(before, x), 2);
        Node z = fn("conv1d", all, k, "groups=", Call.extent(x.shape(), 1));
        z = c.has(2) ? z.plus(channels(c.real(2), 3)) : z;
        String activation = c.text("activation", "none");
        boolean silu = activation.equals("silu") || activation.equals("swish");
        Node state = fn("slice", all, 2, length, length + width - 1);
        return List.of(Call.as(silu ? fn("silu", z) : z, c.type(0)), Call.as(state, c.type(0)));
    }

    /** A convolution whose kernel entries are each moved by offsets of their own. */
    private static List<Val> deformed(Call c) {
        Node x = c.real(0);
        Node k = c.real(1);
        int[] kernel = spatial(k);
        Windows window = Windows.of(c, x.shape(), kernel);
        int taps = kernel[0] * kernel[1];
        int groups = c.integer("group", 1);
        int offsetGroups = c.integer("offset_group", 1);
        Shape out = c.shape(2).slice(2, 4);
        int channels = Call.extent(x.shape(), 1) / offsetGroups;
        List<Node> sampled = new ArrayList<>();
        for (int group = 0; group < offsetGroups; group++) {
            Node own = fn("slice", x, 1, group * channels, (group + 1) * channels);
            List<Node> entries = new ArrayList<>();
            for (int tap = 0; tap < taps; tap++) {
                List<Node> places = new ArrayList<>();
                for (int axis = 0; axis < 2; axis++) {
                    int at = axis;
                    int step = axis == 0 ? tap / kernel[1] : tap % kernel[1];
                    Tensor start = Tensor.generate(
                            DType.F64,
                            known(out),
                            index -> (double) index[at] * window.strides()[at]
                                    - window.before()[at]
                                    + step * window.dilations()[at]);
                    places.add(plane(c.real(2), (group * taps + tap) * 2 + axis).plus(Node.constant(start)));
                }
                Node entry = GridSampling.at(own, places);
                entries.add(c.has(4) ? entry.times(fn("expand_dims", plane(c.real(4), group * taps + tap), 1)) : entry);
            }
            sampled.add(fn("stack", entries, 2));
        }
        Node all = fn("concat", sampled, 1);
        int each = Call.extent(k.shape(), 1);
        int results = Call.extent(k.shape(), 0) / groups;
        List<Node> parts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            Node in = fn("slice", all, 1, group * each, (group + 1) * each);
            Node weights = fn("slice", k, 0, group * results, (group + 1) * results);
            Node flat = fn("reshape", weights, List.of(results, each, taps));
            parts.add(fn("einsum", "nckij,ock->noij", in, flat));
        }
        Node z = fn("concat", parts, 1);
        return c.out(c.has(3) ? z.plus(channels(c.real(3), 4)) : z);
    }

    private static Shape known(Shape shape) {
        Call.extent(shape, 0);
        Call.extent(shape, 1);
        return shape;
    }

    private static Node plane(Node x, int which) {
        Node cut = fn("slice", x, 1, which, which + 1);
        return cut.reshape(cut.shape().without(1));
    }
}
