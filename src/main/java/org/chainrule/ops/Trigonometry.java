package org.chainrule.ops;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Domain;

/** Angles, their sines and cosines, and the length of a hypotenuse. */
public final class Trigonometry {
    /** The sine. */
    public static final Elementwise SIN = Op.unary("sin", Math::sin)
            .vjp((dz, z, x) -> dz.times(Trigonometry.COS.of(x)))
            .spelled(Spelling.call("sin").latexFunction("\\sin"))
            .local("⊙ cos({x})")
            .range(-1, 1)
            .smooth()
            .finite()
            .doc("Sine of an angle in radians; the derivative is cos x.");

    /** The cosine. */
    public static final Elementwise COS = Op.unary("cos", Math::cos)
            .vjp((dz, z, x) -> dz.times(Trigonometry.SIN.of(x)).neg())
            .spelled(Spelling.call("cos").latexFunction("\\cos"))
            .local("⊙ (−sin({x}))")
            .range(-1, 1)
            .smooth()
            .finite()
            .doc("Cosine of an angle in radians; the derivative is −sin x.");

    /** The tangent. */
    public static final Elementwise TAN = Op.unary("tan", Math::tan)
            .vjp((dz, z, x) -> dz.times(z.square().plus(1)))
            .spelled(Spelling.call("tan").latexFunction("\\tan"))
            .local("⊙ (1 + {z}²)")
            .domain(-1.2, 1.2)
            .define(x -> Trigonometry.SIN.of(x).over(Trigonometry.COS.of(x)))
            .doc("Tangent of an angle in radians; the derivative is 1 + z².");

    /** The inverse sine. */
    public static final Elementwise ASIN = Op.unary("asin", Math::asin)
            .vjp((dz, z, x) -> dz.times(SlopeOps.ASIN.of(x)))
            .spelled(Spelling.call("asin").latexFunction("\\arcsin"))
            .local("⊘ √(1 − {x}²)")
            .domain(-0.9, 0.9)
            .smooth()
            .doc("Inverse sine, −π/2 to π/2, NaN outside −1 to 1; the derivative 1/√(1 − x²) is infinite at ±1.");

    /** The inverse cosine. */
    public static final Elementwise ACOS = Op.unary("acos", Math::acos)
            .vjp((dz, z, x) -> dz.times(SlopeOps.ASIN.of(x)).neg())
            .spelled(Spelling.call("acos").latexFunction("\\arccos"))
            .local("⊙ (−1/√(1 − {x}²))")
            .domain(-0.9, 0.9)
            .define(x -> Node.constant(Math.PI / 2).minus(Trigonometry.ASIN.of(x)))
            .range(Domain.NONNEGATIVE)
            .doc("Inverse cosine, 0 to π, NaN outside −1 to 1; the derivative −1/√(1 − x²) is infinite at ±1.");

    /** The inverse tangent. */
    public static final Elementwise ATAN = Op.unary("atan", Math::atan)
            .vjp((dz, z, x) -> dz.times(SlopeOps.ATAN.of(x)))
            .spelled(Spelling.call("atan").latexFunction("\\arctan"))
            .local("⊘ (1 + {x}²)")
            .smooth()
            .finite()
            .doc("Inverse tangent, −π/2 to π/2; the derivative is 1/(1 + x²).");

    /** The angle of the point (y, x). */
    public static final Elementwise ATAN2 = Op.binary("atan2", Math::atan2)
            .vjp(
                    (dz, z, y, x) -> dz.times(x).over(radius(y, x)).over(radius(y, x)),
                    (dz, z, y, x) ->
                            dz.times(y).over(radius(y, x)).over(radius(y, x)).neg())
            .latex("\\operatorname{atan2}\\left(<0>, <1>\\right)")
            .local("⊙ {y}/({x}²+{y}²)", "⊙ (−{x}/({x}²+{y}²))")
            .domain(0.3, 3)
            .smooth()
            .doc(
                    "atan2(y, x): the angle of the point (x, y), −π to π, with the quadrant; the derivatives x/r² and −y/r² "
                            + "are NaN at the origin, where they have no limit.");

    /** The square root of x² + y². */
    public static final Elementwise HYPOT = Op.binary("hypot", Math::hypot)
            .vjp((dz, z, x, y) -> dz.times(SlopeOps.HYPOT.of(x, y)), (dz, z, x, y) -> dz.times(SlopeOps.HYPOT.of(y, x)))
            .latex("\\sqrt{{<0:6>}^{2} + {<1:6>}^{2}}")
            .local("⊙ {x}/{z}", "⊙ {y}/{z}")
            .domain(0.3, 3)
            .define((x, y) -> Powers.SQRT.of(x.square().plus(y.square())))
            .range(Domain.NONNEGATIVE)
            .finite()
            .doc("√(x² + y²) without overflow; at the origin both derivatives are 0, the choice of least norm.");

    private Trigonometry() {}

    private static Node radius(Node y, Node x) {
        return HYPOT.of(y, x);
    }
}
