package org.chainrule.explain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.tensor.Dim;

/**
 * A term of an entry of a Jacobian: a product of entries, summed over some letters, and zero unless pairs of letters are equal.
 *
 * @param negative whether it is subtracted
 * @param factors its factors
 * @param bound the letters it is summed over, with their ranges
 * @param deltas the pairs of letters that have to be equal, in Kronecker's deltas
 */
record JacobianTerm(boolean negative, List<Factor> factors, Map<String, Dim> bound, Set<Delta> deltas) {
    static JacobianTerm of(EntryAt at) {
        return new JacobianTerm(false, List.of(new Factor(at, false)), Map.of(), Set.of());
    }

    /** An entry, above or below the line of a fraction. */
    record Factor(EntryAt at, boolean below) {}

    /** δ of two letters. */
    record Delta(String row, String column) {}

    JacobianTerm negated() {
        return new JacobianTerm(!negative, factors, bound, deltas);
    }

    JacobianTerm times(EntryAt at) {
        return with(new Factor(at, false));
    }

    JacobianTerm dividedBy(EntryAt at) {
        return with(new Factor(at, true));
    }

    private JacobianTerm with(Factor factor) {
        List<Factor> all = new ArrayList<>(factors);
        all.add(factor);
        return new JacobianTerm(negative, all, bound, deltas);
    }

    /** The last factor. */
    EntryAt last() {
        return factors.get(factors.size() - 1).at;
    }

    JacobianTerm withoutLast() {
        return new JacobianTerm(negative, factors.subList(0, factors.size() - 1), bound, deltas);
    }

    /** Factors from the result to the variable; they are found the other way round. */
    JacobianTerm reversed() {
        List<Factor> reversed = new ArrayList<>(factors);
        Collections.reverse(reversed);
        return new JacobianTerm(negative, reversed, bound, deltas);
    }

    JacobianTerm over(Map<String, Dim> more) {
        Map<String, Dim> all = new LinkedHashMap<>(bound);
        all.putAll(more);
        return new JacobianTerm(negative, factors, all, deltas);
    }

    /** The term where two letters are equal, else zero: a sum over one of them has a single term left. */
    JacobianTerm where(String one, String other) {
        if (one.equals(other)) {
            return this;
        }
        if (bound.containsKey(one) || bound.containsKey(other)) {
            boolean first = bound.containsKey(one);
            return renamed(first ? one : other, first ? other : one);
        }
        Set<Delta> all = new LinkedHashSet<>(deltas);
        all.add(new Delta(one, other));
        return new JacobianTerm(negative, factors, bound, all);
    }

    /** The term with one letter in the place of another. */
    JacobianTerm renamed(String from, String to) {
        List<Factor> renamed = new ArrayList<>();
        for (Factor factor : factors) {
            List<String> index = new ArrayList<>(factor.at.index());
            index.replaceAll(letter -> letter.equals(from) ? to : letter);
            renamed.add(new Factor(factor.at.of(factor.at.node(), index), factor.below));
        }
        Map<String, Dim> rest = new LinkedHashMap<>(bound);
        rest.remove(from);
        JacobianTerm result = new JacobianTerm(negative, renamed, rest, Set.of());
        for (Delta delta : deltas) {
            result = result.where(
                    delta.row.equals(from) ? to : delta.row, delta.column.equals(from) ? to : delta.column);
        }
        return result;
    }

    /** What is left of the term where its deltas hold, in the letters of the rows. */
    JacobianTerm whereDeltasHold() {
        JacobianTerm equal = new JacobianTerm(negative, factors, bound, Set.of());
        for (Delta delta : deltas) {
            equal = equal.renamed(delta.column, delta.row);
        }
        return equal;
    }

    /** With all letters in use around it, so that sums inside its entries take others. */
    JacobianTerm within(Set<String> scope) {
        List<Factor> inside = new ArrayList<>();
        for (Factor factor : factors) {
            inside.add(new Factor(new EntryAt(factor.at.node(), factor.at.index(), scope), factor.below));
        }
        return new JacobianTerm(negative, inside, bound, deltas);
    }
}
