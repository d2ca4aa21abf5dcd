package org.chainrule.symbolic.prove;

import java.util.List;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;

/** What is known of the signs of atoms and polynomials; everything else may have any sign. */
final class Signs {
    private final AtomTable space;
    private final Known known;

    Signs(AtomTable space, Known known) {
        this.space = space;
        this.known = known;
    }

    /** True when it is never negative. */
    boolean isNonnegative(Polynomial polynomial) {
        Rational constant = polynomial.constant();
        for (Polynomial.Term term : polynomial.terms()) {
            if (term.coefficient().signum() < 0) {
                if (!isWithinOne(term.monomial())) {
                    return false;
                }
                constant = constant.plus(term.coefficient());
            } else if (term.monomial().size() > 0 && !isNonnegative(term.monomial())) {
                return false;
            }
        }
        return constant.signum() >= 0;
    }

    /** True when it is greater than 0. */
    boolean isPositive(Polynomial polynomial) {
        if (!isNonnegative(polynomial)) {
            return false;
        }
        for (Polynomial.Term term : polynomial.terms()) {
            if (term.coefficient().signum() < 0) {
                return false;
            }
        }
        for (Polynomial.Term term : polynomial.terms()) {
            boolean positive = true;
            for (int i = 0; i < term.monomial().size(); i++) {
                positive &= isPositive(term.monomial().atom(i));
            }
            if (positive) {
                return true;
            }
        }
        return false;
    }

    boolean isNonnegative(List<Power> powers) {
        return powers.stream().allMatch(power -> power.exponent() % 2 == 0 || isNonnegative(power.base()));
    }

    private boolean isNonnegative(Monomial monomial) {
        for (int i = 0; i < monomial.size(); i++) {
            if (monomial.exponentAt(i) % 2 != 0 && !isNonnegative(monomial.atom(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isWithinOne(Monomial monomial) {
        for (int i = 0; i < monomial.size(); i++) {
            if (!isWithinOne(monomial.atom(i))) {
                return false;
            }
        }
        return monomial.size() > 0;
    }

    private boolean isWithinOne(int number) {
        Base base = space.atom(number).base();
        return base.isSwitch()
                || (base.meaning() instanceof Meaning.Given given
                        && known.of(given.node()).isWithinOne());
    }

    private boolean isNonnegative(int number) {
        Base base = space.atom(number).base();
        if (isPositive(number) || base.isSwitch()) {
            return true;
        }
        if (base.meaning() instanceof Meaning.Sum sum) {
            for (Factor factor : sum.product()) {
                if (factor.exponent() % 2 != 0 && !isNonnegative(factor.atom())) {
                    return false;
                }
            }
            return true;
        }
        if (base.meaning() instanceof Meaning.Function f) {
            return f.name().equals("root");
        }
        if (base.meaning() instanceof Meaning.Denominator d) {
            return isNonnegative(d.polynomial());
        }
        return base.meaning() instanceof Meaning.Given given
                && known.of(given.node()).isNonnegative();
    }

    private boolean isPositive(int number) {
        Base base = space.atom(number).base();
        Meaning meaning = base.meaning();
        if (meaning instanceof Meaning.Size) {
            return true;
        }
        if (meaning instanceof Meaning.Function f) {
            return f.name().equals("exp")
                    || (f.name().equals("root")
                            && f.arguments().get(0).isPlain()
                            && f.arguments().get(0).plain().denominator().isEmpty()
                            && isPositive(f.arguments().get(0).plain().numerator()));
        }
        if (meaning instanceof Meaning.Sum sum) {
            return sum.product().stream().allMatch(factor -> isPositive(factor.atom()));
        }
        if (meaning instanceof Meaning.Denominator d) {
            return isPositive(d.polynomial());
        }
        if (meaning instanceof Meaning.OfMatrix of) {
            return of.name().equals("det") && isPositiveDefinite(of.matrix());
        }
        return meaning instanceof Meaning.Given given && known.of(given.node()).isPositive();
    }

    private boolean isPositiveDefinite(Form matrix) {
        if (!matrix.isPlain() || matrix.size() != 1 || matrix.atoms().size() != 1) {
            return false;
        }
        Base base = space.atom(matrix.atoms().first()).base();
        return matrix.plain().numerator().leading().coefficient().isOne()
                && base.meaning() instanceof Meaning.Given given
                && known.of(given.node()).definite();
    }
}
