package org.chainrule.check;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;

/** Ops with wrong derivatives, to test that the checker finds them. */
final class Planted {
    /** tanh, its derivative 0.1 % too large. */
    static final Elementwise TANH_WRONG = Op.unary("tanh_wrong", Math::tanh)
            .vjp((dz, z, x) -> dz.times(z.square().neg().plus(1)).times(1.001))
            .doc("Wrong.");

    /** tanh, right. */
    static final Elementwise TANH = Op.unary("tanh", Math::tanh)
            .vjp((dz, z, x) -> dz.times(z.square().neg().plus(1)))
            .doc("Right.");

    /** x (1 - x), its derivative 0.1 % too large. */
    private static final Elementwise LOGISTIC_WRONG = Op.unary("logistic_wrong", x -> x * (1 - x))
            .vjp((dz, z, x) -> dz.times(x.times(-2).plus(1)).times(1.001));

    /** The sigmoid, its vjp right, the derivative of its vjp 0.1 % too large. */
    static final Elementwise SIGMOID_WRONG_TWICE = Op.unary("sigmoid_wrong_twice", x -> 1 / (1 + Math.exp(-x)))
            .vjp((dz, z, x) -> dz.times(Node.of(LOGISTIC_WRONG, z)))
            .doc("Wrong at order 2.");

    /** x³, whose vjp hides that it depends on x. */
    static final Elementwise CUBE_HIDDEN = Op.unary("cube_hidden", x -> x * x * x)
            .vjp((dz, z, x) -> dz.times(x.stopGradient().square()).times(3))
            .doc("Hides a dependence.");

    /** cos, with the sign of its derivative forgotten. */
    static final Elementwise COS_SIGN =
            Op.unary("cos_sign", Math::cos).vjp((dz, z, x) -> dz.times(Node.of(Planted.SIN, x)));

    /** sin. */
    static final Elementwise SIN = Op.unary("sin", Math::sin).vjp((dz, z, x) -> dz.times(Node.of(Planted.COS, x)));

    /** cos. */
    static final Elementwise COS = Op.unary("cos", Math::cos)
            .vjp((dz, z, x) -> dz.times(Node.of(SIN, x)).neg());

    /** x², with the 2 forgotten. */
    static final Elementwise SQUARE_FACTOR =
            Op.unary("square_factor", x -> x * x).vjp((dz, z, x) -> dz.times(x));

    private Planted() {}
}
