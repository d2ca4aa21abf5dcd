package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.exp;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;

import java.util.List;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveFitTest {
    private final Node x = input("x", "m");
    private final Node y = input("y", "m");
    private final Node a = param("a");
    private final Node b = param("b");
    private final Node residuals = a.times(exp(b.times(x))).minus(y);
    private final List<Binding> data = List.of(
            x.is(Tensor.of(0, 1, 2, 3)), y.is(Tensor.of(2, 2 * Math.exp(-0.5), 2 * Math.exp(-1), 2 * Math.exp(-1.5))));
    private final List<Binding> start = List.of(a.is(Tensor.scalar(1)), b.is(Tensor.scalar(0)));

    @Test
    void levenbergMarquardt() {
        CurveFit fit = CurveFit.levenbergMarquardt(residuals, start, data);
        assertThat(fit.value(a).item()).isCloseTo(2, within(1e-9));
        assertThat(fit.value(b).item()).isCloseTo(-0.5, within(1e-9));
        assertThat(fit.loss()).isLessThan(1e-18);
        assertThat(fit.iterations()).isLessThan(20);
        assertThatThrownBy(() -> fit.value(x)).hasMessageContaining("is not a parameter of this fit");
    }

    @Test
    void parametersOfAnyShape() {
        Node w = param("w", 2);
        Node rows = input("X", "m", 2);
        Node both = rows.matmul(w).minus(y);
        CurveFit fit = CurveFit.levenbergMarquardt(
                both,
                List.of(w.is(Tensor.of(0, 0))),
                List.of(rows.is(Tensor.of(new double[][] {{1, 0}, {0, 1}, {1, 1}})), y.is(Tensor.of(3, -2, 1))));
        assertThat(fit.value(w).toArray()).containsExactly(new double[] {3, -2}, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"levenberg_marquardt", "levenberg_marquardt(max_iter=50)", "conjugate_gradient()"})
    void isAnOptimiserOfOneStep(String text) {
        Node frozen = param("c");
        Node loss = residuals.plus(frozen).square().sum().over(Node.constant(3)).times(2);
        Optimizer rule = Optimizers.of(text).only(name -> !name.equals("c"), Optimizer.frozen());
        Trainer trainer = Trainer.of(
                TrainStep.of(loss, List.of(a, b), rule),
                List.of(start.get(0), start.get(1), frozen.is(Tensor.scalar(0))),
                DType.F64);
        assertThat(trainer.isWholeFit()).isTrue();
        assertThat(trainer.step(data)).isGreaterThan(0.1);
        assertThat(trainer.steps()).isEqualTo(1);
        assertThat(trainer.value(a).item()).isCloseTo(2, within(1e-5));
        assertThat(trainer.value(b).item()).isCloseTo(-0.5, within(1e-5));
    }

    @Test
    void onlySquaresCanBeFittedByTheirResiduals() {
        Trainer trainer = Trainer.of(exp(residuals).mean(), Optimizers.of("levenberg_marquardt"), start);
        assertThatThrownBy(() -> trainer.step(data)).hasMessageContaining("a sum or mean of squares");
        Trainer few = Trainer.of(residuals.square().sum(), Optimizers.of("levenberg_marquardt(max_iter=1)"), start);
        assertThatThrownBy(() -> few.step(data)).hasMessageContaining("no minimum in 1 steps");
    }

    @Test
    void conjugateGradients() {
        CurveFit fit = CurveFit.conjugateGradient(residuals.square().sum(), start, data);
        assertThat(fit.value(a).item()).isCloseTo(2, within(1e-5));
        assertThat(fit.value(b).item()).isCloseTo(-0.5, within(1e-5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"lbfgs(line_search_fn=\"strong_wolfe\")", "lbfgs(lr=0.1, history_size=5)"})
    void theValleyOfRosenbrock(String optimizer) {
        Node loss = a.neg().plus(1).square().plus(b.minus(a.square()).square().times(100));
        Trainer trainer = Trainer.of(loss, Optimizers.of(optimizer), a.is(Tensor.scalar(-1.2)), b.is(Tensor.scalar(1)));
        assertThat(trainer.step(List.of())).isCloseTo(24.2, within(1e-12));
        Trainer other = Trainer.of(loss, Optimizers.of(optimizer), a.is(Tensor.scalar(0)), b.is(Tensor.scalar(0)));
        other.restore(trainer.state());
        for (int i = 0; i < 30; i++) {
            assertThat(other.step(List.of())).isEqualTo(trainer.step(List.of()));
        }
        assertThat(trainer.loss(List.of())).isLessThan(1e-8);
        assertThat(trainer.value(a).item()).isCloseTo(1, within(1e-3));
    }
}
