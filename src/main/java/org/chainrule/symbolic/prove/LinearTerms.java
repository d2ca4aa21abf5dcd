package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Monomial;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.symbolic.algebra.Power;

/**
 * Ops without an index form that are linear: of a sum they are the sum of what they are of its terms, and numbers come
 * out in front. So running sums, reshapes and Kronecker products of equal terms are equal, however the terms are added.
 */
final class LinearTerms {
    /** More terms than this stay together. */
    private static final int MOST_TERMS = 64;

    /** A number, and what it multiplies. */
    private record Term(Form number, Form rest) {}

    private LinearTerms() {}

    /**
     * The form of an op, term by term where it is linear.
     *
     * @param whole the form of the op for inputs that are not taken apart
     */
    static Form of(Node node, List<Form> inputs, AtomTable space, FormAlgebra forms, Function<List<Form>, Form> whole) {
        List<Integer> apart = inApart(node.op(), inputs.size());
        if (apart.isEmpty()) {
            return whole.apply(inputs);
        }
        List<List<Term>> terms = new ArrayList<>();
        int count = 1;
        for (int k = 0; k < inputs.size(); k++) {
            Form input = inputs.get(k);
            terms.add(apart.contains(k) ? terms(input, space) : List.of(new Term(Form.ONE, input)));
            count *= terms.get(terms.size() - 1).size();
            if (count > MOST_TERMS) {
                return whole.apply(inputs);
            }
        }
        Form sum = Form.ZERO;
        for (int choice = 0; choice < count; choice++) {
            int rest = choice;
            Form number = Form.ONE;
            List<Form> parts = new ArrayList<>();
            for (List<Term> of : terms) {
                Term term = of.get(rest % of.size());
                rest /= of.size();
                number = forms.times(number, term.number);
                parts.add(term.rest);
            }
            sum = sum.plus(forms.times(number, whole.apply(parts)));
        }
        return sum;
    }

    /** The inputs that are taken apart: all of a product, of other ops the first in which they are linear. */
    private static List<Integer> inApart(Op op, int inputs) {
        List<Integer> linear =
                IntStream.range(0, inputs).filter(op::isLinear).boxed().toList();
        boolean all = op.entryRule() == EntryRule.PRODUCTS && linear.size() == inputs;
        return all || linear.isEmpty() ? linear : linear.subList(0, 1);
    }

    private static List<Term> terms(Form form, AtomTable space) {
        List<Term> terms = new ArrayList<>();
        for (Map.Entry<Monomial, Fraction> part : form.parts().entrySet()) {
            Fraction below = Fraction.ONE;
            Fraction before = Fraction.ONE;
            for (Power power : part.getValue().denominator()) {
                Fraction factor = Fraction.of(power.base()).pow(-power.exponent());
                boolean number = power.base().atoms().stream().allMatch(atom -> isNumber(atom, space));
                before = number ? before.times(factor) : before;
                below = number ? below : below.times(factor);
            }
            for (Polynomial.Term term : part.getValue().numerator().terms()) {
                Fraction number = before.times(term.coefficient());
                Fraction rest = below;
                Monomial monomial = term.monomial();
                for (int i = 0; i < monomial.size(); i++) {
                    Fraction factor = Fraction.atom(monomial.atom(i)).pow(monomial.exponentAt(i));
                    boolean alone = isNumber(monomial.atom(i), space);
                    number = alone ? number.times(factor) : number;
                    rest = alone ? rest : rest.times(factor);
                }
                terms.add(new Term(Form.of(number), Form.of(part.getKey(), rest)));
            }
        }
        return terms;
    }

    /** Whether an atom is the same for all entries. */
    private static boolean isNumber(int atom, AtomTable space) {
        return space.atom(atom).indices().isEmpty();
    }
}
