package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.ops.Calls.call;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.commons.math3.stat.StatUtils;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Variance, deviation and norms. */
class StatisticsTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

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
        assertThatThrownBy(() -> call("var", List.of(Node.constant(1)), "ddof", -1))
                .hasMessage("ddof is at least 0, not -1");
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
        assertThatThrownBy(() -> call("norm", List.of(Node.constant(1)), "ord", 0))
                .hasMessage("norm: ord is greater than 0 or inf, not 0; to count entries that are not 0, write "
                        + "sum(not_equal(x, 0))");
        Node x = Node.input("X", Type.real(Shape.of(2, 2)), Domain.REAL);
        assertThat(call("norm", List.of(x), "ord", "fro")).isSameAs(call("norm", List.of(x)));
    }
}
