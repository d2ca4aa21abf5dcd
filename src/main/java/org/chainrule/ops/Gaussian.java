package org.chainrule.ops;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Domain;

/** The error function and the normal distribution. */
public final class Gaussian {
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double ONE_OVER_ROOT_2PI = 1 / Math.sqrt(2 * Math.PI);
    private static final double ROOT_PI = Math.sqrt(Math.PI);
    /** Up to here the series, from here on the continued fraction. */
    private static final double SWITCH = 1;

    /** The error function. */
    public static final Elementwise ERF = Op.unary("erf", Gaussian::erf)
            .vjp((dz, z, x) -> dz.times(Powers.EXP.of(x.square().neg())).times(TWO_OVER_ROOT_PI))
            .spelled(Spelling.call("erf").latexFunction("\\operatorname{erf}"))
            .local("⊙ 2/√π·exp(−{x}²)")
            .define(x -> Gaussian.NORMAL_CDF.of(x.times(Math.sqrt(2))).times(2).minus(1))
            .range(-1, 1)
            .finite()
            .doc("Error function 2/√π ∫₀ˣ exp(−t²) dt, to a few units in the last place.")
            .source("Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.6 and 7.1.14");

    /** The complementary error function. */
    public static final Elementwise ERFC = Op.unary("erfc", Gaussian::erfc)
            .vjp((dz, z, x) -> dz.times(Powers.EXP.of(x.square().neg())).times(-TWO_OVER_ROOT_PI))
            .spelled(Spelling.call("erfc").latexFunction("\\operatorname{erfc}"))
            .local("⊙ (−2/√π·exp(−{x}²))")
            .define(x -> Node.constant(2)
                    .minus(Gaussian.NORMAL_CDF.of(x.times(Math.sqrt(2))).times(2)))
            .range(Domain.POSITIVE, Domain.interval(0, 2))
            .finite()
            .doc("1 − erf x without cancellation for large x.")
            .source("Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.14");

    /** The distribution function of the standard normal distribution. */
    public static final Elementwise NORMAL_CDF = Op.unary("normal_cdf", Gaussian::cdf)
            .vjp((dz, z, x) -> dz.times(Gaussian.NORMAL_PDF.of(x)))
            .spelled(Spelling.call("normal_cdf").latexFunction("\\Phi"))
            .local("⊙ φ({x})")
            .range(Domain.POSITIVE, Domain.PROBABILITY)
            .smooth()
            .finite()
            .doc(
                    "Φ(x) = ½ erfc(−x/√2): the probability that a standard normal variable is below x, without cancellation "
                            + "in the left tail.");

    /** The density of the standard normal distribution. */
    public static final Elementwise NORMAL_PDF = Op.unary("normal_pdf", Gaussian::pdf)
            .vjp((dz, z, x) -> dz.times(z).times(x).neg())
            .spelled(Spelling.call("normal_pdf").latexFunction("\\varphi"))
            .local("⊙ (−{x}·{z})")
            .define(x -> Powers.EXP.of(x.square().over(2).neg()).over(Powers.SQRT.of(Node.constant(2 * Math.PI))))
            .range(Domain.POSITIVE, Domain.PROBABILITY)
            .finite()
            .doc("φ(x) = exp(−x²/2)/√(2π): the density of the standard normal distribution.");

    /** The logarithm of the normal distribution function. */
    public static final Elementwise LOG_NORMAL_CDF = Op.unary("log_normal_cdf", Gaussian::logCdf)
            .vjp((dz, z, x) -> dz.times(SlopeOps.HAZARD.of(x)))
            .latex("\\log\\Phi\\left(<0>\\right)")
            .local("⊙ φ({x})/Φ({x})")
            .define(x -> Powers.LOG.of(Gaussian.NORMAL_CDF.of(x)))
            .range(Double.NEGATIVE_INFINITY, 0)
            .finite()
            .doc("log Φ(x), finite for every finite x; the derivative is φ(x)/Φ(x), nearly −x in the left tail.")
            .source("scipy.special.log_ndtr; Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.14");

    private Gaussian() {}

    private static double logCdf(double x) {
        if (x > SWITCH) {
            return Math.log1p(-cdf(-x));
        }
        double t = -x * Math.sqrt(0.5);
        return t <= SWITCH || Double.isNaN(x)
                ? Math.log(cdf(x))
                : x == Double.NEGATIVE_INFINITY ? x : -x * x / 2 - Math.log(fraction(t) * ROOT_PI * 2);
    }

    static double hazard(double x) {
        double t = -x * Math.sqrt(0.5);
        return t <= SWITCH || Double.isNaN(x) ? pdf(x) / cdf(x) : Math.sqrt(2) * fraction(t);
    }

    static double hazardExcess(double x) {
        double t = -x * Math.sqrt(0.5);
        if (t <= SWITCH || Double.isNaN(x)) {
            return x + pdf(x) / cdf(x);
        }
        return Math.sqrt(2) * 0.5 / inner(t);
    }

    static double cdf(double x) {
        double t = -x * Math.sqrt(0.5);
        if (Math.abs(t) <= SWITCH || Double.isNaN(x)) {
            return (1 - series(t)) / 2;
        }
        double tail = tail(Math.abs(t), expMinus(x, 0.5)) / 2;
        return t > 0 ? tail : 1 - tail;
    }

    static double pdf(double x) {
        return ONE_OVER_ROOT_2PI * expMinus(x, 0.5);
    }

    static double erf(double x) {
        double a = Math.abs(x);
        return a <= SWITCH || Double.isNaN(x) ? series(x) : Math.copySign(1 - tail(a, expMinus(x, 1)), x);
    }

    static double erfc(double x) {
        if (Math.abs(x) <= SWITCH || Double.isNaN(x)) {
            return 1 - series(x);
        }
        double tail = tail(Math.abs(x), expMinus(x, 1));
        return x > 0 ? tail : 2 - tail;
    }

    /** erf x as 2x/√π exp(-x²) (1 + 2x²/3 + (2x²)²/15 + …), whose terms are all positive (A&amp;S 7.1.6). */
    private static double series(double x) {
        double sum = 1;
        double term = 1;
        for (int n = 1; term > 1e-18 * sum; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * x * expMinus(x, 1) * sum;
    }

    /**
     * erfc x for x above {@link #SWITCH}: exp(-x²)/√π / (x + (1/2)/(x + 1/(x + (3/2)/(x + …)))) (A&amp;S 7.1.14),
     * from the inside out.
     *
     * @param exponential exp(-x²), which the caller may know better than from x
     */
    private static double tail(double x, double exponential) {
        return TWO_OVER_ROOT_PI / 2 * exponential / fraction(x);
    }

    /** x + (1/2)/(x + 1/(x + (3/2)/(x + …))). */
    private static double fraction(double x) {
        return x + 0.5 / inner(x);
    }

    /** x + 1/(x + (3/2)/(x + …)). */
    private static double inner(double x) {
        double fraction = x;
        // The number of levels for full precision falls as 1/x².
        for (int k = 20 + (int) (200 / (x * x)); k > 1; k--) {
            fraction = x + k / 2.0 / fraction;
        }
        return fraction;
    }

    /** exp(-c·x²) with the rounding error of x² put back. */
    private static double expMinus(double x, double c) {
        double square = x * x;
        double value = Math.exp(-c * square);
        return value == 0 || Double.isNaN(value) ? value : value * (1 - c * Math.fma(x, x, -square));
    }
}
