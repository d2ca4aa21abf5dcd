package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.chainrule.symbolic.algebra.Atoms;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.tensor.Dim;

/** The atoms of one attempt at a proof, and the work it may still do. */
final class AtomTable {
    /** Indices from here on are summed over. */
    static final int FIRST_BOUND = 1_000_000;

    private static final int MOST_LEVELS = 60;

    /** The first place along an axis; also the only one along an axis of size 1. */
    static final int FIRST_PLACE = -1;

    private final Atoms<Atom> atoms = new Atoms<>();
    private final Map<Meaning, Base> bases = new HashMap<>();
    private final Base delta = base(new Meaning.Delta(), 2, List.of(List.of(0, 1), List.of(1, 0)));
    private final Set<Base> seen = new HashSet<>();
    private int depth;
    private int bound = FIRST_BOUND;
    private long left;

    AtomTable(long budget) {
        this.left = budget;
    }

    /** Counts work; the unit is about a term that is handled. Of what nobody waits for any more there is none left. */
    void spend(long work) {
        left -= work;
        if (left < 0 || Thread.currentThread().isInterrupted()) {
            throw new SpentException();
        }
    }

    /** Goes one level deeper into what is inside what; too deep counts as too much work. */
    void enter() {
        if (++depth > MOST_LEVELS) {
            throw new SpentException();
        }
    }

    void leave() {
        depth--;
    }

    static int place(long position) {
        return Math.toIntExact(-1 - position);
    }

    /** A new index to sum over. */
    int fresh() {
        return bound++;
    }

    /** The indices inside a sum: those of its atom, and a new one for each size, which is noted as summed over. */
    List<Integer> opened(Meaning.Sum sum, List<Integer> indices, Map<Integer, Dim> bound) {
        List<Integer> all = new ArrayList<>(indices);
        for (Dim size : sum.sizes()) {
            all.add(fresh());
            bound.put(all.get(all.size() - 1), size);
        }
        return all;
    }

    /** Indices numbered from 0 replaced by others; fixed places stay. */
    static IntUnaryOperator under(List<Integer> indices) {
        return index -> index < 0 ? index : indices.get(index);
    }

    Base base(Meaning meaning, int arity, List<List<Integer>> symmetries) {
        return base(
                meaning,
                arity,
                symmetries,
                meaning instanceof Meaning.Delta || meaning instanceof Meaning.Step || meaning instanceof Meaning.Zero);
    }

    /** A base of which more is known than its meaning says. */
    Base base(Meaning meaning, int arity, List<List<Integer>> symmetries, boolean isSwitch) {
        Base known = bases.get(meaning);
        if (known == null) {
            known = new Base(bases.size(), meaning, arity, symmetries, isSwitch);
            bases.put(meaning, known);
        }
        return known;
    }

    /** A base whose indices cannot be exchanged. */
    Base base(Meaning meaning, int arity) {
        return base(meaning, arity, List.of(identity(arity)));
    }

    /** True once for each base. */
    boolean firstTime(Base base) {
        return seen.add(base);
    }

    static List<Integer> identity(int arity) {
        return IntStream.range(0, arity).boxed().toList();
    }

    Atom atom(int number) {
        return atoms.thing(number);
    }

    /** The number of an atom; of all orders of its indices that mean the same, the least. */
    int atom(Base base, List<Integer> indices) {
        List<Integer> least = indices;
        for (List<Integer> order : base.symmetries()) {
            List<Integer> other = ordered(indices, order);
            if (compare(other, least) < 0) {
                least = other;
            }
        }
        return atoms.number(new Atom(base, List.copyOf(least)));
    }

    static List<Integer> ordered(List<Integer> indices, List<Integer> order) {
        List<Integer> result = new ArrayList<>(order.size());
        for (int from : order) {
            result.add(indices.get(from));
        }
        return result;
    }

    static int compare(List<Integer> a, List<Integer> b) {
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** An atom as a form: switched on if it is 0 or 1, a rational function otherwise. */
    Form form(Base base, List<Integer> indices) {
        return form(atom(base, indices));
    }

    Form form(int atom) {
        return isSwitch(atom) ? Form.of(Monomial.of(atom, 1), Fraction.ONE) : Form.of(Fraction.atom(atom));
    }

    boolean isSwitch(int atom) {
        return atom(atom).base().isSwitch();
    }

    boolean has(int atom, int index) {
        return atom(atom).has(index);
    }

    Form delta(int i, int j) {
        if (i == j) {
            return Form.ONE;
        }
        return i < 0 && j < 0 ? Form.ZERO : form(delta, List.of(i, j));
    }

    boolean isDelta(int atom) {
        return atom(atom).base() == delta;
    }

    /** A size as a number: whole, or a polynomial in names. */
    Form size(Dim dim) {
        if (dim.isKnown()) {
            return Form.of(dim.size());
        }
        Fraction sum = Fraction.ZERO;
        for (Dim.Part part : dim.parts()) {
            Fraction product = Fraction.of(part.factor());
            for (Dim name : part.sizes()) {
                product = product.times(
                        name.isKnown()
                                ? Fraction.of(name.size())
                                : Fraction.atom(atom(base(new Meaning.Size(name), 0), List.of())));
            }
            sum = sum.plus(product);
        }
        return Form.of(sum);
    }

    /** A size that equals another for every binding, in one spelling. */
    static Dim plain(Dim dim) {
        return dim.isKnown() ? Dim.of(dim.size()) : dim;
    }
}
