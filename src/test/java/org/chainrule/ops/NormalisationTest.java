package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.chainrule.exec.Interpreter;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Type;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class NormalisationTest {
    private static Node leaf(String name, long... shape) {
        return Node.input(name, Type.real(Shape.of(shape)), Domain.REAL);
    }

    private static Tensor random(int seed, long... shape) {
        return Domain.REAL.sample(Shape.of(shape), new SplittableRandom(seed));
    }

    private static Tensor run(Node y) {
        return Interpreter.run(List.of(y)).get(y);
    }

    @Test
    void layerNormAgreesWithTheDefinition() {
        Tensor x = random(1, 3, 4);
        Tensor g = random(2, 4);
        Tensor b = random(3, 4);
        Tensor y = run(Normalisation.layerNorm(Node.constant(x), Node.constant(g), Node.constant(b), 1));
        for (int i = 0; i < 3; i++) {
            double[] row = Calls.row(x, i);
            double mean = Arrays.stream(row).average().orElseThrow();
            double variance = Arrays.stream(row)
                    .map(e -> (e - mean) * (e - mean))
                    .average()
                    .orElseThrow();
            for (int j = 0; j < 4; j++) {
                double expected = (row[j] - mean) / Math.sqrt(variance + 1e-5) * g.at(j) + b.at(j);
                assertThat(y.get(i, j)).isCloseTo(expected, within(1e-13));
            }
        }
    }

    @Test
    void aLargeMeanDoesNotCancel() {
        Tensor x = Tensor.of(1e9 + 1, 1e9 + 2, 1e9 + 3);
        Node y = Calls.call("layer_norm", List.of(Node.constant(x)), "eps", 0);
        double third = Math.sqrt(1.5);
        assertThat(run(y).toArray()).containsExactly(new double[] {-third, 0, third}, within(1e-15));
    }

    @Test
    void gainsStandOnTheAxesNamedOrTheOthers() {
        Node x = Node.constant(random(1, 2, 3, 4));
        Tensor perChannel = Tensor.of(1, 10, 100);
        Node column = Node.constant(perChannel.reshape(Shape.of(1, 3, 1)));
        Node batch = Calls.call("batch_norm", List.of(x, Node.constant(perChannel), column));
        Node axes = Calls.call("batch_norm", List.of(x, column, Node.constant(perChannel)), "axes", List.of(0, -1));
        assertThat(run(batch)).isEqualTo(run(axes));
        Node layer = Calls.call("layer_norm", List.of(x, Node.constant(perChannel)), "axes", 1);
        Node same = Calls.call("layer_norm", List.of(x, column), "axes", List.of(1));
        assertThat(run(layer)).isEqualTo(run(same));
        Node plain = Calls.call("layer_norm", List.of(x, Node.constant(2), Node.constant(1)), "axes", List.of(1, 2));
        double sum = Arrays.stream(run(plain).toArray()).sum();
        assertThat(sum).isCloseTo(24, within(1e-12));
    }

    @Test
    void haveDerivativesOfOrderTwo() {
        Node x = Node.input("X", Type.real(Shape.of(Dim.named("m"), Dim.of(3))), Domain.REAL);
        Node g = leaf("g", 3);
        Node b = leaf("b", 3);
        Slopes.agree(
                Calls.call("batch_norm", List.of(x, g, b)),
                List.of(x, g, b),
                x.is(random(1, 4, 3)),
                g.is(random(2, 3)),
                b.is(random(3, 3)));
        Slopes.agree(
                Normalisation.layerNorm(x, g, b, -1),
                List.of(x, g, b),
                x.is(random(1, 4, 3)),
                g.is(random(2, 3)),
                b.is(random(3, 3)));
        Node columns = leaf("X", 3, 4);
        Slopes.agree(
                Normalisation.batchNorm(columns, g, b, 1),
                List.of(columns, g, b),
                columns.is(random(1, 3, 4)),
                g.is(random(2, 3)),
                b.is(random(3, 3)));
    }

    @Test
    void standardScoresOfConstantColumnsAreZero() {
        Node x = leaf("X", 3, 3);
        Node z = Calls.call("zscore", List.of(x), "ddof", 1);
        Node dx = Calculus.grad(z.square().sum().plus(z.sum()), x);
        Tensor value = Tensor.of(new double[][] {{1, 0.1, 0}, {2, 0.1, 0}, {3, 0.1, 0}});
        var at = Interpreter.run(List.of(z, dx), x.is(value));
        assertThat(at.get(z)).isEqualTo(Tensor.of(new double[][] {{-1, 0, 0}, {0, 0, 0}, {1, 0, 0}}));
        for (int i = 0; i < 3; i++) {
            assertThat(at.get(dx).get(i, 1)).isZero();
            assertThat(at.get(dx).get(i, 2)).isZero();
        }
        Slopes.agree(z, List.of(x), x.is(random(1, 3, 3)));
        Node nan = Calls.call("zscore", List.of(Node.constant(Tensor.of(1, Double.NaN))));
        assertThat(run(nan).toArray()).containsOnly(Double.NaN);
    }

    @Test
    void dropoutScalesWhatItKeeps() {
        Tensor ones = Tensor.ones(100, 100);
        Node x = leaf("X", 100, 100);
        Node y = Normalisation.dropout(x, 0.2, 7);
        Tensor value = Interpreter.run(List.of(y), x.is(ones)).get(y);
        long dropped = Arrays.stream(value.toArray()).filter(e -> e == 0).count();
        assertThat(dropped).isBetween(1850L, 2150L);
        assertThat(Arrays.stream(value.toArray()).filter(e -> e != 0).distinct().toArray())
                .containsExactly(1.25);
        assertThat(Interpreter.run(List.of(y), x.is(ones)).get(y)).isEqualTo(value);
        Node other = Normalisation.dropout(x, 0.2, 8);
        assertThat(Interpreter.run(List.of(other), x.is(ones)).get(other)).isNotEqualTo(value);
        Node dx = Calculus.grad(y.sum(), x);
        assertThat(Interpreter.run(List.of(dx), x.is(random(1, 100, 100))).get(dx))
                .isEqualTo(value);
    }

    @Test
    void dropoutAtTheEnds() {
        Node x = leaf("X", 2, 2);
        assertThat(Normalisation.dropout(x, 0, 1)).isSameAs(x);
        Tensor infinite = Tensor.of(new double[][] {{Double.POSITIVE_INFINITY, 1}, {2, 3}});
        Node all = Normalisation.dropout(x, 1, 1);
        assertThat(Interpreter.run(List.of(all), x.is(infinite)).get(all)).isEqualTo(Tensor.zeros(2, 2));
        Slopes.agree(Normalisation.dropout(x.square(), 0.5, 0), List.of(x), x.is(random(1, 2, 2)));
        assertThat(ShortText.of(Normalisation.dropout(x, 0.5, 0))).isEqualTo("dropout(X)");
        assertThat(ShortText.of(Normalisation.dropout(x, 0.1, 3))).isEqualTo("dropout(X, p=0.1, seed=3)");
        assertThat(Interpreter.run(List.of(all), List.of(x.is(infinite)), DType.F32)
                        .get(all)
                        .dtype())
                .isEqualTo(DType.F32);
    }

    @Test
    void saysWhatDoesNotFit() {
        assertThatThrownBy(() -> Calls.call("batch_norm", List.of(leaf("X", 4, 3), leaf("g", 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "g has shape [3], one entry for each of X [4, 3] on axes [1], or a shape that broadcasts; g has "
                                + "shape [4]");
        assertThatThrownBy(() -> Calls.call("layer_norm", List.of(leaf("X", 4, 3), leaf("g", 3), leaf("b", 4))))
                .isInstanceOf(ShapeException.class)
                .hasMessage(
                        "b has shape [3], one entry for each of X [4, 3] on axes [1], or a shape that broadcasts; b has "
                                + "shape [4]");
        assertThatThrownBy(() -> Calls.call("layer_norm", List.of(leaf("X", 4)), "eps", -1))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("eps is at least 0, not -1");
        assertThatThrownBy(() -> Normalisation.dropout(leaf("X", 4), 1.5, 0))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("dropout: p is a probability from 0 to 1, not 1.5");
    }
}
