package org.chainrule.ops;

import java.util.Optional;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Domain;

/** Logarithms and exponentials that keep their digits where the plain formula loses them. */
public final class Logarithms {
    private static final double LN2 = Math.log(2);

    /** exp(x) - 1. */
    public static final Elementwise EXPM1 = Op.unary("expm1", Math::expm1)
            // Not z + 1, which is 0 for x below -37 where the derivative is not.
            .latex("\\left(e^{<0>} - 1\\right)")
            .local("⊙ exp({x})")
            .define(x -> Powers.EXP.of(x).minus(1))
            .doc("eˣ − 1 without loss of digits for small x; the derivative is eˣ.");

    /** log(1 + x). */
    public static final Elementwise LOG1P = Op.unary("log1p", Math::log1p)
            .latex("\\log\\left(1 + <0>\\right)")
            .local("⊘ (1 + {x})")
            .domain(-0.8, 3)
            .define(x -> Powers.LOG.of(x.plus(1)))
            .doc("log(1 + x) without loss of digits for small x; −inf at −1, NaN below.");

    /** The logarithm to base 2. */
    public static final Elementwise LOG2 = Op.unary("log2", Logarithms::log2)
            .vjp((dz, z, x) -> dz.over(x.times(Powers.LOG.of(Node.constant(2)))))
            .spelled(Spelling.call("log2").latexFunction("\\log_{2}"))
            .local("⊘ ({x}·ln 2)")
            .domain(0.2, 4)
            .define(x -> Powers.LOG.of(x).over(Powers.LOG.of(Node.constant(2))))
            .doc("Logarithm to base 2, exact at powers of 2; −inf at 0, NaN below.");

    /** The logarithm to base 10. */
    public static final Elementwise LOG10 = Op.unary("log10", Math::log10)
            .vjp((dz, z, x) -> dz.over(x.times(Powers.LOG.of(Node.constant(10)))))
            .spelled(Spelling.call("log10").latexFunction("\\log_{10}"))
            .local("⊘ ({x}·ln 10)")
            .domain(0.2, 4)
            .define(x -> Powers.LOG.of(x).over(Powers.LOG.of(Node.constant(10))))
            .doc("Logarithm to base 10, exact at powers of 10; −inf at 0, NaN below.");

    /** log(exp(x) + exp(y)). */
    public static final Elementwise LOGADDEXP = Op.binary("logaddexp", Logarithms::logAddExp)
            .vjp(
                    (dz, z, x, y) -> dz.times(Logarithms.SOFTMAX2.of(x, y)),
                    (dz, z, x, y) -> dz.times(Logarithms.SOFTMAX2.of(y, x)))
            .latex("\\log\\left(e^{<0>} + e^{<1>}\\right)")
            .local("⊙ σ({x} − {y})", "⊙ σ({y} − {x})")
            .define((x, y) -> Powers.LOG.of(Powers.EXP.of(x).plus(Powers.EXP.of(y))))
            .finite()
            .doc(
                    "log(eˣ + eʸ) = max(x, y) + log(1 + exp(−|x − y|)), without overflow; the derivatives are σ(x − y) and "
                            + "σ(y − x), both 0 where x = y = −inf.");

    /** The first of the two softmax values of x and y. */
    public static final Elementwise SOFTMAX2 = Op.binary("softmax2", Logarithms::softmax2)
            .vjp((dz, z, x, y) -> dz.times(z).times(Logarithms.SOFTMAX2.of(y, x)), (dz, z, x, y) -> dz.times(z)
                    .times(Logarithms.SOFTMAX2.of(y, x))
                    .neg())
            .latex("\\frac{e^{<0>}}{e^{<0>} + e^{<1>}}")
            .local("⊙ {z}(1−{z})", "⊙ (−{z}(1−{z}))")
            .define((x, y) -> Powers.EXP.of(x).over(Powers.EXP.of(x).plus(Powers.EXP.of(y))))
            .range(Domain.POSITIVE, Domain.PROBABILITY)
            .finite()
            .doc("eˣ/(eˣ + eʸ) = σ(x − y), and 0 where x = y = −inf: the derivative of logaddexp.");

