package org.chainrule.graph;

import static org.chainrule.graph.Spelling.POSTFIX;
import static org.chainrule.graph.Spelling.POWER;

import org.chainrule.tensor.Domain;

/** Powers, roots, the exponential and the logarithm, elementwise. */
public final class Powers {
    /**
     * x to the power y.
     *
     * <p>Conventions: the derivative by x is 0 where y = 0; the derivative by y is 0 where x = 0 and y is positive, its
     * limit. A constant exponent gives the rule of school, without a case distinction.
     */
    public static final Elementwise POW = Op.binary("pow", Math::pow)
            .glyph("^")
            .vjp(Powers::byBase, Powers::byExponent)
            .spelled(new Spelling(
                    "<0:" + POSTFIX + "> ^ <1:" + POWER + ">", POWER, "{<0:" + POSTFIX + ">}^{<1>}", POWER))
            .local("⊙ {y}·{x}^({y}−1)", "⊙ {z}·log {x}")
            .domain(Domain.interval(0.3, 2.5), Domain.interval(-2, 3))
            .smooth()
            .doc("Power, elementwise: x ^ y. d/dx is 0 where y = 0; d/dy is 0 where x = 0 and y > 0.");

    /** x². */
    public static final Elementwise SQUARE = Op.unary("square", x -> x * x)
            .vjp((dz, z, x) -> dz.times(x.times(2)))
            .latex("{<0:" + POSTFIX + ">}^{2}")
            .local("⊙ 2{x}")
            .define(x -> x.times(x))
            .range(Domain.NONNEGATIVE)
            .written(x -> Powers.POW.of(x, Node.constant(2)))
            .finite()
            .doc("Square: x².");

    /** 1/x. */
    public static final Elementwise RECIPROCAL = Op.unary("reciprocal", x -> 1 / x)
            .vjp((dz, z, x) -> dz.times(z.square()).neg())
            .latex("\\frac{1}{<0>}")
            .local("⊙ (−{z}²)")
            .domain(0.4, 3)
            .define(x -> Node.constant(1).over(x))
            .doc("Reciprocal: 1/x; the derivative is −z².");

    /** The square root; its derivative at 0 is infinite, the limit from the right. */
    public static final Elementwise SQRT = Op.unary("sqrt", Math::sqrt)
            .vjp((dz, z, x) -> dz.over(z.times(2)))
            .latex("\\sqrt{<0>}")
            .local("⊘ 2{z}")
            .domain(0.2, 4)
            .range(Domain.NONNEGATIVE)
            .smooth()
            .doc("Square root; the derivative 1/(2z) is infinite at 0, its limit.");

    /** 1/√x. */
    public static final Elementwise RSQRT = Op.unary("rsqrt", x -> 1 / Math.sqrt(x))
            .vjp((dz, z, x) -> dz.times(z).over(x).times(-0.5))
            .latex("\\frac{1}{\\sqrt{<0>}}")
            .local("⊙ (−{z}/2{x})")
            .domain(0.2, 4)
            .define(x -> Node.constant(1).over(Powers.SQRT.of(x)))
            .range(Domain.POSITIVE)
            .written(x -> Node.constant(1).over(Powers.SQRT.of(x)))
            .doc("Reciprocal square root 1/√x.");

    /** The exponential function. */
    public static final Elementwise EXP = Op.unary("exp", Math::exp)
            .vjp((dz, z, x) -> dz.times(z))
            .latex("e^{<0>}")
            .local("⊙ {z}")
            .range(Domain.POSITIVE)
            .smooth()
            .doc("Exponential function eˣ; it is its own derivative.");

    /** The natural logarithm: -inf at 0, NaN below. */
    public static final Elementwise LOG = Op.unary("log", Math::log)
            .vjp((dz, z, x) -> dz.over(x))
            .spelled(Spelling.call("log").latexFunction("\\log"))
            .local("⊘ {x}")
            .domain(0.2, 4)
            .smooth()
            .doc("Natural logarithm; −inf at 0, NaN below.");

    private Powers() {}

    private static Node byBase(Node dz, Node z, Node x, Node y) {
        if (y.constantScalar().isPresent()) {
            double c = y.constantScalar().get();
            if (c == 0) {
                return dz.times(0);
            }
            if (c == 1) {
                return dz;
            }
            return dz.times((c == 2 ? x : x.pow(c - 1)).times(c));
        }
        Node zero = Node.constant(0);
        Node slope = y.times(x.pow(y.minus(1)));
        return dz.times(Where.of(Comparison.equal(y, zero), zero, slope));
    }

    private static Node byExponent(Node dz, Node z, Node x, Node y) {
        if (x.constantScalar().filter(base -> base != 0).isPresent()) {
            return dz.times(z.times(Node.of(LOG, x)));
        }
        Node zero = Node.constant(0);
        Node atZero = Comparison.equal(x, zero).times(Comparison.greater(y, zero));
        // The logarithm is taken of 1 where it is not used, so that no infinity meets a zero.
        Node log = Node.of(LOG, Where.of(atZero, Node.constant(1), x));
        return dz.times(Where.of(atZero, zero, z.times(log)));
    }
}
