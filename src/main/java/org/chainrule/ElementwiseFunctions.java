package org.chainrule;

import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.SpecialFunctions;
import org.chainrule.ops.Trigonometry;

/**
 * The functions of each entry, with broadcasting. They are reached through {@link Chainrule}, whose one static import
 * brings all functions.
 */
public abstract class ElementwiseFunctions {
    /** Only static methods. */
    ElementwiseFunctions() {}

    /** Sum, elementwise: x + y. */
    public static Node add(Node x, Node y) {
        return Arithmetic.ADD.of(x, y);
    }

    /** Difference, elementwise: x - y. */
    public static Node sub(Node x, Node y) {
        return Arithmetic.SUB.of(x, y);
    }

    /** Hadamard product, elementwise: x * y. */
    public static Node mul(Node x, Node y) {
        return Arithmetic.MUL.of(x, y);
    }

    /** Quotient, elementwise: x / y. */
    public static Node div(Node x, Node y) {
        return Arithmetic.DIV.of(x, y);
    }

    /** Negative, elementwise: -x. */
    public static Node neg(Node x) {
        return Arithmetic.NEG.of(x);
    }

    /** Power, elementwise: x ^ y. d/dx is 0 where y = 0; d/dy is 0 where x = 0 and y &gt; 0. */
    public static Node pow(Node x, Node y) {
        return Powers.POW.of(x, y);
    }

    /** Square: x². */
    public static Node square(Node x) {
        return Powers.SQUARE.of(x);
    }

    /** Reciprocal: 1/x; the derivative is −z². */
    public static Node reciprocal(Node x) {
        return Powers.RECIPROCAL.of(x);
    }

    /** Square root; the derivative 1/(2z) is infinite at 0, its limit. */
    public static Node sqrt(Node x) {
        return Powers.SQRT.of(x);
    }

    /** Reciprocal square root 1/√x. */
    public static Node rsqrt(Node x) {
        return Powers.RSQRT.of(x);
    }

    /** Cube root ∛x, negative where x is; the derivative 1/(3z²) is infinite at 0, its limit. */
    public static Node cbrt(Node x) {
        return SpecialFunctions.CBRT.of(x);
    }

    /** Exponential function eˣ; it is its own derivative. */
    public static Node exp(Node x) {
        return Powers.EXP.of(x);
    }

    /** Natural logarithm; −inf at 0, NaN below. */
    public static Node log(Node x) {
        return Powers.LOG.of(x);
    }

    /** eˣ − 1 without loss of digits for small x; the derivative is eˣ. */
    public static Node expm1(Node x) {
        return Logarithms.EXPM1.of(x);
    }

    /** log(1 + x) without loss of digits for small x; −inf at −1, NaN below. */
    public static Node log1p(Node x) {
        return Logarithms.LOG1P.of(x);
    }

    /** Logarithm to base 2, exact at powers of 2; −inf at 0, NaN below. */
    public static Node log2(Node x) {
        return Logarithms.LOG2.of(x);
    }

    /** Logarithm to base 10, exact at powers of 10; −inf at 0, NaN below. */
    public static Node log10(Node x) {
        return Logarithms.LOG10.of(x);
    }

    /** log(eˣ + eʸ) = max(x, y) + log(1 + exp(−|x − y|)), without overflow; the derivatives are σ(x − y) and σ(y − x), both 0 where x = y = −inf. */
    public static Node logaddexp(Node x, Node y) {
        return Logarithms.LOGADDEXP.of(x, y);
    }

    /** eˣ/(eˣ + eʸ) = σ(x − y), and 0 where x = y = −inf: the derivative of logaddexp. */
    public static Node softmax2(Node x, Node y) {
        return Logarithms.SOFTMAX2.of(x, y);
    }

    /** log(1 − e⁻ˣ) for x &gt; 0, by expm1 up to log 2 and by log1p above; −inf at 0, NaN below. The derivative is 1/(eˣ − 1). */
    public static Node log1mexp(Node x) {
        return Logarithms.LOG1MEXP.of(x);
    }

    /** 1/(eˣ − 1), the Bose-Einstein function; the derivative is z(x)·z(−x) = −z(1 + z). */
    public static Node bose(Node x) {
        return Logarithms.BOSE.of(x);
    }

