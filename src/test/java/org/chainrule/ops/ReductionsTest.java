package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.chainrule.ops.Calls.call;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Gradient;
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

/** What holds for every reduction, softmax, running sum and sort. */
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
        return Arguments.of(name, keywords);
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
    void derivativesAgreeWithDifferenceQuotients(String name, Object[] keywords) {
        GradCheck.check(name + Arrays.toString(keywords), in -> call(name, in, keywords), 3, sample(1, 2, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void float32IsTheExactResultRounded(String name, Object[] keywords) {
        Tensor x = sample(2, 2, 2, 3).as(DType.F32);
        Node in = Node.input("x", Type.real(x.shape()), Domain.REAL);
        Node y = call(name, List.of(in), keywords);
        Tensor narrow =
                Interpreter.run(List.of(y), List.of(in.is(x)), DType.F32).get(y);
        assertThat(narrow)
                .isEqualTo(Interpreter.run(List.of(y), in.is(x.as(DType.F64)))
                        .get(y)
                        .as(DType.F32));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void sizesMayBeNamed(String name, Object[] keywords) {
        Dim m = Dim.named("m");
        Dim n = Dim.named("n");
        Tensor x = sample(3, 2, 3, 2);
        Node free = Node.input("x", Type.real(Shape.of(m, n, m)), Domain.REAL);
        Node fixed = Node.input("x", Type.real(x.shape()), Domain.REAL);
        for (Function<Node, Node> f : List.<Function<Node, Node>>of(
                in -> call(name, List.of(in), keywords),
                in -> Gradient.of(call(name, List.of(in), keywords).sum()).orZero(in),
                in -> Gradient.of(Gradient.of(call(name, List.of(in), keywords)
                                        .square()
                                        .sum())
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
    void emptyTensorsWorkExceptForTheLargestOfNone(String name, Object[] keywords) {
        for (Shape shape : List.of(Shape.of(0, 2, 3), Shape.of(2, 0, 3), Shape.of(2, 3, 0))) {
            Node x = Node.input("x", Type.real(shape), Domain.REAL);
            Tensor none = Tensor.full(DType.F64, shape, 0);
            try {
                Node y = call(name, List.of(x), keywords);
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
    void aWhereKeepsNansOfOtherGroupsOut(String name, Object[] keywords) {
        Tensor clean = sample(4, 2, 3, 2);
        Node x = Node.input("x", Type.real(clean.shape()), Domain.REAL);
        Node y = call(name, List.of(x), keywords);
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
                    keeps ? call(name, List.of(in), "axis", 1) : call(name, List.of(in), "axis", 1, "keepdims", true),
                    Node.constant(0));
            assertThat(GradCheck.gradient(in -> f.apply(in).square(), poisoned))
                    .as(name)
                    .isEqualTo(GradCheck.gradient(in -> f.apply(in).square(), clean));
        }
    }

    @Test
    void usualArgumentsAreNotWritten() {
        Node x = Node.input("X", Type.real(Shape.of(2, 3)), Domain.REAL);
        assertThat(call("softmax", List.of(x), "axis", 1))
                .hasToString("softmax(X) [2, 3]")
                .isSameAs(call("softmax", List.of(x)));
        assertThat(call("softmax", List.of(x), "axis", -2)).hasToString("softmax(X, axis=0) [2, 3]");
        assertThat(call("log_softmax", List.of(x), "axis", List.of(1, 0)))
                .hasToString("log_softmax(X, axis=[0, 1]) [2, 3]");
        assertThat(call("sort", List.of(x), "axis", 0, "descending", true))
                .hasToString("sort(X, axis=0, descending=true) [2, 3]");
        assertThat(call("topk", List.of(x), "k", 2, "axis", 1)).hasToString("topk(X, k=2) [2, 2]");
        assertThat(call("argsort", List.of(x), "axis", 0)).hasToString("argsort(X, axis=0) [2, 3]");
        assertThat(call("var", List.of(x), "axis", 1, "ddof", 1, "keepdims", true))
                .hasToString("var(X, ddof=1, axis=1, keepdims=true) [2, 1]");
        assertThat(call("std", List.of(x), "ddof", 0, "axis", List.of(0, 1))).hasToString("std(X) []");
        assertThat(call("norm", List.of(x), "ord", INF, "axis", 0)).hasToString("norm(X, ord=inf, axis=0) [3]");
        assertThat(call("norm", List.of(x), "ord", 2)).hasToString("norm(X) []");
        assertThat(call("max", List.of(x), "axis", -1)).hasToString("max(X, axis=1) [2]");
        assertThat(call("cumsum", List.of(x), "axis", 0, "reverse", true))
                .hasToString("cumsum(X, axis=0, reverse=true) [2, 3]");
        assertThat(call("shift", List.of(x), "axis", 0)).hasToString("shift(X, axis=0) [2, 3]");
        assertThat(call("prod_others", List.of(x))).hasToString("prod_others(X) [2, 3]");
    }

    @ParameterizedTest
    @MethodSource("functions")
    void isDocumentedWithExamplesLatexAndLocalDerivative(String name, Object[] keywords) {
        org.chainrule.ops.Function function = Catalogue.find(name).orElseThrow();
        assertThat(function.doc()).endsWith(".");
        assertThat(function.examples()).isNotEmpty();
        Node x = Node.input("X", Type.real(Shape.of(2, 3, 2)), Domain.REAL);
        Node z = call(name, List.of(x), keywords);
        assertThat(z.op().spelling().latex()).contains("\\");
        assertThat(z.op().local(0, z, node -> node.label().orElse("z")).toString())
                .isNotEmpty()
                .doesNotContain("∂");
    }
}
