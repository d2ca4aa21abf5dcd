package org.chainrule.ops;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.ops.ConvGeometry.Made;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;

/**
 * Convolutions of images with kernels, and their adjoints. The three ops are the three ways to read one trilinear form,
 * so each is the vjp of the other two and derivatives of every order stay among them.
 */
public final class Convolutions {
    private static final String GEOMETRY = "stride=1, padding=\"valid\", dilation=1, groups=1, flip=false";
    private static final String SOURCE =
            "Dumoulin and Visin 2016, A guide to convolution arithmetic for deep learning; LeCun et al. 1989";

    static final Function CONV1D = Function.define(
                    "conv1d", "x, k, b=none, " + GEOMETRY, a -> call(a, 1, Made.RESULT, "k"))
            .doc("Cross-correlation of signals [N, C, W] with kernels [O, C/groups, w], or of a bare [W] with a bare "
                    + "[w], plus a bias [O]. padding is \"valid\", \"same\", p or [[left, right]]; see conv2d.")
            .source(SOURCE)
            .example("conv1d(X, K)", "X [2, 3, 6], K [2, 3, 3]")
            .example("conv1d(X, K, b, stride=2, padding=1)", "X [2, 2, 5], K [3, 2, 3], b [3]")
            .example("conv1d(X, K, padding=\"same\", flip=true)", "X [5], K [3]");

    static final Function CONV2D = Function.define(
                    "conv2d", "x, k, b=none, " + GEOMETRY, a -> call(a, 2, Made.RESULT, "k"))
            .doc("Cross-correlation of images [N, C, H, W] with kernels [O, C/groups, h, w], or of a bare [H, W] with "
                    + "a bare [h, w], plus a bias [O]: the result at (i, j) is the sum of X[i·stride + p·dilation, "
                    + "j·stride + q·dilation]·K[p, q] over p, q and the channels of the group, of size ⌊(n + padding − "
                    + "(h − 1)·dilation − 1)/stride⌋ + 1. padding is \"valid\", \"same\" (size ⌈n/stride⌉, an odd zero "
                    + "at the end), p, [h, w] or [[top, bottom], [left, right]]. flip=true is the convolution of "
                    + "mathematics, which turns the kernel by 180°.")
            .source(SOURCE)
            .example("conv2d(X, K)", "X [4, 5], K [2, 3]")
            .example("conv2d(X, K, b)", "X [2, 2, 4, 4], K [3, 2, 3, 3], b [3]")
            .example("conv2d(X, K, stride=2, padding=\"same\")", "X [1, 2, 5, 4], K [2, 2, 3, 2]")
            .example(
                    "conv2d(X, K, stride=[1, 2], padding=[[1, 0], [2, 1]], dilation=[2, 1], groups=2, flip=true)",
                    "X [1, 4, 5, 4], K [2, 2, 2, 3]");

    static final Function CONV3D = Function.define(
                    "conv3d", "x, k, b=none, " + GEOMETRY, a -> call(a, 3, Made.RESULT, "k"))
            .doc("Cross-correlation of volumes [N, C, D, H, W] with kernels [O, C/groups, d, h, w], or of a bare "
                    + "[D, H, W] with a bare [d, h, w], plus a bias [O]. padding is \"valid\", \"same\", p, [d, h, w] or "
                    + "[[front, back], [top, bottom], [left, right]]; see conv2d.")
            .source(SOURCE)
            .example("conv3d(X, K)", "X [2, 3, 4], K [2, 2, 3]")
            .example(
                    "conv3d(X, K, b, stride=[1, 2, 1], padding=1, flip=true)",
                    "X [1, 2, 2, 3, 2], K [2, 2, 2, 3, 2], b [2]");

    static final Function CONV_TRANSPOSE1D = Function.define(
                    "conv_transpose1d", "x, k, b=none, size=none, " + GEOMETRY, a -> call(a, 1, Made.IMAGE, "k"))
            .doc("The adjoint of conv1d to its signal, for x [N, O, W] and kernels [O, C/groups, w]; see "
                    + "conv_transpose2d.")
            .source(SOURCE)
            .example("conv_transpose1d(X, K, stride=2, size=[6])", "X [2, 2, 3], K [2, 1, 2]");

    static final Function CONV_TRANSPOSE2D = Function.define(
                    "conv_transpose2d", "x, k, b=none, size=none, " + GEOMETRY, a -> call(a, 2, Made.IMAGE, "k"))
            .doc("The adjoint of conv2d to its image, for x [N, O, H, W] and kernels [O, C/groups, h, w], plus a bias "
                    + "[C]: each entry of x paints the kernel into the result. size is the [H, W] of the result, "
                    + "needed where several sizes give the same conv2d; without it the smallest, (H − 1)·stride + (h − "
                    + "1)·dilation + 1 − padding.")
            .source(SOURCE)
            .example("conv_transpose2d(X, K, stride=2)", "X [1, 2, 2, 3], K [2, 3, 3, 2]")
            .example("conv_transpose2d(X, K, stride=2, padding=1, size=[4, 4])", "X [2, 2], K [3, 3]");

    static final Function CONV_TRANSPOSE3D = Function.define(
                    "conv_transpose3d", "x, k, b=none, size=none, " + GEOMETRY, a -> call(a, 3, Made.IMAGE, "k"))
            .doc("The adjoint of conv3d to its volume, for x [N, O, D, H, W] and kernels [O, C/groups, d, h, w]; see "
                    + "conv_transpose2d.")
            .source(SOURCE)
            .example("conv_transpose3d(X, K, stride=2)", "X [1, 2, 1, 2, 1], K [2, 1, 2, 2, 3]");

