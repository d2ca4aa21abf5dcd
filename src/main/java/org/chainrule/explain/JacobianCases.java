package org.chainrule.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chainrule.explain.JacobianTerm.Delta;
import org.chainrule.explain.JacobianTerm.Factor;
import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/** Writes the terms of an entry of a Jacobian: as one sum with Kronecker's deltas, and case by case without. */
final class JacobianCases {
    /** With more deltas there are more cases than help. */
    private static final int MOST_DELTAS = 3;

    private final IndexForm form;
    private final List<JacobianTerm> terms;

    /** @param free the letters of the entry */
    JacobianCases(IndexForm form, List<JacobianTerm> terms, Set<String> free) {
        this.form = form;
        Set<String> scope = new TreeSet<>(free);
        terms.forEach(term -> scope.addAll(term.bound().keySet()));
        this.terms = terms.stream().map(term -> term.within(scope)).toList();
    }

    /**
     * One case.
     *
     * @param deltas the pairs of letters, each with whether they are equal; empty for all that is left over
     */
    record Case(Map<Delta, Boolean> deltas, IndexText value) {
        String text() {
            return deltas.isEmpty() ? "otherwise" : "if " + joined(" = ", " ≠ ", ", ");
        }

        String latex() {
            return deltas.isEmpty() ? "\\text{otherwise}" : "\\text{if } " + joined(" = ", " \\ne ", ",\\ ");
        }

        private String joined(String equal, String unequal, String comma) {
            return deltas.entrySet().stream()
                    .map(entry -> entry.getKey().row()
                            + (entry.getValue() ? equal : unequal)
                            + entry.getKey().column())
                    .collect(Collectors.joining(comma));
        }
    }

    /** The entry as one sum. */
    IndexText whole() {
        IndexText sum = null;
        for (JacobianTerm term : terms) {
            List<IndexText> symbols = term.deltas().stream()
                    .map(delta -> IndexText.atom(
                            "δ[" + delta.row() + "," + delta.column() + "]",
                            "\\delta_{" + delta.row() + delta.column() + "}"))
                    .toList();
            sum = added(sum, product(symbols, term.whereDeltasHold()), term.negative());
        }
        return sum == null ? zero() : sum;
    }

    /** The entry case by case; empty when no two letters have to be equal. */
    List<Case> cases() {
        Set<Delta> deltas = new LinkedHashSet<>();
        terms.forEach(term -> deltas.addAll(term.deltas()));
        if (deltas.isEmpty() || deltas.size() > MOST_DELTAS) {
            return List.of();
        }
        List<Case> cases = new ArrayList<>();
        boolean zeros = false;
        int count = 1 << deltas.size();
        for (int bits = 0; bits < count; bits++) {
            Map<Delta, Boolean> holds = new LinkedHashMap<>();
            for (Delta delta : deltas) {
                holds.put(delta, (bits >> (deltas.size() - 1 - holds.size()) & 1) == 0);
            }
            List<JacobianTerm> here = where(holds);
            if (here.isEmpty()) {
                zeros = true;
            } else {
                cases.add(new Case(holds, factored(here)));
            }
        }
        if (zeros) {
            cases.add(new Case(cases.size() == count - 1 ? last(deltas) : Map.of(), zero()));
        }
        return cases;
    }

    /** The only case that is left when one is zero. */
    private static Map<Delta, Boolean> last(Set<Delta> deltas) {
        Map<Delta, Boolean> none = new LinkedHashMap<>();
        deltas.forEach(delta -> none.put(delta, false));
        return deltas.size() == 1 ? none : Map.of();
    }

    private List<JacobianTerm> where(Map<Delta, Boolean> holds) {
        List<JacobianTerm> here = new ArrayList<>();
        for (JacobianTerm term : terms) {
            if (term.deltas().stream().allMatch(delta -> holds.getOrDefault(delta, false))) {
                JacobianTerm equal = term.whereDeltasHold();
                for (Map.Entry<Delta, Boolean> entry : holds.entrySet()) {
                    if (entry.getValue()) {
                        equal = equal.renamed(
                                entry.getKey().column(), entry.getKey().row());
                    }
                }
                add(equal, here);
            }
        }
        return here;
    }

