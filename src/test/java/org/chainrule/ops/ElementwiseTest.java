package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elementwise ops one by one: special values, kinks, attributes. */
class ElementwiseTest {
    private static final double INF = Double.POSITIVE_INFINITY;
    private static final double NAN = Double.NaN;
    private static final double LN2 = Math.log(2);
    private static final double PI = Math.PI;

    private static double at(Elementwise op, double... x) {
        return op.eval(Stream.of(x)
                        .flatMap(xs -> java.util.Arrays.stream(xs).mapToObj(Tensor::scalar))
                        .toList())
                .item();
    }

    /** Pairs of input and value. */
    static Stream<Arguments> specialValues() {
        return Stream.of(
                special(Logarithms.EXPM1, -0.0, -0.0, -INF, -1, INF, INF, -800, -1, 800, INF, 1e-20, 1e-20),
                special(Logarithms.LOG1P, -0.0, -0.0, -1, -INF, -2, NAN, INF, INF, 1e-20, 1e-20),
                special(
                        Logarithms.LOG2,
                        8,
                        3,
                        0.125,
                        -3,
                        0x1p29,
                        29,
                        0x1p-1074,
                        -1074,
                        1,
                        0,
                        0,
                        -INF,
                        -1,
                        NAN,
                        INF,
                        INF),
                special(Logarithms.LOG10, 1000, 3, 1e-5, -5, 1, 0, 0, -INF, -0.0, -INF, -1, NAN, INF, INF),
                special(Logarithms.LOG1MEXP, 0, -INF, LN2, -LN2, 800, -0.0, INF, -0.0, -1, NAN),
                special(Logarithms.BOSE, 0, INF, INF, 0, -INF, -1, 800, 0, -800, -1),
                special(Trigonometry.SIN, -0.0, -0.0, INF, NAN, PI / 2, 1),
                special(Trigonometry.COS, 0, 1, -INF, NAN, PI, -1),
                special(Trigonometry.TAN, -0.0, -0.0, INF, NAN),
                special(Trigonometry.ASIN, 1, PI / 2, -1, -PI / 2, 1.5, NAN, -0.0, -0.0),
                special(Trigonometry.ACOS, 1, 0, -1, PI, 1.5, NAN),
                special(Trigonometry.ATAN, INF, PI / 2, -INF, -PI / 2, -0.0, -0.0),
                special(Hyperbolic.SINH, -0.0, -0.0, INF, INF, -INF, -INF, 800, INF, -800, -INF),
                special(Hyperbolic.COSH, 0, 1, INF, INF, -INF, INF, -800, INF),
                special(Hyperbolic.TANH, -0.0, -0.0, INF, 1, -INF, -1, 800, 1, -800, -1),
                special(Hyperbolic.SECH2, 0, 1, INF, 0, -INF, 0, 800, 0, -800, 0),
                special(Hyperbolic.ASINH, -0.0, -0.0, INF, INF, -INF, -INF, 1e-300, 1e-300),
                special(Hyperbolic.ACOSH, 1, 0, INF, INF, 0.5, NAN, -2, NAN, -1e17, NAN, -INF, NAN),
                special(Hyperbolic.ATANH, -0.0, -0.0, 1, INF, -1, -INF, 2, NAN, -1e300, NAN, 1e-300, 1e-300),
                special(
                        Gaussian.ERF,
                        -0.0,
                        -0.0,
                        INF,
                        1,
                        -INF,
                        -1,
                        800,
                        1,
                        -800,
                        -1,
                        1e-200,
                        1e-200 * 2 / Math.sqrt(PI)),
                special(Gaussian.ERFC, 0, 1, INF, 0, -INF, 2, 800, 0, -800, 2),
                special(Gaussian.NORMAL_CDF, 0, 0.5, INF, 1, -INF, 0, 800, 1, -800, 0),
                special(Gaussian.NORMAL_PDF, INF, 0, -INF, 0, 800, 0, -800, 0),
                special(Rounding.ABS, -0.0, 0, -INF, INF, -3, 3),
                special(Rounding.SIGN, -0.0, 0, 0, 0, -INF, -1, INF, 1, -0.1, -1),
                special(Rounding.FLOOR, -0.5, -1, 2.7, 2, -INF, -INF),
                special(Rounding.CEIL, -0.5, -0.0, 2.1, 3, INF, INF),
                special(Rounding.ROUND, 0.5, 0, 1.5, 2, 2.5, 2, -0.5, -0.0, -1.5, -2, -2.5, -2, INF, INF),
                special(Sigmoids.SIGMOID, 0, 0.5, INF, 1, -INF, 0, 800, 1, -800, 0, -710, Math.exp(-710)),
                special(Sigmoids.LOGSIGMOID, 0, -LN2, INF, -0.0, -INF, -INF, 800, -0.0, -800, -800),
                special(Sigmoids.SOFTPLUS, 0, LN2, INF, INF, -INF, 0, 800, 800, -800, 0),
                special(Sigmoids.SOFTSIGN, -0.0, -0.0, INF, 1, -INF, -1, 3, 0.75, 1e300, 1),
                special(Sigmoids.TANH_OPT, 0, 0, INF, 1.7159, -800, -1.7159),
                special(Sigmoids.STEP, -0.0, 0, 0, 0, 1e-300, 1, -INF, 0, INF, 1),
                special(Sigmoids.HARD_SIGMOID, -3, 0, 3, 1, 0, 0.5, -INF, 0, 800, 1, 1.5, 0.75),
                special(Sigmoids.HARD_TANH, -3, -1, 0.25, 0.25, INF, 1),
                special(Rectifiers.RELU, -0.0, 0, -INF, 0, INF, INF, 2, 2, -800, 0),
                special(Rectifiers.RELU6, -1, 0, 7, 6, 3, 3, INF, 6),
                special(Rectifiers.SELU, INF, INF, -INF, -1.0507009873554805 * 1.6732632423543772, 0, 0),
                special(Rectifiers.GELU, -0.0, -0.0, INF, INF, -INF, -0.0, 800, 800, -800, -0.0),
                special(Rectifiers.GELU_TANH, 0, 0, INF, INF, -INF, -0.0, 800, 800, -800, -0.0),
                special(Rectifiers.SILU, -0.0, -0.0, INF, INF, -INF, -0.0, 800, 800, -800, -0.0),
                special(Rectifiers.MISH, 0, 0, INF, INF, -INF, -0.0, 800, 800, -800, -0.0));
    }

