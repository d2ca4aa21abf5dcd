package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.grad.GradientException;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Reductions, softmax, running sums and sorting. */
class ReductionsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    /** Function names with their attributes, each applied to one tensor with at least two axes. */
    static Stream<Arguments> functions() {
        return Stream.of(
                function("prod"),
                function("prod", "axis", 1),
                function("prod", "axis", List.of(0, -1), "keepdims", true),
                function("prod_others", "axis", 0),
                function("max"),
                function("max", "axis", 1),
                function("max", "axis", List.of(0, 2), "keepdims", true),
                function("min", "axis", -1),
                function("var"),
                function("var", "axis", 1, "ddof", 1),
                function("std", "axis", List.of(0, 1), "keepdims", true),
                function("std", "ddof", 1),
                function("norm"),
                function("norm", "axis", 0),
                function("norm", "ord", 1, "axis", 2),
                function("norm", "ord", INF, "axis", 2, "keepdims", true),
                function("norm", "ord", 3),
                function("norm", "ord", 1.5, "axis", List.of(1, 2)),
                function("logsumexp"),
                function("logsumexp", "axis", 1),
                function("logsumexp", "axis", List.of(0, 2), "keepdims", true),
                function("softmax"),
                function("softmax", "axis", 0),
                function("softmax", "axis", List.of(1, -1)),
                function("softmax", "axis", List.of(0, 1, 2)),
                function("log_softmax"),
                function("log_softmax", "axis", 1),
                function("cumsum"),
                function("cumsum", "axis", 1),
                function("cumsum", "axis", 0, "reverse", true),
                function("cumprod"),
                function("cumprod", "axis", 2),
                function("shift", "axis", 1, "by", -1, "fill", 2),
                function("sort"),
                function("sort", "axis", 1, "descending", true),
                function("topk", "k", 2),
                function("topk", "k", 1, "axis", 0));
    }

    private static Arguments function(String name, Object... keywords) {
        Map<String, Arg> given = new java.util.LinkedHashMap<>();
        for (int i = 0; i < keywords.length; i += 2) {
            given.put(keywords[i].toString(), arg(keywords[i + 1]));
        }
        return Arguments.of(name, given);
    }

    private static Arg arg(Object value) {
        if (value instanceof Boolean bool) {
            return new Arg.Bool(bool);
        }
        if (value instanceof List<?> list) {
            return new Arg.Items(list.stream().map(ReductionsTest::arg).toList());
        }
        return value instanceof Node node ? new Arg.Value(node) : new Arg.Num(((Number) value).doubleValue());
    }

    private static Node call(String name, Map<String, Arg> keywords, Node... xs) {
        return Catalogue.find(name)
                .orElseThrow()
                .call(Stream.of(xs).map(x -> (Arg) new Arg.Value(x)).toList(), keywords);
    }

    private static Node call(Node x, String name, Object... keywords) {
        Object[] given = function(name, keywords).get();
        @SuppressWarnings("unchecked")
        Map<String, Arg> map = (Map<String, Arg>) given[1];
        return call(name, map, x);
    }

    private static Tensor sample(long seed, long... sizes) {
        SplittableRandom random = new SplittableRandom(seed);
        // Distinct by more than the steps of a difference quotient, so that no order changes.
        int[] order = {0};
        Tensor noise = Domain.interval(-0.05, 0.05).sample(Shape.of(sizes), random);
        int n = noise.count();
        return Tensor.fill(DType.F64, Shape.of(sizes), i -> {
            order[0] = (order[0] + 7) % Math.max(n + (n % 7 == 0 ? 1 : 0), 1);
            return (order[0] - n / 2.0) * 0.3 + 0.17 + noise.at(i);
        });
    }

    @ParameterizedTest
    @MethodSource("functions")
    void derivativesAgreeWithDifferenceQuotients(String name, Map<String, Arg> keywords) {
        GradCheck.check(name + keywords, in -> call(name, keywords, in.get(0)), 3, sample(1, 2, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void float32IsTheExactResultRounded(String name, Map<String, Arg> keywords) {
        Tensor x = sample(2, 2, 2, 3).as(DType.F32);
        Node in = Node.input("x", Type.real(x.shape()), Domain.REAL);
        Node y = call(name, keywords, in);
        Tensor narrow =
                Interpreter.run(List.of(y), List.of(in.is(x)), DType.F32).get(y);
        assertThat(narrow)
                .isEqualTo(Interpreter.run(List.of(y), in.is(x.as(DType.F64)))
                        .get(y)
                        .as(DType.F32));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void sizesMayBeNamed(String name, Map<String, Arg> keywords) {
        Dim m = Dim.named("m");
        Dim n = Dim.named("n");
        Tensor x = sample(3, 2, 3, 2);
        Node free = Node.input("x", Type.real(Shape.of(m, n, m)), Domain.REAL);
        Node fixed = Node.input("x", Type.real(x.shape()), Domain.REAL);
        for (Function<Node, Node> f : List.<Function<Node, Node>>of(
                in -> call(name, keywords, in),
                in -> Gradient.of(call(name, keywords, in).sum()).orZero(in),
                in -> Gradient.of(Gradient.of(call(name, keywords, in).square().sum())
                                .orZero(in)
                                .sum())
                        .orZero(in))) {
            Node y = f.apply(free);
            Node expected = f.apply(fixed);
            assertThat(Interpreter.run(List.of(y), free.is(x)).get(y))
                    .isEqualTo(Interpreter.run(List.of(expected), fixed.is(x)).get(expected));
        }
    }

    @ParameterizedTest
    @MethodSource("functions")
    void emptyTensorsWorkExceptForTheLargestOfNone(String name, Map<String, Arg> keywords) {
        for (Shape shape : List.of(Shape.of(0, 2, 3), Shape.of(2, 0, 3), Shape.of(2, 3, 0))) {
            Node x = Node.input("x", Type.real(shape), Domain.REAL);
            Tensor none = Tensor.full(DType.F64, shape, 0);
            try {
                Node y = call(name, keywords, x);
                Node gradient = Gradient.of(y.sum()).orZero(x);
                assertThat(Interpreter.run(List.of(y), x.is(none)).get(y).shape())
                        .isEqualTo(y.shape());
                assertThat(Interpreter.run(List.of(gradient), x.is(none))
                                .get(gradient)
                                .shape())
                        .isEqualTo(shape);
            } catch (ShapeException e) {
                assertThat(name).isIn("max", "min", "topk");
                assertThat(e).hasMessageContaining(shape.toString());
            }
        }
    }

    /** A row that a where switches off may hold anything. */
    @ParameterizedTest
    @MethodSource("functions")
    void aWhereKeepsNansOfOtherGroupsOut(String name, Map<String, Arg> keywords) {
        Tensor clean = sample(4, 2, 3, 2);
        Node x = Node.input("x", Type.real(clean.shape()), Domain.REAL);
        Node y = call(name, keywords, x);
        Node picked =
                Where.of(Node.constant(Tensor.scalar(0)), y, Node.constant(1)).sum();
        Node gradient = Gradient.of(picked.square()).orZero(x);
        Tensor nan = Tensor.full(DType.F64, clean.shape(), NAN);
        Tensor inf = Tensor.full(DType.F64, clean.shape(), INF);
        for (Tensor poison : List.of(nan, inf)) {
            Tensor value = Interpreter.run(List.of(gradient), x.is(poison)).get(gradient);
            for (int i = 0; i < value.count(); i++) {
                assertThat(value.at(i)).isZero();
            }
        }
    }

    @Test
    void aWhereByRowsLeavesTheOtherRowsTheirGradient() {
        Node rows = Node.constant(Tensor.of(Shape.of(2, 1), 1, 0));
        Tensor clean = Tensor.of(new double[][] {{1, 3, 2}, {4, 6, 5}});
        Tensor poisoned = Tensor.of(new double[][] {{1, 3, 2}, {NAN, 6, INF}});
        for (String name : List.of(
                "softmax", "log_softmax", "logsumexp", "max", "std", "norm", "prod", "cumprod", "cumsum", "sort")) {
            boolean keeps = List.of("softmax", "log_softmax", "cumprod", "cumsum", "sort")
                    .contains(name);
            Function<Node, Node> f = in -> Where.of(
                    rows,
                    keeps ? call(in, name, "axis", 1) : call(in, name, "axis", 1, "keepdims", true),
                    Node.constant(0));
            assertThat(GradCheck.gradient(in -> f.apply(in).square(), poisoned))
                    .as(name)
                    .isEqualTo(GradCheck.gradient(in -> f.apply(in).square(), clean));
        }
    }

    @Test
    void aProductIsRightWithZeros() {
        Function<Node, Node> prod = in -> call(in, "prod");
        assertThat(GradCheck.gradient(prod, Tensor.of(2, 3, 5))).isEqualTo(Tensor.of(15, 10, 6));
        assertThat(GradCheck.gradient(prod, Tensor.of(2, 0, 5))).isEqualTo(Tensor.of(0, 10, 0));
        assertThat(GradCheck.gradient(prod, Tensor.of(0, 3, 0))).isEqualTo(Tensor.of(0, 0, 0));
        assertThat(GradCheck.value(in -> Calculus.hessian(prod.apply(in), in), Tensor.of(0, 3, 0)))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 3}, {0, 0, 0}, {3, 0, 0}}));
        GradCheck.check("prod with a zero", in -> prod.apply(in.get(0)), 3, Tensor.of(2, 0, 5, -1));
        GradCheck.check("prod with zeros", in -> prod.apply(in.get(0)), 4, Tensor.of(0, 3, 0, -2));
        assertThat(GradCheck.value(prod, Tensor.zeros(0)).item()).isEqualTo(1);
    }

    @Test
    void directionsOfAProduct() {
        GradCheck.check(
                "prod_others with two directions",
                in -> Catalogue.find("prod_others")
                        .orElseThrow()
                        .call(in.stream().map(x -> (Arg) new Arg.Value(x)).toList(), Map.of("axis", new Arg.Num(0))),
                Tensor.of(1, 0, 2, -1),
                Tensor.of(0.5, 2, 0, 1),
                Tensor.of(1, -1, 3, 0.2));
        Node x = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        Node g = Node.input("G", Type.real(Shape.of(2)), Domain.REAL);
        assertThatThrownBy(() -> call("prod_others", Map.of(), x, g))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("a direction has the shape of x, which is [3], not [2]");
        assertThatThrownBy(() -> call("prod_others", Map.of())).isInstanceOf(ArgumentException.class);
    }

    @Test
    void runningProductsAreRightWithZeros() {
        GradCheck.check("cumprod with a zero", in -> Cumulative.cumprod(in.get(0), 0), 3, Tensor.of(2, 0, 5, -1));
        GradCheck.check("cumprod with zeros", in -> Cumulative.cumprod(in.get(0), 0), 3, Tensor.of(0, 3, 0, -2));
        assertThat(GradCheck.value(in -> Cumulative.cumprod(in, -1), Tensor.of(new double[][] {{2, 3, 4}, {1, 0, 5}})))
                .isEqualTo(Tensor.of(new double[][] {{2, 6, 24}, {1, 0, 0}}));
        assertThat(GradCheck.value(in -> Cumulative.cumsum(in, 0), Tensor.of(1e100, 1, -1e100)))
                .isEqualTo(Tensor.of(1e100, 1e100, 1));
        assertThat(GradCheck.value(in -> call(in, "cumsum"), Tensor.of(new double[][] {{1, 2}, {3, 4}})))
                .isEqualTo(Tensor.of(1, 3, 6, 10));
    }

    @Test
    void aScanAndItsTranspose() {
        Tensor a = Tensor.of(new double[][] {{9, 2, -1}, {9, 0, 3}});
        Tensor b = Tensor.of(new double[][] {{1, 1, 1}, {2, -1, 4}});
        for (boolean reverse : new boolean[] {false, true}) {
            Map<String, Arg> keywords = Map.of("axis", new Arg.Num(1), "reverse", new Arg.Bool(reverse));
            GradCheck.check(
                    "linear_scan " + reverse, in -> call("linear_scan", keywords, in.get(0), in.get(1)), 3, a, b);
            assertThat(GradCheck.value(in -> call("linear_scan", keywords, Node.constant(a), in), b))
                    .isEqualTo(
                            reverse
                                    ? Tensor.of(new double[][] {{1 + 2 * 0, 0, 1}, {2, 11, 4}})
                                    : Tensor.of(new double[][] {{1, 3, -2}, {2, -1, 1}}));
        }
        Node x = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        assertThatThrownBy(() -> call(
                        "linear_scan",
                        Map.of("axis", new Arg.Num(0)),
                        x,
                        Node.constant(1).broadcastTo(Shape.of(2))))
                .hasMessageContaining("a and b of linear_scan have one shape, not [3] and [2]");
    }

    @Test
    void theLargestSharesItsGradientAmongTies() {
        Tensor x = Tensor.of(new double[][] {{1, 3, 3}, {5, 5, 5}, {0, -1, 2}});
        assertThat(GradCheck.gradient(in -> MaxMin.max(in, Axes.of(in, 1), false), x))
                .isEqualTo(Tensor.of(new double[][] {{0, 0.5, 0.5}, {1 / 3.0, 1 / 3.0, 1 / 3.0}, {0, 0, 1}}));
        assertThat(GradCheck.gradient(in -> MaxMin.min(in, Axes.ALL, true), x))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 0}, {0, 0, 0}, {0, 1, 0}}));
        assertThat(GradCheck.value(in -> MaxMin.max(in, Axes.ALL, false), Tensor.of(1, NAN, 3))
                        .item())
                .isNaN();
        assertThat(GradCheck.gradient(in -> MaxMin.max(in, Axes.ALL, false), Tensor.of(-INF, -INF)))
                .isEqualTo(Tensor.of(0.5, 0.5));
    }

    @Test
    void thereIsNoLargestOfNothing() {
        Node x = Node.input("X", Type.real(Shape.of(2, 0)), Domain.REAL);
        assertThatThrownBy(() -> call(x, "max", "axis", 1))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining(
                        "there is no max of no entries: the shape is [2, 0], reduced over axis 1; give it at "
                                + "least one entry");
        assertThatThrownBy(() -> call(x, "argmin"))
                .hasMessageContaining("there is no argmin of no entries: the shape is [2, 0], reduced over all axes");
        Node free = Node.input("Y", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node max = call(free, "max");
        assertThatThrownBy(() -> Interpreter.run(List.of(max), free.is(Tensor.zeros(0))))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("cannot compute max(Y): there is no max of no entries: the shape is [0]");
        assertThat(GradCheck.value(in -> call(in, "max", "axis", 0), Tensor.zeros(2, 0))
                        .shape())
                .isEqualTo(Shape.of(0));
    }

    @Test
    void severalExpressionsHaveNoAxis() {
        Node x = Node.input("X", Type.real(Shape.of(2)), Domain.REAL);
        assertThatThrownBy(() -> call("max", Map.of("axis", new Arg.Num(0)), x, x))
                .hasMessage(
                        "max of several expressions works entry by entry and has no axis: write max(max(x, axis=0), y)");
        assertThatThrownBy(() -> call("min", Map.of())).hasMessage("min needs at least one expression: min(x, axis=0)");
    }

    @Test
    void positionsOfExtremes() {
        Tensor x = Tensor.of(new double[][] {{1, 7, 7}, {NAN, 9, NAN}});
        assertThat(GradCheck.value(in -> MaxMin.argmax(in, 1), x)).isEqualTo(Tensor.ofLongs(Shape.of(2), 1, 0));
        assertThat(GradCheck.value(in -> MaxMin.argmin(in, 0), x)).isEqualTo(Tensor.ofLongs(Shape.of(3), 1, 0, 1));
        assertThat(GradCheck.value(in -> MaxMin.argmax(in), Tensor.of(new double[][] {{1, 2}, {5, 4}}))
                        .item())
                .isEqualTo(2);
        Node in = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        assertThat(MaxMin.argmax(in).type().isReal()).isFalse();
        assertThatThrownBy(() -> Calculus.grad(MaxMin.argmax(in).times(2), in))
                .isInstanceOf(GradientException.class)
                .hasMessage("the derivative of 2 * argmax(X) by X is not defined: argmax(X) is an index");
    }

    @Test
    void varianceAgreesWithCommonsMath() {
        SplittableRandom random = new SplittableRandom(11);
        for (double offset : new double[] {0, 1e8}) {
            double[] x = random.doubles(50).map(d -> d + offset).toArray();
            assertThat(GradCheck.value(in -> Statistics.var(in, Axes.ALL, 1, false), Tensor.of(x))
                            .item())
                    .isCloseTo(StatUtils.variance(x), within(1e-15));
            assertThat(GradCheck.value(in -> Statistics.std(in, Axes.ALL, 0, false), Tensor.of(x))
                            .item())
                    .isCloseTo(Math.sqrt(StatUtils.populationVariance(x)), within(1e-15));
        }
        assertThat(GradCheck.value(in -> Statistics.var(in, Axes.ALL, 1, false), Tensor.of(3))
                        .item())
                .isNaN();
        assertThatThrownBy(() -> call(Node.constant(1), "var", "ddof", -1)).hasMessage("ddof is at least 0, not -1");
    }

    @Test
    void equalEntriesHaveDeviationZeroAndGradientZero() {
        Tensor x = Tensor.of(0.1, 0.1, 0.1);
        Function<Node, Node> std = in -> Statistics.std(in, Axes.ALL, 0, false);
        assertThat(GradCheck.value(std, x).item()).isZero();
        assertThat(GradCheck.gradient(std, x)).isEqualTo(Tensor.of(0, 0, 0));
        assertThat(GradCheck.second(std, x).isFinite()).isTrue();
    }

    @Test
    void normsNeitherOverflowNorLoseSmallNumbers() {
        Function<Node, Node> norm = in -> Norms.norm(in, 2, Axes.ALL, false);
        assertThat(GradCheck.value(norm, Tensor.of(3, 4)).item()).isEqualTo(5);
        assertThat(GradCheck.value(norm, Tensor.of(3e200, 4e200)).item()).isCloseTo(5e200, within(1e185));
        assertThat(GradCheck.value(norm, Tensor.of(3e-200, 4e-200)).item()).isCloseTo(5e-200, within(1e-215));
        assertThat(GradCheck.value(norm, Tensor.of(3, -INF)).item()).isEqualTo(INF);
        assertThat(GradCheck.value(norm, Tensor.of(3, NAN)).item()).isNaN();
        assertThat(GradCheck.gradient(norm, Tensor.of(3e200, 4e200)).at(0)).isCloseTo(0.6, within(1e-15));
        for (double ord : new double[] {1, 1.5, 2, 3, INF}) {
            Function<Node, Node> f = in -> Norms.norm(in, ord, Axes.ALL, false);
            assertThat(GradCheck.value(f, Tensor.of(0, 0)).item()).isZero();
            assertThat(GradCheck.gradient(f, Tensor.of(0, 0))).isEqualTo(Tensor.of(0, 0));
            assertThat(GradCheck.value(f, Tensor.of(1e200, -1e200)).item())
                    .isCloseTo(1e200 * Math.pow(2, 1 / ord), within(1e186));
        }
        assertThat(GradCheck.gradient(in -> Norms.norm(in, INF, Axes.ALL, false), Tensor.of(-2, 1, 2)))
                .isEqualTo(Tensor.of(-0.5, 0, 0.5));
        assertThat(GradCheck.gradient(in -> Norms.norm(in, 1, Axes.ALL, false), Tensor.of(0, -2, 3)))
                .isEqualTo(Tensor.of(0, -1, 1));
        assertThat(GradCheck.second(norm, Tensor.of(0, 0))).isEqualTo(Tensor.of(0, 0));
        assertThatThrownBy(() -> call(Node.constant(1), "norm", "ord", 0))
                .hasMessage("norm: ord is greater than 0 or inf, not 0; to count entries that are not 0, write "
                        + "sum(not_equal(x, 0))");
        Node x = Node.input("X", Type.real(Shape.of(2, 2)), Domain.REAL);
        assertThat(Catalogue.find("norm")
                        .orElseThrow()
                        .call(List.of(new Arg.Value(x)), Map.of("ord", new Arg.Text("fro"))))
                .isSameAs(call(x, "norm"));
    }

    @Test
    void softmaxOfExtremeRows() {
        Tensor x = Tensor.of(new double[][] {{-INF, -INF}, {1000, 0}, {-1000, -1000}, {INF, 0}, {-INF, 3}, {NAN, 1}});
        assertThat(GradCheck.value(Softmax::softmax, x))
                .isEqualTo(Tensor.of(new double[][] {{0, 0}, {1, 0}, {0.5, 0.5}, {NAN, NAN}, {0, 1}, {NAN, NAN}}));
        double ln2 = Math.log(2);
        assertThat(GradCheck.value(Softmax::logSoftmax, x))
                .isEqualTo(Tensor.of(
                        new double[][] {{-INF, -INF}, {0, -1000}, {-ln2, -ln2}, {NAN, NAN}, {-INF, 0}, {NAN, NAN}}));
        assertThat(GradCheck.value(in -> Softmax.logsumexp(in, Axes.of(in, 1), false), x))
                .isEqualTo(Tensor.of(-INF, 1000, -1000 + ln2, INF, 3, NAN));
        Tensor fine = Tensor.of(new double[][] {{-INF, -INF}, {1000, 0}, {-INF, 3}});
        Tensor gradient = GradCheck.gradient(in -> Softmax.logsumexp(in, Axes.of(in, 1), false), fine);
        assertThat(gradient).isEqualTo(Tensor.of(new double[][] {{0, 0}, {1, 0}, {0, 1}}));
        assertThat(GradCheck.second(in -> Softmax.logsumexp(in, Axes.of(in, 1), false), fine)
                        .isFinite())
                .isTrue();
        assertThat(GradCheck.gradient(Softmax::softmax, fine).isFinite()).isTrue();
        assertThat(GradCheck.value(in -> Softmax.logsumexp(in, Axes.ALL, false), Tensor.zeros(0))
                        .item())
                .isEqualTo(-INF);
        assertThat(GradCheck.value(Softmax::softmax, Tensor.scalar(7)).item()).isEqualTo(1);
    }

    @Test
    void logsumexpKeepsTheDigitsOfSmallTerms() {
        assertThat(GradCheck.value(in -> Softmax.logsumexp(in, Axes.ALL, false), Tensor.of(0, -50))
                        .item())
                .isEqualTo(Math.log1p(Math.exp(-50)));
        assertThat(GradCheck.value(Softmax::logSoftmax, Tensor.of(0, -50)).at(0))
                .isEqualTo(-Math.exp(-50));
        assertThat(GradCheck.value(Softmax::logSoftmax, Tensor.of(1e20, 1e20)).at(0))
                .isEqualTo(-Math.log(2));
    }

    @Test
    void sortingKeepsEqualEntriesInOrderAndCountsNanAsLargest() {
        Tensor x = Tensor.of(2, NAN, 0.0, -1, -0.0, 2);
        assertThat(GradCheck.value(in -> Sorting.argsort(in, 0, false), x))
                .isEqualTo(Tensor.ofLongs(Shape.of(6), 3, 2, 4, 0, 5, 1));
        assertThat(GradCheck.value(in -> Sorting.argsort(in, 0, true), x))
                .isEqualTo(Tensor.ofLongs(Shape.of(6), 1, 0, 5, 2, 4, 3));
        assertThat(GradCheck.value(in -> Sorting.sort(in, -1, false), x))
                .isEqualTo(Tensor.of(-1, 0.0, -0.0, 2, 2, NAN));
        Tensor table = Tensor.of(new double[][] {{3, 1, 2}, {4, 9, 4}});
        assertThat(GradCheck.value(in -> Sorting.topk(in, 2, 1), table))
                .isEqualTo(Tensor.of(new double[][] {{3, 2}, {9, 4}}));
        assertThat(GradCheck.gradient(in -> Sorting.topk(in, 2, 1), table))
                .isEqualTo(Tensor.of(new double[][] {{1, 0, 1}, {1, 1, 0}}));
        assertThat(GradCheck.value(in -> Sorting.topk(in, 0, 1), table).shape()).isEqualTo(Shape.of(2, 0));
    }

    @Test
    void aSecondDerivativeOfSortingIsZeroNotUndefined() {
        Node x = Node.input("X", Type.real(Shape.of(3)), Domain.REAL);
        Node weighted = Sorting.sort(x, 0, false)
                .times(Node.constant(Tensor.of(1, 2, 3)))
                .sum();
        assertThat(GradCheck.value(
                        in -> Calculus.hessian(
                                Sorting.sort(in, 0, false)
                                        .times(Node.constant(Tensor.of(1, 2, 3)))
                                        .sum(),
                                in),
                        Tensor.of(3, 1, 2)))
                .isEqualTo(Tensor.zeros(3, 3));
        assertThatThrownBy(() -> Calculus.grad(Calculus.grad(weighted, x).sum(), x))
                .isInstanceOf(GradientException.class)
                .hasMessageContaining("is zero: a position is piecewise constant");
    }

    @Test
    void sortingHasErrorsWithNames() {
        Node x = Node.input("X", Type.real(Shape.of(2, 3)), Domain.REAL);
        assertThatThrownBy(() -> call(x, "topk", "k", 4))
                .isInstanceOf(ShapeException.class)
                .hasMessageContaining("there are no 4 entries along axis 1 of the shape [2, 3]");
        assertThatThrownBy(() -> call(x, "topk", "k", -1)).hasMessage("topk: k is at least 0, not -1");
        assertThatThrownBy(() -> call(Node.constant(1), "sort")).hasMessageContaining("a scalar has no axes");
        Node free = Node.input("Y", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        Node top = call(free, "topk", "k", 3);
        assertThatThrownBy(() -> Interpreter.run(List.of(top), free.is(Tensor.of(1, 2))))
                .hasMessageContaining("there are no 3 entries along axis 0 of the shape [2]");
    }

    @Test
    void entriesArePickedAndPutByPosition() {
        Node index = Node.constant(Tensor.ofLongs(Shape.of(2, 3), 1, 1, 0, 2, 0, 2));
        Map<String, Arg> along = Map.of("index", new Arg.Value(index), "axis", new Arg.Num(1));
        Tensor x = Tensor.of(new double[][] {{10, 20, 30}, {40, 50, 60}});
        assertThat(GradCheck.value(in -> call("take_along", along, in), x))
                .isEqualTo(Tensor.of(new double[][] {{20, 20, 10}, {60, 40, 60}}));
        Map<String, Arg> put = Map.of("index", new Arg.Value(index), "axis", new Arg.Num(1), "size", new Arg.Num(4));
        assertThat(GradCheck.value(in -> call("put_along", put, in), x))
                .isEqualTo(Tensor.of(new double[][] {{30, 30, 0, 0}, {50, 0, 100, 0}}));
        GradCheck.check("take_along", in -> call("take_along", along, in.get(0)), x);
        GradCheck.check("put_along", in -> call("put_along", put, in.get(0)), x);
        Node narrow = Node.input("X", Type.real(Shape.of(2, 2)), Domain.REAL);
        Node outside = call("take_along", along, narrow);
        assertThatThrownBy(() -> Interpreter.run(List.of(outside), narrow.is(Tensor.zeros(2, 2))))
                .hasMessageContaining("position 2 is not in 0 to 1");
        Node wrong = Node.input("X", Type.real(Shape.of(4, 3)), Domain.REAL);
        assertThatThrownBy(() -> call("take_along", along, wrong))
                .hasMessageContaining(
                        "the positions [2, 3] and the entries [4, 3] differ in size on another axis than 1");
        assertThatThrownBy(() -> call("put_along", put, wrong))
                .hasMessageContaining("the positions have the shape of the entries, which is [4, 3], not [2, 3]");
    }

    @Test
    void usualArgumentsAreNotWritten() {
        Node x = Node.input("X", Type.real(Shape.of(2, 3)), Domain.REAL);
        assertThat(call(x, "softmax", "axis", 1))
                .hasToString("softmax(X) [2, 3]")
                .isSameAs(call(x, "softmax"));
        assertThat(call(x, "softmax", "axis", -2)).hasToString("softmax(X, axis=0) [2, 3]");
        assertThat(call(x, "log_softmax", "axis", List.of(1, 0))).hasToString("log_softmax(X, axis=[0, 1]) [2, 3]");
        assertThat(call(x, "sort", "axis", 0, "descending", true))
                .hasToString("sort(X, axis=0, descending=true) [2, 3]");
        assertThat(call(x, "topk", "k", 2, "axis", 1)).hasToString("topk(X, k=2) [2, 2]");
        assertThat(call(x, "argsort", "axis", 0)).hasToString("argsort(X, axis=0) [2, 3]");
        assertThat(call(x, "var", "axis", 1, "ddof", 1, "keepdims", true))
                .hasToString("var(X, ddof=1, axis=1, keepdims=true) [2, 1]");
        assertThat(call(x, "std", "ddof", 0, "axis", List.of(0, 1))).hasToString("std(X) []");
        assertThat(call(x, "norm", "ord", INF, "axis", 0)).hasToString("norm(X, ord=inf, axis=0) [3]");
        assertThat(call(x, "norm", "ord", 2)).hasToString("norm(X) []");
        assertThat(call(x, "max", "axis", -1)).hasToString("max(X, axis=1) [2]");
        assertThat(call(x, "cumsum", "axis", 0, "reverse", true)).hasToString("cumsum(X, axis=0, reverse=true) [2, 3]");
        assertThat(call(x, "shift", "axis", 0)).hasToString("shift(X, axis=0) [2, 3]");
        assertThat(call(x, "prod_others")).hasToString("prod_others(X) [2, 3]");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isDocumentedWithExamplesLatexAndLocalDerivative(String name, Map<String, Arg> keywords) {
        org.chainrule.ops.Function function = Catalogue.find(name).orElseThrow();
        assertThat(function.doc()).endsWith(".");
        assertThat(function.examples()).isNotEmpty();
        Node x = Node.input("X", Type.real(Shape.of(2, 3, 2)), Domain.REAL);
        Node z = call(name, keywords, x);
        assertThat(z.op().spelling().latex()).contains("\\");
        assertThat(z.op().local(0, z, node -> node.label().orElse("z")))
                .isNotEmpty()
                .doesNotContain("∂");
    }
}
