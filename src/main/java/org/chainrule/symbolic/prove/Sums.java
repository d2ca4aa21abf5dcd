package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;
import org.chainrule.symbolic.algebra.Rational;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * Sums over indices. Each term is taken apart: what does not carry the index goes in front, a δ that carries it names the
 * other index, and the rest becomes an atom, a product under indices that all hang together. Sums inside it are opened, so
 * that the order of summation does not matter.
 */
final class Sums {
    private final AtomTable space;
    private final FormAlgebra forms;
    private final CanonicalOrder canon;
    private final SumRules rules;
    private final ProofLog journal;
    /** What stands below the line of a fraction inside a sum: each polynomial of several terms is an atom there. */
    private final Map<Polynomial, Integer> denominators = new HashMap<>();

    Sums(AtomTable space, FormAlgebra forms, ProofLog journal) {
        this.space = space;
        this.forms = forms;
        this.canon = forms.canon();
        this.rules = new SumRules(space, forms);
        this.journal = journal;
    }

    SumRules rules() {
        return rules;
    }

    /** The sum over one index of a form. */
    Form bind(Form form, int index, Dim size) {
        Form sum = Form.ZERO;
        for (Map.Entry<Monomial, Fraction> part : form.parts().entrySet()) {
            space.spend(1 + part.getValue().numerator().size());
            sum = sum.plus(bind(part.getKey(), part.getValue(), index, size));
        }
        return sum;
    }

    private Form bind(Monomial where, Fraction fraction, int index, Dim size) {
        List<Factor> switched = new ArrayList<>();
        Monomial outside = Monomial.ONE;
        for (int i = 0; i < where.size(); i++) {
            int number = where.atom(i);
            if (!space.has(number, index)) {
                outside = outside.times(Monomial.of(number, 1));
            } else if (space.isDelta(number)) {
                List<Integer> pair = space.atom(number).indices();
                int other = pair.get(0) == index ? pair.get(1) : pair.get(0);
                Monomial rest = where.over(Monomial.of(number, 1));
                return forms.rename(Form.of(rest == null ? Monomial.ONE : rest, fraction), k -> k == index ? other : k);
            } else {
                switched.add(new Factor(number, 1));
            }
        }
        Fraction front = Fraction.ONE;
        List<Power> inside = new ArrayList<>();
        for (Power power : fraction.denominator()) {
            if (uses(power.base(), index)) {
                inside.add(power);
            } else {
                front = front.over(Fraction.of(power.base()).pow(power.exponent()));
            }
        }
        Form sum = Form.ZERO;
        for (Map.Entry<List<Integer>, Polynomial> entry :
                divided(fraction.numerator(), inside).entrySet()) {
            for (Polynomial.Term term : entry.getValue().terms()) {
                List<Factor> product = new ArrayList<>(switched);
                for (int i = 0; i < inside.size(); i++) {
                    if (entry.getKey().get(i) > 0) {
                        product.add(new Factor(
                                atom(inside.get(i).base()), -entry.getKey().get(i)));
                    }
                }
                Monomial before = Monomial.ONE;
                for (int i = 0; i < term.monomial().size(); i++) {
                    int atom = term.monomial().atom(i);
                    int exponent = term.monomial().exponentAt(i);
                    if (space.has(atom, index)) {
                        product.add(new Factor(atom, exponent));
                    } else {
                        before = before.times(Monomial.of(atom, exponent));
                    }
                }
                Form inner = product(product, Map.of(index, AtomTable.plain(size)));
                Fraction factor = Fraction.of(Polynomial.of(term.coefficient(), before));
                sum = sum.plus(forms.times(inner, Form.of(factor)));
            }
        }
        Form result = front.isOne() ? sum : forms.times(sum, Form.of(front));
        return outside.size() == 0 ? result : forms.times(result, Form.of(outside, Fraction.ONE));
    }

    private boolean uses(Polynomial polynomial, int index) {
        return polynomial.atoms().stream().anyMatch(atom -> space.has(atom, index));
    }

    /** The sum over some indices of a product of atoms, none of which is a δ with such an index. */
    Form product(List<Factor> factors, Map<Integer, Dim> given) {
        space.enter();
        try {
            return productWithin(factors, given);
        } finally {
            space.leave();
        }
    }

