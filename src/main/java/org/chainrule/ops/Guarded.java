package org.chainrule.ops;

import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Spelling;
import org.chainrule.tensor.Domain;

/**
 * Products and quotients in which 0 wins over an infinity or NaN of the other factor. They are what entropies and norms
 * are written in, and each one's derivatives are again of this family, so nothing leaks at any order.
 */
public final class Guarded {
    /** x log y, 0 where x = 0. */
    public static final Elementwise XLOGY = Op.binary(
                    "xlogy", (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log(y))
            .vjp((dz, z, x, y) -> Guarded.XLOGY.of(dz, y), (dz, z, x, y) -> Guarded.XDIVY.of(dz.times(x), y))
            .spelled(Spelling.call("xlogy").latex("<0:3>\\log\\left(<1>\\right)", Spelling.PRODUCT))
            .local("⊙ log {y}", "⊙ {x}/{y}")
            .domain(Domain.interval(-3, 3), Domain.interval(0.2, 4))
            .define((x, y) -> x.times(Powers.LOG.of(y)))
            .written((x, y) -> x.times(Powers.LOG.of(y)))
            .doc("x log y, and 0 where x = 0, the limit of x log x; the derivative by y is then 0 too.")
            .source("scipy.special.xlogy");

    /** x log(1 + y), 0 where x = 0. */
    public static final Elementwise XLOG1PY = Op.binary(
                    "xlog1py", (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x * Math.log1p(y))
            .vjp((dz, z, x, y) -> Guarded.XLOG1PY.of(dz, y), (dz, z, x, y) -> Guarded.XDIVY.of(dz.times(x), y.plus(1)))
            .spelled(Spelling.call("xlog1py").latex("<0:3>\\log\\left(1 + <1>\\right)", Spelling.PRODUCT))
            .local("⊙ log(1+{y})", "⊙ {x}/(1+{y})")
            .domain(Domain.interval(-3, 3), Domain.interval(-0.8, 3))
            .define((x, y) -> x.times(Powers.LOG.of(y.plus(1))))
            .doc("x log(1 + y) without loss of digits for small y, and 0 where x = 0.")
            .source("scipy.special.xlog1py");

    /** x / y, 0 where x = 0. */
    public static final Elementwise XDIVY = Op.binary("xdivy", (x, y) -> x == 0 && !Double.isNaN(y) ? 0 : x / y)
            .vjp(
                    (dz, z, x, y) -> Guarded.XDIVY.of(dz, y),
                    (dz, z, x, y) -> Guarded.XDIVY.of(dz.times(z), y).neg())
            .latex("\\frac{<0>}{<1>}")
            .local("⊘ {y}", "⊙ (−{z}/{y})")
            .domain(Domain.interval(-3, 3), Domain.interval(0.5, 3))
            .define(Node::over)
            .doc("x / y, and 0 where x = 0 whatever y is: the derivative of xlogy by y.")
            .source("tf.math.xdivy");

    /** x / y, 0 where y = 0. */
    public static final Elementwise DIV_NO_NAN = Op.binary("div_no_nan", (x, y) -> y == 0 ? 0 : x / y)
            .vjp(
                    (dz, z, x, y) -> Guarded.DIV_NO_NAN.of(dz, y),
                    (dz, z, x, y) -> Guarded.DIV_NO_NAN.of(dz.times(z), y).neg())
            .latex("\\frac{<0>}{<1>}")
            .local("⊘ {y}", "⊙ (−{z}/{y})")
            .domain(Domain.interval(-3, 3), Domain.interval(0.5, 3))
            .define(Node::over)
            .finite()
            .doc("x / y, and 0 with zero derivatives where y = 0: the derivative of a norm, of least norm at 0.")
            .source("tf.math.divide_no_nan");

    private Guarded() {}

    /** The guarded quotient of a norm's derivative: x / y, 0 where y = 0. */
    static Node quotient(Node x, Node y) {
        return DIV_NO_NAN.of(x, y);
    }
}
