package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.apache.commons.math3.special.Erf;
import org.apache.commons.math3.special.Gamma;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Where;
import org.chainrule.tensor.Domain;

/** The gamma function and its relatives, sinc, the inverse error function, and what to do with entries that are no numbers. */
public final class SpecialFunctions {
    /** The cube root. */
    public static final Elementwise CBRT = Op.unary("cbrt", Math::cbrt)
            .vjp((dz, z, x) -> dz.over(z.square().times(3)))
            .latex("\\sqrt[3]{<0>}")
            .local("⊘ 3{z}²")
            .define(x -> Rounding.SIGN
                    .of(x)
                    .times(Rounding.ABS.of(x).pow(Node.constant(1).over(3))))
            .doc("Cube root ∛x, negative where x is; the derivative 1/(3z²) is infinite at 0, its limit.");

    /** log |Γ(x)|. */
    public static final Elementwise LGAMMA = Op.unary("lgamma", SpecialFunctions::lgamma)
            .vjp((dz, z, x) -> dz.times(digamma(x)))
            .latex("\\log\\Gamma\\left(<0>\\right)")
            .local("⊙ ψ({x})")
            .domain(0.2, 4)
            .smooth()
            .doc("log |Γ(x)|, inf at 0 and at negative whole numbers; the derivative is digamma.")
            .source("Didonato and Morris 1992, ACM TOMS 18, algorithm 708");

    static final Function DIGAMMA = Function.define("digamma", "x", a -> digamma(a.node("x")))
            .doc("ψ(x), the derivative of log Γ(x); NaN at 0 and at negative whole numbers. The derivatives are "
                    + "polygamma(1, x), polygamma(2, x), …")
            .source("Abramowitz and Stegun, Handbook of Mathematical Functions, 6.3.18 and 6.4.11")
            .example("digamma(X)", "X [2, 3] interval(0.2, 4)");

    static final Function POLYGAMMA = Function.define("polygamma", "n, x", a -> polygamma(a.integer("n"), a.node("x")))
            .doc("The n-th derivative of digamma, for n ≥ 0.")
            .source("Abramowitz and Stegun, Handbook of Mathematical Functions, 6.4.11")
            .example("polygamma(1, X)", "X [2, 3] interval(0.4, 4)");

    /** The inverse of erf. */
    public static final Elementwise ERFINV = Op.unary("erfinv", SpecialFunctions::erfinv)
            .vjp((dz, z, x) -> dz.times(Powers.EXP.of(z.square())).times(Math.sqrt(Math.PI) / 2))
            .spelled(org.chainrule.graph.Spelling.call("erfinv").latexFunction("\\operatorname{erf}^{-1}"))
            .local("⊙ √π/2·exp({z}²)")
            .domain(-0.9, 0.9)
            .smooth()
            .doc("The inverse of erf, ±inf at ±1, NaN outside; the derivative is √π/2·exp(z²).")
            .source("Giles 2012, Approximating the erfinv function, with a step of Newton's method");

    static final Function SINC = Function.define("sinc", "x", a -> sinc(a.node("x")))
            .doc("sin(πx)/(πx), 1 at 0, as in numpy; smooth at 0 at every order.")
            .source("numpy.sinc")
            .example("sinc(X)", "X [2, 3]");

    /** Whether an entry is no number. */
    public static final Elementwise ISNAN = Op.unary("isnan", x -> Double.isNaN(x) ? 1 : 0)
            .flat("isnan is piecewise constant")
            .local("0")
            .range(Domain.BINARY)
            .define(x -> Comparison.NOT_EQUAL.of(x, x))
            .finite()
            .doc("1 where x is NaN, else 0; no derivative.");

    static final Function NAN_TO_NUM = Function.define("nan_to_num", "x, nan=0, posinf=none, neginf=none", a -> {
                double high = a.has("posinf") ? a.number("posinf") : Double.MAX_VALUE;
                double low = a.has("neginf") ? a.number("neginf") : -Double.MAX_VALUE;
                return nanToNum(a.node("x"), a.number("nan"), high, low);
            })
            .doc("x with other numbers for NaN, inf (the largest double) and −inf, where the derivative is 0.")
            .source("numpy.nan_to_num")
            .example("nan_to_num(X)", "X [2, 3]")
            .example("nan_to_num(X, nan=1, posinf=9, neginf=-9)", "X [3]");

    private SpecialFunctions() {}

    /** The node {@code digamma(x)}. */
    public static Node digamma(Node x) {
        return polygamma(0, x);
    }

