package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;

/** Arithmetic of forms, and changing their indices. */
final class FormAlgebra {
    /** A function of more switches than this is left as it is: each doubles the cases. */
    private static final int MOST_SWITCHES = 6;

    private final AtomTable space;
    private final Relations relations;
    private final IndicatorProducts switches;
    private final BiFunction<Base, List<Integer>, Form> rebuild;
    private final ProofLog journal;
    private final CanonicalOrder canon;
    private final Printer printer;

    /** @param rebuild makes the form of an atom anew, for indices some of which have become equal */
    FormAlgebra(AtomTable space, BiFunction<Base, List<Integer>, Form> rebuild, ProofLog journal) {
        this.journal = journal;
        this.printer = new Printer(space);
        this.space = space;
        this.canon = new CanonicalOrder(space);
        this.rebuild = rebuild;
        this.relations = new Relations(space, this);
        this.switches = new IndicatorProducts(space, this, new Thresholds(space, this));
    }

    CanonicalOrder canon() {
        return canon;
    }

    /** An atom for a meaning made of forms, whose indices get canonical names. */
    Form make(List<Form> inputs, Function<List<Form>, Meaning> meaning) {
        CanonicalOrder.Order order = canon.ofForms(inputs, List.of());
        List<Form> labelled = inputs.stream()
                .map(input -> rename(input, index -> order.order().indexOf(index)))
                .toList();
        Base base = space.base(meaning.apply(labelled), order.order().size(), order.symmetries());
        return space.form(base, order.order());
    }

    Form times(Form a, Form b) {
        if (a.isZero() || b.isZero()) {
            return Form.ZERO;
        }
        space.spend(1 + (long) a.size() * b.size());
        Form sum = Form.ZERO;
        for (Map.Entry<Monomial, Fraction> p : a.parts().entrySet()) {
            for (Map.Entry<Monomial, Fraction> q : b.parts().entrySet()) {
                Monomial where = union(p.getKey(), q.getKey());
                Fraction product = p.getValue().times(q.getValue());
                note(p.getValue(), product);
                note(q.getValue(), product);
                sum = sum.plus(switches.settle(where, relations.reduce(product)));
            }
        }
        return sum;
    }

    /** Tells the reader of a factor of the denominator that is gone. */
    private void note(Fraction factor, Fraction product) {
        for (Power power : factor.denominator()) {
            boolean there = false;
            for (Power left : product.denominator()) {
                there |= left.base().equals(power.base());
            }
            if (!there) {
                journal.cancel(power.base(), () -> say("cancel {0}", printer.text(power.base())));
            }
        }
    }

    private static Monomial union(Monomial a, Monomial b) {
        Monomial union = a;
        for (int i = 0; i < b.size(); i++) {
            if (a.exponentOf(b.atom(i)) == 0) {
                union = union.times(Monomial.of(b.atom(i), 1));
            }
        }
        return union;
    }

    Form pow(Form a, int exponent) {
        if (exponent < 0) {
            return pow(reciprocal(a), -exponent);
        }
        Form result = Form.ONE;
        for (int i = 0; i < exponent; i++) {
            result = times(result, a);
        }
        return result;
    }

    Form reciprocal(Form a) {
        return lift(a, fraction -> {
            if (fraction.isZero()) {
                throw new UndefinedException("1 over 0");
            }
            space.spend(fraction.numerator().size());
            return Form.of(relations.reduce(fraction.reciprocal()));
        });
    }

    Form over(Form a, Form b) {
        return times(a, reciprocal(b));
    }

    /**
     * A function of a form whose parts are switched: f(a + b[s]) = f(a) + (f(a + b) − f(a))[s] for a switch s, which is 0
     * or 1.
     */
    Form lift(Form a, Function<Fraction, Form> f) {
        return lift(a, f, MOST_SWITCHES);
    }

