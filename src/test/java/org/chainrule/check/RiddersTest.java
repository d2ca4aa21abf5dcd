package org.chainrule.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.chainrule.Gen;
import org.chainrule.check.Ridders.Side;
import org.chainrule.check.Ridders.Slope;
import org.junit.jupiter.api.Test;

class RiddersTest {
    private static Slope at(DoubleUnaryOperator f, double x, Side side) {
        return Ridders.slope(t -> f.applyAsDouble(x + t), f.applyAsDouble(x), side, 1e-2);
    }

    @Test
    void isWithinItsOwnNoiseOfTheDerivativeThatHasNoStep() {
        Gen.forAll(200, gen -> {
            double a = gen.real(-2, 2);
            double b = gen.real(0.2, 3);
            double x = gen.real(-1, 1);
            DoubleUnaryOperator f = t -> Math.sin(a * t) * Math.exp(-b * t * t) + Math.tanh(t) / (2 + Math.cos(t));
            DerivativeStructure t = new DerivativeStructure(1, 1, 0, x);
            double exact = t.multiply(a)
                    .sin()
                    .multiply(t.multiply(t).multiply(-b).exp())
                    .add(t.tanh().divide(t.cos().add(2)))
                    .getPartialDerivative(1);
            Slope central = at(f, x, Side.BOTH);
            assertThat(central.value()).isCloseTo(exact, within(1e-9));
            assertThat(Math.abs(central.value() - exact))
                    .isLessThanOrEqualTo(central.noise(f.applyAsDouble(x)) + 1e-13);
            assertThat(at(f, x, Side.LEFT).value()).isCloseTo(exact, within(1e-4));
            assertThat(at(f, x, Side.RIGHT).value()).isCloseTo(exact, within(1e-4));
        });
    }

    @Test
    void seesOneSideOnly() {
        assertThat(at(Math::abs, 0, Side.LEFT).value()).isCloseTo(-1, within(1e-12));
        assertThat(at(Math::abs, 0, Side.RIGHT).value()).isCloseTo(1, within(1e-12));
        assertThat(at(Math::sqrt, 0, Side.LEFT).value()).isNaN();
        assertThat(at(Math::sqrt, 0, Side.BOTH).isFinite()).isFalse();
    }

    @Test
    void aConstantHasSlopeZeroWithoutError() {
        assertThat(at(t -> 3, 0, Side.BOTH)).isEqualTo(new Slope(0, 0, 1e-2 / 1.4 / 1.4));
    }
}
