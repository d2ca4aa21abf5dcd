package org.chainrule.symbolic.prove;

import java.util.List;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Rational;
import org.jspecify.annotations.Nullable;

/**
 * Two switches of one quantity at two thresholds. Of x > 0 and x + 1 > 0 the first implies the second; of x > 0 and 1 − x > 0
 * one holds at least; x > 0 and −1 − x > 0 never hold together. So their product is a sum of single ones.
 */
record Thresholds(AtomTable space, FormAlgebra forms) {
    /** The product of two switches as a sum of these switches, or null when they say nothing of each other. */
    @Nullable
    Form product(int a, int b) {
        Fraction p = argument(a);
        Fraction q = argument(b);
        if (p == null || q == null) {
            return null;
        }
        Fraction apart = p.minus(q);
        if (apart.isConstant()) {
            return alone(apart.numerator().constant().signum() > 0 ? b : a);
        }
        Fraction both = p.plus(q);
        if (!both.isConstant()) {
            return null;
        }
        return both.numerator().constant().signum() > 0
                ? alone(a).plus(alone(b)).minus(Form.ONE)
                : Form.ZERO;
    }

    private static Form alone(int number) {
        return Form.of(Monomial.of(number, 1), Fraction.ONE);
    }

    /** What is positive where a switch is 1, with ±1 before its leading term. */
    private @Nullable Fraction argument(int number) {
        Atom atom = space.atom(number);
        if (!(atom.base().meaning() instanceof Meaning.Step step)
                || !step.argument().isPlain()) {
            return null;
        }
        List<Integer> indices = atom.indices();
        Form form = forms.rename(step.argument(), i -> i < 0 ? i : indices.get(i));
        if (!form.isPlain() || !form.plain().denominator().isEmpty()) {
            return null;
        }
        Rational leading = form.plain().numerator().leading().coefficient();
        return form.plain().times(Rational.ONE.over(leading.abs()));
    }
}