    /** Adds a term, unless it cancels another. */
    private static void add(JacobianTerm term, List<JacobianTerm> terms) {
        if (!terms.remove(term.negated())) {
            terms.add(term);
        }
    }

    /** A sum with what its terms have in common in front. */
    private IndexText factored(List<JacobianTerm> sum) {
        if (sum.size() == 1) {
            return signed(sum.get(0));
        }
        List<Factor> common = new ArrayList<>();
        List<JacobianTerm> rest = new ArrayList<>(sum);
        for (Factor factor : sum.get(0).factors()) {
            boolean free = sum.stream().noneMatch(term -> factor.at().index().stream()
                    .anyMatch(letter -> term.bound().containsKey(letter)));
            if (free && rest.stream().allMatch(term -> term.factors().contains(factor))) {
                common.add(factor);
                rest.replaceAll(term -> without(term, factor));
            }
        }
        IndexText inner = null;
        for (JacobianTerm term : rest) {
            inner = added(inner, product(List.of(), term), term.negative());
        }
        IndexText bracket = inner == null ? zero() : inner;
        return common.isEmpty() ? bracket : product(List.of(), common, Optional.of(bracket));
    }

    private static JacobianTerm without(JacobianTerm term, Factor factor) {
        List<Factor> rest = new ArrayList<>(term.factors());
        rest.remove(factor);
        return new JacobianTerm(term.negative(), rest, term.bound(), term.deltas());
    }

    private IndexText signed(JacobianTerm term) {
        return added(null, product(List.of(), term), term.negative());
    }

    private static IndexText added(@Nullable IndexText sum, IndexText piece, boolean negative) {
        if (sum == null) {
            return negative ? piece.minus() : piece;
        }
        return negative ? sum.minus(piece) : sum.plus(piece);
    }

    /** The product of a term without its sign: what a sum is not over stands before it. */
    private IndexText product(List<IndexText> first, JacobianTerm term) {
        List<Factor> outside = new ArrayList<>();
        List<Factor> inside = new ArrayList<>();
        for (Factor factor : term.factors()) {
            boolean isBound = factor.at().index().stream().anyMatch(term.bound()::containsKey);
            (isBound ? inside : outside).add(factor);
        }
        if (term.bound().isEmpty()) {
            return product(first, outside, Optional.empty());
        }
        IndexText sum = product(List.of(), inside, Optional.empty());
        for (Map.Entry<String, Dim> entry : reversed(term.bound())) {
            Dim size = entry.getValue();
            sum = sum.summed(
                    entry.getKey(),
                    size.toString(),
                    entry.getKey(),
                    SizeOf.node(size).op().spelling().latex());
        }
        return product(first, outside, Optional.of(sum));
    }

    private static List<Map.Entry<String, Dim>> reversed(Map<String, Dim> bound) {
        List<Map.Entry<String, Dim>> entries = new ArrayList<>(bound.entrySet());
        Collections.reverse(entries);
        return entries;
    }

    /** A product of entries, equal ones as a power, with more factors at its start and its end. */
    private IndexText product(List<IndexText> first, List<Factor> factors, Optional<IndexText> last) {
        Map<Factor, Integer> powers = new LinkedHashMap<>();
        factors.forEach(factor -> powers.merge(factor, 1, Integer::sum));
        IndexText above = first.stream().reduce(IndexText::times).orElse(null);
        IndexText below = null;
        for (Map.Entry<Factor, Integer> entry : powers.entrySet()) {
            IndexText piece = power(form.part(entry.getKey().at()), entry.getValue());
            if (entry.getKey().below()) {
                below = below == null ? piece : below.times(piece);
            } else {
                above = above == null ? piece : above.times(piece);
            }
        }
        IndexText top = above == null ? last.orElse(one()) : last.isEmpty() ? above : above.times(last.get());
        return below == null ? top : top.over(below);
    }

    private static IndexText power(IndexText piece, int exponent) {
        return exponent == 1
                ? piece
                : new IndexText(
                        piece.textFrom(IndexText.ATOM) + "^" + exponent,
                        IndexText.POWER,
                        "{" + piece.latexFrom(IndexText.ATOM) + "}^{" + exponent + "}",
                        IndexText.POWER);
    }

    private static IndexText one() {
        return IndexText.atom("1", "1");
    }

    private static IndexText zero() {
        return IndexText.atom("0", "0");
    }
}