    private static Arguments special(Elementwise op, double... pairs) {
        return Arguments.of(op, pairs);
    }

    @ParameterizedTest
    @MethodSource("specialValues")
    void specialValueOf(Elementwise op, double[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            Double expected = pairs[i + 1];
            assertThat((Double) close(at(op, pairs[i]), expected))
                    .as("%s(%s)", op, pairs[i])
                    .isEqualTo(expected);
        }
    }

    /** The expected value if the actual one is within two units in the last place of it. */
    private static double close(double actual, double expected) {
        return expected != 0 && Math.abs(actual - expected) <= 2 * Math.ulp(expected) ? expected : actual;
    }

    static Stream<Arguments> references() {
        return Stream.of(
                reference(Logarithms.EXPM1, FastMath::expm1),
                reference(Logarithms.LOG1P, FastMath::log1p),
                reference(Logarithms.LOG2, x -> FastMath.log(2, x)),
                reference(Logarithms.LOG10, FastMath::log10),
                reference(Trigonometry.SIN, FastMath::sin),
                reference(Trigonometry.COS, FastMath::cos),
                reference(Trigonometry.TAN, FastMath::tan),
                reference(Trigonometry.ASIN, FastMath::asin),
                reference(Trigonometry.ACOS, FastMath::acos),
                reference(Trigonometry.ATAN, FastMath::atan),
                reference(Hyperbolic.SINH, FastMath::sinh),
                reference(Hyperbolic.COSH, FastMath::cosh),
                reference(Hyperbolic.TANH, FastMath::tanh),
                reference(Hyperbolic.ASINH, FastMath::asinh),
                reference(Hyperbolic.ACOSH, FastMath::acosh),
                reference(Hyperbolic.ATANH, FastMath::atanh),
                reference(Gaussian.ERF, Erf::erf),
                reference(Gaussian.ERFC, Erf::erfc));
    }

    private static Arguments reference(Elementwise op, DoubleUnaryOperator f) {
        return Arguments.of(op, f);
    }