    /** log(1 - exp(-x)). */
    public static final Elementwise LOG1MEXP = Op.unary("log1mexp", Logarithms::log1mExp)
            .vjp((dz, z, x) -> dz.times(Logarithms.BOSE.of(x)))
            .latex("\\log\\left(1 - e^{-<0:4>}\\right)")
            .local("⊘ expm1({x})")
            .domain(0.1, 4)
            .define(x -> Powers.LOG.of(Node.constant(1).minus(Powers.EXP.of(x.neg()))))
            .range(Double.NEGATIVE_INFINITY, 0)
            .doc(
                    "log(1 − e⁻ˣ) for x > 0, by expm1 up to log 2 and by log1p above; −inf at 0, NaN below. The derivative "
                            + "is 1/(eˣ − 1).")
            .source("M. Mächler, Accurately computing log(1 − exp(−|a|)), Rmpfr vignette, 2012");

    /** 1/(exp(x) - 1). */
    public static final Elementwise BOSE = Op.unary("bose", x -> 1 / Math.expm1(x))
            // b(x) + b(-x) = -1, so b' = -b(1 + b) = b(x) b(-x), in which nothing overflows or cancels.
            .vjp((dz, z, x) -> dz.times(z).times(Logarithms.BOSE.of(mirror(x))))
            .latex("\\frac{1}{e^{<0>} - 1}")
            .local("⊙ (−{z}(1+{z}))")
            .domain(0.2, 3)
            .define(x -> Node.constant(1).over(Powers.EXP.of(x).minus(1)))
            .doc("1/(eˣ − 1), the Bose-Einstein function; the derivative is z(x)·z(−x) = −z(1 + z).");

    private Logarithms() {}

    /** The op that is the logarithm of another in one piece, where there is one: logsigmoid of sigmoid. */
    public static Optional<Op> of(Op op) {
        if (op == Sigmoids.SIGMOID) {
            return Optional.of(Sigmoids.LOGSIGMOID);
        }
        if (op == Gaussian.NORMAL_CDF) {
            return Optional.of(Gaussian.LOG_NORMAL_CDF);
        }
        return op instanceof Softmax.Soft soft && !soft.log()
                ? Optional.of(new Softmax.Soft(soft.axes(), soft.last(), true))
                : Optional.empty();
    }

    /** -x, and x for the negative of x, so that repeated derivatives share their nodes. */
    static Node mirror(Node x) {
        return x.op() == org.chainrule.graph.Arithmetic.NEG ? x.input(0) : x.neg();
    }

    /** The whole part comes from the exponent, so that only the logarithm of a number near 1 is rounded. */
    private static double log2(double x) {
        if (!(x > 0) || Double.isInfinite(x)) {
            return Math.log(x);
        }
        boolean subnormal = x < Double.MIN_NORMAL;
        double normal = subnormal ? x * 0x1p54 : x;
        int exponent = Math.getExponent(normal);
        double mantissa = Math.scalb(normal, -exponent);
        if (mantissa > 1.4142135623730951) {
            mantissa /= 2;
            exponent++;
        }
        return (subnormal ? exponent - 54 : exponent) + Math.log(mantissa) / LN2;
    }

    static double logAddExp(double x, double y) {
        if (x == y) {
            // Also two infinities of one sign, whose difference is NaN.
            return x + LN2;
        }
        double larger = Math.max(x, y);
        return larger == Double.POSITIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(-Math.abs(x - y)));
    }

    private static double softmax2(double x, double y) {
        return x == Double.NEGATIVE_INFINITY && x == y ? 0 : Sigmoids.sigmoid(x - y);
    }

    private static double log1mExp(double x) {
        return x <= LN2 ? Math.log(-Math.expm1(-x)) : Math.log1p(-Math.exp(-x));
    }
}
