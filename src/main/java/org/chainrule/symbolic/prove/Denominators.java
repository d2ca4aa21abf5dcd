package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;

/** What stands below the line of a fraction inside a sum: each polynomial of several terms is an atom there. */
final class Denominators {
    private final AtomTable space;
    private final FormAlgebra forms;
    private final CanonicalOrder canon;
    private final Map<Polynomial, Integer> known = new HashMap<>();

    Denominators(AtomTable space, FormAlgebra forms) {
        this.space = space;
        this.forms = forms;
        this.canon = forms.canon();
    }

    /**
     * A numerator as a sum of parts with ever smaller powers of the denominators under them, none of which is divisible by
     * the leading monomial of what is under it: e/(1 + e) becomes 1 − 1/(1 + e). The keys are the exponents.
     */
    static Map<List<Integer>, Polynomial> divided(Polynomial numerator, List<Power> denominators) {
        Map<List<Integer>, Polynomial> parts = new LinkedHashMap<>();
        List<Integer> start = new ArrayList<>();
        denominators.forEach(power -> start.add(power.exponent()));
        parts.put(List.copyOf(start), numerator);
        for (int i = 0; i < denominators.size(); i++) {
            Polynomial base = denominators.get(i).base();
            Map<List<Integer>, Polynomial> next = new LinkedHashMap<>();
            for (Map.Entry<List<Integer>, Polynomial> entry : parts.entrySet()) {
                Polynomial rest = entry.getValue();
                List<Integer> exponents = new ArrayList<>(entry.getKey());
                while (exponents.get(i) > 0 && !rest.isZero()) {
                    Polynomial.Division division = rest.divide(base);
                    next.merge(List.copyOf(exponents), division.rest(), Polynomial::plus);
                    rest = division.quotient();
                    exponents.set(i, exponents.get(i) - 1);
                }
                next.merge(List.copyOf(exponents), rest, Polynomial::plus);
            }
            parts = next;
        }
        return parts;
    }

    /** The atom that stands for a denominator inside a sum: itself if it is one, else one for the polynomial. */
    int atom(Polynomial polynomial) {
        if (polynomial.size() == 1) {
            return polynomial.leading().monomial().atom(0);
        }
        Integer number = known.get(polynomial);
        if (number != null) {
            return number;
        }
        Form form = Form.of(Fraction.of(polynomial));
        CanonicalOrder.Order order = canon.ofForm(form);
        IntUnaryOperator label = index -> order.order().indexOf(index);
        Polynomial labelled = polynomial.renamed(atom -> canon.renamed(atom, label));
        Base base = space.base(new Meaning.Denominator(labelled), order.order().size(), order.symmetries());
        int atom = space.atom(base, order.order());
        known.put(polynomial, atom);
        return atom;
    }

    /** Whether the leading monomial of a denominator goes into a product of atoms. */
    boolean divides(Meaning.Denominator denominator, int atom, Map<Integer, Integer> exponents) {
        Monomial leading = denominator.polynomial().leading().monomial();
        for (int i = 0; i < leading.size(); i++) {
            int there = canon.renamed(leading.atom(i), AtomTable.under(space.atom(atom).indices()));
            if (exponents.getOrDefault(there, 0) < leading.exponentAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A form, or the polynomial that it stands for. */
    Form unwrapped(Form base) {
        if (base.isPlain() && base.size() == 1) {
            Polynomial.Term term = base.plain().numerator().leading();
            Atom atom =
                    term.monomial().degree() == 1 ? space.atom(term.monomial().atom(0)) : null;
            if (atom != null && atom.base().meaning() instanceof Meaning.Denominator denominator) {
                return again(denominator, atom.indices()).times(term.coefficient());
            }
        }
        return base;
    }

    /** The polynomial of a denominator at indices. */
    Form again(Meaning.Denominator denominator, List<Integer> indices) {
        return forms.rename(Form.of(Fraction.of(denominator.polynomial())), AtomTable.under(indices));
    }
}
