package org.chainrule.symbolic.prove;

import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.symbolic.facts.Interval;

/** Between which numbers polynomials lie, by what is known of their atoms; everything else may be any number. */
record Signs(AtomTable space, Known known) {
    /** Whole numbers below are exact as doubles. */
    private static final double EXACT = 0x1p53;

    /** True when it is never negative. */
    boolean isNonnegative(Polynomial polynomial) {
        return range(polynomial).isNonnegative();
    }

    /** True when it is greater than 0. */
    boolean isPositive(Polynomial polynomial) {
        return range(polynomial).isPositive();
    }

    /** The range of a polynomial, times a positive number that makes its coefficients whole. */
    private Interval range(Polynomial polynomial) {
        Rational content = polynomial.content().abs();
        Interval sum = Interval.closed(0, 0);
        for (Polynomial.Term term : polynomial.terms()) {
            double whole = term.coefficient().over(content).toDouble();
            Interval factor = Math.abs(whole) < EXACT
                    ? Interval.closed(whole, whole)
                    : whole > 0 ? Interval.POSITIVE : Interval.POSITIVE.negate();
            for (int i = 0; i < term.monomial().size(); i++) {
                factor = factor.times(
                        power(term.monomial().atom(i), term.monomial().exponentAt(i)));
            }
            sum = sum.plus(factor);
        }
        return sum;
    }

    /** A power with a negative exponent exists only where the base is not 0. */
    private Interval power(int atom, int exponent) {
        Interval power = range(atom).pow(Math.abs(exponent));
        return exponent > 0 ? power : power.isNonnegative() ? Interval.POSITIVE : Interval.REAL;
    }

    private Interval range(int number) {
        Base base = space.atom(number).base();
        Meaning meaning = base.meaning();
        if (base.isSwitch()) {
            return Interval.closed(0, 1);
        }
        if (meaning instanceof Meaning.Given given) {
            return known.of(given.node()).range();
        }
        if (meaning instanceof Meaning.Size) {
            return Interval.closed(1, Double.POSITIVE_INFINITY);
        }
        if (meaning instanceof Meaning.Denominator d) {
            return range(d.polynomial()).sign();
        }
        if (meaning instanceof Meaning.Sum sum) {
            Interval product = Interval.closed(1, 1);
            for (Factor factor : sum.product()) {
                product = product.times(power(factor.atom(), factor.exponent()));
            }
            return product.sign();
        }
        if (meaning instanceof Meaning.Function f && f.name().equals("root")) {
            Form argument = f.argument();
            boolean plain = argument.isPlain() && argument.plain().denominator().isEmpty();
            return plain && isPositive(argument.plain().numerator()) ? Interval.POSITIVE : Interval.NONNEGATIVE;
        }
        boolean exponential = meaning instanceof Meaning.Function f && f.name().equals("exp");
        boolean definite =
                meaning instanceof Meaning.OfMatrix of && of.name().equals("det") && isPositiveDefinite(of.argument());
        return exponential || definite ? Interval.POSITIVE : Interval.REAL;
    }

    private boolean isPositiveDefinite(Form matrix) {
        int atom = matrix.onlyAtom();
        return atom >= 0
                && space.atom(atom).base().meaning() instanceof Meaning.Given given
                && known.of(given.node()).definite();
    }
}
