package org.chainrule.ops;

import java.util.Collections;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/** Windows of images: cut out, put back, and reduced to their maximum or mean. */
public final class Pooling {
    private static final String SOURCE = "Dumoulin and Visin 2016, A guide to convolution arithmetic for deep learning";

    private static final String POOL = "x, kernel, stride=kernel, padding=\"valid\", ceil_mode=false";

    static final Function PATCHES = Function.define(
                    "patches", "x, kernel, stride=1, padding=\"valid\", dilation=1", a -> {
                        int axes = axes(a.tensor("kernel"));
                        return patches(a.node("x"), Window.sizes(a, "kernel", axes), Window.read(a, axes));
                    })
            .doc("All windows of images [..., H, W]: [..., h·w, H', W'], where entry p·w + q of the new axis, at"
                    + " (i, j), is X[i·stride + p·dilation, j·stride + q·dilation], 0 in the padding. A kernel of one"
                    + " number is square; a list says how many axes there are. Also known as im2col or unfold.")
            .source("Chellapilla, Puri and Simard 2006, High performance convolutional neural networks for document "
                    + "processing")
            .example("patches(X, kernel=2)", "X [3, 4]")
            .example("patches(X, kernel=[2, 3], stride=2, padding=\"same\")", "X [2, 3, 5]")
            .example("patches(X, kernel=2, dilation=2, padding=[[1, 0], [0, 2]])", "X [1, 2, 3, 3]")
            .example("patches(X, kernel=[1, 2, 2])", "X [2, 2, 3]");

    static final Function FOLD = Function.define(
                    "fold", "x, size, kernel, stride=1, padding=\"valid\", dilation=1", a -> {
                        List<Dim> size = a.shape("size").dims();
                        List<Integer> kernel = Window.sizes(a, "kernel", size.size());
                        return fold(a.node("x"), size, kernel, Window.read(a, size.size()));
                    })
            .doc("The adjoint of patches: windows [..., h·w, H', W'] added up at their places in images [..., H, W]"
                    + " of the size given. Also known as col2im.")
            .example("fold(X, size=[3, 4], kernel=2)", "X [4, 2, 3]")
            .example("fold(X, size=[4], kernel=2, stride=2)", "X [2, 2]");

    static final Function MAX_POOL1D = Function.define("max_pool1d", POOL, a -> maxPool(a, 1))
            .doc("The maximum of each window of signals [..., W]; see max_pool2d.")
            .example("max_pool1d(X, kernel=2)", "X [2, 6]")
            .example("max_pool1d(X, kernel=3, stride=2, padding=1)", "X [2, 7]");

    static final Function MAX_POOL2D = Function.define("max_pool2d", POOL, a -> maxPool(a, 2))
            .doc("The maximum of each window of images [..., H, W], of size ⌊(n + padding − h)/stride⌋ + 1. Padding"
                    + " never wins, and is less than the kernel. Of entries that tie, the first in row-major order"
                    + " has the derivative. With ceil_mode=true a last window that reaches over the end counts too,"
                    + " if it begins inside.")
            .source(SOURCE)
            .example("max_pool2d(X, kernel=2)", "X [2, 1, 4, 6]")
            .example("max_pool2d(X, kernel=[3, 2], stride=[2, 1], padding=1)", "X [4, 5]")
            .example("max_pool2d(X, kernel=2, ceil_mode=true)", "X [3, 5]");

    static final Function MAX_POOL3D = Function.define("max_pool3d", POOL, a -> maxPool(a, 3))
            .doc("The maximum of each window of volumes [..., D, H, W]; see max_pool2d.")
            .example("max_pool3d(X, kernel=2)", "X [2, 4, 2]")
            .example("max_pool3d(X, kernel=[1, 2, 2], padding=[0, 1, 0])", "X [2, 2, 4]");

    static final Function AVG_POOL1D = Function.define(
                    "avg_pool1d", POOL + ", count_include_pad=true", a -> avgPool(a, 1))
            .doc("The mean of each window of signals [..., W]; see avg_pool2d.")
            .example("avg_pool1d(X, kernel=2)", "X [2, 6]")
            .example("avg_pool1d(X, kernel=3, stride=2, padding=1)", "X [2, 7]");

