package org.chainrule.ops;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Domain;

/** Hyperbolic functions and their inverses. */
public final class Hyperbolic {
    private static final double LN2 = Math.log(2);
    /** From here on 1 + x² rounds to x². */
    private static final double LARGE = 0x1p28;

    /** The hyperbolic sine. */
    public static final Elementwise SINH = Op.unary("sinh", Math::sinh)
            .vjp((dz, z, x) -> dz.times(Hyperbolic.COSH.of(x)))
            .spelled(Spelling.call("sinh").latexFunction("\\sinh"))
            .local("⊙ cosh({x})")
            .define(x -> Powers.EXP.of(x).minus(Powers.EXP.of(x.neg())).over(2))
            .doc("Hyperbolic sine (eˣ − e⁻ˣ)/2; the derivative is cosh x.");

    /** The hyperbolic cosine. */
    public static final Elementwise COSH = Op.unary("cosh", Math::cosh)
            .vjp((dz, z, x) -> dz.times(Hyperbolic.SINH.of(x)))
            .spelled(Spelling.call("cosh").latexFunction("\\cosh"))
            .local("⊙ sinh({x})")
            .define(x -> Powers.EXP.of(x).plus(Powers.EXP.of(x.neg())).over(2))
            .range(1, Double.POSITIVE_INFINITY)
            .doc("Hyperbolic cosine (eˣ + e⁻ˣ)/2; the derivative is sinh x.");

    /** The hyperbolic tangent; its derivative is written as sech², since 1 − tanh² cancels. */
    public static final Elementwise TANH = Op.unary("tanh", Math::tanh)
            .vjp((dz, z, x) -> dz.times(Hyperbolic.SECH2.of(x)))
            .spelled(Spelling.call("tanh").latexFunction("\\tanh"))
            .local("⊙ (1 − {z}²)")
            .define(x -> Powers.EXP
                    .of(x.times(2))
                    .minus(1)
                    .over(Powers.EXP.of(x.times(2)).plus(1)))
            .range(-1, 1)
            .finite()
            .doc(
                    "Hyperbolic tangent; the derivative 1 − z² is computed as sech² x, which keeps its digits for large x.");

    /** The derivative of tanh. */
    public static final Elementwise SECH2 = Op.unary("sech2", Hyperbolic::sech2)
            .vjp((dz, z, x) -> dz.times(z).times(Hyperbolic.TANH.of(x)).times(-2))
            .spelled(Spelling.call("sech2").latexFunction("\\operatorname{sech}^{2}"))
            .local("⊙ (−2{z}·tanh({x}))")
            .define(x -> Node.constant(1).minus(Hyperbolic.TANH.of(x).square()))
            .range(Domain.POSITIVE, Domain.PROBABILITY)
            .finite()
            .doc("1/cosh² x = 1 − tanh² x as 4e/(1 + e)² with e = exp(−2|x|), without overflow or cancellation.");

    /** The logarithm of the hyperbolic cosine, a loss between the square and the absolute value. */
    public static final Elementwise LOGCOSH = Op.unary("logcosh", Hyperbolic::logcosh)
            .vjp((dz, z, x) -> dz.times(Hyperbolic.TANH.of(x)))
            .latex("\\log\\cosh\\left(<0>\\right)")
            .local("⊙ tanh({x})")
            .define(x -> Powers.LOG.of(Hyperbolic.COSH.of(x)))
            .range(Domain.NONNEGATIVE)
            .finite()
            .doc(
                    "log cosh x as |x| + log(1 + exp(−2|x|)) − log 2, without overflow, and as log(1 + 2 sinh²(x/2)) near 0.");

    /** The inverse hyperbolic sine. */
    public static final Elementwise ASINH = Op.unary("asinh", Hyperbolic::asinh)
            .vjp((dz, z, x) -> dz.over(Trigonometry.HYPOT.of(x, Node.constant(1))))
            .spelled(Spelling.call("asinh").latexFunction("\\operatorname{arsinh}"))
            .local("⊘ √({x}² + 1)")
            .define(x -> Powers.LOG.of(x.plus(Powers.SQRT.of(x.square().plus(1)))))
            .finite()
            .doc("Inverse hyperbolic sine log(x + √(x² + 1)), without cancellation for small or negative x.");

    /** The inverse hyperbolic cosine. */
    public static final Elementwise ACOSH = Op.unary("acosh", Hyperbolic::acosh)
            .vjp((dz, z, x) -> dz.over(Powers.SQRT.of(x.minus(1)).times(Powers.SQRT.of(x.plus(1)))))
            .spelled(Spelling.call("acosh").latexFunction("\\operatorname{arcosh}"))
            .local("⊘ √({x}² − 1)")
            .domain(1.2, 4)
            .define(x -> Powers.LOG.of(x.plus(Powers.SQRT.of(x.minus(1)).times(Powers.SQRT.of(x.plus(1))))))
            .range(Domain.NONNEGATIVE)
            .doc("Inverse hyperbolic cosine log(x + √(x² − 1)) for x ≥ 1, NaN below; the derivative is infinite at 1.");

    /** The inverse hyperbolic tangent. */
    public static final Elementwise ATANH = Op.unary("atanh", x -> Math.copySign(Math.log1p(excess(x)) / 2, x))
            .vjp((dz, z, x) -> dz.times(SlopeOps.ATANH.of(x)))
            .spelled(Spelling.call("atanh").latexFunction("\\operatorname{artanh}"))
            .local("⊘ (1 − {x}²)")
            .domain(-0.8, 0.8)
            .define(x ->
                    Powers.LOG.of(x.plus(1).over(Node.constant(1).minus(x))).over(2))
            .doc("Inverse hyperbolic tangent ½ log((1 + x)/(1 − x)) for −1 to 1, ±inf at ±1, NaN outside.");

    private Hyperbolic() {}

    static double sech2(double x) {
        double e = Math.exp(-2 * Math.abs(x));
        return 4 * e / ((1 + e) * (1 + e));
    }

    private static double logcosh(double x) {
        double size = Math.abs(x);
        double half = Math.sinh(size / 2);
        return size < 1 ? Math.log1p(2 * half * half) : size + Math.log1p(Math.exp(-2 * size)) - Math.log(2);
    }

    private static double asinh(double x) {
        double a = Math.abs(x);
        double value = a > LARGE ? Math.log(a) + LN2 : Math.log1p(a + a * a / (1 + Math.sqrt(1 + a * a)));
        return Math.copySign(value, x);
    }

    private static double acosh(double x) {
        if (x < 1) {
            return Double.NaN;
        }
        double t = x - 1;
        return x > LARGE ? Math.log(x) + LN2 : Math.log1p(t + Math.sqrt(t * (x + 1)));
    }

    /** (1 + |x|)/(1 - |x|) - 1. */
    private static double excess(double x) {
        return 2 * Math.abs(x) / (1 - Math.abs(x));
    }
}
