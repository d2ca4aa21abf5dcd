package org.chainrule.grad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.grad.Graphs.real;
import static org.chainrule.grad.Graphs.value;

import org.chainrule.graph.Node;
import org.junit.jupiter.api.Test;

/** The conventions of x ^ y, with the exponent fixed and as a variable. */
class PowTest {
    private static double byBase(double x, double y) {
        Node base = real("x");
        Node exponent = real("y");
        double variable = value(Calculus.grad(base.pow(exponent), base), base.is(x), exponent.is(y))
                .item();
        double fixed = value(Gradient.of(base.pow(y)).orZero(base), base.is(x)).item();
        assertThat(variable).as("%s ^ %s, exponent a variable", x, y).isEqualTo(fixed, within(1e-12 * Math.abs(fixed)));
        return fixed;
    }

    private static double byExponent(double x, double y) {
        Node base = real("x");
        Node exponent = real("y");
        double variable = value(Calculus.grad(base.pow(exponent), exponent), base.is(x), exponent.is(y))
                .item();
        Node fixed = Node.constant(x).pow(exponent);
        assertThat(value(Calculus.grad(fixed, exponent), exponent.is(y)).item()).isEqualTo(Double.valueOf(variable));
        return variable;
    }

    @Test
    void theRuleOfSchool() {
        assertThat(byBase(2, 3)).isEqualTo(12);
        assertThat(byBase(2, 0.5)).isCloseTo(0.5 / Math.sqrt(2), within(1e-15));
        assertThat(byBase(0.5, -2)).isEqualTo(-16);
        assertThat(byExponent(2, 3)).isEqualTo(8 * Math.log(2));
    }

    @Test
    void negativeBasesWithWholeExponents() {
        assertThat(byBase(-2, 3)).isEqualTo(12);
        assertThat(byBase(-2, 2)).isEqualTo(-4);
        assertThat(byBase(-2, -1)).isEqualTo(-0.25);
        assertThat(byExponent(-2, 2)).isNaN();
    }

    @Test
    void anExponentOfZeroIsFlat() {
        assertThat(byBase(3, 0)).isZero();
        assertThat(byBase(0, 0)).isZero();
        assertThat(byBase(-3, 0)).isZero();
    }

    @Test
    void aBaseOfZero() {
        assertThat(byBase(0, 1)).isEqualTo(1);
        assertThat(byBase(0, 2)).isZero();
        assertThat(byBase(0, 0.5)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(byExponent(0, 2)).isZero();
        assertThat(byExponent(0, 0.5)).isZero();
        assertThat(byExponent(0, 0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void secondDerivatives() {
        Node x = real("x");
        Node y = real("y");
        Node power = x.pow(y);
        Node byX = Calculus.grad(power, x);
        Node byY = Calculus.grad(power, y);
        assertThat(value(Calculus.grad(byX, x), x.is(2), y.is(3)).item()).isCloseTo(12, within(1e-12));
        assertThat(value(Calculus.grad(byX, y), x.is(2), y.is(3)).item())
                .isCloseTo(4 + 12 * Math.log(2), within(1e-12));
        assertThat(value(Calculus.grad(byY, x), x.is(2), y.is(3)).item())
                .isCloseTo(4 + 12 * Math.log(2), within(1e-12));
        assertThat(value(Calculus.grad(byY, y), x.is(2), y.is(3)).item())
                .isCloseTo(8 * Math.log(2) * Math.log(2), within(1e-12));
        Node square = x.pow(2);
        assertThat(value(Calculus.grad(Calculus.grad(square, x), x), x.is(0)).item())
                .isEqualTo(2);
        assertThat(value(Calculus.grad(byX, x), x.is(0), y.is(2)).item()).isEqualTo(2);
        assertThat(value(Calculus.grad(byX, x), x.is(0), y.is(1)).item()).isZero();
    }
}
