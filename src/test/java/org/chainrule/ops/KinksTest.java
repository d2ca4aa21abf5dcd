package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.ops.Calls.call;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Calculus;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Kinks, saturation, ties and attributes of elementwise ops. */
class KinksTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;

    @Test
    void secondDerivativesKeepTheirDigitsInSaturation() {
        assertThat(GradCheck.second(Sigmoids.SIGMOID::of, Tensor.scalar(40)).item())
                .isCloseTo(-4.248354255291589e-18, within(1e-32));
        assertThat(GradCheck.second(Sigmoids.SOFTPLUS::of, Tensor.scalar(40)).item())
                .isCloseTo(4.248354255291589e-18, within(1e-32));
        assertThat(GradCheck.second(Sigmoids.LOGSIGMOID::of, Tensor.scalar(-40)).item())
                .isCloseTo(-4.248354255291589e-18, within(1e-32));
        assertThat(GradCheck.gradient(Hyperbolic.TANH::of, Tensor.scalar(20)).item())
                .isCloseTo(1.6993417021166356e-17, within(1e-31));
    }

    @Test
    void nothingOverflowsFarOut() {
        Tensor far = Tensor.of(-800, 800);
        for (Elementwise op : List.of(
                Sigmoids.SIGMOID,
                Sigmoids.LOGSIGMOID,
                Sigmoids.SOFTPLUS,
                Sigmoids.SOFTSIGN,
                Sigmoids.TANH_OPT,
                Hyperbolic.TANH,
                Hyperbolic.SECH2,
                Rectifiers.SELU,
                Rectifiers.GELU,
                Rectifiers.GELU_TANH,
                Rectifiers.SILU,
                Rectifiers.MISH,
                Gaussian.ERF,
                Gaussian.NORMAL_CDF,
                Logarithms.BOSE)) {
            assertThat(GradCheck.gradient(op::of, far).isFinite()).as("%s'", op).isTrue();
            assertThat(GradCheck.second(op::of, far).isFinite()).as("%s''", op).isTrue();
        }
        assertThat(GradCheck.gradient(x -> Rectifiers.elu(x, 1), far)).isEqualTo(Tensor.of(0, 1));
        assertThat(GradCheck.second(x -> Rectifiers.elu(x, 1), far)).isEqualTo(Tensor.of(0, 0));
    }

    /** Every way to write relu has the derivative 0 at its kink. */
    @Test
    void everySpellingOfAKinkHasTheSameDerivative() {
        Tensor x = Tensor.of(-2, -0.0, 0, 3);
        double[] expected = {0, 0, 0, 1};
        Node zero = Node.constant(0);
        List<Function<Node, Node>> spellings = List.of(
                Rectifiers.RELU::of,
                in -> Extremes.MAXIMUM.of(in, zero),
                in -> Extremes.MAXIMUM.of(zero, in),
                in -> Extremes.MAXIMUM.of(in, Fill.zerosLike(in)),
                in -> Extremes.MAXIMUM.of(in, Node.constant(Tensor.zeros(4))),
                in -> Extremes.MAXIMUM.of(in, zero.neg()),
                in -> Extremes.MINIMUM.of(in.neg(), zero).neg(),
                in -> Where.of(Comparison.greater(in, zero), in, zero),
                in -> Extremes.clamp(in, 0, INF),
                in -> Extremes.clamp(in, 0, 100),
                in -> call("max", List.of(in, Node.constant(0))),
                in -> call("max", List.of(Node.constant(0), in, Node.constant(-1))),
                in -> Rectifiers.leakyRelu(in, 0),
                Rectifiers.RELU6::of);
        for (Function<Node, Node> spelling : spellings) {
            Tensor gradient = GradCheck.gradient(spelling, x);
            for (int i = 0; i < 4; i++) {
                assertThat(gradient.at(i) + 0.0)
                        .as("%s at %s", spelling.apply(Node.input("X", Type.real(Shape.of(4)), Domain.REAL)), x.at(i))
                        .isEqualTo(expected[i]);
            }
        }
    }

    @Test
    void derivativesAtTheOtherKinks() {
        Tensor zero = Tensor.of(0, -0.0);
        assertThat(GradCheck.gradient(Rounding.ABS::of, zero)).isEqualTo(Tensor.of(0, 0));
        assertThat(GradCheck.gradient(x -> Rectifiers.leakyRelu(x, 0.25), zero)).isEqualTo(Tensor.of(0.25, 0.25));
        assertThat(GradCheck.gradient(x -> Rectifiers.elu(x, 0.25), zero)).isEqualTo(Tensor.of(0.25, 0.25));
        assertThat(GradCheck.gradient(Sigmoids.SOFTSIGN::of, zero)).isEqualTo(Tensor.of(1, 1));
        assertThat(GradCheck.gradient(Rectifiers.RELU6::of, Tensor.of(0, 3, 6))).isEqualTo(Tensor.of(0, 1, 0));
        assertThat(GradCheck.gradient(Sigmoids.HARD_TANH::of, Tensor.of(-1, 0, 1)))
                .isEqualTo(Tensor.of(0, 1, 0));
        assertThat(GradCheck.gradient(Sigmoids.HARD_SIGMOID::of, Tensor.of(-3, 0, 3)))
                .isEqualTo(Tensor.of(0, 1 / 6.0, 0));
        assertThat(GradCheck.gradient(x -> Extremes.clamp(x, -1, 2), Tensor.of(-1, 0, 2, 3)))
                .isEqualTo(Tensor.of(0, 1, 0, 0));
        assertThat(GradCheck.gradient(x -> Trigonometry.HYPOT.of(x, x), zero)).isEqualTo(Tensor.of(0, 0));
        assertThat(GradCheck.second(x -> Trigonometry.HYPOT.of(x, x), zero)).isEqualTo(Tensor.of(0, 0));
    }

    @Test
    void tiesShareEqually() {
        Node x = Node.input("x", Type.real(Shape.of(3)), Domain.REAL);
        Node y = Node.input("y", Type.real(Shape.of(3)), Domain.REAL);
        Node w = Node.input("w", Type.real(Shape.of(3)), Domain.REAL);
        Map<Node, List<Tensor>> expected = Map.of(
                Extremes.MAXIMUM.of(x, y), List.of(Tensor.of(0.5, 0, 1), Tensor.of(0.5, 1, 0), Tensor.zeros(3)),
                Extremes.MINIMUM.of(x, y), List.of(Tensor.of(0.5, 1, 0), Tensor.of(0.5, 0, 1), Tensor.zeros(3)),
                call("max", List.of(x, y, w)),
                        List.of(Tensor.of(1 / 3.0, 0, 1), Tensor.of(1 / 3.0, 0.5, 0), Tensor.of(1 / 3.0, 0.5, 0)),
                call("min", List.of(x, y, w)),
                        List.of(Tensor.of(1 / 3.0, 1, 0), Tensor.of(1 / 3.0, 0, 0.5), Tensor.of(1 / 3.0, 0, 0.5)),
                call("max", List.of(x, y, Node.constant(1))),
                        List.of(Tensor.of(0, 0, 1), Tensor.of(0, 1, 0), Tensor.zeros(3)));
        expected.forEach((node, gradients) -> {
            List<Node> xs = List.of(x, y, w);
            for (int i = 0; i < 3; i++) {
                Node gradient = org.chainrule.grad.Gradient.of(node.sum()).orZero(xs.get(i));
                assertThat(org.chainrule.exec.Interpreter.run(
                                        List.of(gradient),
                                        x.is(Tensor.of(1, 2, 9)),
                                        y.is(Tensor.of(1, 5, 3)),
                                        w.is(Tensor.of(1, 5, 3)))
                                .get(gradient)
                                .toArray())
                        .as("d %s by %s", node, xs.get(i))
                        .containsExactly(gradients.get(i).toArray());
            }
        });
    }

    @Test
    void logaddexpOfTwoMinusInfinitiesHasGradientZero() {
        Tensor x = Tensor.of(-INF, 1);
        assertThat(GradCheck.gradient(in -> Logarithms.LOGADDEXP.of(in, in), x)).isEqualTo(Tensor.of(0, 1));
        assertThat(GradCheck.second(in -> Logarithms.LOGADDEXP.of(in, in), x)).isEqualTo(Tensor.of(0, 0));
    }

    @Test
    void xlogyHasNoNanWhereItsFirstFactorIsZero() {
        Node x = Node.input("x", Type.SCALAR, Domain.REAL);
        Node y = Node.input("y", Type.SCALAR, Domain.REAL);
        Node dy = Calculus.grad(Guarded.XLOGY.of(x, y), y);
        assertThat(org.chainrule.exec.Interpreter.run(List.of(dy), x.is(0), y.is(0))
                        .get(dy)
                        .item())
                .isZero();
    }

    @Test
    void piecewiseConstantOpsSayWhyThereIsNoGradient() {
        Node x = Node.input("x", Type.SCALAR, Domain.REAL);
        assertThatThrownBy(() -> Calculus.grad(Rounding.ROUND.of(x), x))
                .isInstanceOf(ChainruleException.class)
                .hasMessage("the derivative of round(x) by x is zero: round is piecewise constant. If zero is what you "
                        + "want, "
                        + "ask for orZero");
    }

    @Test
    void attributesMakeEqualNodesAndAreWrittenUnlessUsual() {
        Node x = Node.input("X", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        assertThat(Rectifiers.leakyRelu(x, 0.01)).isSameAs(call("leaky_relu", List.of(x)));
        assertThat(Rectifiers.leakyRelu(x, 0.01)).hasToString("leaky_relu(X) [m]");
        assertThat(Rectifiers.leakyRelu(x, 0.5)).hasToString("leaky_relu(X, alpha=0.5) [m]");
        assertThat(Rectifiers.elu(x, 1)).hasToString("elu(X) [m]");
        assertThat(Rectifiers.elu(x, 2)).hasToString("elu(X, alpha=2) [m]");
        assertThat(Extremes.clamp(x, -1, INF)).hasToString("clamp(X, min=-1) [m]");
        assertThat(Extremes.clamp(x, -0.0, 6)).hasToString("clamp(X, min=0, max=6) [m]");
        assertThat(Extremes.clamp(x, -INF, INF)).isSameAs(x);
        assertThat(call("max", List.of(x, Node.constant(0)))).hasToString("maximum(X, 0) [m]");
        assertThat(call("max", List.of(x, Node.constant(0), Node.constant(1)))).hasToString("max(X, 0, 1) [m]");
        assertThat(call("σ", List.of(x))).isSameAs(Sigmoids.SIGMOID.of(x));
        assertThat(call("clip", List.of(x, Node.constant(0), Node.constant(1)))).isSameAs(Extremes.clamp(x, 0, 1));
        Node clamped = call("clamp", List.of(x), "min", Rounding.ABS.of(x), "max", 2);
        assertThat(clamped).hasToString("minimum(maximum(X, abs(X)), 2) [m]");
    }

    @Test
    void localDerivativesOfAttributes() {
        Node x = Node.input("X", Type.SCALAR, Domain.REAL);
        assertThat(local(Rectifiers.leakyRelu(x, 0.5))).isEqualTo("⊙ (X > 0 ? 1 : 0.5)");
        assertThat(local(Rectifiers.elu(x, 2))).isEqualTo("⊙ (X > 0 ? 1 : 2·exp(X))");
        assertThat(local(Extremes.clamp(x, 0, 1))).isEqualTo("⊙ (0 < X < 1)");
        assertThat(local(Hyperbolic.TANH.of(x).named("A"))).isEqualTo("⊙ (1 − A²)");
        assertThat(local(Sigmoids.SIGMOID.of(x))).isEqualTo("⊙ σ'(X)");
    }

    private static String local(Node z) {
        return z.op().local(0, z, node -> node.label().orElse("z")).toString();
    }

    @Test
    void boundsAreChecked() {
        Node x = Node.input("x", Type.SCALAR, Domain.REAL);
        assertThatThrownBy(() -> Extremes.clamp(x, 3, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("clamp: min = 3 is not at most max = 1");
        assertThatThrownBy(() -> Extremes.clamp(x, NAN, 1)).hasMessage("clamp: min = nan is not at most max = 1");
        assertThatThrownBy(() -> call("clamp", List.of(x)))
                .hasMessage("clamp needs min, max, or both: clamp(x, min=0)");
    }

    @Test
    void parametrisedOpsAgreeWithDifferenceQuotients() {
        Tensor x = Tensor.of(-2, -0.5, 0.4, 1.5);
        GradCheck.check("leaky_relu", in -> Rectifiers.leakyRelu(in.get(0), 0.2), x);
        GradCheck.check("elu", in -> Rectifiers.elu(in.get(0), 0.7), 3, x);
        GradCheck.check("clamp", in -> Extremes.clamp(in.get(0), -1, 1), x);
        GradCheck.check(
                "max of three",
                in -> call("max", List.of(in.get(0), in.get(1), Node.constant(0.1))),
                x,
                Tensor.of(-0.7));
        assertThat(GradCheck.value(in -> Rectifiers.elu(in, 2), Tensor.of(-INF, -0.0, 3)))
                .isEqualTo(Tensor.of(-2, -0.0, 3));
        assertThat(GradCheck.value(in -> Rectifiers.leakyRelu(in, 0.5), Tensor.of(-INF, -2, 3, NAN)))
                .isEqualTo(Tensor.of(-INF, -1, 3, NAN));
    }
}
