package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * Products under sums that have another value: Σ_k Y[i, k] = 1 for one-hot rows, Σ_k inv(A)[i, k] A[k, j] = δ[i, j], what
 * was assumed, and S[i]⁻¹ beside the terms of the sum S[i].
 */
final class SumRules {
    /**
     * One rule.
     *
     * @param name what a reader is told
     * @param pattern a product; its free indices are numbered from 0
     * @param bound the indices it sums over
     * @param replacement a form with the same free indices
     */
    record Rule(String name, List<Factor> pattern, Map<Integer, Dim> bound, Form replacement) {}

    /**
     * A rule that fits.
     *
     * @param name what a reader is told
     * @param rest the factors it leaves
     * @param bound the indices that are still summed over
     */
    record Hit(String name, Form replacement, List<Factor> rest, Map<Integer, Dim> bound) {}

    private final AtomTable space;
    private final FormAlgebra forms;
    private final CanonicalOrder canon;
    private final List<Rule> rules = new ArrayList<>();

    SumRules(AtomTable space, FormAlgebra forms) {
        this.space = space;
        this.forms = forms;
        this.canon = forms.canon();
    }

    void add(Rule rule) {
        if (!rule.pattern.isEmpty()) {
            rules.add(rule);
        }
    }

    /** The first rule that fits, or null. */
    @Nullable
    Hit find(List<Factor> product, Map<Integer, Dim> bound) {
        for (Rule rule : rules) {
            Match.Found hit = new Match(space, rule, product, bound).find(new HashMap<>());
            if (hit != null) {
                Map<Integer, Integer> names = new HashMap<>(hit.names);
                Form replacement =
                        forms.rename(rule.replacement, index -> index < 0 ? index : names.getOrDefault(index, index));
                return new Hit(rule.name, replacement, hit.rest, hit.bound);
            }
        }
        for (Factor factor : product) {
            Hit hit = factor.exponent() < 0 ? cancelled(factor, product, bound) : null;
            if (hit != null) {
                return hit;
            }
        }
        return null;
    }

    /** S[i]⁻¹·(a term of the sum S[i], summed) = 1. */
    private @Nullable Hit cancelled(Factor factor, List<Factor> product, Map<Integer, Dim> bound) {
        Atom atom = space.atom(factor.atom());
        if (!(atom.base().meaning() instanceof Meaning.Sum sum)) {
            return null;
        }
        TreeMap<Integer, Dim> inner = new TreeMap<>();
        Map<Integer, Integer> names = new HashMap<>();
        for (int i = 0; i < atom.indices().size(); i++) {
            names.put(i, atom.indices().get(i));
        }
        List<Integer> all = space.opened(sum, AtomTable.identity(atom.indices().size()), inner);
        List<Factor> pattern = new ArrayList<>();
        for (Factor part : sum.product()) {
            int number = canon.renamed(part.atom(), AtomTable.under(all));
            pattern.add(new Factor(number, part.exponent()));
        }
        Rule rule = new Rule("S/S = 1 for a sum S", pattern, inner, Form.ONE);
        Match.Found found = new Match(space, rule, product, bound).find(names);
        if (found == null) {
            return null;
        }
        List<Factor> rest = new ArrayList<>();
        for (Factor other : found.rest) {
            if (other.atom() != factor.atom()) {
                rest.add(other);
            } else if (other.exponent() != -1) {
                rest.add(new Factor(other.atom(), other.exponent() + 1));
            }
        }
        return new Hit(rule.name, rule.replacement, rest, found.bound);
    }

    /** The search for a pattern in a product. */
    private record Match(AtomTable space, Rule rule, List<Factor> product, Map<Integer, Dim> bound) {
        /** Where the indices of the pattern were found, and what is left. */
        private record Found(Map<Integer, Integer> names, List<Factor> rest, Map<Integer, Dim> bound) {}

        @Nullable
        Found find(Map<Integer, Integer> names) {
            return rule.bound.size() <= bound.size() && rule.pattern.size() <= product.size()
                    ? descend(0, product, names)
                    : null;
        }

        private @Nullable Found descend(int at, List<Factor> left, Map<Integer, Integer> known) {
            if (at == rule.pattern.size()) {
                return finished(left, known);
            }
            Factor wanted = rule.pattern.get(at);
            Atom atom = space.atom(wanted.atom());
            for (int i = 0; i < left.size(); i++) {
                Factor offered = left.get(i);
                Atom candidate = space.atom(offered.atom());
                boolean enough = wanted.exponent() > 0
                        ? offered.exponent() >= wanted.exponent()
                        : offered.exponent() <= wanted.exponent();
                if (candidate.base() != atom.base() || !enough) {
                    continue;
                }
                space.spend(1);
                List<Factor> rest = new ArrayList<>(left);
                rest.remove(i);
                if (offered.exponent() != wanted.exponent()) {
                    rest.add(i, new Factor(offered.atom(), offered.exponent() - wanted.exponent()));
                }
                for (List<Integer> order : atom.base().symmetries()) {
                    Map<Integer, Integer> more = unified(AtomTable.ordered(atom.indices(), order), candidate, known);
                    Found found = more == null ? null : descend(at + 1, rest, more);
                    if (found != null) {
                        return found;
                    }
                }
            }
            return null;
        }

        private @Nullable Map<Integer, Integer> unified(
                List<Integer> wanted, Atom candidate, Map<Integer, Integer> known) {
            Map<Integer, Integer> more = new HashMap<>(known);
            for (int i = 0; i < wanted.size(); i++) {
                int index = wanted.get(i);
                int offered = candidate.indices().get(i);
                if (index < 0 ? index != offered : !consistent(more, index, offered)) {
                    return null;
                }
            }
            return more;
        }

        private boolean consistent(Map<Integer, Integer> more, int index, int offered) {
            Dim size = rule.bound.get(index);
            Dim own = bound.get(offered);
            if (size != null && (own == null || !own.sameSize(size))) {
                return false;
            }
            Integer old = more.putIfAbsent(index, offered);
            return old == null || old == offered;
        }

        private @Nullable Found finished(List<Factor> rest, Map<Integer, Integer> known) {
            Set<Integer> summed = new HashSet<>();
            for (int index : rule.bound.keySet()) {
                Integer there = known.get(index);
                if (there == null || !summed.add(there)) {
                    return null;
                }
            }
            for (Map.Entry<Integer, Integer> entry : known.entrySet()) {
                if (!rule.bound.containsKey(entry.getKey()) && summed.contains(entry.getValue())) {
                    return null;
                }
            }
            for (Factor factor : rest) {
                if (space.atom(factor.atom()).indices().stream().anyMatch(summed::contains)) {
                    return null;
                }
            }
            TreeMap<Integer, Dim> left = new TreeMap<>(bound);
            left.keySet().removeAll(summed);
            return new Found(known, rest, left);
        }
    }
}