    @ParameterizedTest
    @MethodSource("references")
    void agreesWithCommonsMath(Elementwise op, DoubleUnaryOperator reference) {
        for (double x = -4; x <= 4; x += 0.03125) {
            double expected = reference.applyAsDouble(x);
            if (Double.isFinite(expected)) {
                assertThat(at(op, x))
                        .as("%s(%s)", op, x)
                        .isCloseTo(expected, within(1e-14 * Math.max(1, Math.abs(expected))));
            }
        }
    }

    static Stream<Arguments> binaryValues() {
        return Stream.of(
                binary(Trigonometry.ATAN2, FastMath::atan2, 0, 0, 1, 0, -1, -0.0, 3, -4, 0, -1),
                binary(Trigonometry.HYPOT, FastMath::hypot, 3, 4, 1e200, 1e200, 0, 0, INF, 1, 1e-200, 1e-200),
                binary(Extremes.MAXIMUM, FastMath::max, 1, 2, -0.0, 0.0, INF, -INF, 2, 1),
                binary(Extremes.MINIMUM, FastMath::min, 1, 2, -0.0, 0.0, INF, -INF, 2, 1),
                binary(Logarithms.LOGADDEXP, (x, y) -> 800 + LN2, 800, 800),
                binary(Logarithms.LOGADDEXP, (x, y) -> 3, -INF, 3, 3, -INF, 3, -800),
                binary(Logarithms.LOGADDEXP, (x, y) -> INF, INF, 3, INF, INF, -INF, INF),
                binary(Logarithms.LOGADDEXP, (x, y) -> -INF, -INF, -INF),
                binary(Logarithms.LOGADDEXP, (x, y) -> Math.log(Math.exp(x) + Math.exp(y)), 1, 2, -3, 0.5),
                binary(Logarithms.SOFTMAX2, (x, y) -> 1, 800, -800, INF, 3, 3, -INF),
                binary(Logarithms.SOFTMAX2, (x, y) -> 0, -800, 800, -INF, -INF, -INF, 3),
                binary(Logarithms.SOFTMAX2, (x, y) -> NAN, INF, INF),
                binary(Guarded.XLOGY, (x, y) -> 0, 0, 0, 0, INF, 0, -1, 5, 1),
                binary(Guarded.XLOGY, (x, y) -> 2 * Math.log(3), 2, 3),
                binary(Guarded.XLOGY, (x, y) -> -INF, 2, 0),
                binary(Guarded.XLOG1PY, (x, y) -> 0, 0, -1, 0, INF, 0, -3, 5, 0),
                binary(Guarded.XLOG1PY, (x, y) -> 2e-20, 2, 1e-20),
                binary(Guarded.XDIVY, (x, y) -> 0, 0, 0, 0, 3, 3, INF),
                binary(Guarded.XDIVY, (x, y) -> INF, 3, 0),
                binary(Guarded.DIV_NO_NAN, (x, y) -> 0, 3, 0, 0, 0, INF, 0),
                binary(Guarded.DIV_NO_NAN, (x, y) -> 1.5, 3, 2));
    }

    private static Arguments binary(Elementwise op, DoubleBinaryOperator f, double... pairs) {
        return Arguments.of(op, f, pairs);
    }

