package org.chainrule.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chainrule.explain.IndexTerm.Delta;
import org.chainrule.explain.IndexTerm.Factor;
import org.chainrule.explain.IndexTerm.Product;
import org.chainrule.tensor.Shape;

/** Writes the terms of an entry of a Jacobian: as one sum with Kronecker's deltas, and case by case without. */
final class JacobianCases {
    /** With more deltas there are more cases than help. */
    private static final int MOST_DELTAS = 3;

    private final IndexForm form;
    private final List<IndexTerm> terms;

    /** @param free the letters of the entry */
    JacobianCases(IndexForm form, List<IndexTerm> terms, Set<String> free) {
        this.form = form;
        Set<String> scope = new TreeSet<>(free);
        terms.forEach(term -> scope.addAll(term.bound().keySet()));
        form.keep(scope);
        this.terms = terms.stream().map(term -> term.within(scope)).toList();
    }

    /**
     * A condition as it is written.
     *
     * @param deltas the pairs of letters, each with whether they are equal; empty for all that is left over
     */
    static Written when(Map<Delta, Boolean> deltas, Shape shape) {
        return deltas.isEmpty()
                ? new Written("otherwise", "\\text{otherwise}", shape)
                : new Written(
                        "if " + joined(deltas, IndexPosition::text, " = ", " ≠ ", ", "),
                        "\\text{if } " + joined(deltas, IndexPosition::latex, " = ", " \\ne ", ",\\ "),
                        shape);
    }

    private static String joined(
            Map<Delta, Boolean> deltas,
            Function<IndexPosition, String> side,
            String equal,
            String unequal,
            String comma) {
        return deltas.entrySet().stream()
                .map(entry -> side.apply(entry.getKey().row())
                        + (entry.getValue() ? equal : unequal)
                        + side.apply(entry.getKey().column()))
                .collect(Collectors.joining(comma));
    }

    /** The entry as one sum. */
    IndexText whole() {
        return sum(terms.stream()
                .map(term -> term.whereHold(term.conditions()).where(term.conditions()))
                .toList());
    }

    /** The entry in each case; empty when no two letters have to be equal. */
    Map<Map<Delta, Boolean>, IndexText> cases() {
        Set<Delta> deltas = new LinkedHashSet<>();
        terms.forEach(term -> deltas.addAll(term.conditions()));
        if (deltas.isEmpty() || deltas.size() > MOST_DELTAS) {
            return Map.of();
        }
        Map<Map<Delta, Boolean>, IndexText> cases = new LinkedHashMap<>();
        boolean zeros = false;
        int count = 1 << deltas.size();
        for (int bits = 0; bits < count; bits++) {
            Map<Delta, Boolean> holds = new LinkedHashMap<>();
            for (Delta delta : deltas) {
                holds.put(delta, (bits >> (deltas.size() - 1 - holds.size()) & 1) == 0);
            }
            List<IndexTerm> here = where(holds);
            if (here.isEmpty()) {
                zeros = true;
            } else {
                cases.put(holds, factored(here));
            }
        }
        if (zeros) {
            cases.put(cases.size() == count - 1 ? last(deltas) : Map.of(), IndexText.ZERO);
        }
        return cases;
    }

    /** The only case that is left when one is zero. */
    private static Map<Delta, Boolean> last(Set<Delta> deltas) {
        Map<Delta, Boolean> none = new LinkedHashMap<>();
        deltas.forEach(delta -> none.put(delta, false));
        return deltas.size() == 1 ? none : Map.of();
    }

    private List<IndexTerm> where(Map<Delta, Boolean> holds) {
        Set<Delta> equal = new LinkedHashSet<>(holds.keySet());
        equal.removeIf(delta -> !holds.getOrDefault(delta, false));
        List<IndexTerm> here = new ArrayList<>();
        for (IndexTerm term : terms) {
            if (equal.containsAll(term.conditions())) {
                add(term.whereHold(equal), here);
            }
        }
        return here;
    }

    /** Adds a term, unless it cancels another. */
    private static void add(IndexTerm term, List<IndexTerm> terms) {
        if (!terms.remove(term.negated())) {
            terms.add(term);
        }
    }

    /** A sum with what its terms have in common in front. */
    private IndexText factored(List<IndexTerm> sum) {
        Product product = new Product();
        List<IndexTerm> rest = new ArrayList<>(sum);
        for (Factor factor : sum.size() == 1 ? List.<Factor>of() : sum.get(0).factors()) {
            boolean free =
                    sum.stream().noneMatch(term -> factor.at().has(term.bound().keySet()));
            if (free && rest.stream().allMatch(term -> term.factors().contains(factor))) {
                product.times(form.part(factor.at()), factor.below());
                rest.replaceAll(term -> term.without(factor));
            }
        }
        IndexText bracket = sum(rest);
        if (rest.equals(sum)) {
            return bracket;
        }
        product.times(bracket, false);
        return product.text();
    }

    private IndexText sum(List<IndexTerm> sum) {
        IndexText whole = null;
        for (IndexTerm term : sum) {
            EntryPlan plan = term.plan();
            IndexText piece =
                    plan.join().apply(plan.parts().stream().map(form::part).toList());
            if (whole == null) {
                whole = term.negative() ? piece.minus() : piece;
            } else {
                whole = term.negative() ? whole.minus(piece) : whole.plus(piece);
            }
        }
        return whole == null ? IndexText.ZERO : whole;
    }
}