    /** x log y, and 0 where x = 0, the limit of x log x; the derivative by y is then 0 too. */
    public static Node xlogy(Node x, Node y) {
        return Guarded.XLOGY.of(x, y);
    }

    /** x log(1 + y) without loss of digits for small y, and 0 where x = 0. */
    public static Node xlog1py(Node x, Node y) {
        return Guarded.XLOG1PY.of(x, y);
    }

    /** x / y, and 0 where x = 0 whatever y is: the derivative of xlogy by y. */
    public static Node xdivy(Node x, Node y) {
        return Guarded.XDIVY.of(x, y);
    }

    /** x / y, and 0 with zero derivatives where y = 0: the derivative of a norm, of least norm at 0. */
    public static Node divNoNan(Node x, Node y) {
        return Guarded.DIV_NO_NAN.of(x, y);
    }

    /** Sine of an angle in radians; the derivative is cos x. */
    public static Node sin(Node x) {
        return Trigonometry.SIN.of(x);
    }

    /** Cosine of an angle in radians; the derivative is −sin x. */
    public static Node cos(Node x) {
        return Trigonometry.COS.of(x);
    }

    /** Tangent of an angle in radians; the derivative is 1 + z². */
    public static Node tan(Node x) {
        return Trigonometry.TAN.of(x);
    }

    /** Inverse sine, −π/2 to π/2, NaN outside −1 to 1; the derivative 1/√(1 − x²) is infinite at ±1. */
    public static Node asin(Node x) {
        return Trigonometry.ASIN.of(x);
    }

    /** Inverse cosine, 0 to π, NaN outside −1 to 1; the derivative −1/√(1 − x²) is infinite at ±1. */
    public static Node acos(Node x) {
        return Trigonometry.ACOS.of(x);
    }

    /** Inverse tangent, −π/2 to π/2; the derivative is 1/(1 + x²). */
    public static Node atan(Node x) {
        return Trigonometry.ATAN.of(x);
    }

    /** atan2(y, x): the angle of the point (x, y), −π to π, with the quadrant; the derivatives x/r² and −y/r² are NaN at the origin, where they have no limit. */
    public static Node atan2(Node y, Node x) {
        return Trigonometry.ATAN2.of(y, x);
    }

    /** √(x² + y²) without overflow; at the origin both derivatives are 0, the choice of least norm. */
    public static Node hypot(Node x, Node y) {
        return Trigonometry.HYPOT.of(x, y);
    }

    /** Hyperbolic sine (eˣ − e⁻ˣ)/2; the derivative is cosh x. */
    public static Node sinh(Node x) {
        return Hyperbolic.SINH.of(x);
    }

    /** Hyperbolic cosine (eˣ + e⁻ˣ)/2; the derivative is sinh x. */
    public static Node cosh(Node x) {
        return Hyperbolic.COSH.of(x);
    }

    /** Hyperbolic tangent; the derivative 1 − z² is computed as sech² x, which keeps its digits for large x. */
    public static Node tanh(Node x) {
        return Hyperbolic.TANH.of(x);
    }

    /** 1/cosh² x = 1 − tanh² x as 4e/(1 + e)² with e = exp(−2|x|), without overflow or cancellation. */
    public static Node sech2(Node x) {
        return Hyperbolic.SECH2.of(x);
    }

    /** log cosh x as |x| + log(1 + exp(−2|x|)) − log 2, without overflow, and as log(1 + 2 sinh²(x/2)) near 0. */
    public static Node logcosh(Node x) {
        return Hyperbolic.LOGCOSH.of(x);
    }

    /** Inverse hyperbolic sine log(x + √(x² + 1)), without cancellation for small or negative x. */
    public static Node asinh(Node x) {
        return Hyperbolic.ASINH.of(x);
    }

    /** Inverse hyperbolic cosine log(x + √(x² − 1)) for x ≥ 1, NaN below; the derivative is infinite at 1. */
    public static Node acosh(Node x) {
        return Hyperbolic.ACOSH.of(x);
    }

    /** Inverse hyperbolic tangent ½ log((1 + x)/(1 − x)) for −1 to 1, ±inf at ±1, NaN outside. */
    public static Node atanh(Node x) {
        return Hyperbolic.ATANH.of(x);
    }