    @ParameterizedTest
    @MethodSource("binaryValues")
    void valueOfTwo(Elementwise op, DoubleBinaryOperator reference, double[] pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            Double expected = reference.applyAsDouble(pairs[i], pairs[i + 1]) + 0.0;
            assertThat((Double) (close(at(op, pairs[i], pairs[i + 1]), expected) + 0.0))
                    .as("%s(%s, %s)", op, pairs[i], pairs[i + 1])
                    .isEqualTo(expected);
        }
    }

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
                in -> call("max", value(in), new Arg.Num(0)),
                in -> call("max", new Arg.Num(0), value(in), new Arg.Num(-1)),
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
                call("max", value(x), value(y), value(w)),
                        List.of(Tensor.of(1 / 3.0, 0, 1), Tensor.of(1 / 3.0, 0.5, 0), Tensor.of(1 / 3.0, 0.5, 0)),
                call("min", value(x), value(y), value(w)),
                        List.of(Tensor.of(1 / 3.0, 1, 0), Tensor.of(1 / 3.0, 0, 0.5), Tensor.of(1 / 3.0, 0, 0.5)),
                call("max", value(x), value(y), new Arg.Num(1)),
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
                .hasMessage(
                        "the derivative of round(x) by x is zero: round is piecewise constant. If zero is what you want, "
                                + "ask for orZero");
    }

    @Test
    void attributesMakeEqualNodesAndAreWrittenUnlessUsual() {
        Node x = Node.input("X", Type.real(Shape.of(Dim.named("m"))), Domain.REAL);
        assertThat(Rectifiers.leakyRelu(x, 0.01)).isSameAs(call("leaky_relu", value(x)));
        assertThat(Rectifiers.leakyRelu(x, 0.01)).hasToString("leaky_relu(X) [m]");
        assertThat(Rectifiers.leakyRelu(x, 0.5)).hasToString("leaky_relu(X, alpha=0.5) [m]");
        assertThat(Rectifiers.elu(x, 1)).hasToString("elu(X) [m]");
        assertThat(Rectifiers.elu(x, 2)).hasToString("elu(X, alpha=2) [m]");
        assertThat(Extremes.clamp(x, -1, INF)).hasToString("clamp(X, min=-1) [m]");
        assertThat(Extremes.clamp(x, -0.0, 6)).hasToString("clamp(X, min=0, max=6) [m]");
        assertThat(Extremes.clamp(x, -INF, INF)).isSameAs(x);
        assertThat(call("max", value(x), new Arg.Num(0))).hasToString("maximum(X, 0) [m]");
        assertThat(call("max", value(x), new Arg.Num(0), new Arg.Num(1))).hasToString("max(X, 0, 1) [m]");
        assertThat(call("σ", value(x))).isSameAs(Sigmoids.SIGMOID.of(x));
        assertThat(call("clip", value(x), new Arg.Num(0), new Arg.Num(1))).isSameAs(Extremes.clamp(x, 0, 1));
        Node clamped = Catalogue.find("clamp")
                .orElseThrow()
                .call(List.of(value(x)), Map.of("min", value(Rounding.ABS.of(x)), "max", new Arg.Num(2)));
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
        return z.op().local(0, z, node -> node.label().orElse("z"));
    }

    @Test
    void boundsAreChecked() {
        Node x = Node.input("x", Type.SCALAR, Domain.REAL);
        assertThatThrownBy(() -> Extremes.clamp(x, 3, 1))
                .isInstanceOf(ArgumentException.class)
                .hasMessage("clamp: min = 3 is not at most max = 1");
        assertThatThrownBy(() -> Extremes.clamp(x, NAN, 1)).hasMessage("clamp: min = nan is not at most max = 1");
        assertThatThrownBy(() -> call("clamp", value(x))).hasMessage("clamp needs min, max, or both: clamp(x, min=0)");
    }

    @Test
    void parametrisedOpsAgreeWithDifferenceQuotients() {
        Tensor x = Tensor.of(-2, -0.5, 0.4, 1.5);
        GradCheck.check("leaky_relu", in -> Rectifiers.leakyRelu(in.get(0), 0.2), x);
        GradCheck.check("elu", in -> Rectifiers.elu(in.get(0), 0.7), 3, x);
        GradCheck.check("clamp", in -> Extremes.clamp(in.get(0), -1, 1), x);
        GradCheck.check(
                "max of three",
                in -> call("max", value(in.get(0)), value(in.get(1)), new Arg.Num(0.1)),
                x,
                Tensor.of(-0.7));
        assertThat(GradCheck.value(in -> Rectifiers.elu(in, 2), Tensor.of(-INF, -0.0, 3)))
                .isEqualTo(Tensor.of(-2, -0.0, 3));
        assertThat(GradCheck.value(in -> Rectifiers.leakyRelu(in, 0.5), Tensor.of(-INF, -2, 3, NAN)))
                .isEqualTo(Tensor.of(-INF, -1, 3, NAN));
    }

    private static Arg value(Node node) {
        return new Arg.Value(node);
    }

    private static Node call(String name, Arg... args) {
        return Catalogue.find(name).orElseThrow().call(List.of(args), Map.of());
    }
}