    private Form productWithin(List<Factor> factors, Map<Integer, Dim> given) {
        space.spend(2 + factors.size());
        TreeMap<Integer, Dim> bound = new TreeMap<>(given);
        TreeMap<Integer, Integer> exponents = new TreeMap<>();
        List<Factor> work = new ArrayList<>(factors);
        boolean plain = true;
        for (int at = 0; at < work.size() && plain; at++) {
            Factor factor = work.get(at);
            Atom atom = space.atom(factor.atom());
            if (factor.exponent() > 0
                    && atom.base().meaning() instanceof Meaning.Sum sum
                    && atom.indices().stream().anyMatch(bound::containsKey)) {
                plain = open(factor, sum, bound, work);
            } else {
                exponents.merge(factor.atom(), factor.exponent(), Integer::sum);
            }
            space.spend(1);
        }
        if (!plain || needsArithmetic(exponents)) {
            return anew(factors, given);
        }
        exponents.values().removeIf(exponent -> exponent == 0);
        List<Factor> product = new ArrayList<>();
        exponents.forEach((atom, exponent) -> product.add(new Factor(atom, space.isSwitch(atom) ? 1 : exponent)));
        SumRules.Hit hit = rules.find(product, bound);
        if (hit != null) {
            journal.step("sum", say("a sum of products with a known value: {0}", hit.name()));
            Form rest = hit.replacement();
            for (Factor factor : hit.rest()) {
                rest = forms.times(rest, power(factor));
            }
            return bindAll(rest, hit.bound());
        }
        return components(product, bound);
    }

    /** Puts the factors of an inner sum, with new indices, into the work; false when they are not atoms any more. */
    private boolean open(Factor factor, Meaning.Sum sum, Map<Integer, Dim> bound, List<Factor> work) {
        List<Integer> indices = space.atom(factor.atom()).indices();
        for (int copy = 0; copy < factor.exponent(); copy++) {
            IntUnaryOperator all = AtomTable.under(space.opened(sum, indices, bound));
            for (Factor inner : sum.product()) {
                int number = canon.renamed(inner.atom(), all);
                Atom atom = space.atom(number);
                if (atom.base().isPointwise()
                        && new HashSet<>(atom.indices()).size() < atom.indices().size()) {
                    return false;
                }
                work.add(new Factor(number, inner.exponent()));
            }
        }
        return true;
    }

    /** True when multiplying out would change the product: 1/D·D, r·r for a root, [s]·[t] for one-hot s and t. */
    private boolean needsArithmetic(Map<Integer, Integer> exponents) {
        Form product = Form.ONE;
        Monomial where = Monomial.ONE;
        Monomial rest = Monomial.ONE;
        for (Map.Entry<Integer, Integer> entry : exponents.entrySet()) {
            int atom = entry.getKey();
            int exponent = entry.getValue();
            if (exponent != 0 && space.atom(atom).base().meaning() instanceof Meaning.Denominator denominator) {
                if (exponent > 0 || divides(denominator, atom, exponents)) {
                    return true;
                }
            } else if (exponent > 0) {
                product = forms.times(product, forms.pow(space.form(atom), exponent));
                where = space.isSwitch(atom) ? where.times(Monomial.of(atom, 1)) : where;
                rest = space.isSwitch(atom) ? rest : rest.times(Monomial.of(atom, exponent));
            }
        }
        return !product.equals(Form.of(where, Fraction.of(Polynomial.of(Rational.ONE, rest))));
    }

    /** The product multiplied out and summed again, one index after the other. */
    private Form anew(List<Factor> factors, Map<Integer, Dim> given) {
        TreeMap<Integer, Dim> bound = new TreeMap<>(given);
        Form product = Form.ONE;
        for (Factor factor : factors) {
            Atom atom = space.atom(factor.atom());
            if (factor.exponent() > 0
                    && atom.base().meaning() instanceof Meaning.Sum sum
                    && atom.indices().stream().anyMatch(given::containsKey)) {
                for (int copy = 0; copy < factor.exponent(); copy++) {
                    product = forms.times(product, inside(sum, space.opened(sum, atom.indices(), bound)));
                }
            } else {
                product = forms.times(product, power(factor));
            }
        }
        return bindAll(product, bound);
    }

    private Form inside(Meaning.Sum sum, List<Integer> indices) {
        Form result = Form.ONE;
        for (Factor inner : sum.product()) {
            Form base = forms.renameAtom(inner.atom(), AtomTable.under(indices));
            result = forms.times(result, forms.pow(unwrapped(base), inner.exponent()));
        }
        return result;
    }

    private Form power(Factor factor) {
        return forms.pow(unwrapped(space.form(factor.atom())), factor.exponent());
    }