    /** Error function 2/√π ∫₀ˣ exp(−t²) dt, to a few units in the last place. */
    public static Node erf(Node x) {
        return Gaussian.ERF.of(x);
    }

    /** 1 − erf x without cancellation for large x. */
    public static Node erfc(Node x) {
        return Gaussian.ERFC.of(x);
    }

    /** Φ(x) = ½ erfc(−x/√2): the probability that a standard normal variable is below x, without cancellation in the left tail. */
    public static Node normalCdf(Node x) {
        return Gaussian.NORMAL_CDF.of(x);
    }

    /** φ(x) = exp(−x²/2)/√(2π): the density of the standard normal distribution. */
    public static Node normalPdf(Node x) {
        return Gaussian.NORMAL_PDF.of(x);
    }

    /** log Φ(x), finite for every finite x; the derivative is φ(x)/Φ(x), nearly −x in the left tail. */
    public static Node logNormalCdf(Node x) {
        return Gaussian.LOG_NORMAL_CDF.of(x);
    }

    /** log |Γ(x)|, inf at 0 and at negative whole numbers; the derivative is digamma. */
    public static Node lgamma(Node x) {
        return SpecialFunctions.LGAMMA.of(x);
    }

    /**
     * The derivative ψ(x) of log Γ(x).
     */
    public static Node digamma(Node x) {
        return SpecialFunctions.digamma(x);
    }

    /**
     * The n-th derivative of digamma.
     *
     * @param n at least 0
     */
    public static Node polygamma(int n, Node x) {
        return SpecialFunctions.polygamma(n, x);
    }

    /** The inverse of erf, ±inf at ±1, NaN outside; the derivative is √π/2·exp(z²). */
    public static Node erfinv(Node x) {
        return SpecialFunctions.ERFINV.of(x);
    }

    /**
     * The function sin(πx)/(πx), 1 at 0.
     */
    public static Node sinc(Node x) {
        return SpecialFunctions.sinc(x);
    }

    /** 1 where x is NaN, else 0; no derivative. */
    public static Node isnan(Node x) {
        return SpecialFunctions.ISNAN.of(x);
    }

    /**
     * 0 in the place of NaN, the largest doubles in the place of infinities.
     */
    public static Node nanToNum(Node x) {
        return SpecialFunctions.nanToNum(x, 0, Double.MAX_VALUE, -Double.MAX_VALUE);
    }

    /** Magnitude |x|; the derivative is sign x, 0 at 0. */
    public static Node abs(Node x) {
        return Rounding.ABS.of(x);
    }

    /** 1 where x &gt; 0, −1 where x &lt; 0, 0 at 0; no gradient. */
    public static Node sign(Node x) {
        return Rounding.SIGN.of(x);
    }

    /** The largest whole number not above x; no gradient. */
    public static Node floor(Node x) {
        return Rounding.FLOOR.of(x);
    }

    /** The smallest whole number not below x; no gradient. */
    public static Node ceil(Node x) {
        return Rounding.CEIL.of(x);
    }

    /** The nearest whole number, the even one of two equally near, as in numpy; no gradient. */
    public static Node round(Node x) {
        return Rounding.ROUND.of(x);
    }

    /** The larger of x and y, NaN if one is NaN. Ties share the cotangent equally; the derivative is 0 where x ties with a constant, as for relu. */
    public static Node maximum(Node x, Node y) {
        return Extremes.MAXIMUM.of(x, y);
    }

    /** The smaller of x and y, NaN if one is NaN. Ties share the cotangent equally; the derivative is 0 where x ties with a constant. */
    public static Node minimum(Node x, Node y) {
        return Extremes.MINIMUM.of(x, y);
    }

    /** 1 where x &gt; y, else 0; no derivative. */
    public static Node greater(Node x, Node y) {
        return Comparison.GREATER.of(x, y);
    }

    /** 1 where x &gt;= y, else 0; no derivative. */
    public static Node greaterEqual(Node x, Node y) {
        return Comparison.GREATER_EQUAL.of(x, y);
    }

