package org.chainrule.ops;

import java.util.Collections;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;

/** Windows of images: cut out, put back, and reduced to their maximum or mean. */
public final class Pooling {
    private static final String SOURCE = "Dumoulin and Visin 2016, A guide to convolution arithmetic for deep learning";

    static final Function PATCHES = Function.define(
                    "patches", "x, kernel, stride=1, padding=\"valid\", dilation=1", a -> {
                        List<Integer> kernel = Window.sizes(a, "kernel", 2);
                        return patches(a.node("x"), kernel, Window.read(a, 2));
                    })
            .doc("All windows of images [..., H, W]: [..., h·w, H', W'], where entry p·w + q of the new axis, at"
                    + " (i, j), is X[i·stride + p·dilation, j·stride + q·dilation], 0 in the padding. Also known"
                    + " as im2col or unfold.")
            .source("Chellapilla, Puri and Simard 2006, High performance convolutional neural networks for document "
                    + "processing")
            .example("patches(X, kernel=2)", "X [3, 4]")
            .example("patches(X, kernel=[2, 3], stride=2, padding=\"same\")", "X [2, 3, 5]")
            .example("patches(X, kernel=2, dilation=2, padding=[[1, 0], [0, 2]])", "X [1, 2, 3, 3]");

    static final Function FOLD = Function.define(
                    "fold", "x, size, kernel, stride=1, padding=\"valid\", dilation=1", a -> {
                        List<Integer> kernel = Window.sizes(a, "kernel", 2);
                        List<Dim> size = a.shape("size").dims();
                        return fold(a.node("x"), size, kernel, Window.read(a, 2));
                    })
            .doc("The adjoint of patches: windows [..., h·w, H', W'] added up at their places in images [..., H, W]"
                    + " of the size given. Also known as col2im.")
            .example("fold(X, size=[3, 4], kernel=2)", "X [4, 2, 3]");

    static final Function MAX_POOL2D = Function.define(
                    "max_pool2d", "x, kernel, stride=kernel, padding=\"valid\"", a -> {
                        List<Integer> kernel = Window.sizes(a, "kernel", 2);
                        return maxPool2d(a.node("x"), kernel, Window.read(a, 2));
                    })
            .doc("The maximum of each window of images [..., H, W], of size ⌊(n + padding − h)/stride⌋ + 1. Padding"
                    + " never wins, and is less than the kernel. Of entries that tie, the first in row-major order"
                    + " has the derivative.")
            .source(SOURCE)
            .example("max_pool2d(X, kernel=2)", "X [2, 1, 4, 6]")
            .example("max_pool2d(X, kernel=[3, 2], stride=[2, 1], padding=1)", "X [4, 5]");

    static final Function AVG_POOL2D = Function.define(
                    "avg_pool2d", "x, kernel, stride=kernel, padding=\"valid\", count_include_pad=true", a -> {
                        List<Integer> kernel = Window.sizes(a, "kernel", 2);
                        Window window = Window.read(a, 2);
                        return avgPool2d(a.node("x"), kernel, window, a.bool("count_include_pad"));
                    })
            .doc("The mean of each window of images [..., H, W], of size ⌊(n + padding − h)/stride⌋ + 1. The zeros"
                    + " of the padding count as entries unless count_include_pad=false; it is less than the"
                    + " kernel.")
            .source(SOURCE)
            .example("avg_pool2d(X, kernel=2)", "X [2, 1, 4, 6]")
            .example("avg_pool2d(X, kernel=3, stride=2, padding=\"same\", count_include_pad=false)", "X [4, 5]");

    private Pooling() {}

    /**
     * All windows of an image.
     *
     * @param x [..., H, W]
     * @param kernel height and width of a window
     * @return [..., h·w, H', W']
     */
    public static Node patches(Node x, List<Integer> kernel, Window window) {
        return Node.of(new PoolOps.Patches(new PoolGeometry("patches", kernel, window)), x);
    }

    /**
     * The adjoint of {@link #patches}.
     *
     * @param x [..., h·w, H', W']
     * @param size H and W of the result
     */
    public static Node fold(Node x, List<Dim> size, List<Integer> kernel, Window window) {
        return Node.of(new PoolOps.Fold(new PoolGeometry("fold", kernel, window), List.copyOf(size)), x);
    }

    /** The maximum of each window of {@code kernel} by {@code kernel} entries, without overlap. */
    public static Node maxPool2d(Node x, int kernel) {
        return maxPool2d(x, Collections.nCopies(2, kernel), Window.over(2).stride(kernel));
    }

    /**
     * The maximum of each window.
     *
     * @param x [..., H, W]
     * @param kernel height and width of a window
     * @throws org.chainrule.tensor.ShapeException when a window can lie in the padding alone
     */
    public static Node maxPool2d(Node x, List<Integer> kernel, Window window) {
        return Node.of(new PoolOps.MaxPool(new PoolGeometry("max_pool2d", kernel, window)), x);
    }

    /** The mean of each window of {@code kernel} by {@code kernel} entries, without overlap. */
    public static Node avgPool2d(Node x, int kernel) {
        return avgPool2d(x, Collections.nCopies(2, kernel), Window.over(2).stride(kernel), true);
    }

    /**
     * The mean of each window.
     *
     * @param x [..., H, W]
     * @param kernel height and width of a window
     * @param countPadding whether the zeros of the padding count as entries
     * @throws org.chainrule.tensor.ShapeException when a window can lie in the padding alone
     */
    public static Node avgPool2d(Node x, List<Integer> kernel, Window window, boolean countPadding) {
        return Node.of(new PoolOps.AvgPool(new PoolGeometry("avg_pool2d", kernel, window), countPadding), x);
    }
}
