package org.chainrule.ops;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;

/**
 * The derivatives of the tanh approximation of gelu, x σ(u) with u = 2√(2/π)(x + 0.044715x³), in which σ(−u) must win over
 * powers of x that overflow.
 */
final class GeluTanh {
    private static final double CUBIC = 0.044715;
    private static final double SCALE = 2 * Math.sqrt(2 / Math.PI);
    /** Beyond, σ(u) is 0 or 1 and its derivatives are 0. */
    private static final double FAR = 100;

    /** The second derivative, σ(u)σ(−u) (2u' + x u'' + x u'² (σ(−u) − σ(u))). */
    private static final Elementwise CURVATURE = Op.unary("gelu_tanh_curvature", GeluTanh::curvature)
            .define(x -> {
                Node u = inner(x);
                Node slope = innerSlope(x);
                Node bend = x.square().times(6 * CUBIC * SCALE);
                Node turn = x.times(slope.square()).times(SlopeOps.BALANCE.of(u));
                return SlopeOps.SIGMOID.of(u).times(slope.times(2).plus(bend).plus(turn));
            })
            .careful()
            .finite()
            .doc("The second derivative of gelu_tanh.");

    /** The derivative, σ(u)(1 + x σ(−u) u'). */
    static final Elementwise SLOPE = Op.unary("gelu_tanh_slope", GeluTanh::slope)
            .vjp((dz, z, x) -> dz.times(CURVATURE.of(x)))
            .define(x -> {
                Node u = inner(x);
                Node rest = x.times(Sigmoids.SIGMOID.of(u.neg())).times(innerSlope(x));
                return Sigmoids.SIGMOID.of(u).times(rest.plus(1));
            })
            .careful()
            .finite()
            .doc("The derivative of gelu_tanh.");

    private GeluTanh() {}

    /** u. */
    static Node inner(Node x) {
        return x.plus(x.pow(3).times(CUBIC)).times(SCALE);
    }

    private static Node innerSlope(Node x) {
        return x.square().times(3 * CUBIC).plus(1).times(SCALE);
    }

    /** σ(u). */
    static double gate(double x) {
        return Sigmoids.sigmoid(inner(x));
    }

    private static double inner(double x) {
        return SCALE * x * (1 + CUBIC * x * x);
    }

    private static double innerSlope(double x) {
        return SCALE * (1 + 3 * CUBIC * x * x);
    }

    private static double slope(double x) {
        if (Math.abs(x) > FAR) {
            return x > 0 ? 1 : 0;
        }
        return gate(x) * (1 + x * Sigmoids.sigmoid(-inner(x)) * innerSlope(x));
    }

    private static double curvature(double x) {
        if (Math.abs(x) > FAR) {
            return 0;
        }
        double u = inner(x);
        double slope = innerSlope(x);
        double bend = 6 * CUBIC * SCALE * x * x;
        return SlopeOps.sigmoid(u) * (2 * slope + bend - x * slope * slope * Math.tanh(u / 2));
    }
}