    static final Function CONV1D_KERNEL = Function.define(
                    "conv1d_kernel", "x, dy, size, " + GEOMETRY, a -> call(a, 1, Made.KERNEL, "dy"))
            .doc("The adjoint of conv1d to its kernel: the cotangent [O, C/groups, w] of a kernel of the given size, "
                    + "from the signals [N, C, W] and the cotangent [N, O, …] of the result.")
            .source(SOURCE)
            .example("conv1d_kernel(X, Y, size=[2])", "X [2, 2, 4], Y [2, 3, 3]");

    static final Function CONV2D_KERNEL = Function.define(
                    "conv2d_kernel", "x, dy, size, " + GEOMETRY, a -> call(a, 2, Made.KERNEL, "dy"))
            .doc("The adjoint of conv2d to its kernel: the cotangent [O, C/groups, h, w] of a kernel of the given size "
                    + "[h, w], from the images [N, C, H, W] and the cotangent [N, O, …] of the result.")
            .source(SOURCE)
            .example("conv2d_kernel(X, Y, size=[3, 2])", "X [4, 3], Y [2, 2]")
            .example("conv2d_kernel(X, Y, size=[2, 2], stride=2, groups=2)", "X [1, 2, 4, 5], Y [1, 4, 2, 2]");

    static final Function CONV3D_KERNEL = Function.define(
                    "conv3d_kernel", "x, dy, size, " + GEOMETRY, a -> call(a, 3, Made.KERNEL, "dy"))
            .doc("The adjoint of conv3d to its kernel: the cotangent [O, C/groups, d, h, w] of a kernel of the given "
                    + "size [d, h, w], from the volumes [N, C, D, H, W] and the cotangent of the result.")
            .source(SOURCE)
            .example("conv3d_kernel(X, Y, size=[1, 2, 2])", "X [2, 3, 3], Y [2, 2, 2]");

    private Convolutions() {}

    private static Node call(Args a, int axes, Made made, String other) {
        List<Dim> size = a.has("size") ? a.shape("size").dims() : List.of();
        Node y = Node.of(new Convolution(ConvGeometry.read(a, axes), made, size), a.node("x"), a.node(other));
        return biased(y, a.optionalNode("b"), axes);
    }

    private static Node biased(Node y, Optional<Node> bias, int axes) {
        if (bias.isEmpty()) {
            return y;
        }
        Node b = bias.get();
        boolean perChannel = b.rank() == 1
                && y.rank() > axes
                && b.shape().dim(0).sameSize(y.shape().dim(y.rank() - axes - 1));
        if (!perChannel && b.rank() != 0) {
            throw new ShapeException(
                    "the bias is a scalar or has one entry a channel of the result: {0} has shape {1}, the result {2}",
                    ShortText.of(b), b.shape(), y.shape());
        }
        return y.plus(
                perChannel ? ExpandDims.insert(b, IntStream.range(-axes, 0).toArray()) : b);
    }

    /** The cross-correlation of signals [N, C, W] with kernels [O, C, w]. */
    public static Node conv1d(Node x, Node k) {
        return conv(x, k, Window.over(1), 1, false);
    }

    /** The cross-correlation of images [N, C, H, W] with kernels [O, C, h, w], or of a bare [H, W] with [h, w]. */
    public static Node conv2d(Node x, Node k) {
        return conv(x, k, Window.over(2), 1, false);
    }

    /** The cross-correlation of images [N, C, H, W] with kernels [O, C, h, w]. */
    public static Node conv2d(Node x, Node k, Window window) {
        return conv(x, k, window, 1, false);
    }

    /**
     * The general case; the window says over how many axes.
     *
     * @param x [N, C, spatial sizes], [C, spatial sizes] or the spatial sizes alone
     * @param k [O, C/groups, kernel sizes], or the kernel sizes alone
     * @param groups the channels fall into this many groups that do not mix
     * @param flip true for the convolution of mathematics, which reads the kernel backwards
     * @throws ShapeException when channels, groups or sizes do not fit
     */
    public static Node conv(Node x, Node k, Window window, int groups, boolean flip) {
        return Convolution.result(new ConvGeometry(window, groups, flip), x, k);
    }

    /** The adjoint of {@code conv2d(·, k)}, of the smallest size, for x [N, O, H, W] and kernels [O, C, h, w]. */
    public static Node convTranspose2d(Node x, Node k, Window window) {
        return convTranspose(x, k, List.of(), window);
    }

    /**
     * The adjoint of a convolution to its image; the window says over how many axes.
     *
     * @param x [N, O, spatial sizes]
     * @param k [O, C, kernel sizes]
     * @param size the spatial sizes of the result; none for the smallest that fits
     * @throws ShapeException when channels or sizes do not fit
     */
    public static Node convTranspose(Node x, Node k, List<Dim> size, Window window) {
        return Node.of(new Convolution(new ConvGeometry(window, 1, false), Made.IMAGE, List.copyOf(size)), x, k);
    }

    /**
     * The adjoint of a convolution to its kernel; the window says over how many axes.
     *
     * @param x [N, C, spatial sizes]
     * @param dy the cotangent of the result, [N, O, spatial sizes]
     * @param size the spatial sizes of the kernel
     * @return the cotangent of the kernel, [O, C, kernel sizes]
     * @throws ShapeException when channels or sizes do not fit
     */
    public static Node convKernel(Node x, Node dy, List<Dim> size, Window window) {
        return Node.of(new Convolution(new ConvGeometry(window, 1, false), Made.KERNEL, List.copyOf(size)), x, dy);
    }
}