    /** 1 where x &lt; y, else 0; no derivative. */
    public static Node less(Node x, Node y) {
        return Comparison.LESS.of(x, y);
    }

    /** 1 where x &lt;= y, else 0; no derivative. */
    public static Node lessEqual(Node x, Node y) {
        return Comparison.LESS_EQUAL.of(x, y);
    }

    /** 1 where x == y, else 0; no derivative. */
    public static Node equal(Node x, Node y) {
        return Comparison.EQUAL.of(x, y);
    }

    /** 1 where x != y, else 0; no derivative. */
    public static Node notEqual(Node x, Node y) {
        return Comparison.NOT_EQUAL.of(x, y);
    }

    /** Logistic function σ(x) = 1/(1 + e⁻ˣ), as eˣ/(1 + eˣ) for x &lt; 0; the derivative is σ(x)·σ(−x), which does not cancel as z(1 − z) does. */
    public static Node sigmoid(Node x) {
        return Sigmoids.SIGMOID.of(x);
    }

    /** log σ(x) = −softplus(−x), finite for every finite x; the derivative is σ(−x). */
    public static Node logsigmoid(Node x) {
        return Sigmoids.LOGSIGMOID.of(x);
    }

    /** log(1 + eˣ) = max(x, 0) + log(1 + exp(−|x|)), without overflow; the derivative is σ(x), at 0 too. */
    public static Node softplus(Node x) {
        return Sigmoids.SOFTPLUS.of(x);
    }

    /** x/(1 + |x|); the derivative is 1/(1 + |x|)², the second derivative is 0 at 0. */
    public static Node softsign(Node x) {
        return Sigmoids.SOFTSIGN.of(x);
    }

    /** 1.7159 tanh(2x/3), which maps ±1 to about ±1 and has its largest curvature there. */
    public static Node tanhOpt(Node x) {
        return Sigmoids.TANH_OPT.of(x);
    }

    /** Step function: 1 where x &gt; 0, 0 elsewhere and at 0; no gradient. */
    public static Node step(Node x) {
        return Sigmoids.STEP.of(x);
    }

    /** min(max(x/6 + 1/2, 0), 1); the derivative is 1/6 between −3 and 3, 0 outside and at both kinks. */
    public static Node hardSigmoid(Node x) {
        return Sigmoids.HARD_SIGMOID.of(x);
    }

    /** min(max(x, −1), 1); the derivative is 1 between −1 and 1, 0 outside and at both kinks. */
    public static Node hardTanh(Node x) {
        return Sigmoids.HARD_TANH.of(x);
    }

    /** max(x, 0); the derivative is 1 where x &gt; 0, else 0, also at 0. */
    public static Node relu(Node x) {
        return Rectifiers.RELU.of(x);
    }

    /** min(max(x, 0), 6); the derivative is 1 between 0 and 6, 0 outside and at both kinks. */
    public static Node relu6(Node x) {
        return Rectifiers.RELU6.of(x);
    }

    /** λ·elu(x, α) with λ = 1.0507009873554805 and α = 1.6732632423543772; the derivative at 0 is λα. */
    public static Node selu(Node x) {
        return Rectifiers.SELU.of(x);
    }

    /** x·Φ(x) with the normal distribution function Φ; the derivative is Φ(x) + x·φ(x). */
    public static Node gelu(Node x) {
        return Rectifiers.GELU.of(x);
    }

    /** ½x(1 + tanh(√(2/π)(x + 0.044715x³))), as x·σ(2√(2/π)(x + 0.044715x³)), which does not cancel for negative x. */
    public static Node geluTanh(Node x) {
        return Rectifiers.GELU_TANH.of(x);
    }

    /** x·σ(x); the derivative is σ(x)(1 + x·σ(−x)). */
    public static Node silu(Node x) {
        return Rectifiers.SILU.of(x);
    }

    /** x·min(max(x + 3, 0), 6)/6; the derivative at both kinks is that of the outer side. */
    public static Node hardswish(Node x) {
        return Rectifiers.HARDSWISH.of(x);
    }

    /** x·tanh(softplus x); with s = softplus x the derivative is tanh s + x·sech²(s)·σ(x). */
    public static Node mish(Node x) {
        return Rectifiers.MISH.of(x);
    }
}
