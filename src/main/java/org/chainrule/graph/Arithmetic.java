package org.chainrule.graph;

import static org.chainrule.graph.Spelling.PRODUCT;
import static org.chainrule.graph.Spelling.SUM;
import static org.chainrule.graph.Spelling.UNARY;

import org.chainrule.tensor.Domain;

/** The four operations and the sign, elementwise with broadcasting. */
public final class Arithmetic {
    private static final Domain AWAY_FROM_ZERO = Domain.interval(0.5, 3);

    /** x + y. */
    public static final Elementwise ADD = Op.binary("add", Double::sum)
            .glyph("+")
            .vjp((dz, z, x, y) -> dz, (dz, z, x, y) -> dz)
            .spelled(Spelling.infix("+", "+", SUM))
            .local("· 1", "· 1")
            .smooth()
            .finite()
            .doc("Sum, elementwise: x + y.");

    /** x - y. */
    public static final Elementwise SUB = Op.binary("sub", (x, y) -> x - y)
            .glyph("−")
            .vjp((dz, z, x, y) -> dz, (dz, z, x, y) -> dz.neg())
            .spelled(Spelling.infix("-", "-", SUM))
            .local("· 1", "· (−1)")
            .smooth()
            .finite()
            .doc("Difference, elementwise: x - y.");

    /** x y, entry by entry. */
    public static final Elementwise MUL = Op.binary("mul", (x, y) -> x * y)
            .glyph("×")
            .vjp((dz, z, x, y) -> dz.times(y), (dz, z, x, y) -> dz.times(x))
            .spelled(Spelling.infix("*", "\\odot", PRODUCT))
            .local("⊙ {y}", "⊙ {x}")
            .smooth()
            .finite()
            .doc("Hadamard product, elementwise: x * y.");

    /** x / y; the cotangent of y uses the result, so that y is not squared and cannot overflow. */
    public static final Elementwise DIV = Op.binary("div", (x, y) -> x / y)
            .glyph("÷")
            .vjp(
                    (dz, z, x, y) -> dz.over(y),
                    (dz, z, x, y) -> dz.times(z).over(y).neg())
            .spelled(Spelling.infix("/", "/", PRODUCT).latex("\\frac{<0>}{<1>}"))
            .local("⊘ {y}", "⊙ (−{z}/{y})")
            .domain(Domain.interval(-3, 3), AWAY_FROM_ZERO)
            .smooth()
            .doc("Quotient, elementwise: x / y.");

    /** -x. */
    public static final Elementwise NEG = Op.unary("neg", x -> -x)
            .glyph("−1·")
            .vjp((dz, z, x) -> dz.neg())
            .spelled(new Spelling("-<0:" + UNARY + ">", UNARY, "-<0:" + UNARY + ">", UNARY))
            .local("· (−1)")
            .smooth()
            .finite()
            .doc("Negative, elementwise: -x.");

    private Arithmetic() {}
}
