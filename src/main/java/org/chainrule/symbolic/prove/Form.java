package org.chainrule.symbolic.prove;

import java.util.Comparator;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Rational;

/**
 * A value with free indices: a sum of rational functions, each switched on by a product of atoms that are 0 or 1. A part
 * that is switched off counts as 0, also where its function has no value.
 *
 * @param parts where they count, and what they are, never 0
 */
record Form(NavigableMap<Monomial, Fraction> parts) {
    static final Form ZERO = new Form(new TreeMap<>(Comparator.reverseOrder()));
    static final Form ONE = of(Fraction.ONE);

    static Form of(Fraction fraction) {
        return of(Monomial.ONE, fraction);
    }

    static Form of(long value) {
        return of(Fraction.of(value));
    }

    static Form of(Rational value) {
        return of(Fraction.of(value));
    }

    /** A rational function that counts where all of some atoms are 1. */
    static Form of(Monomial where, Fraction fraction) {
        TreeMap<Monomial, Fraction> parts = new TreeMap<>(Comparator.reverseOrder());
        if (!fraction.isZero()) {
            parts.put(where, fraction);
        }
        return new Form(parts);
    }

    boolean isZero() {
        return parts.isEmpty();
    }

    /** True when nothing is switched. */
    boolean isPlain() {
        return parts.isEmpty() || (parts.size() == 1 && parts.firstKey().size() == 0);
    }

    /** The rational function of a plain form. */
    Fraction plain() {
        if (!isPlain()) {
            throw new IllegalStateException("a form of several parts");
        }
        return parts.isEmpty() ? Fraction.ZERO : parts.firstEntry().getValue();
    }

    /** The atom that a plain form is, or -1. */
    int onlyAtom() {
        return isPlain() && plain().denominator().isEmpty()
                ? plain().numerator().onlyAtom()
                : -1;
    }

    boolean isConstant() {
        return isPlain() && plain().isConstant();
    }

    /** The number of terms in all numerators. */
    int size() {
        int size = 0;
        for (Fraction fraction : parts.values()) {
            size += fraction.numerator().size();
        }
        return size;
    }

    Form plus(Form other) {
        if (other.isZero()) {
            return this;
        }
        TreeMap<Monomial, Fraction> sum = new TreeMap<>(parts);
        other.parts.forEach((where, fraction) -> {
            Fraction old = sum.get(where);
            Fraction value = old == null ? fraction : old.plus(fraction);
            if (value.isZero()) {
                sum.remove(where);
            } else {
                sum.put(where, value);
            }
        });
        return new Form(sum);
    }

    Form negate() {
        return times(Rational.MINUS_ONE);
    }

    Form minus(Form other) {
        return plus(other.negate());
    }

    Form times(Rational factor) {
        TreeMap<Monomial, Fraction> product = new TreeMap<>(Comparator.reverseOrder());
        if (!factor.isZero()) {
            parts.forEach((where, fraction) -> product.put(where, fraction.times(factor)));
        }
        return new Form(product);
    }

    /** All atoms, ascending. */
    SortedSet<Integer> atoms() {
        TreeSet<Integer> atoms = new TreeSet<>();
        parts.forEach((where, fraction) -> {
            for (int i = 0; i < where.size(); i++) {
                atoms.add(where.atom(i));
            }
            atoms.addAll(fraction.atoms());
        });
        return atoms;
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
