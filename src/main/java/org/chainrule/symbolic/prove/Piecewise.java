package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;

/** Functions with kinks, by the switch [x > 0]; what then does not hold at x = 0 is written down. */
record Piecewise(FormAlgebra forms, Signs signs, ProofLog journal, Printer printer, ZeroSets vanishing) {
    /** [x > 0]. */
    Form step(Form x) {
        return forms.lift(x, this::step);
    }

    private Form step(Fraction x) {
        if (x.isConstant()) {
            return x.numerator().constant().signum() > 0 ? Form.ONE : Form.ZERO;
        }
        Rational sign = x.numerator().content();
        Polynomial kept = Polynomial.ONE;
        for (List<Power> powers : List.of(x.numeratorFactors(), x.denominator())) {
            for (Power power : powers) {
                if (signs.isPositive(power.base())) {
                    continue;
                }
                if (signs.isPositive(power.base().negate())) {
                    sign = power.exponent() % 2 == 0 ? sign : sign.negate();
                } else {
                    kept = kept.times(power.exponent() % 2 == 0 ? power.base().pow(2) : power.base());
                }
            }
        }
        if (kept.isConstant()) {
            return sign.signum() > 0 ? Form.ONE : Form.ZERO;
        }
        Form argument = Form.of(Fraction.of(kept));
        if (sign.signum() > 0) {
            return atom(argument);
        }
        if (vanishing.mayBeZero(argument)) {
            return atom(argument.negate());
        }
        except(argument);
        return Form.ONE.minus(atom(argument));
    }

    private Form atom(Form x) {
        return forms.make(List.of(x), Meaning.Step::new);
    }

    private void except(Form x) {
        journal.exception(say("except where {0} = 0", printer.text(x)));
    }

    /** [x = 0], which counts only where x can stay 0: see {@link ZeroSets}. */
    Form zero(Form x) {
        return forms.lift(x, fraction -> {
            if (fraction.numerator().isConstant()) {
                return fraction.isZero() ? Form.ONE : Form.ZERO;
            }
            Form top = Form.of(Fraction.of(fraction.numerator()
                    .times(Rational.ONE.over(fraction.numerator().content()))));
            if (vanishing.mayBeZero(top)) {
                return forms.make(List.of(top), Meaning.Zero::new);
            }
            except(top);
            return Form.ZERO;
        });
    }

    /** |x| = x·(2[x > 0] − 1), at 0 too. */
    Form abs(Form x) {
        return forms.lift(x, fraction -> fraction.isZero() ? Form.ZERO : magnitude(fraction));
    }

    /** |xy| = |x| |y|; what never turns the sign is of the sign that is left. */
    private Form magnitude(Fraction x) {
        List<Polynomial> turning = new ArrayList<>();
        Rational left = Rational.of(x.numerator().content().signum());
        for (List<Power> powers : List.of(x.numeratorFactors(), x.denominator())) {
            for (Power power : powers) {
                boolean odd = power.exponent() % 2 != 0;
                boolean negative = odd && signs.isNonnegative(power.base().negate());
                if (negative) {
                    left = left.negate();
                } else if (odd && !signs.isNonnegative(power.base())) {
                    turning.add(power.base());
                }
            }
        }
        if (turning.size() < 2) {
            return forms.times(Form.of(x), side(x));
        }
        Form product = Form.of(x).times(left);
        for (Polynomial factor : turning) {
            product = forms.times(product, side(Fraction.of(factor)));
        }
        return product;
    }

    /** 2[x > 0] − 1, written for the sign that step keeps, so that nothing is excepted. */
    private Form side(Fraction x) {
        Form twice = step(positive(x)).times(Rational.of(2));
        return isNegative(x) ? Form.ONE.minus(twice) : twice.minus(Form.ONE);
    }

    private static Form positive(Fraction x) {
        return Form.of(isNegative(x) ? x.negate() : x);
    }

    private static boolean isNegative(Fraction x) {
        return x.numerator().content().signum() < 0;
    }

    /** max(x, 0) = (x + |x|)/2, that is x·[x > 0], at 0 too. */
    Form relu(Form x) {
        return x.plus(abs(x)).times(Rational.of(1, 2));
    }

    Form maximum(Form x, Form y) {
        return y.plus(relu(x.minus(y)));
    }

    Form minimum(Form x, Form y) {
        return x.minus(relu(x.minus(y)));
    }

    /** −1, 0 or 1. */
    Form sign(Form x) {
        if (vanishing.mayBeZero(x)) {
            return step(x).minus(step(x.negate()));
        }
        return forms.lift(x, fraction -> {
            if (fraction.isConstant()) {
                return Form.of(fraction.numerator().constant().signum());
            }
            except(positive(fraction));
            return side(fraction);
        });
    }

    /** One form where a condition is not 0, another elsewhere. */
    Form where(Form condition, Form a, Form b) {
        Form on = forms.times(condition, condition).equals(condition) ? condition : Form.ONE.minus(zero(condition));
        return forms.times(on, a).plus(forms.times(Form.ONE.minus(on), b));
    }

    /** A switch made anew, for an argument in which indices have become equal. */
    Form again(Meaning meaning, Form argument) {
        return meaning instanceof Meaning.Step ? step(argument) : zero(argument);
    }
}
