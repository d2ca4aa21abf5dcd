package org.chainrule.ops;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;

/**
 * Derivatives of elementwise functions that are ops of their own, since written out they, or their own derivatives, overflow
 * for large arguments or cancel for small ones. A reader is shown the formula.
 */
public final class SlopeOps {
    private static final Node ONE = Node.constant(1);

    /** 1/(1 + x²). */
    static final Elementwise ATAN = Op.unary("atan_slope", SlopeOps::atan)
            .vjp((dz, z, x) -> dz.times(x.times(z)).times(z).times(-2))
            .define(x -> ONE.over(x.square().plus(1)))
            .careful()
            .finite()
            .doc("The derivative of atan.");

    /** 1/√(1 − x²). */
    static final Elementwise ASIN = Op.unary("asin_slope", x -> 1 / Math.sqrt((1 - x) * (1 + x)))
            .vjp((dz, z, x) -> dz.times(x).times(z.pow(3)))
            .domain(-0.9, 0.9)
            .define(x -> ONE.over(Powers.SQRT.of(ONE.minus(x).times(x.plus(1)))))
            .careful()
            .doc("The derivative of asin.");

    /** 1/(1 − x²). */
    static final Elementwise ATANH = Op.unary("atanh_slope", x -> 1 / ((1 - x) * (1 + x)))
            .vjp((dz, z, x) -> dz.times(x.times(2)).times(z.square()))
            .domain(-0.8, 0.8)
            .define(x -> ONE.over(ONE.minus(x).times(x.plus(1))))
            .careful()
            .doc("The derivative of atanh.");

    /** 1/(1 + |x|)². */
    static final Elementwise SOFTSIGN = Op.unary("softsign_slope", x -> 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)))
            .vjp((dz, z, x) -> dz.times(z.over(Rounding.ABS.of(x).plus(1)))
                    .times(Rounding.SIGN.of(x))
                    .times(-2))
            .define(x -> ONE.over(Rounding.ABS.of(x).plus(1).square()))
            .careful()
            .finite()
            .doc("The derivative of softsign.");

    /** x/√(x² + y²), 0 at the origin. */
    public static final Elementwise HYPOT = Op.binary("hypot_slope", SlopeOps::hypot)
            .vjp(
                    (dz, z, x, y) -> {
                        Node other = SlopeOps.HYPOT.of(y, x);
                        return dz.times(Guarded.quotient(other.square(), Trigonometry.HYPOT.of(x, y)));
                    },
                    (dz, z, x, y) -> {
                        Node other = SlopeOps.HYPOT.of(y, x);
                        return dz.times(Guarded.quotient(z.times(other), Trigonometry.HYPOT.of(x, y)))
                                .neg();
                    })
            .domain(0.3, 3)
            .define((x, y) -> Guarded.quotient(x, Trigonometry.HYPOT.of(x, y)))
            .careful()
            .finite()
            .doc("The derivative of hypot.");

    /** σ(x) σ(−x). */
    public static final Elementwise SIGMOID = Op.unary("sigmoid_slope", SlopeOps::sigmoid)
            .vjp((dz, z, x) -> dz.times(z).times(SlopeOps.BALANCE.of(x)))
            .define(x -> Sigmoids.SIGMOID.of(x).times(Sigmoids.SIGMOID.of(Logarithms.mirror(x))))
            .careful()
            .finite()
            .doc("The derivative of the logistic function.");

    /** σ(−x) − σ(x). */
    static final Elementwise BALANCE = Op.unary("sigmoid_balance", x -> -Math.tanh(x / 2))
            .vjp((dz, z, x) -> dz.times(SIGMOID.of(x)).times(-2))
            .define(x -> Sigmoids.SIGMOID.of(Logarithms.mirror(x)).minus(Sigmoids.SIGMOID.of(x)))
            .careful()
            .finite()
            .doc("1 − 2σ(x).");

    /** φ/Φ, the derivative of {@link Gaussian#LOG_NORMAL_CDF}. */
    static final Elementwise HAZARD = Op.unary("normal_hazard", Gaussian::hazard)
            .vjp((dz, z, x) -> dz.times(z).times(SlopeOps.HAZARD_EXCESS.of(x)).neg())
            .define(x -> Gaussian.NORMAL_PDF.of(x).over(Gaussian.NORMAL_CDF.of(x)))
            .careful()
            .finite()
            .doc("The inverse of Mills' ratio in the left tail.");

    /** x + φ/Φ, which is small in the left tail. */
    static final Elementwise HAZARD_EXCESS = Op.unary("normal_hazard_excess", Gaussian::hazardExcess)
            .vjp((dz, z, x) -> dz.times(Node.constant(1).minus(HAZARD.of(x).times(z))))
            .define(x -> x.plus(Gaussian.NORMAL_PDF.of(x).over(Gaussian.NORMAL_CDF.of(x))))
            .careful()
            .finite()
            .doc("How far the hazard is above its asymptote.");

    private SlopeOps() {}

    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return e / ((1 + e) * (1 + e));
    }

    private static double atan(double x) {
        return Math.abs(x) < 0x1p500 ? 1 / (1 + x * x) : 1 / x / x;
    }

    private static double hypot(double x, double y) {
        double r = Math.hypot(x, y);
        if (r == 0) {
            return 0;
        }
        // The length may overflow, or be too small to divide by.
        boolean usual = r > 0x1p-1000 && r < 0x1p1000;
        double scale = usual ? 1 : r < 1 ? 0x1p600 : 0x1p-600;
        return usual || Double.isNaN(r) ? x / r : x * scale / Math.hypot(x * scale, y * scale);
    }
}