    private Form lift(Form a, Function<Fraction, Form> f, int depth) {
        if (a.isPlain()) {
            return f.apply(a.plain());
        }
        if (depth == 0) {
            throw new UndefinedException("a function of many cases");
        }
        Monomial first = a.parts().firstKey();
        int atom = first.atom(0);
        Form off = lift(switches.set(a, atom, false), f, depth - 1);
        Form on = lift(switches.set(a, atom, true), f, depth - 1);
        return off.plus(times(on.minus(off), space.form(atom)));
    }

    /** The form with each index replaced; indices may become equal. */
    Form rename(Form form, IntUnaryOperator index) {
        Map<Integer, Form> images = new HashMap<>();
        Set<Integer> numbers = new HashSet<>();
        boolean same = true;
        boolean simple = true;
        Map<Integer, Integer> direct = new HashMap<>();
        for (int atom : form.atoms()) {
            Form image = renameAtom(atom, index);
            images.put(atom, image);
            int number = numberOf(image);
            simple &= number >= 0 && numbers.add(number) && space.isSwitch(atom) == space.isSwitch(number);
            same &= number == atom;
            direct.put(atom, number);
        }
        if (same) {
            return form;
        }
        space.spend(form.size());
        if (simple) {
            IntUnaryOperator number = atom -> direct.getOrDefault(atom, -1);
            Form sum = Form.ZERO;
            for (Map.Entry<Monomial, Fraction> part : form.parts().entrySet()) {
                Monomial where = Monomial.ONE;
                for (int i = 0; i < part.getKey().size(); i++) {
                    where = where.times(
                            Monomial.of(number.applyAsInt(part.getKey().atom(i)), 1));
                }
                sum = sum.plus(switches.settle(where, part.getValue().renamed(number)));
            }
            return sum;
        }
        IntFunction<Form> image = atom -> images.getOrDefault(atom, Form.ZERO);
        Form sum = Form.ZERO;
        for (Map.Entry<Monomial, Fraction> part : form.parts().entrySet()) {
            Form product = evaluate(part.getValue(), image);
            for (int i = 0; i < part.getKey().size(); i++) {
                product = times(product, image.apply(part.getKey().atom(i)));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /** A rational function with a form for each atom. */
    Form evaluate(Fraction fraction, IntFunction<Form> image) {
        Form result = evaluate(fraction.numerator(), image);
        for (Power power : fraction.denominator()) {
            result = times(result, pow(evaluate(power.base(), image), -power.exponent()));
        }
        return result;
    }

    Form evaluate(Polynomial polynomial, IntFunction<Form> image) {
        Form sum = Form.ZERO;
        for (Polynomial.Term term : polynomial.terms()) {
            Form product = Form.of(term.coefficient());
            for (int i = 0; i < term.monomial().size(); i++) {
                Form factor = image.apply(term.monomial().atom(i));
                product = times(product, pow(factor, term.monomial().exponentAt(i)));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    /** The atom that a form consists of, or -1. */
    private static int numberOf(Form form) {
        Monomial where = form.parts().size() == 1 ? form.parts().firstKey() : Monomial.ONE;
        boolean switched =
                where.size() == 1 && form.parts().firstEntry().getValue().isOne();
        return switched ? where.atom(0) : form.onlyAtom();
    }

    /** An atom with each index replaced. */
    Form renameAtom(int number, IntUnaryOperator index) {
        Atom atom = space.atom(number);
        List<Integer> indices = atom.renamed(index);
        return indices.equals(atom.indices()) ? space.form(number) : at(atom.base(), indices);
    }

    /** A base at indices. */
    Form at(Base base, List<Integer> indices) {
        if (base.meaning() instanceof Meaning.Delta) {
            return space.delta(indices.get(0), indices.get(1));
        }
        if (base.isPointwise() && new HashSet<>(indices).size() < indices.size()) {
            return rebuild.apply(base, indices);
        }
        return space.form(base, indices);
    }
}
