package org.chainrule.symbolic.prove;

import java.util.List;
import java.util.Map;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.facts.ValueFacts;

/** Products of atoms that are 0 or 1, and what follows where they are 1. */
record IndicatorProducts(AtomTable space, FormAlgebra forms, Thresholds thresholds) {
    /**
     * A function that counts where switches are 1, in normal form: where δ[i, j] is 1, j is written as i; of one-hot
     * entries that share all other indices only one can be 1.
     */
    Form settle(Monomial where, Fraction fraction) {
        for (int i = 0; i < where.size(); i++) {
            int number = where.atom(i);
            if (space.isDelta(number)) {
                List<Integer> pair = space.atom(number).indices();
                Monomial others = without(where, number);
                if (uses(others, fraction, pair.get(1))) {
                    int kept = pair.get(0);
                    int replaced = pair.get(1);
                    Form rest = forms.rename(Form.of(others, fraction), k -> k == replaced ? kept : k);
                    return within(rest, number);
                }
            }
        }
        for (int i = 0; i < where.size(); i++) {
            if (vanishes(fraction, space.atom(where.atom(i)))) {
                return Form.ZERO;
            }
            for (int k = i + 1; k < where.size(); k++) {
                Form both = exclusive(where.atom(i), where.atom(k));
                if (both != null) {
                    Monomial others = without(where, where.atom(k));
                    return forms.times(Form.of(others, fraction), both);
                }
                Form single = thresholds.product(where.atom(i), where.atom(k));
                if (single != null) {
                    Monomial others = without(without(where, where.atom(k)), where.atom(i));
                    return forms.times(Form.of(others, fraction), single);
                }
            }
        }
        return Form.of(where, fraction);
    }

    /** Whether a function is 0 where a switch is 1, as k·x is where k = 0. */
    private boolean vanishes(Fraction fraction, Atom where) {
        if (!(where.base().meaning() instanceof Meaning.Zero zero)) {
            return false;
        }
        Fraction argument = forms.rename(zero.argument(), AtomTable.under(where.indices()))
                .parts()
                .get(Monomial.ONE);
        return argument != null
                && argument.numerator().size() == 1
                && argument.numerator().atoms().size() == 1
                && argument.numerator().atoms().stream()
                        .noneMatch(atom -> fraction.numerator().byPowers(atom).containsKey(0));
    }

    /** A form that does not use the second index of a δ, where the δ is 1. */
    private Form within(Form form, int delta) {
        Form sum = Form.ZERO;
        for (Map.Entry<Monomial, Fraction> part : form.parts().entrySet()) {
            Monomial where = part.getKey();
            Monomial more = where.exponentOf(delta) > 0 ? where : where.times(Monomial.of(delta, 1));
            sum = sum.plus(settle(more, part.getValue()));
        }
        return sum;
    }

    private boolean uses(Monomial where, Fraction fraction, int index) {
        for (int i = 0; i < where.size(); i++) {
            if (space.has(where.atom(i), index)) {
                return true;
            }
        }
        for (int atom : fraction.atoms()) {
            if (space.has(atom, index)) {
                return true;
            }
        }
        return false;
    }

    private static Monomial without(Monomial where, int atom) {
        Monomial rest = where.over(Monomial.of(atom, 1));
        return rest == null ? where : rest;
    }

    /** Y[i, k]·Y[i, l] = Y[i, k]·δ[k, l] for one-hot rows: the δ, or null when it is not of this kind. */
    private @org.jspecify.annotations.Nullable Form exclusive(int a, int b) {
        Atom first = space.atom(a);
        Atom second = space.atom(b);
        if (first.base() != second.base()
                || !(first.base().meaning() instanceof Meaning.Given given)
                || !ValueFacts.declared(given.node()).isOneHot()) {
            return null;
        }
        int axis = Known.axis(given.node());
        for (int i = 0; i < first.indices().size(); i++) {
            if (i != axis && !first.indices().get(i).equals(second.indices().get(i))) {
                return null;
            }
        }
        return space.delta(first.indices().get(axis), second.indices().get(axis));
    }

    /** A form where one switch is off, or on. */
    Form set(Form form, int atom, boolean on) {
        Form sum = Form.ZERO;
        for (Map.Entry<Monomial, Fraction> part : form.parts().entrySet()) {
            boolean switched = part.getKey().exponentOf(atom) > 0;
            if (!switched || on) {
                Monomial where = switched ? without(part.getKey(), atom) : part.getKey();
                sum = sum.plus(Form.of(where, part.getValue()));
            }
        }
        if (on && space.isDelta(atom)) {
            List<Integer> pair = space.atom(atom).indices();
            return forms.rename(sum, k -> k == pair.get(1) ? pair.get(0) : k);
        }
        return sum;
    }
}
