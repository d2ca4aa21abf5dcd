package org.chainrule.symbolic.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.Gen;
import org.junit.jupiter.api.Test;

class FractionTest {
    private final Atoms<String> atoms = new Atoms<>();
    private final Fraction y = atoms.fraction("Y");
    private final Fraction a = atoms.fraction("A");
    private final Fraction e = atoms.fraction("E");
    private final Fraction one = Fraction.ONE;

    @Test
    void crossEntropyCancels() {
        Fraction inner = one.minus(y).over(one.minus(a)).minus(y.over(a));
        assertThat(inner.times(a).times(one.minus(a))).isEqualTo(a.minus(y));
        assertThat(inner.times(a.times(one.minus(a)))).isEqualTo(a.minus(y));
    }

    @Test
    void sigmoidAndTanhAreRationalFunctionsOfTheExponential() {
        Fraction sigmoid = e.over(e.plus(one));
        assertThat(one.minus(sigmoid)).isEqualTo(one.over(e.plus(one)));
        Fraction square = e.times(e);
        Fraction tanh = square.minus(one).over(square.plus(one));
        Fraction sigmoidOfTwice = square.over(square.plus(one));
        assertThat(sigmoidOfTwice.times(Fraction.of(2)).minus(one)).isEqualTo(tanh);
        Fraction sech2 = e.plus(one.over(e)).pow(-2).times(Fraction.of(4));
        assertThat(one.minus(tanh.pow(2))).isEqualTo(sech2);
    }

    @Test
    void denominatorsAreFactored() {
        Fraction f = y.over(a.times(a).minus(one));
        assertThat(f.denominator()).extracting(Power::exponent).containsExactly(1, 1);
        assertThat(f.times(a.minus(one))).isEqualTo(y.over(a.plus(one)));
        Fraction cube = a.times(y).plus(e).pow(3).times(a.plus(y.times(y)));
        assertThat(one.over(cube).denominator())
                .extracting(power -> power.base().size())
                .containsExactly(2, 2);
        assertThat(cube.over(a.times(y).plus(e).pow(2)))
                .isEqualTo(a.times(y).plus(e).times(a.plus(y.times(y))));
    }

    @Test
    void decimalsAreWhatWasWritten() {
        assertThat(Rational.ofDecimal(0.01)).isEqualTo(Rational.of(1, 100));
        assertThat(Rational.ofDecimal(-1.7159)).isEqualTo(Rational.of(-17159, 10000));
        assertThat(Rational.ofDecimal(3e5)).isEqualTo(Rational.of(300_000));
    }

    @Test
    void divisionByZeroIsRefused() {
        assertThatThrownBy(() -> one.over(a.minus(a))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.ZERO.pow(-1)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void hugePowersAreRefused() {
        Fraction sum = y.plus(a).plus(e).plus(one);
        assertThatThrownBy(() -> sum.pow(60)).isInstanceOf(TooLargeException.class);
    }

    @Test
    void theFieldLawsHold() {
        Gen.forAll(60, random -> {
            Fraction p = random(random);
            Fraction q = random(random);
            Fraction r = random(random);
            assertThat(p.plus(q)).isEqualTo(q.plus(p));
            assertThat(p.times(q)).isEqualTo(q.times(p));
            assertThat(p.times(q.plus(r))).isEqualTo(p.times(q).plus(p.times(r)));
            assertThat(p.plus(q).minus(q)).isEqualTo(p);
            if (!q.isZero()) {
                assertThat(p.over(q).times(q)).isEqualTo(p);
                assertThat(p.over(q)).isEqualTo(p.times(q.reciprocal()));
            }
            assertThat(p.plus(one)).isNotEqualTo(p);
            List<Fraction> point = new ArrayList<>();
            for (int i = 0; i < atoms.size(); i++) {
                point.add(Fraction.of(Rational.of(random.between(3, 60), 7)));
            }
            Fraction product = p.times(q).plus(r);
            Fraction value = at(p, point).times(at(q, point)).plus(at(r, point));
            assertThat(at(product, point)).isEqualTo(value);
        });
    }

    /** The value at a point, by powers and products of numbers. */
    private static Fraction at(Fraction f, List<Fraction> point) {
        Fraction value = at(f.numerator(), point);
        for (Power power : f.denominator()) {
            value = value.over(at(power.base(), point).pow(power.exponent()));
        }
        return value;
    }

    private static Fraction at(Polynomial polynomial, List<Fraction> point) {
        Fraction sum = Fraction.ZERO;
        for (Polynomial.Term term : polynomial.terms()) {
            Fraction product = Fraction.of(term.coefficient());
            for (int i = 0; i < term.monomial().size(); i++) {
                product = product.times(
                        point.get(term.monomial().atom(i)).pow(term.monomial().exponentAt(i)));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    private Fraction random(Gen random) {
        Fraction f = Fraction.of(random.between(-2, 2));
        for (int i = 0; i < 5; i++) {
            Fraction g = Fraction.atom(random.between(0, 2)).plus(Fraction.of(random.between(0, 2)));
            f = switch (random.between(0, 2)) {
                case 0 -> f.plus(g);
                case 1 -> f.times(g);
                default -> f.over(g);
            };
        }
        return f;
    }
}
