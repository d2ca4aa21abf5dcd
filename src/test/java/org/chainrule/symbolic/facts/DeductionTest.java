package org.chainrule.symbolic.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chainrule.check.RandomPoint;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.ops.Catalogue;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DeductionTest {
    private static final double SLACK = 1e-9;

    /** Every example of the catalogue, and parts of formulas: what is deduced is true at random points. */
    @TestFactory
    Stream<DynamicTest> whatIsDeducedIsTrue() {
        Stream<String[]> functions = Catalogue.functions().stream().flatMap(function -> function.examples().stream()
                .map(example -> new String[] {example.inputs(), example.call()}));
        Stream<String[]> more = Stream.of(
                new String[] {"p [3, 4] probability, x [3, 4] positive", "(1 - p) * x / (1 + x^2) - p^3 / (2 + p)"},
                new String[] {"x [3]", "sqrt(square(x) + 0.1) * abs(x - 3) - maximum(x, 2) * minimum(x^4, -1)"},
                new String[] {"x [3] interval(-2, -0.5), y [3] interval(-1, 3)", "x * y + y / x - x^-3 + abs(y)^1.5"},
                new String[] {"x [3]", "where(x > 0, exp(x), 2) + (tanh(x) + 1) * relu(x) - 0.1 * 0.7"},
                new String[] {"S [3, 3] spd, A [3, 3]", "inv(S) + A.T @ A + 2 * exp(S) - eye(3)"},
                new String[] {"X [3, 4]", "sum(X == max(X, axis=1, keepdims=true), axis=1) + sum(X == min(X))"},
                new String[] {
                    "p [3] positive, u [3] interval(-2, -0.5)", "(p > u) + 2 * (p == u) - (u >= p) * (u != p) + (u < 0)"
                },
                new String[] {"S [3, 3] spd, A [4, 3]", "inv(S).T @ inv(S) + (A.T @ A) * S"},
                new String[] {"Y [3, 4] onehot(axis=0), k [3, 4] integer(1, 5)", "sum(Y.T * 3 + k.T, axis=0) * mean(Y)"
                });
        return Stream.concat(functions, more)
                .map(pair -> DynamicTest.dynamicTest(pair[1] + " of " + pair[0], () -> check(pair[0], pair[1])));
    }

    private static void check(String inputs, String expression) {
        Node node = Model.parse(inputs.isBlank() ? "" : "input " + inputs).expression(expression);
        Walk walk = Walk.from(List.of(node));
        Deduction deduction = new Deduction();
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 3; run++) {
            RandomPoint point = RandomPoint.of(List.of(node), random);
            Values values = Interpreter.run(List.of(node), point.bindings(), point.sizes(), DType.F64);
            for (Node part : walk.nodes()) {
                // What is made of an infinity that is written out need not be a real number.
                if (values.get(part).isFinite() || !isOfInfinity(part)) {
                    check(part, deduction.of(part), values.get(part));
                }
            }
        }
    }

    private static boolean isOfInfinity(Node node) {
        return node.ancestors().stream()
                .anyMatch(part ->
                        part.constantScalar().filter(c -> Double.isInfinite(c)).isPresent());
    }

    private static void check(Node node, ValueFacts facts, Tensor value) {
        Interval range = facts.range();
        for (int i = 0; i < value.count(); i++) {
            double x = value.at(i);
            assertThat(Double.isNaN(x)
                            || range.contains(x)
                            || Math.abs(x - range.low()) < SLACK
                            || Math.abs(x - range.high()) < SLACK)
                    .as("%s: %s is not in %s", node, x, range)
                    .isTrue();
            assertThat(!facts.whole() || x == Math.rint(x))
                    .as("%s is whole: %s", node, x)
                    .isTrue();
        }
        Shape shape = value.shape();
        for (int axis : facts.sumsToOne()) {
            int inner = shape.slice(axis + 1, shape.rank()).entries();
            double sum = 0;
            for (int i = 0; i < shape.extent(axis); i++) {
                sum += value.at(i * inner);
            }
            assertThat(Math.abs(sum - 1)).as("%s along axis %s", node, axis).isLessThan(SLACK);
        }
        if (facts.symmetric()) {
            int n = shape.extent(-1);
            for (int i = 0; i < value.count(); i++) {
                int block = i / (n * n) * n * n;
                int row = i % (n * n) / n;
                double mirrored = value.at(block + i % n * n + row);
                assertThat(Math.abs(value.at(i) - mirrored))
                        .as("%s is symmetric", node)
                        .isLessThan(SLACK);
            }
        }
    }

    private static ValueFacts facts(String inputs, String expression) {
        return new Deduction().of(Model.parse("input " + inputs).expression(expression));
    }

    @Test
    void factsGoThroughArithmetic() {
        assertThat(facts("p [3] probability", "1 - p").isWithinOne()).isTrue();
        assertThat(facts("x [3] positive, y [3] positive", "x / y * 2 + x^3").isPositive())
                .isTrue();
        assertThat(facts("x [3]", "x * x + 1e-8").isPositive()).isTrue();
        assertThat(facts("x [3]", "(x - 1)^4").isNonnegative()).isTrue();
        assertThat(facts("x [3]", "x^3").isNonnegative()).isFalse();
        assertThat(facts("x [3]", "exp(x) - 1").isNonnegative()).isFalse();
        assertThat(facts("x [3] probability", "x - 1").isNonnegative()).isFalse();
        assertThat(facts("x [3]", "sum(softplus(x) * sigmoid(x))").isNonnegative())
                .isTrue();
        assertThat(facts("Z [3, 4]", "softmax(Z, axis=0).T").sumsToOne()).containsExactly(1);
        assertThat(facts("y [4] integer(0, 2)", "one_hot(y, num_classes=3)").isOneHot())
                .isTrue();
        assertThat(facts("x [3]", "(x > 0) * (x < 2)").isBinary()).isTrue();
        assertThat(facts("x [3]", "0.5 * (x > 0)").isBinary()).isFalse();
        assertThat(facts("S [3, 3] spd", "inv(S) + 2 * S").symmetric()).isTrue();
        assertThat(facts("S [3, 3] spd, A [3, 3]", "S * A").symmetric()).isFalse();
        assertThat(facts("X [4, 3]", "X.T @ X").symmetric()).isTrue();
    }

    @Test
    void aLongChainIsNoRecursion() {
        Node x = Node.input("x", org.chainrule.graph.Type.SCALAR, org.chainrule.tensor.Domain.REAL)
                .square();
        for (int i = 0; i < 100_000; i++) {
            x = x.plus(1);
        }
        assertThat(new Deduction().of(x).isPositive()).isTrue();
    }

    @Test
    void intervalsHoldWhatTheyAreMadeOf() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 2000; i++) {
            double[] ends = {end(random), end(random), end(random), end(random)};
            Interval a = Interval.closed(Math.min(ends[0], ends[1]), Math.max(ends[0], ends[1]));
            Interval b = Interval.closed(Math.min(ends[2], ends[3]), Math.max(ends[2], ends[3]));
            double x = ends[i % 2];
            double y = ends[2 + i / 2 % 2];
            assertThat(a.plus(b).contains(x + y)).as("%s + %s", a, b).isTrue();
            assertThat(a.minus(b).contains(x - y)).as("%s - %s", a, b).isTrue();
            assertThat(a.times(b).contains(x * y)).as("%s * %s", a, b).isTrue();
            assertThat(a.abs().contains(Math.abs(x))).isTrue();
            assertThat(a.or(b).contains(x)).isTrue();
            assertThat(x == 0 || a.inverse().contains(1 / x)).as("1 / %s", a).isTrue();
            assertThat(a.pow(3).contains(x * x * x)).isTrue();
            assertThat(a.pow(2).contains(x * x)).isTrue();
        }
    }

    /** Numbers whose sums and products are exact. */
    private static double end(SplittableRandom random) {
        return random.nextInt(-4, 5) / 4.0;
    }
}
