package org.chainrule.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.util.FastMath;
import org.chainrule.graph.Elementwise;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of elementwise ops at special points, and against another implementation. */
class ElementwiseValuesTest {
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
}
