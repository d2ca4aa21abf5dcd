package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.Chainrule;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingTest {
    private static Node leaf(String name, long... shape) {
        return Node.input(name, Type.real(Shape.of(shape)), Domain.REAL);
    }

    private static Tensor random(int seed, long... shape) {
        return Domain.REAL.sample(Shape.of(shape), new SplittableRandom(seed));
    }

    private static Tensor run(Node y) {
        return Interpreter.run(List.of(y)).get(y);
    }

    /** A window: kernel, stride, zeros before and after, on an image of the given size. */
    record Setting(int h, int w, List<Integer> kernel, List<Integer> stride, List<Integer> top, List<Integer> left) {
        Object[] keywords() {
            return new Object[] {"kernel", kernel, "stride", stride, "padding", List.of(top, left)};
        }
    }

    static Stream<Setting> settings() {
        return Stream.of(
                new Setting(4, 6, List.of(2, 3), List.of(2, 3), List.of(0, 0), List.of(0, 0)),
                new Setting(5, 5, List.of(3, 3), List.of(1, 1), List.of(0, 0), List.of(0, 0)),
                new Setting(5, 4, List.of(3, 2), List.of(2, 1), List.of(1, 2), List.of(1, 0)),
                new Setting(3, 7, List.of(1, 2), List.of(4, 3), List.of(0, 0), List.of(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void agreesWithTheDefinition(Setting s) {
        Tensor x = random(1, 2, s.h, s.w);
        Node image = Node.constant(x);
        Tensor max = run(Calls.call("max_pool2d", List.of(image), s.keywords()));
        Tensor all = run(Calls.call("avg_pool2d", List.of(image), s.keywords()));
        Object[] keywords = Stream.concat(Stream.of(s.keywords()), Stream.of("count_include_pad", false))
                .toArray();
        Tensor inside = run(Calls.call("avg_pool2d", List.of(image), keywords));
        int[] at = new int[3];
        for (int n = 0; n < 2; n++) {
            for (int p = 0; p * s.stride.get(0) + s.kernel.get(0) <= s.h + s.top.get(0) + s.top.get(1); p++) {
                for (int q = 0; q * s.stride.get(1) + s.kernel.get(1) <= s.w + s.left.get(0) + s.left.get(1); q++) {
                    List<Double> entries = new ArrayList<>();
                    for (int a = 0; a < s.kernel.get(0); a++) {
                        for (int b = 0; b < s.kernel.get(1); b++) {
                            at[0] = n;
                            at[1] = p * s.stride.get(0) + a - s.top.get(0);
                            at[2] = q * s.stride.get(1) + b - s.left.get(0);
                            if (at[1] >= 0 && at[1] < s.h && at[2] >= 0 && at[2] < s.w) {
                                entries.add(x.get(at));
                            }
                        }
                    }
                    double sum = entries.stream().mapToDouble(e -> e).sum();
                    double largest = entries.stream().mapToDouble(e -> e).max().orElseThrow();
                    assertThat(max.get(n, p, q)).isEqualTo(largest);
                    assertThat(all.get(n, p, q)).isCloseTo(sum / (s.kernel.get(0) * s.kernel.get(1)), within(1e-14));
                    assertThat(inside.get(n, p, q)).isCloseTo(sum / entries.size(), within(1e-14));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void hasDerivativesOfOrderTwo(Setting s) {
        Node x = leaf("X", 2, s.h, s.w);
        for (String name : List.of("max_pool2d", "avg_pool2d", "patches")) {
            // Squared, so that there is something left at the second order.
            Node y = Calls.call(name, List.of(x.square()), s.keywords());
            Slopes.agree(y, List.of(x), x.is(random(2, 2, s.h, s.w)));
        }
        Node image = Calls.call(
                "avg_pool2d",
                List.of(x.square()),
                Stream.concat(Stream.of(s.keywords()), Stream.of("count_include_pad", false))
                        .toArray());
        Slopes.agree(image, List.of(x), x.is(random(2, 2, s.h, s.w)));
    }

    @Test
    void patchesStandBesideTheirWindows() {
        Node x = Node.constant(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        Node patches = Pooling.patches(x, List.of(2, 2), Window.over(2));
        assertThat(run(patches).reshape(Shape.of(4, 2)))
                .isEqualTo(Tensor.of(new double[][] {{1, 2}, {2, 3}, {4, 5}, {5, 6}}));
        Node back = Pooling.fold(patches, x.shape().dims(), List.of(2, 2), Window.over(2));
        assertThat(run(back)).isEqualTo(Tensor.of(new double[][] {{1, 4, 3}, {4, 10, 6}}));
        Node dilated =
                Calls.call("patches", List.of(x), "kernel", List.of(1, 2), "dilation", 2, "padding", List.of(0, 1));
        assertThat(run(dilated).reshape(Shape.of(2, 6)))
                .isEqualTo(Tensor.of(new double[][] {{0, 1, 2, 0, 4, 5}, {2, 3, 0, 5, 6, 0}}));
    }

    @Test
    void aConvolutionIsAProductOfPatches() {
        Tensor x = random(1, 2, 5, 6);
        Tensor k = random(2, 1, 2, 3, 2);
        Node patches =
                Pooling.patches(Node.constant(x), List.of(3, 2), Window.over(2).stride(2));
        Node weights = Node.constant(k.reshape(Shape.of(2, 6, 1, 1)));
        Tensor product = run(patches.times(weights).sum(0, 1));
        Tensor y = run(Convolutions.conv2d(
                Node.constant(x), Node.constant(k), Window.over(2).stride(2)));
        for (int i = 0; i < y.count(); i++) {
            assertThat(y.at(i)).isCloseTo(product.at(i), within(1e-13));
        }
    }

    @Test
    void theFirstOfSeveralMaximaHasTheDerivative() {
        Node x = leaf("X", 4, 4);
        Node y = Pooling.maxPool2d(x, 2);
        Node dx = Calculus.grad(y.sum(), x);
        Tensor value = Tensor.of(new double[][] {{1, 1, 0, 2}, {1, 0, 2, 2}, {5, 4, 3, 3}, {5, 5, 3, 3}});
        assertThat(Interpreter.run(List.of(dx), x.is(value)).get(dx))
                .isEqualTo(Tensor.of(new double[][] {{1, 0, 0, 1}, {0, 0, 0, 0}, {1, 0, 1, 0}, {0, 0, 0, 0}}));
    }

    @Test
    void thePaddingNeverWins() {
        Node x = leaf("X", 2, 2);
        Node y = Calls.call("max_pool2d", List.of(x), "kernel", 2, "padding", 1);
        Tensor negative = Tensor.of(new double[][] {{-1, -2}, {-3, Double.NEGATIVE_INFINITY}});
        Node dx = Calculus.grad(y.sum(), x);
        var values = Interpreter.run(List.of(y, dx), x.is(negative));
        assertThat(values.get(y)).isEqualTo(negative);
        assertThat(values.get(dx)).isEqualTo(Tensor.ones(2, 2));
        Node zero = Calculus.grad(y.sum(), x);
        assertThat(Interpreter.run(List.of(zero), x.is(Tensor.zeros(2, 2))).get(zero))
                .isEqualTo(Tensor.ones(2, 2));
        Node nan = Node.constant(Tensor.of(new double[][] {{Double.NaN, 9}, {1, 2}}));
        assertThat(run(Pooling.maxPool2d(nan, 2)).at(0)).isNaN();
    }

    @Test
    void samePaddingAndFreeSizes() {
        Node x = Node.input("X", Type.real(Shape.of(Dim.named("m"), Dim.named("h"), Dim.of(5))), Domain.REAL);
        Node y = Calls.call("max_pool2d", List.of(x.square()), "kernel", 3, "stride", 2, "padding", "same");
        assertThat(y.shape()).hasToString("[m, floor((h + 1)/2), 3]");
        Slopes.agree(y, List.of(x), x.is(random(1, 2, 4, 5)));
        Node mean = Calls.call(
                "avg_pool2d", List.of(x.square()), "kernel", 2, "padding", "same", "count_include_pad", false);
        Slopes.agree(mean, List.of(x), x.is(random(1, 2, 5, 5)));
    }

    @Test
    void anEmptyBatchAndSinglePrecision() {
        Node x = leaf("X", 0, 2, 2);
        Node dx = Calculus.grad(Pooling.maxPool2d(x, 2).sum(), x);
        assertThat(Interpreter.run(List.of(dx), x.is(Tensor.zeros(0, 2, 2)))
                        .get(dx)
                        .shape())
                .isEqualTo(Shape.of(0, 2, 2));
        Node image = leaf("X", 2, 3);
        Node y = Calls.call("avg_pool2d", List.of(image), "kernel", List.of(2, 3));
        Tensor single = Interpreter.run(
                        List.of(y), List.of(image.is(random(1, 2, 3).as(DType.F32))), DType.F32)
                .get(y);
        assertThat(single.dtype()).isEqualTo(DType.F32);
        assertThat(single)
                .isEqualTo(Interpreter.run(List.of(y), image.is(random(1, 2, 3).as(DType.F32)))
                        .get(y)
                        .as(DType.F32));
    }

    @Test
    void switchedOffWindowsDoNotLeak() {
        Node x = leaf("X", 1, 4);
        Node y = Calls.call("max_pool2d", List.of(x.pow(0.5)), "kernel", List.of(1, 2));
        Node left = Node.constant(Tensor.of(new double[][] {{1, 0}}));
        Node dx = Calculus.grad(Where.of(left, y, Node.constant(0)).sum(), x);
        Tensor gradient = Interpreter.run(List.of(dx), x.is(Tensor.of(new double[][] {{4, 1, -1, 0}})))
                .get(dx);
        assertThat(gradient.toArray()).containsExactly(0.25, 0, 0, 0);
    }

    @Test
    void isWrittenAsItIsCalled() {
        Node x = leaf("X", 4, 6);
        assertThat(ShortText.of(Pooling.maxPool2d(x, 2))).isEqualTo("max_pool2d(X, kernel=2)");
        Node y = Calls.call(
                "avg_pool2d", List.of(x), "kernel", 3, "stride", 1, "padding", 1, "count_include_pad", false);
        assertThat(ShortText.of(y)).isEqualTo("avg_pool2d(X, kernel=3, stride=1, padding=1, count_include_pad=false)");
        Node dy = Node.input("dY", y.type(), Domain.REAL);
        Node patches = Pooling.patches(x, List.of(2, 3), Window.over(2).stride(2));
        assertThat(ShortText.of(patches)).isEqualTo("patches(X, kernel=[2, 3], stride=2)");
        Node dp = Node.input("dP", patches.type(), Domain.REAL);
        assertThat(ShortText.of(Calculus.vjp(patches, x, dp)))
                .isEqualTo("fold(dP, kernel=[2, 3], stride=2, size=[4, 6])");
        assertThat(y.shape()).isEqualTo(dy.shape());
    }

    @Test
    void saysWhatDoesNotFit() {
        says(
                () -> Pooling.maxPool2d(leaf("X", 1, 3), 2),
                "cannot compute max_pool2d(X, kernel=2): the kernel does not fit into the image along spatial axis 0: size "
                        + "1 + padding 0 - kernel 2 = -1 < 0; pad more or take a smaller kernel\n");
        says(
                () -> Pooling.maxPool2d(leaf("X", 3), 2),
                "cannot compute max_pool2d(X, kernel=2): max_pool2d takes images [..., H, W], and the shape [3] has one "
                        + "axis\n");
        says(
                () -> Calls.call("avg_pool2d", List.of(leaf("X", 3, 3)), "kernel", 2, "padding", List.of(0, 2)),
                "cannot compute avg_pool2d(X, kernel=2, padding=[0, 2]): the padding 2 along spatial axis 1 is not less than "
                        + "the kernel 2, so a window would lie in the padding alone; pad less or take a larger kernel\n");
        says(
                () -> Pooling.fold(leaf("X", 4, 2, 2), Shape.of(4, 3).dims(), List.of(2, 2), Window.over(2)),
                "cannot compute fold(X, kernel=2, size=[4, 3]): images of shape [4, 3] have windows of shape [4, 3, 2], not "
                        + "[4, 2, 2], for the kernel [2, 2]\n");
        says(
                () -> Calls.call("max_pool2d", List.of(leaf("X", 3, 3)), "kernel", 0),
                "kernel is at least 1 along each axis, not 0");
        says(() -> Calls.call("max_pool2d", List.of(leaf("X", 3, 3))), "max_pool2d needs its argument kernel: ");
    }

    private static void says(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String text) {
        assertThatThrownBy(call)
                .isInstanceOfAny(ShapeException.class, ArgumentException.class)
                .hasMessageStartingWith(text);
    }

    @Test
    void windowsOverTheEnd() {
        Model model = Model.parse(
                """
                param X [5]
                q = max_pool1d(X, kernel=2, ceil_mode=true)
                p = avg_pool1d(X, kernel=2, padding=1, ceil_mode=true)
                s = avg_pool1d(X, kernel=3, stride=2, padding=1, ceil_mode=true)
                r = avg_pool1d(X, kernel=2, stride=3, padding=1, ceil_mode=true, count_include_pad=false)
                t = max_pool3d(reshape(X, shape=[1, 1, 5]), kernel=[1, 1, 3], ceil_mode=true)
                """);
        Map<String, double[]> expected = Map.of(
                "q", new double[] {2, 4, 5},
                "p", new double[] {0.5, 2.5, 4.5},
                "s", new double[] {1, 3, 3},
                "r", new double[] {1, 3.5},
                "t", new double[] {3, 5});
        expected.forEach((name, values) -> assertThat(
                        Chainrule.eval(model.get(name), model.get("X").is(Tensor.of(1, 2, 3, 4, 5)))
                                .toArray())
                .as(name)
                .containsExactly(values));
        assertThatThrownBy(() -> Model.parse("dims n\nparam X [n]\ny = max_pool1d(X, kernel=2, ceil_mode=true)\n"))
                .hasMessageContaining("ceil_mode needs known sizes, and n of the shape [n] is free");
    }
}
