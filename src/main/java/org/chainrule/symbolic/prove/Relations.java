package org.chainrule.symbolic.prove;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;

/** Atoms of which a power is a rational function of others: roots, and cos² = 1 − sin². */
final class Relations {
    /** {@code atom^degree = value}. */
    private record Relation(int atom, int degree, Fraction value) {}

    private final AtomTable space;
    private final FormAlgebra forms;
    private final Map<Integer, Optional<Relation>> known = new HashMap<>();

    Relations(AtomTable space, FormAlgebra forms) {
        this.space = space;
        this.forms = forms;
    }

    private Optional<Relation> relation(int number) {
        Optional<Relation> relation = known.get(number);
        if (relation == null) {
            relation = find(number);
            known.put(number, relation);
        }
        return relation;
    }

    private Optional<Relation> find(int number) {
        Atom atom = space.atom(number);
        if (!(atom.base().meaning() instanceof Meaning.Function f)) {
            return Optional.empty();
        }
        if (f.name().equals("root")) {
            Form value = forms.rename(f.argument(), AtomTable.under(atom.indices()));
            return Optional.of(new Relation(number, f.degree(), value.plain()));
        }
        if (f.name().equals("cos")) {
            Base sin = space.base(
                    new Meaning.Function("sin", 1, f.arguments()),
                    atom.base().arity(),
                    atom.base().symmetries());
            Fraction s = Fraction.atom(space.atom(sin, atom.indices()));
            return Optional.of(new Relation(number, 2, Fraction.ONE.minus(s.times(s))));
        }
        return Optional.empty();
    }

    /** The same function with small powers of such atoms in the numerator, and none in the denominator where possible. */
    Fraction reduce(Fraction fraction) {
        Fraction result = fraction;
        for (int round = 0; round < 8; round++) {
            Fraction next = once(result);
            if (next == result) {
                return result;
            }
            space.spend(next.numerator().size());
            result = next;
        }
        return result;
    }

    private Fraction once(Fraction fraction) {
        for (Power power : fraction.denominator()) {
            for (int atom : power.base().atoms()) {
                Optional<Relation> relation = relation(atom);
                if (relation.isPresent()) {
                    Fraction changed = rationalised(fraction, power, relation.get());
                    if (changed != fraction) {
                        return changed;
                    }
                }
            }
        }
        for (int atom : fraction.numerator().atoms()) {
            Optional<Relation> relation = relation(atom);
            if (relation.isPresent() && fraction.numerator().degree(atom) >= relation.get().degree) {
                return lowered(fraction, relation.get());
            }
        }
        return fraction;
    }

    /** Large powers in the numerator replaced. */
    private static Fraction lowered(Fraction fraction, Relation relation) {
        Fraction sum = Fraction.ZERO;
        for (Map.Entry<Integer, Polynomial> part :
                fraction.numerator().byPowers(relation.atom).entrySet()) {
            int left = part.getKey() % relation.degree;
            sum = sum.plus(Fraction.of(part.getValue().times(Monomial.of(relation.atom, left)))
                    .times(relation.value.pow(part.getKey() / relation.degree)));
        }
        return sum.times(fraction.below());
    }

    private static Fraction rationalised(Fraction fraction, Power power, Relation relation) {
        Fraction root = Fraction.atom(relation.atom);
        if (power.base().size() == 1) {
            // 1/r = r^(degree − 1)/value
            return fraction.times(root).times(root.pow(relation.degree - 1)).over(relation.value);
        }
        if (relation.degree != 2 || power.base().degree(relation.atom) != 1) {
            return fraction;
        }
        // 1/(a + b r) = (a − b r)/(a² − b² value)
        Map<Integer, Polynomial> parts = power.base().byPowers(relation.atom);
        Fraction a = Fraction.of(parts.getOrDefault(0, Polynomial.ZERO));
        Fraction b = Fraction.of(parts.getOrDefault(1, Polynomial.ZERO));
        Fraction norm = a.times(a).minus(b.times(b).times(relation.value));
        if (norm.isZero()) {
            return fraction;
        }
        return fraction.times(Fraction.of(power.base()))
                .times(a.minus(b.times(root)))
                .over(norm);
    }
}
