package org.chainrule.ops;

import java.util.List;
import java.util.stream.DoubleStream;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Spelling;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Domain;

/** Magnitude, sign and rounding. All but the magnitude are piecewise constant: they have no gradient. */
public final class Rounding {
    /** The magnitude. */
    public static final Elementwise ABS = Op.unary("abs", Math::abs)
            .vjp((dz, z, x) -> dz.times(Rounding.SIGN.of(x)))
            .latex("\\left|<0>\\right|")
            .local("⊙ sign({x})")
            .switches((x, y) -> at(x, 0))
            .range(Domain.NONNEGATIVE)
            .finite()
            .doc("Magnitude |x|; the derivative is sign x, 0 at 0.");

    /** The sign. */
    public static final Elementwise SIGN = Op.unary("sign", x -> x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x)
            .flat("sign is piecewise constant")
            .switches((x, y) -> at(x, 0))
            .spelled(Spelling.call("sign").latexFunction("\\operatorname{sign}"))
            .local("0")
            .range(Domain.integer(-1, 1))
            .finite()
            .doc("1 where x > 0, −1 where x < 0, 0 at 0; no gradient.");

    /** Rounded down. */
    public static final Elementwise FLOOR = Op.unary("floor", Math::floor)
            .flat("floor is piecewise constant")
            .switches((x, y) -> at(x, 0, 1, 2))
            .latex("\\left\\lfloor <0> \\right\\rfloor")
            .local("0")
            .finite()
            .doc("The largest whole number not above x; no gradient.");

    /** Rounded up. */
    public static final Elementwise CEIL = Op.unary("ceil", Math::ceil)
            .flat("ceil is piecewise constant")
            .switches((x, y) -> at(x, -1, 0, 1))
            .latex("\\left\\lceil <0> \\right\\rceil")
            .local("0")
            .define(x -> Rounding.FLOOR.of(x.neg()).neg())
            .finite()
            .doc("The smallest whole number not below x; no gradient.");

    /** Rounded to the nearest whole number. */
    public static final Elementwise ROUND = Op.unary("round", Math::rint)
            .flat("round is piecewise constant")
            .switches((x, y) -> at(x, -0.5, 0.5, 1.5))
            .spelled(Spelling.call("round").latexFunction("\\operatorname{round}"))
            .local("0")
            .finite()
            .doc("The nearest whole number, the even one of two equally near, as in numpy; no gradient.")
            .source("IEEE 754, roundTiesToEven");

    private Rounding() {}

    /** Switches where x passes some of the numbers at which the function jumps. */
    private static List<Switch> at(Node x, double... thresholds) {
        return DoubleStream.of(thresholds)
                .mapToObj(threshold -> Switch.above(x, threshold))
                .toList();
    }
}
