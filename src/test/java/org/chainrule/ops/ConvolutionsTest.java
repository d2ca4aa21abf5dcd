package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionsTest {
    /** The image of seed 002, section on edge detection. */
    private static final Tensor IMAGE = Tensor.of(new double[][] {
        {3, 0, 1, 2, 7, 4},
        {1, 5, 8, 9, 3, 1},
        {2, 7, 2, 5, 1, 3},
        {0, 1, 3, 1, 7, 8},
        {4, 2, 1, 6, 2, 8},
        {2, 4, 5, 2, 3, 9}
    });

    private static final Tensor VERTICAL = Tensor.of(new double[][] {{1, 0, -1}, {1, 0, -1}, {1, 0, -1}});
    private static final Tensor EDGES =
            Tensor.of(new double[][] {{-5, -4, 0, 8}, {-10, -2, 2, 3}, {0, -2, -4, -7}, {-3, -2, -3, -16}});

    private static Node leaf(String name, long... shape) {
        return leaf(name, Shape.of(shape));
    }

    private static Node leaf(String name, Shape shape) {
        return Node.input(name, Type.real(shape), Domain.REAL);
    }

    private static Tensor random(int seed, long... shape) {
        return random(seed, Shape.of(shape));
    }

    private static Tensor random(int seed, Shape shape) {
        return Domain.REAL.sample(shape, new SplittableRandom(seed));
    }

    private static Tensor run(Node y) {
        return Interpreter.run(List.of(y)).get(y);
    }

    private static Node conv2d(Node x, Node k, Object... keywords) {
        return Calls.call("conv2d", List.of(x, k), keywords);
    }

    @Test
    void findsTheVerticalEdgesOfTheSeed() {
        Node x = Node.constant(IMAGE);
        Node k = Node.constant(VERTICAL);
        assertThat(run(Convolutions.conv2d(x, k))).isEqualTo(EDGES);
        Tensor convolved = run(conv2d(x, k, "flip", true));
        for (int i = 0; i < EDGES.count(); i++) {
            assertThat(convolved.at(i)).isEqualTo(0 - EDGES.at(i));
        }
    }

    @Test
    void keepsTheSizeOfTheSeedImage() {
        Tensor same = run(conv2d(Node.constant(IMAGE), Node.constant(VERTICAL), "padding", "same"));
        assertThat(same.shape()).isEqualTo(IMAGE.shape());
        assertThat(Calls.row(same, 0)).containsExactly(-5, -5, -6, -1, 6, 10);
        assertThat(Calls.row(same, 5)).containsExactly(-6, 0, -2, 1, -9, 5);
    }

    @Test
    void seesLightToDarkAndDarkToLight() {
        Node k = Node.constant(VERTICAL);
        Node light = Node.constant(Tensor.generate(DType.F64, Shape.of(6, 6), i -> i[1] < 3 ? 10 : 0));
        Node dark = Node.constant(Tensor.generate(DType.F64, Shape.of(6, 6), i -> i[1] < 3 ? 0 : 10));
        assertThat(Calls.row(run(Convolutions.conv2d(light, k)), 2)).containsExactly(0, 30, 30, 0);
        assertThat(Calls.row(run(Convolutions.conv2d(dark, k)), 2)).containsExactly(0, -30, -30, 0);
        Node checker = Node.constant(Tensor.generate(DType.F64, Shape.of(6, 6), i -> i[0] < 3 == i[1] < 3 ? 10 : 0));
        assertThat(run(Convolutions.conv2d(checker, k.T())))
                .isEqualTo(
                        Tensor.of(new double[][] {{0, 0, 0, 0}, {30, 10, -10, -30}, {30, 10, -10, -30}, {0, 0, 0, 0}}));
    }

    @Test
    void theKernelsGradientIsTheSumOfTheWindows() {
        Node x = Node.constant(IMAGE);
        Node k = leaf("K", 3, 3);
        Node dk = Calculus.grad(Convolutions.conv2d(x, k).sum(), k);
        assertThat(Interpreter.run(List.of(dk), k.is(VERTICAL)).get(dk))
                .isEqualTo(Tensor.of(new double[][] {{50, 62, 65}, {57, 63, 68}, {47, 52, 66}}));
    }

    /** Arguments of a call with the shapes they are for. */
    record Setting(Shape image, Shape kernel, Map<String, Object> options) {
        static Setting of(Shape image, Shape kernel, Object... options) {
            return new Setting(image, kernel, Calls.map(options));
        }

        Node conv2d(Node x, Node k) {
            return Calls.call("conv2d", List.of(x, k), options);
        }
    }

    static Stream<Setting> settings() {
        List<Integer> one = List.of(1, 2);
        return Stream.of(
                Setting.of(Shape.of(1, 1, 4, 4), Shape.of(1, 1, 3, 3)),
                Setting.of(Shape.of(2, 3, 5, 4), Shape.of(2, 3, 2, 3), "stride", 2),
                Setting.of(Shape.of(2, 2, 5, 6), Shape.of(3, 2, 3, 2), "padding", "same"),
                Setting.of(Shape.of(1, 2, 5, 6), Shape.of(3, 2, 2, 4), "padding", "same", "stride", List.of(2, 3)),
                Setting.of(
                        Shape.of(1, 2, 7, 6),
                        Shape.of(2, 2, 2, 3),
                        "padding",
                        List.of(1, 2),
                        "dilation",
                        List.of(3, 2)),
                Setting.of(
                        Shape.of(2, 4, 4, 4),
                        Shape.of(6, 2, 2, 2),
                        "groups",
                        2,
                        "padding",
                        List.of(one, List.of(0, 1))),
                Setting.of(Shape.of(1, 3, 4, 4), Shape.of(3, 1, 3, 3), "groups", 3, "padding", 1, "flip", true),
                Setting.of(Shape.of(1, 1, 3, 3), Shape.of(1, 1, 2, 2), "padding", 3, "stride", 4),
                Setting.of(Shape.of(2, 1, 1, 1), Shape.of(2, 1, 1, 1)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void agreesWithTheDefinition(Setting setting) {
        Tensor x = random(1, setting.image);
        Tensor k = random(2, setting.kernel);
        Node y = setting.conv2d(Node.constant(x), Node.constant(k));
        Tensor expected = naive(x, k, setting, y.shape());
        Tensor actual = run(y);
        assertThat(actual.shape()).isEqualTo(expected.shape());
        for (int i = 0; i < expected.count(); i++) {
            assertThat(actual.at(i)).isCloseTo(expected.at(i), within(1e-12));
        }
    }

    /** The sum over every window, entry by entry, from a function that is 0 outside the image. */
    private static Tensor naive(Tensor x, Tensor k, Setting setting, Shape shape) {
        Map<String, Object> options = setting.options;
        int groups = (int) options.getOrDefault("groups", 1);
        int in = k.shape().extent(1);
        int perGroup = k.shape().extent(0) / groups;
        boolean flip = options.containsKey("flip");
        return Tensor.generate(DType.F64, shape, at -> {
            double sum = 0;
            for (int c = 0; c < in; c++) {
                for (int p = 0; p < k.shape().extent(2); p++) {
                    for (int q = 0; q < k.shape().extent(3); q++) {
                        int row = place(
                                options,
                                0,
                                at[2],
                                p,
                                x.shape().extent(2),
                                k.shape().extent(2));
                        int column = place(
                                options,
                                1,
                                at[3],
                                q,
                                x.shape().extent(3),
                                k.shape().extent(3));
                        boolean inside = row >= 0
                                && row < x.shape().extent(2)
                                && column >= 0
                                && column < x.shape().extent(3);
                        double weight = flip
                                ? k.get(
                                        at[1],
                                        c,
                                        k.shape().extent(2) - 1 - p,
                                        k.shape().extent(3) - 1 - q)
                                : k.get(at[1], c, p, q);
                        sum += inside ? x.get(at[0], at[1] / perGroup * in + c, row, column) * weight : 0;
                    }
                }
            }
            return sum;
        });
    }

    private static int place(Map<String, Object> options, int axis, int output, int tap, int n, int f) {
        int stride = perAxis(options.getOrDefault("stride", 1), axis);
        int dilation = perAxis(options.getOrDefault("dilation", 1), axis);
        Object padding = options.getOrDefault("padding", 0);
        int before;
        if (padding.equals("same")) {
            int outputs = (int) Math.ceil(n / (double) stride);
            before = Math.max(0, (outputs - 1) * stride + (f - 1) * dilation + 1 - n) / 2;
        } else if (padding instanceof List<?> list && list.get(0) instanceof List<?>) {
            before = (int) ((List<?>) list.get(axis)).get(0);
        } else {
            before = perAxis(padding, axis);
        }
        return output * stride + tap * dilation - before;
    }

    private static int perAxis(Object value, int axis) {
        return value instanceof List<?> list ? (int) list.get(axis) : (int) value;
    }

    @ParameterizedTest
    @MethodSource("settings")
    void hasDerivativesOfOrderTwo(Setting setting) {
        Node x = leaf("X", setting.image);
        Node k = leaf("K", setting.kernel);
        Slopes.agree(
                setting.conv2d(x, k), List.of(x, k), x.is(random(1, setting.image)), k.is(random(2, setting.kernel)));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void bothAdjointsHaveDerivativesOfOrderTwo(Setting setting) {
        Node x = leaf("X", setting.image);
        Node k = leaf("K", setting.kernel);
        Node y = setting.conv2d(x, k);
        Node dy = Node.input("dY", y.type(), Domain.REAL);
        Tensor cotangent = Domain.REAL.sample(y.shape(), new SplittableRandom(3));
        Node dx = Calculus.vjp(y, x, dy);
        Slopes.agree(dx, List.of(dy, k), dy.is(cotangent), k.is(random(2, setting.kernel)));
        Node dk = Calculus.vjp(y, k, dy);
        Slopes.agree(dk, List.of(x, dy), dy.is(cotangent), x.is(random(1, setting.image)));
    }

    @Test
    void oneDimensionAndBareShapes() {
        Node x = Node.constant(Tensor.of(1, 2, 4, 8, 16));
        Node k = Node.constant(Tensor.of(1, 10));
        assertThat(run(Convolutions.conv1d(x, k))).isEqualTo(Tensor.of(21, 42, 84, 168));
        Node same = Calls.call("conv1d", List.of(x, k), "padding", "same", "stride", 2, "flip", true);
        assertThat(run(same)).isEqualTo(Tensor.of(12, 48, 160));
        Node ends = Calls.call("conv1d", List.of(x, k), "padding", List.of(List.of(1, 0)), "dilation", 2);
        assertThat(run(ends)).isEqualTo(Tensor.of(20, 41, 82, 164));
        Node channels = Node.constant(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}}));
        Node kernels = Node.constant(Tensor.of(Shape.of(1, 2, 2), 1, 1, 100, 100));
        assertThat(run(Convolutions.conv1d(channels, kernels))).isEqualTo(Tensor.of(new double[][] {{903, 1105}}));
    }

    @Test
    void oneDimensionIsOneRowOfTwo() {
        Tensor x = random(1, 2, 3, 7);
        Tensor k = random(2, 4, 3, 3);
        Node y = Calls.call("conv1d", List.of(Node.constant(x), Node.constant(k)), "stride", 2, "padding", 1);
        Node wide = conv2d(
                Node.constant(x.reshape(Shape.of(2, 3, 1, 7))),
                Node.constant(k.reshape(Shape.of(4, 3, 1, 3))),
                "stride",
                2,
                "padding",
                List.of(0, 1));
        assertThat(run(y)).isEqualTo(run(wide).reshape(y.shape()));
        Node a = leaf("a", 2, 3, 7);
        Node b = leaf("b", 4, 3, 3);
        Slopes.agree(Convolutions.conv1d(a, b), List.of(a, b), a.is(x), b.is(k));
    }

    @Test
    void theTransposePaintsTheKernel() {
        Node x = Node.constant(Tensor.of(new double[][] {{1, 0}, {0, 2}}));
        Node k = Node.constant(Tensor.of(new double[][] {{1, 2}, {3, 4}}));
        assertThat(run(Convolutions.convTranspose2d(x, k, Window.over(2))))
                .isEqualTo(Tensor.of(new double[][] {{1, 2, 0}, {3, 6, 4}, {0, 6, 8}}));
        assertThat(run(Convolutions.convTranspose2d(x, k, Window.over(2).stride(2))))
                .isEqualTo(Tensor.of(new double[][] {{1, 2, 0, 0}, {3, 4, 0, 0}, {0, 0, 2, 4}, {0, 0, 6, 8}}));
        Node y = Calls.call("conv_transpose2d", List.of(x, k), "stride", 2, "size", List.of(5, 4));
        assertThat(y.shape()).isEqualTo(Shape.of(5, 4));
        assertThat(Calls.row(run(y), 4)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void theBiasIsOneNumberAChannel() {
        Node x = leaf("X", 2, 1, 3, 3);
        Node k = leaf("K", 2, 1, 2, 2);
        Node b = leaf("b", 2);
        Node y = Calls.call("conv2d", List.of(x, k, b));
        Tensor zero = Tensor.zeros(2, 1, 2, 2);
        Tensor value = Interpreter.run(List.of(y), x.is(random(1, 2, 1, 3, 3)), k.is(zero), b.is(Tensor.of(5, 7)))
                .get(y);
        assertThat(value.toArray()).startsWith(5, 5, 5, 5, 7, 7, 7, 7).endsWith(7);
        Node bare = Calls.call("conv2d", List.of(Node.constant(IMAGE), Node.constant(VERTICAL), Node.constant(1)));
        assertThat(run(bare).get(0, 0)).isEqualTo(-4);
    }

    @Test
    void theBatchMayBeAFreeSize() {
        Node x =
                Node.input("X", Type.real(Shape.of(Dim.named("m"), Dim.of(1), Dim.named("h"), Dim.of(4))), Domain.REAL);
        Node k = leaf("K", 2, 1, 3, 3);
        Node y = conv2d(x, k, "stride", 2);
        assertThat(y.shape()).hasToString("[m, 2, floor((h - 3)/2) + 1, 1]");
        assertThat(y.shape().resolve(Sizes.of(Map.of("m", 5L, "h", 7L)))).isEqualTo(Shape.of(5, 2, 3, 1));
        Slopes.agree(y, List.of(x, k), x.is(random(1, 3, 1, 6, 4)), k.is(random(2, 2, 1, 3, 3)));
        Node same = conv2d(x, k, "padding", "same");
        assertThat(same.shape()).hasToString("[m, 2, h, 4]");
        Slopes.agree(same, List.of(x, k), x.is(random(1, 3, 1, 6, 4)), k.is(random(2, 2, 1, 3, 3)));
        assertThatThrownBy(
                        () -> Interpreter.run(List.of(y), x.is(Tensor.zeros(2, 1, 2, 4)), k.is(random(2, 2, 1, 3, 3))))
                .isInstanceOf(ChainruleException.class)
                .hasMessageStartingWith(
                        "cannot compute conv2d(X, K, stride=2): the kernel does not fit into the image "
                                + "along spatial axis 0: size 2 + padding 0 - kernel 3 = -1 < 0; pad more or take a smaller kernel");
    }

    @Test
    void anEmptyBatchGivesAnEmptyResultAndNoGradient() {
        Node x = leaf("X", 0, 1, 3, 3);
        Node k = leaf("K", 2, 1, 2, 2);
        Node y = Convolutions.conv2d(x, k);
        Node dk = Calculus.grad(y.sum(), k);
        var values = Interpreter.run(List.of(y, dk), x.is(Tensor.zeros(0, 1, 3, 3)), k.is(Tensor.ones(2, 1, 2, 2)));
        assertThat(values.get(y).shape()).isEqualTo(Shape.of(0, 2, 2, 2));
        assertThat(values.get(dk)).isEqualTo(Tensor.zeros(2, 1, 2, 2));
    }

    @Test
    void singlePrecisionRoundsOnce() {
        Node x = leaf("X", 4, 4);
        Node k = leaf("K", 2, 2);
        Node y = Convolutions.conv2d(x, k);
        Tensor image = random(1, 4, 4).as(DType.F32);
        Tensor kernel = random(2, 2, 2).as(DType.F32);
        Tensor single = Interpreter.run(List.of(y), List.of(x.is(image), k.is(kernel)), DType.F32)
                .get(y);
        Tensor exact = Interpreter.run(List.of(y), x.is(image), k.is(kernel)).get(y);
        assertThat(single.dtype()).isEqualTo(DType.F32);
        assertThat(single).isEqualTo(exact.as(DType.F32));
    }

    @Test
    void anInfinityInASwitchedOffWindowDoesNotLeak() {
        Node x = leaf("X", 3, 4);
        Node k = leaf("K", 3, 3);
        Node y = Convolutions.conv2d(x, k.pow(-1));
        Node left = Node.constant(Tensor.of(new double[][] {{1, 0}}));
        Node loss = Where.of(left, y, Node.constant(0)).sum();
        Node dx = Calculus.grad(loss, x);
        Tensor kernel = Tensor.fill(DType.F64, Shape.of(3, 3), i -> i == 8 ? 0 : 1);
        Tensor gradient = Interpreter.run(List.of(dx), x.is(Tensor.ones(3, 4)), k.is(kernel))
                .get(dx);
        assertThat(Calls.row(gradient, 0)).containsExactly(1, 1, 1, 0);
        assertThat(Calls.row(gradient, 2)).containsExactly(1, 1, Double.POSITIVE_INFINITY, 0);
    }
}