    private Form bindAll(Form form, Map<Integer, Dim> bound) {
        Form result = form;
        for (Map.Entry<Integer, Dim> entry : bound.entrySet()) {
            result = bind(result, entry.getKey(), entry.getValue());
        }
        return result;
    }

    /** Splits a product into parts that share no summed index, and makes an atom of each. */
    private Form components(List<Factor> product, Map<Integer, Dim> bound) {
        Form result = Form.ONE;
        List<Factor> left = new ArrayList<>(product);
        for (Map.Entry<Integer, Dim> entry : bound.entrySet()) {
            Set<Integer> indices = new HashSet<>(Set.of(entry.getKey()));
            List<Factor> part = new ArrayList<>();
            for (boolean grown = true; grown; ) {
                grown = false;
                for (Factor factor : List.copyOf(left)) {
                    List<Integer> own = space.atom(factor.atom()).indices();
                    if (own.stream().anyMatch(indices::contains)) {
                        part.add(factor);
                        left.remove(factor);
                        own.stream().filter(bound::containsKey).forEach(indices::add);
                        grown = true;
                    }
                }
            }
            if (!part.isEmpty()) {
                result = forms.times(result, sum(part, indices, bound));
            } else if (product.stream().noneMatch(f -> space.has(f.atom(), entry.getKey()))) {
                result = forms.times(result, space.size(entry.getValue()));
            }
        }
        for (Factor factor : left) {
            result = forms.times(result, power(factor));
        }
        return result;
    }

    private Form sum(List<Factor> part, Set<Integer> indices, Map<Integer, Dim> bound) {
        CanonicalOrder.Order order = canon.ofProduct(part, indices);
        IntUnaryOperator label = index -> order.order().indexOf(index);
        List<Integer> free = new ArrayList<>();
        List<Dim> sizes = new ArrayList<>();
        for (int index : order.order()) {
            Dim size = indices.contains(index) ? bound.get(index) : null;
            if (size == null) {
                free.add(index);
            } else {
                sizes.add(size);
            }
        }
        List<Factor> labelled = canon.renamed(part, label);
        Base base = space.base(new Meaning.Sum(labelled, List.copyOf(sizes)), free.size(), order.symmetries());
        return forms.at(base, free);
    }

    /** The form of a sum for indices some of which have become equal. */
    Form again(Meaning.Sum sum, List<Integer> indices) {
        TreeMap<Integer, Dim> bound = new TreeMap<>();
        return bindAll(inside(sum, space.opened(sum, indices, bound)), bound);
    }

    /** A sum written as a product under new indices, for rules that look for it; null when it is not a sum. */
    @Nullable
    List<Factor> opened(int number, Map<Integer, Dim> bound) {
        Atom atom = space.atom(number);
        if (!(atom.base().meaning() instanceof Meaning.Sum sum)) {
            return null;
        }
        List<Factor> work = new ArrayList<>();
        return open(new Factor(number, 1), sum, bound, work) ? work : null;
    }

    /**
     * A numerator as a sum of parts with ever smaller powers of the denominators under them, none of which is divisible by
     * the leading monomial of what is under it: e/(1 + e) becomes 1 − 1/(1 + e). The keys are the exponents.
     */
    private static Map<List<Integer>, Polynomial> divided(Polynomial numerator, List<Power> denominators) {
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
    private int atom(Polynomial polynomial) {
        if (polynomial.size() == 1) {
            return polynomial.leading().monomial().atom(0);
        }
        Integer number = denominators.get(polynomial);
        if (number != null) {
            return number;
        }
        Form form = Form.of(Fraction.of(polynomial));
        CanonicalOrder.Order order = canon.ofForm(form);
        IntUnaryOperator label = index -> order.order().indexOf(index);
        Polynomial labelled = polynomial.renamed(atom -> canon.renamed(atom, label));
        Base base = space.base(new Meaning.Denominator(labelled), order.order().size(), order.symmetries());
        int atom = space.atom(base, order.order());
        denominators.put(polynomial, atom);
        return atom;
    }

    /** Whether the leading monomial of a denominator goes into a product of atoms. */
    private boolean divides(Meaning.Denominator denominator, int atom, Map<Integer, Integer> exponents) {
        Monomial leading = denominator.polynomial().leading().monomial();
        for (int i = 0; i < leading.size(); i++) {
            int there = canon.renamed(
                    leading.atom(i), AtomTable.under(space.atom(atom).indices()));
            if (exponents.getOrDefault(there, 0) < leading.exponentAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A form, or the polynomial that it stands for. */
    private Form unwrapped(Form base) {
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
