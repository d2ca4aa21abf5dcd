package org.chainrule.ops;

import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.TensorText;

/**
 * Activations that let positive values through. At a kink the derivative is that of the left side, 0 for relu: the same
 * for every way to write it, relu(x), max(x, 0), where(x &gt; 0, x, 0).
 */
public final class Rectifiers {
    /** Constants that make mean 0 and variance 1 a fixed point. */
    private static final double SELU_SCALE = 1.0507009873554805;

    private static final double SELU_ALPHA = 1.6732632423543772;
    /** max(x, 0). */
    public static final Elementwise RELU = Op.unary("relu", x -> Math.max(x, 0))
            .local("⊙ ({x} > 0)")
            .define(x -> Extremes.MAXIMUM.of(x, Node.constant(0)))
            .range(Domain.NONNEGATIVE)
            .selecting()
            .doc("max(x, 0); the derivative is 1 where x > 0, else 0, also at 0.");

    /** min(max(x, 0), 6). */
    public static final Elementwise RELU6 = Op.unary("relu6", x -> Math.min(Math.max(x, 0), 6))
            .vjp((dz, z, x) -> dz.times(Sigmoids.inside(x, 0, 6)))
            .local("⊙ (0 < {x} < 6)")
            .domain(-3, 9)
            .define(x -> Extremes.clamp(x, 0, 6))
            .range(0, 6)
            .selecting()
            .doc("min(max(x, 0), 6); the derivative is 1 between 0 and 6, 0 outside and at both kinks.");

    /** The scaled exponential linear unit. */
    public static final Elementwise SELU = Op.unary("selu", x -> SELU_SCALE * (x > 0 ? x : SELU_ALPHA * Math.expm1(x)))
            .vjp((dz, z, x) -> dz.times(eluSlope(x, SELU_ALPHA)).times(SELU_SCALE))
            .local("⊙ λ·({x} > 0 ? 1 : α·exp({x}))")
            .define(x -> elu(x, SELU_ALPHA).times(SELU_SCALE))
            .finite()
            .doc("λ·elu(x, α) with λ = 1.0507009873554805 and α = 1.6732632423543772; the derivative at 0 is λα.")
            .source("Klambauer et al., Self-Normalizing Neural Networks, 2017");

    /** x Φ(x). */
    public static final Elementwise GELU = Op.unary("gelu", x -> gated(x, Gaussian.cdf(x)))
            .vjp((dz, z, x) -> dz.times(Gaussian.NORMAL_CDF.of(x).plus(x.times(Gaussian.NORMAL_PDF.of(x)))))
            .local("⊙ (Φ({x}) + {x}·φ({x}))")
            .define(x -> x.times(Gaussian.NORMAL_CDF.of(x)))
            .finite()
            .doc("x·Φ(x) with the normal distribution function Φ; the derivative is Φ(x) + x·φ(x).")
            .source("D. Hendrycks, K. Gimpel, Gaussian Error Linear Units, 2016");

    /** The approximation of gelu by tanh. */
    public static final Elementwise GELU_TANH = Op.unary("gelu_tanh", x -> gated(x, GeluTanh.gate(x)))
            .vjp((dz, z, x) -> dz.times(GeluTanh.SLOPE.of(x)))
            .local("⊙ gelu_tanh'({x})")
            .define(x -> x.times(Sigmoids.SIGMOID.of(GeluTanh.inner(x))))
            .finite()
            .doc("½x(1 + tanh(√(2/π)(x + 0.044715x³))), as x·σ(2√(2/π)(x + 0.044715x³)), which does not cancel for "
                    + "negative x.")
            .source("D. Hendrycks, K. Gimpel, Gaussian Error Linear Units, 2016");

    /** x σ(x). */
    public static final Elementwise SILU = Op.unary("silu", x -> gated(x, Sigmoids.sigmoid(x)))
            // x σ(-x) is -silu(-x), so the derivative needs nothing but σ and silu.
            .vjp((dz, z, x) -> dz.times(Sigmoids.SIGMOID.of(x))
                    .times(Node.constant(1).minus(Rectifiers.SILU.of(Logarithms.mirror(x)))))
            .local("⊙ σ({x})(1 + {x}·σ(−{x}))")
            .define(x -> x.times(Sigmoids.SIGMOID.of(x)))
            .finite()
            .doc("x·σ(x); the derivative is σ(x)(1 + x·σ(−x)).")
            .source("S. Elfwing, E. Uchibe, K. Doya, Sigmoid-weighted linear units, 2018");

    /** x tanh(softplus x). */
    public static final Elementwise MISH = Op.unary("mish", x -> gated(x, Math.tanh(Sigmoids.softplus(x))))
            .vjp(Rectifiers::mish)
            .local("⊙ mish'({x})")
            .define(x -> x.times(Hyperbolic.TANH.of(Sigmoids.SOFTPLUS.of(x))))
            .finite()
            .doc("x·tanh(softplus x); with s = softplus x the derivative is tanh s + x·sech²(s)·σ(x).")
            .source("D. Misra, Mish: a self regularized non-monotonic activation function, 2019");