    static final Function AVG_POOL2D = Function.define(
                    "avg_pool2d", POOL + ", count_include_pad=true", a -> avgPool(a, 2))
            .doc("The mean of each window of images [..., H, W], of size ⌊(n + padding − h)/stride⌋ + 1. The zeros"
                    + " of the padding count as entries unless count_include_pad=false; it is less than the"
                    + " kernel. What lies behind the padding, with ceil_mode=true as for max_pool2d, never counts.")
            .source(SOURCE)
            .example("avg_pool2d(X, kernel=2)", "X [2, 1, 4, 6]")
            .example("avg_pool2d(X, kernel=3, stride=2, padding=\"same\", count_include_pad=false)", "X [4, 5]")
            .example("avg_pool2d(X, kernel=2, stride=2, padding=1, ceil_mode=true)", "X [3, 4]");

    static final Function AVG_POOL3D = Function.define(
                    "avg_pool3d", POOL + ", count_include_pad=true", a -> avgPool(a, 3))
            .doc("The mean of each window of volumes [..., D, H, W]; see avg_pool2d.")
            .example("avg_pool3d(X, kernel=2)", "X [2, 4, 2]");

    private Pooling() {}

    /** How many axes a kernel is for: a number is a square. */
    private static int axes(Tensor kernel) {
        return kernel.rank() == 0 ? 2 : kernel.count();
    }

    private static Node maxPool(Args a, int axes) {
        List<Integer> kernel = Window.sizes(a, "kernel", axes);
        Window window = Window.read(a, axes);
        Node x = a.node("x");
        return maxPool(x, kernel, a.bool("ceil_mode") ? window.overEnd(x.shape(), kernel) : window);
    }

    private static Node avgPool(Args a, int axes) {
        List<Integer> kernel = Window.sizes(a, "kernel", axes);
        Window window = Window.read(a, axes);
        Node x = a.node("x");
        boolean countPadding = a.bool("count_include_pad");
        if (!a.bool("ceil_mode")) {
            return avgPool(x, kernel, window, countPadding);
        }
        Window wider = window.overEnd(x.shape(), kernel);
        if (!countPadding || wider.equals(window)) {
            return avgPool(x, kernel, wider, countPadding);
        }
        // The zeros of the padding are entries like others, those behind it are none.
        Node padded = Layout.pad(x, window.padding().widths(x.rank()), 0);
        return avgPool(padded, kernel, wider.without(window.padding()), false);
    }

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
        return maxPool(x, Collections.nCopies(2, kernel), Window.over(2).stride(kernel));
    }

    /**
     * The maximum of each window.
     *
     * @param x [..., spatial sizes]
     * @param kernel the sizes of a window
     * @throws org.chainrule.tensor.ShapeException when a window can lie in the padding alone
     */
    public static Node maxPool(Node x, List<Integer> kernel, Window window) {
        String name = "max_pool" + window.axes() + "d";
        return Node.of(new PoolOps.MaxPool(new PoolGeometry(name, kernel, window)), x);
    }

    /** The mean of each window of {@code kernel} by {@code kernel} entries, without overlap. */
    public static Node avgPool2d(Node x, int kernel) {
        return avgPool(x, Collections.nCopies(2, kernel), Window.over(2).stride(kernel), true);
    }

    /**
     * The mean of each window.
     *
     * @param x [..., spatial sizes]
     * @param kernel the sizes of a window
     * @param countPadding whether the zeros of the padding count as entries
     * @throws org.chainrule.tensor.ShapeException when a window can lie in the padding alone
     */
    public static Node avgPool(Node x, List<Integer> kernel, Window window, boolean countPadding) {
        String name = "avg_pool" + window.axes() + "d";
        return Node.of(new PoolOps.AvgPool(new PoolGeometry(name, kernel, window), countPadding), x);
    }
}
