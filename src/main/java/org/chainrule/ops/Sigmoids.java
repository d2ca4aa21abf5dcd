package org.chainrule.ops;

import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Domain;

/**
 * Activations that saturate, and their relatives. Their derivatives are written so that they keep their digits in
 * saturation at every order: σ(x)σ(−x) instead of z(1 − z), sech² instead of 1 − tanh².
 */
public final class Sigmoids {
    /** LeCun's amplitude and slope. */
    private static final double AMPLITUDE = 1.7159;

    private static final double SLOPE = 2.0 / 3;

    /** The logistic function. */
    public static final Elementwise SIGMOID = Op.unary("sigmoid", Sigmoids::sigmoid)
            .vjp((dz, z, x) -> dz.times(SlopeOps.SIGMOID.of(x)))
            .spelled(Spelling.call("sigmoid").latexFunction("\\sigma"))
            .local("⊙ σ'({x})")
            .define(x -> Node.constant(1).over(Powers.EXP.of(x.neg()).plus(1)))
            .range(Domain.POSITIVE, Domain.PROBABILITY)
            .finite()
            .doc(
                    "Logistic function σ(x) = 1/(1 + e⁻ˣ), as eˣ/(1 + eˣ) for x < 0; the derivative is σ(x)·σ(−x), which does "
                            + "not cancel as z(1 − z) does.");

    /** The logarithm of the logistic function. */
    public static final Elementwise LOGSIGMOID = Op.unary("logsigmoid", x -> -softplus(-x))
            .vjp((dz, z, x) -> dz.times(SIGMOID.of(Logarithms.mirror(x))))
            .latex("\\log\\sigma\\left(<0>\\right)")
            .local("⊙ σ(−{x})")
            .define(x -> Powers.LOG.of(Sigmoids.SIGMOID.of(x)))
            .range(Double.NEGATIVE_INFINITY, 0)
            .finite()
            .doc("log σ(x) = −softplus(−x), finite for every finite x; the derivative is σ(−x).");

    /** log(1 + exp(x)). */
    public static final Elementwise SOFTPLUS = Op.unary("softplus", Sigmoids::softplus)
            .vjp((dz, z, x) -> dz.times(SIGMOID.of(x)))
            .latex("\\operatorname{softplus}\\left(<0>\\right)")
            .local("⊙ σ({x})")
            .define(x -> Powers.LOG.of(Powers.EXP.of(x).plus(1)))
            .range(Domain.POSITIVE)
            .finite()
            .doc("log(1 + eˣ) = max(x, 0) + log(1 + exp(−|x|)), without overflow; the derivative is σ(x), at 0 too.");

    /** x / (1 + |x|). */
    public static final Elementwise SOFTSIGN = Op.unary(
                    "softsign", x -> Double.isInfinite(x) ? Math.signum(x) : x / (1 + Math.abs(x)))
            .vjp((dz, z, x) -> dz.times(SlopeOps.SOFTSIGN.of(x)))
            .latex("\\operatorname{softsign}\\left(<0>\\right)")
            .local("⊘ (1 + |{x}|)²")
            .define(x -> x.over(Rounding.ABS.of(x).plus(1)))
            .range(-1, 1)
            .finite()
            .doc("x/(1 + |x|); the derivative is 1/(1 + |x|)², the second derivative is 0 at 0.");

    /** A scaled hyperbolic tangent. */
    public static final Elementwise TANH_OPT = Op.unary("tanh_opt", x -> AMPLITUDE * Math.tanh(SLOPE * x))
            .vjp((dz, z, x) -> dz.times(Hyperbolic.SECH2.of(x.times(SLOPE))).times(AMPLITUDE * SLOPE))
            .latex("1.7159\\tanh\\left(\\tfrac{2}{3} <0:3>\\right)")
            .local("⊙ 1.7159·⅔·(1 − ({z}/1.7159)²)")
            .define(x -> Hyperbolic.TANH.of(x.times(SLOPE)).times(AMPLITUDE))
            .finite()
            .doc("1.7159 tanh(2x/3), which maps ±1 to about ±1 and has its largest curvature there.")
            .source("Y. LeCun, L. Bottou, G. B. Orr, K.-R. Müller, Efficient BackProp, 1998, section 4.4");

    /** The step function. */
    public static final Elementwise STEP = Op.unary("step", x -> x > 0 ? 1 : x <= 0 ? 0 : x)
            .flat("step is piecewise constant")
            .latex("\\left[<0> \\gt 0\\right]")
            .local("0")
            .define(x -> Comparison.greater(x, Node.constant(0)))
            .range(Domain.BINARY)
            .finite()
            .doc("Step function: 1 where x > 0, 0 elsewhere and at 0; no gradient.");

    /** A straight line from 0 to 1 between -3 and 3. */
    public static final Elementwise HARD_SIGMOID = Op.unary("hard_sigmoid", x -> x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5)
            .vjp((dz, z, x) -> dz.times(inside(x, -3, 3)).over(6))
            .latex("\\operatorname{hardsigmoid}\\left(<0>\\right)")
            .local("⊙ (−3 < {x} < 3)/6")
            .define(x -> Extremes.clamp(x.over(6).plus(0.5), 0, 1))
            .range(Domain.PROBABILITY)
            .selecting()
            .doc("min(max(x/6 + 1/2, 0), 1); the derivative is 1/6 between −3 and 3, 0 outside and at both kinks.")
            .source("torch.nn.Hardsigmoid");

    /** The identity cut off at -1 and 1. */
    public static final Elementwise HARD_TANH = Op.unary("hard_tanh", x -> Math.min(Math.max(x, -1), 1))
            .vjp((dz, z, x) -> dz.times(inside(x, -1, 1)))
            .latex("\\operatorname{hardtanh}\\left(<0>\\right)")
            .local("⊙ (−1 < {x} < 1)")
            .define(x -> Extremes.clamp(x, -1, 1))
            .range(-1, 1)
            .selecting()
            .doc("min(max(x, −1), 1); the derivative is 1 between −1 and 1, 0 outside and at both kinks.")
            .source("torch.nn.Hardtanh");

    private Sigmoids() {}

    /** 1 where low &lt; x &lt; high, else 0. */
    static Node inside(Node x, double low, double high) {
        Node above = Comparison.greater(x, Node.constant(low));
        Node below = Comparison.LESS.of(x, Node.constant(high));
        return above.times(below);
    }

    static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }
}
