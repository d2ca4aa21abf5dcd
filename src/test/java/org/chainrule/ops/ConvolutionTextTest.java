package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.junit.jupiter.api.Test;

/** How convolutions are written, and what they say when they do not fit. */
class ConvolutionTextTest {
    private static Node leaf(String name, long... shape) {
        return Node.input(name, Type.real(Shape.of(shape)), Domain.REAL);
    }

    private static Node conv2d(Node x, Node k, Object... keywords) {
        return Calls.call("conv2d", List.of(x, k), keywords);
    }

    @Test
    void isWrittenAsItIsCalled() {
        Node x = leaf("X", 1, 2, 5, 5);
        Node k = leaf("K", 2, 1, 3, 3);
        Node y = conv2d(x, k, "groups", 2, "stride", List.of(2, 1), "padding", List.of(List.of(1, 0), List.of(2, 2)));
        assertThat(ShortText.of(y)).isEqualTo("conv2d(X, K, stride=[2, 1], padding=[[1, 0], [2, 2]], groups=2)");
        assertThat(ShortText.of(conv2d(x, k, "groups", 2, "padding", "same", "flip", true)))
                .isEqualTo("conv2d(X, K, padding=\"same\", groups=2, flip=true)");
        Node even = conv2d(x, k, "groups", 2, "dilation", 2);
        Node dy = Node.input("dY", even.type(), Domain.REAL);
        assertThat(ShortText.of(Calculus.vjp(even, x, dy))).isEqualTo("conv_transpose2d(dY, K, dilation=2, groups=2)");
        assertThat(ShortText.of(Calculus.vjp(even, k, dy)))
                .isEqualTo("conv2d_kernel(X, dY, dilation=2, groups=2, size=[3, 3])");
        assertThat(y.op().spelling().latex())
                .isEqualTo(
                        "<0:4> \\star_{\\text{stride [2, 1]},\\,\\text{padding [[1, 0], [2, 2]]},\\,\\text{groups 2}} "
                                + "<1:4>");
    }

    @Test
    void saysWhatDoesNotFit() {
        Node x = leaf("X", 2, 3, 4, 4);
        Node k = leaf("K", 4, 3, 5, 3);
        says(
                () -> Convolutions.conv2d(x, k),
                "cannot compute conv2d(X, K): the kernel does not fit into the image along spatial axis 0: size 4 + "
                        + "padding 0 - kernel 5 = -1 < 0; pad more or take a smaller kernel\n"
                        + "  X has shape [2, 3, 4, 4]");
        says(
                () -> conv2d(x, leaf("K", 4, 3, 3, 3), "dilation", 2),
                "cannot compute conv2d(X, K, dilation=2): the kernel does not fit into the image along spatial axis 0: "
                        + "size 4 + padding 0 - kernel 5 (3 dilated by 2) = -1 < 0; pad more or take a smaller kernel");
        says(
                () -> Convolutions.conv2d(x, leaf("K", 4, 2, 3, 3)),
                "cannot compute conv2d(X, K): the image has 3 channels, and the kernel reads 2\n");
        says(
                () -> conv2d(x, leaf("K", 4, 2, 3, 3), "groups", 2),
                "cannot compute conv2d(X, K, groups=2): the image has 3 channels, and the kernel reads 2 groups of 2\n");
        says(
                () -> conv2d(leaf("X", 1, 4, 4, 4), leaf("K", 3, 2, 3, 3), "groups", 2),
                "cannot compute conv2d(X, K, groups=2): 3 output channels do not fall into 2 groups\n");
        says(
                () -> Convolutions.conv2d(x, leaf("K", 3, 3)),
                "cannot compute conv2d(X, K): an image [N, C, H, W] or [C, H, W] goes with a kernel [O, C/groups, h, w], "
                        + "a bare [H, W] with a bare kernel [h, w]\n");
        says(
                () -> Convolutions.conv1d(leaf("X", 4), leaf("K", 1, 1, 3)),
                "cannot compute conv1d(X, K): an image [N, C, W] or [C, W] goes with a kernel [O, C/groups, w], a bare [W] "
                        + "with a bare kernel [w]\n");
        says(
                () -> conv2d(leaf("X", 4, 4), leaf("K", 3, 3), "groups", 2),
                "cannot compute conv2d(X, K, groups=2): groups = 2 needs channels, and the kernel has none\n");
        says(
                () -> Convolutions.conv2d(leaf("X", 4, 4), leaf("K", 0, 3)),
                "cannot compute conv2d(X, K): the kernel is empty along spatial axis 0\n");
        says(
                () -> Calls.call("conv2d", List.of(x, leaf("K", 4, 3, 3, 3), leaf("b", 3))),
                "the bias is a scalar or has one entry a channel of the result: b has shape [3], the result [2, 4, 2, 2]");
        says(
                () -> Calls.call("conv_transpose2d", List.of(leaf("X", 2, 2), leaf("K", 2, 2)), "size", List.of(4, 3)),
                "cannot compute conv_transpose2d(X, K, size=[4, 3]): an image of size 4 along spatial axis 0 has 3 positions "
                        + "of a kernel of size 2, and x has 2; the smallest size that fits is 3\n");
        says(
                () -> Calls.call("conv_transpose2d", List.of(leaf("X", 1, 1), leaf("K", 2, 2)), "padding", 2),
                "cannot compute conv_transpose2d(X, K, padding=2): along spatial axis 0 the padding is more than 1 positions "
                        + "of a kernel of size 2 reach\n");
        says(
                () -> Calls.call("conv2d_kernel", List.of(leaf("X", 4, 4), leaf("Y", 3, 3)), "size", List.of(3, 3)),
                "cannot compute conv2d_kernel(X, Y, size=[3, 3]): along spatial axis 0 an image of size 4 has 2 positions of "
                        + "a kernel of size 3, and dy has 3\n");
    }

    @Test
    void saysWhichArgumentIsWrong() {
        Node x = leaf("X", 4, 4);
        Node k = leaf("K", 3, 3);
        says(() -> conv2d(x, k, "stride", 0), "stride is at least 1 along each axis, not 0");
        says(
                () -> conv2d(x, k, "stride", List.of(1, 2, 3)),
                "stride is one number or a list of 2, one an axis, not [1, 2, 3]");
        says(() -> conv2d(x, k, "groups", 0), "groups is at least 1, not 0");
        says(() -> conv2d(x, k, "padding", -1), "padding is at least 0, not -1; slice to cut off");
        says(() -> conv2d(x, k, "padding", "full"), "conv2d: padding is one of \"valid\", \"same\", not \"full\"");
        says(
                () -> conv2d(x, k, "padding", List.of(List.of(1, 2, 3), List.of(1, 2))),
                "padding is \"valid\", \"same\", p, [h, w] or [[top, bottom], [left, right]], not [[1, 2, 3], [1, 2]]");
        says(
                () -> Calls.call("conv1d", List.of(leaf("x", 4), leaf("k", 2)), "padding", List.of(1, 2)),
                "padding is \"valid\", \"same\", p or [[left, right]], not [1, 2]");
    }

    private static void says(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfAny(ShapeException.class, ArgumentException.class)
                .hasMessageStartingWith(text);
    }
}
