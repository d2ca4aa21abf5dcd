package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;

/** Pooling to a number of results whatever the size is. */
public final class AdaptivePooling {
    static final Function ADAPTIVE_AVG_POOL1D = Function.define(
                    "adaptive_avg_pool1d", "x, size", a -> adaptive(a.node("x"), List.of(a.integer("size")), false))
            .doc("The mean of each of size parts of signals [..., W]: part i is from ⌊iW/size⌋ to ⌈(i + 1)W/size⌉.")
            .source("torch.nn.AdaptiveAvgPool1d")
            .example("adaptive_avg_pool1d(X, size=3)", "X [2, 7]");

    static final Function ADAPTIVE_AVG_POOL2D = Function.define(
                    "adaptive_avg_pool2d", "x, size", a -> adaptive(a.node("x"), two(a), false))
            .doc(
                    "The mean of each of h times w parts of images [..., H, W], for size=[h, w] or a number for both; parts "
                            + "as for adaptive_avg_pool1d.")
            .source("torch.nn.AdaptiveAvgPool2d")
            .example("adaptive_avg_pool2d(X, size=[2, 3])", "X [2, 3, 5]")
            .example("adaptive_avg_pool2d(X, size=1)", "X [2, 3, 4]");

    static final Function ADAPTIVE_MAX_POOL2D = Function.define(
                    "adaptive_max_pool2d", "x, size", a -> adaptive(a.node("x"), two(a), true))
            .doc("The maximum of each of h times w parts of images [..., H, W]; see adaptive_avg_pool2d.")
            .source("torch.nn.AdaptiveMaxPool2d")
            .example("adaptive_max_pool2d(X, size=[2, 2])", "X [2, 3, 5]");

    private AdaptivePooling() {}

    private static List<Integer> two(Args a) {
        List<Integer> size = a.integers("size");
        return size.size() == 1 ? Collections.nCopies(2, size.get(0)) : size;
    }

    /**
     * The maximum or mean of parts, so many along each of the last axes.
     *
     * @throws ShapeException when a size is free
     */
    public static Node adaptive(Node x, List<Integer> size, boolean largest) {
        Node pooled = x;
        for (int i = 0; i < size.size(); i++) {
            pooled = along(pooled, i - size.size(), size.get(i), largest);
        }
        return pooled;
    }

    private static Node along(Node x, int axis, int count, boolean largest) {
        int at = x.shape().axis(axis);
        Dim dim = x.shape().dim(at);
        if (!dim.isKnown() || count < 1) {
            throw new ShapeException(
                    "adaptive pooling needs known sizes and at least one part, and axis {0} of the shape {1} is to have {2}",
                    at, x.shape(), say("{0}", count));
        }
        long n = dim.size();
        List<Node> parts = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            Node part = Slicing.slice(x, at, Dim.of(i * n / count), Dim.of(((i + 1) * n + count - 1) / count));
            Axes axes = Axes.of(part, at);
            parts.add(largest ? MaxMin.max(part, axes, true) : Mean.over(part, axes, true));
        }
        return parts.size() == 1 ? parts.get(0) : Joining.concat(parts, at);
    }
}