    /** x times a straight line from 0 to 1. */
    public static final Elementwise HARDSWISH = Op.unary("hardswish", x -> x <= -3 ? 0 : x >= 3 ? x : x * (x + 3) / 6)
            .define(x -> x.times(RELU6.of(x.plus(3))).over(6))
            .domain(-5, 5)
            .finite()
            .doc("x·min(max(x + 3, 0), 6)/6; the derivative at both kinks is that of the outer side.")
            .source("A. Howard et al., Searching for MobileNetV3, 2019");

    static final Function LEAKY_RELU = Function.define(
                    "leaky_relu", "x, alpha=0.01", a -> leakyRelu(a.node("x"), a.number("alpha")))
            .doc("x where x > 0, else αx; the derivative is α where x ≤ 0, also at 0.")
            .source("Maas, Hannun, Ng, Rectifier nonlinearities improve neural network acoustic models, 2013")
            .example("leaky_relu(X)", "X [2, 3]")
            .example("leaky_relu(X, alpha=0.2)", "X [2, 3]");

    static final Function ELU = Function.define("elu", "x, alpha=1", a -> elu(a.node("x"), a.number("alpha")))
            .doc("x where x > 0, else α(eˣ − 1); the derivative is αeˣ where x ≤ 0, also at 0.")
            .source("Clevert, Unterthiner, Hochreiter, Exponential Linear Units, 2015")
            .example("elu(X)", "X [2, 3]")
            .example("elu(X, alpha=0.5)", "X [2, 3]");

    private Rectifiers() {}

    /** The node {@code leaky_relu(x, alpha=alpha)}: x where x &gt; 0, else αx. */
    public static Node leakyRelu(Node x, double alpha) {
        return Node.of(new LeakyRelu(alpha), x);
    }

    /** The node {@code elu(x, alpha=alpha)}: x where x &gt; 0, else α(eˣ − 1). */
    public static Node elu(Node x, double alpha) {
        return Node.of(new Elu(alpha), x);
    }

    /** x times a gate that closes faster than x grows, so that the limit at −inf is 0. */
    private static double gated(double x, double gate) {
        return x == Double.NEGATIVE_INFINITY ? -0.0 : x * gate;
    }

    private static Node mish(Node dz, Node z, Node x) {
        Node s = Sigmoids.SOFTPLUS.of(x);
        Node rest = x.times(Hyperbolic.SECH2.of(s)).times(Sigmoids.SIGMOID.of(x));
        return dz.times(Hyperbolic.TANH.of(s).plus(rest));
    }

    /** 1 where x is positive, else αeˣ; the exponential is not taken of positive numbers, where it could overflow. */
    private static Node eluSlope(Node x, double alpha) {
        Node zero = Node.constant(0);
        Node left = Powers.EXP.of(Extremes.MINIMUM.of(x, zero));
        return Where.of(Comparison.greater(x, zero), Node.constant(1), alpha == 1 ? left : left.times(alpha));
    }

    private static Node positivePart(Node x) {
        return Extremes.MAXIMUM.of(x, Node.constant(0));
    }

    private static Node negativePart(Node x) {
        return Extremes.MINIMUM.of(x, Node.constant(0));
    }

    /** x where x > 0, else {@code alpha}·x. */
    public record LeakyRelu(double alpha) implements RowOp {
        @Override
        public OpRow row() {
            return OpRow.named("leaky_relu")
                    .key("alpha", alpha, 0.01)
                    .pointwise(x -> x > 0 ? x : alpha * x)
                    .definition(in ->
                            positivePart(in.get(0)).plus(negativePart(in.get(0)).times(alpha)))
                    .vjp((dz, z, x) -> dz.times(
                            Where.of(Comparison.greater(x, Node.constant(0)), Node.constant(1), Node.constant(alpha))))
                    .finite()
                    .local("⊙ ({x} > 0 ? 1 : " + TensorText.number(alpha) + ")");
        }
    }

    /** x where x > 0, else {@code alpha}·(exp(x) − 1). */
    public record Elu(double alpha) implements RowOp {
        @Override
        public OpRow row() {
            String factor = alpha == 1 ? "" : TensorText.number(alpha) + "·";
            return OpRow.named("elu")
                    .key("alpha", alpha, 1.0)
                    .pointwise(x -> x > 0 ? x : alpha * Math.expm1(x))
                    .definition(in -> positivePart(in.get(0))
                            .plus(Powers.EXP
                                    .of(negativePart(in.get(0)))
                                    .minus(1)
                                    .times(alpha)))
                    .vjp((dz, z, x) -> dz.times(eluSlope(x, alpha)))
                    .finite()
                    .local("⊙ ({x} > 0 ? 1 : " + factor + "exp({x}))");
        }
    }
}