    /**
     * The n-th derivative of digamma.
     *
     * @param n at least 0
     */
    public static Node polygamma(int n, Node x) {
        if (n < 0) {
            throw new ArgumentException("n", say("polygamma: n is at least 0, not {0}", n));
        }
        return Node.of(new Polygamma(n), x);
    }

    /** The node {@code sinc(x)}: sin(πx)/(πx), 1 at 0. */
    public static Node sinc(Node x) {
        return Node.of(new Sinc(0), x);
    }

    /** x with other numbers for NaN, inf and −inf. */
    public static Node nanToNum(Node x, double nan, double posinf, double neginf) {
        Node infinity = Node.constant(Double.POSITIVE_INFINITY);
        Node high = Where.of(Comparison.equal(x, infinity), Node.constant(posinf), x);
        Node both = Where.of(Comparison.equal(x, infinity.neg()), Node.constant(neginf), high);
        return Where.of(ISNAN.of(x), Node.constant(nan), both);
    }

    private static double lgamma(double x) {
        if (x > 0 || Double.isNaN(x)) {
            return x > 1e17 ? x * (Math.log(x) - 1) : Gamma.logGamma(x);
        }
        if (x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.log(Math.PI / Math.abs(Sinc.sinPi(x))) - lgamma(1 - x);
    }

    private static double erfinv(double x) {
        if (!(Math.abs(x) < 1)) {
            return Math.abs(x) == 1 ? x * Double.POSITIVE_INFINITY : Double.NaN;
        }
        double y = Math.abs(x) < 1e-8 ? x * Math.sqrt(Math.PI) / 2 : Erf.erfInv(x);
        for (int i = 0; i < 2; i++) {
            // Near ±1 what is left to 1 has the digits.
            double off = Math.abs(y) < 0.5
                    ? Gaussian.erf(y) - x
                    : Math.copySign(1, y) * (1 - Math.abs(x) - Gaussian.erfc(Math.abs(y)));
            y -= off * Math.sqrt(Math.PI) / 2 * Math.exp(y * y);
        }
        return y;
    }

    /** The n-th derivative of ψ. */
    public record Polygamma(int n) implements RowOp {
        private static final double[] BERNOULLI = {
            1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510, 43867.0 / 798
        };

        @Override
        public OpRow row() {
            return OpRow.named(n == 0 ? "digamma" : "polygamma")
                    .spelled(call -> n == 0
                            ? call.latexFunction("\\psi")
                            : new org.chainrule.graph.Spelling(
                                    "polygamma(" + n + ", <0>)",
                                    org.chainrule.graph.Spelling.POSTFIX,
                                    "\\psi^{(" + n + ")}\\left(<0>\\right)",
                                    org.chainrule.graph.Spelling.POSTFIX))
                    .pointwise(this::at)
                    .vjp((dz, z, x) -> dz.times(polygamma(n + 1, x)))
                    .switches(in -> java.util.List.of())
                    .domains(Domain.interval(0.4, 4))
                    .local("⊙ ψ^(" + (n + 1) + ")({x})");
        }

        private double at(double x) {
            if (x == Math.rint(x) && x <= 0) {
                return Double.NaN;
            }
            double factor = (n % 2 == 0 ? -1 : 1) * factorial(n);
            double sum = 0;
            double at = x;
            // ψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁾(x + 1) + (−1)ⁿ⁺¹ n!/xⁿ⁺¹ until the series converges fast.
            for (; at < 15 + n; at++) {
                sum += Math.pow(at, -(n + 1));
                if (at < -1e6) {
                    return Double.NaN;
                }
            }
            return factor * sum + asymptotic(at);
        }

        private static double factorial(int n) {
            double product = 1;
            for (int i = 2; i <= n; i++) {
                product *= i;
            }
            return product;
        }

        private double asymptotic(double x) {
            if (n == 0) {
                double rest = 0;
                for (int k = BERNOULLI.length; k >= 1; k--) {
                    rest = (rest + BERNOULLI[k - 1] / (2 * k)) / (x * x);
                }
                return Math.log(x) - 0.5 / x - rest;
            }
            double sign = n % 2 == 0 ? -1 : 1;
            double sum = factorial(n - 1) * Math.pow(x, -n) + factorial(n) / 2 * Math.pow(x, -n - 1);
            for (int k = 1; k <= BERNOULLI.length; k++) {
                double rising = 1;
                for (int i = 1; i < n; i++) {
                    rising *= 2 * k + i;
                }
                sum += BERNOULLI[k - 1] * rising * Math.pow(x, -(2 * k + n));
            }
            return sign * sum;
        }
    }
}
