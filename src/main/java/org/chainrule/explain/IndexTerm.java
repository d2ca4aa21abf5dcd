package org.chainrule.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.chainrule.graph.Contraction;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * A product of entries, summed over some letters, and zero unless pairs of positions are equal: what an entry of a product, a
 * transpose or a convolution is, and a term of an entry of a Jacobian.
 *
 * @param negative whether it is subtracted
 * @param factors its factors
 * @param bound the letters it is summed over, with their ranges
 * @param deltas the pairs of positions that have to be equal, in Kronecker's deltas
 */
record IndexTerm(boolean negative, List<Factor> factors, Map<String, Dim> bound, Set<Delta> deltas) {
    /** Stands for a letter until it is known which sums are left. */
    private static final String OPEN = "#";

    /** An entry, above or below the line of a fraction. */
    record Factor(EntryAt at, boolean below) {
        Factor with(String letter, IndexPosition position) {
            return new Factor(at.with(letter, position), below);
        }
    }

    /** δ of two positions. */
    record Delta(IndexPosition row, IndexPosition column) {
        IndexText text() {
            String comma = (row.latex() + column.latex()).length() > 2 ? "," : "";
            return IndexText.atom(
                    "δ[" + row.text() + "," + column.text() + "]",
                    "\\delta_{" + row.latex() + comma + column.latex() + "}");
        }

        Delta with(String letter, IndexPosition position) {
            return new Delta(row.with(letter, position), column.with(letter, position));
        }

        boolean has(Set<String> letters) {
            return row.has(letters) || column.has(letters);
        }

        /** Solved for a letter of the columns, unless both sides are letters. */
        Delta solvedFor(Set<String> columns) {
            if (row.isLetter() && column.isLetter()) {
                return this;
            }
            return columns.stream()
                    .flatMap(letter -> row.solved(letter, column).stream()
                            .map(other -> new Delta(IndexPosition.letter(letter), other)))
                    .findFirst()
                    .orElse(this);
        }
    }

    static IndexTerm of(EntryAt... factors) {
        return new IndexTerm(
                false, Stream.of(factors).map(at -> new Factor(at, false)).toList(), Map.of(), Set.of());
    }

    /**
     * What an entry is by a contraction, but for its divisor: one term with sum signs, or as many as its sums have when they are
     * written out.
     */
    static List<IndexTerm> of(Contraction contraction, EntryAt at, IndexForm letters) {
        Map<String, Dim> bound = new LinkedHashMap<>();
        List<IndexPosition> inner = new ArrayList<>();
        for (Dim size : contraction.bound()) {
            String open = OPEN + inner.size();
            inner.add(size.isOne() ? IndexPosition.FIRST : IndexPosition.letter(open));
            if (!size.isOne()) {
                bound.put(open, size);
            }
        }
        List<Factor> factors = new ArrayList<>();
        for (Contraction.Factor factor : contraction.factors()) {
            List<IndexPosition> index = factor.places().stream()
                    .map(place -> IndexPosition.of(place, at.index(), inner))
                    .toList();
            factors.add(new Factor(at.of(at.node().input(factor.input()), index), false));
        }
        Set<Delta> deltas = new LinkedHashSet<>();
        contraction
                .equalities()
                .forEach(equality -> deltas.add(new Delta(
                        IndexPosition.of(equality.left(), at.index(), inner),
                        IndexPosition.of(equality.right(), at.index(), inner))));
        return new IndexTerm(false, factors, bound, deltas).solved(letters).closed(at.scope(), letters);
    }

    /** With letters of the line for those that are open, or with their values one after the other. */
    private List<IndexTerm> closed(Set<String> around, IndexForm letters) {
        Set<String> scope = new TreeSet<>(around);
        List<IndexTerm> terms = List.of(this);
        for (Map.Entry<String, Dim> open : bound.entrySet()) {
            Dim size = open.getValue();
            List<IndexPosition> values = letters.values(size);
            List<IndexTerm> next = new ArrayList<>();
            if (values.isEmpty()) {
                String letter = letters.fresh(scope, size);
                scope.add(letter);
                terms.forEach(term -> next.add(
                        term.with(open.getKey(), IndexPosition.letter(letter)).over(Map.of(letter, size))));
            }
            terms.forEach(term -> values.forEach(value -> next.add(term.with(open.getKey(), value))));
            terms = next;
        }
        return terms.stream()
                .filter(term -> !term.isZero(letters))
                .map(term -> term.within(scope))
                .toList();
    }

    /** True where numbers differ that should be equal, or lie outside their axis. */
    private boolean isZero(IndexForm letters) {
        return deltas.stream().anyMatch(delta -> delta.row.isNumber() && delta.column.isNumber())
                || factors.stream().anyMatch(factor -> factor.at.isOutside(letters));
    }

    IndexTerm negated() {
        return new IndexTerm(!negative, factors, bound, deltas);
    }

    /** The product of this and another. */
    IndexTerm times(IndexTerm other) {
        List<Factor> all = new ArrayList<>(factors);
        all.addAll(other.factors);
        return new IndexTerm(negative ^ other.negative, all, bound, deltas)
                .over(other.bound)
                .where(other.deltas);
    }

    IndexTerm times(Factor factor) {
        return times(new IndexTerm(false, List.of(factor), Map.of(), Set.of()));
    }

    private IndexTerm over(Map<String, Dim> more) {
        Map<String, Dim> all = new LinkedHashMap<>(bound);
        all.putAll(more);
        return new IndexTerm(negative, factors, all, deltas);
    }

    private IndexTerm of(Stream<Factor> other) {
        return new IndexTerm(negative, other.toList(), bound, deltas);
    }

    IndexTerm without(Factor factor) {
        List<Factor> rest = new ArrayList<>(factors);
        rest.remove(rest.lastIndexOf(factor));
        return of(rest.stream());
    }

    /** Factors from the result to the variable; they are found the other way round. */
    IndexTerm reversed() {
        List<Factor> reversed = new ArrayList<>(factors);
        Collections.reverse(reversed);
        return of(reversed.stream());
    }

    /** The term where these hold too, else zero; what holds anyway is not said. */
    IndexTerm where(Collection<Delta> more) {
        Set<Delta> all = new LinkedHashSet<>(deltas);
        all.addAll(more);
        all.removeIf(delta -> delta.row.equals(delta.column));
        return new IndexTerm(negative, factors, bound, all);
    }

    /** The term with other deltas. */
    private IndexTerm only(Stream<Delta> some) {
        return new IndexTerm(negative, factors, bound, Set.of()).where(some.toList());
    }

    /** The term with a position in the place of a letter. */
    IndexTerm with(String letter, IndexPosition position) {
        Map<String, Dim> rest = new LinkedHashMap<>(bound);
        rest.remove(letter);
        return new IndexTerm(negative, factors, rest, deltas)
                .of(factors.stream().map(factor -> factor.with(letter, position)))
                .only(deltas.stream().map(delta -> delta.with(letter, position)));
    }

    /** Without the sums that have a single term left because of a δ. */
    IndexTerm solved(IndexForm letters) {
        for (Delta delta : deltas) {
            for (Map.Entry<String, Dim> sum : bound.entrySet()) {
                Optional<IndexPosition> single = delta.row.solved(sum.getKey(), delta.column);
                if (single.isPresent() && isLimited(sum.getKey(), sum.getValue(), single.get(), letters)) {
                    return with(sum.getKey(), single.get()).solved(letters);
                }
            }
        }
        return this;
    }

    /** Whether the term is 0 where a position that takes the place of a letter is outside the letter's range. */
    private boolean isLimited(String letter, Dim range, IndexPosition position, IndexForm letters) {
        IndexPosition alone = IndexPosition.letter(letter);
        return letters.isWithin(position, range, bound)
                || (factors.stream().noneMatch(factor -> factor.below && factor.at.has(Set.of(letter)))
                        && factors.stream()
                                .anyMatch(factor ->
                                        letters.isName(factor.at.node()) && factor.at.runsOver(alone, range)));
    }

    /** The deltas that do not change along a sum. */
    Set<Delta> conditions() {
        Set<Delta> free = new LinkedHashSet<>(deltas);
        free.removeIf(delta -> delta.has(bound.keySet()));
        return free;
    }

    /** The term where some deltas hold, in the letters of the rows. */
    IndexTerm whereHold(Set<Delta> some) {
        IndexTerm equal = only(deltas.stream().filter(delta -> !some.contains(delta)));
        List<Delta> open = new ArrayList<>(some);
        for (int i = 0; i < open.size(); i++) {
            Delta delta = open.get(i);
            boolean back = delta.column.isLetter();
            IndexPosition known = back ? delta.row : delta.column;
            IndexPosition letter = back ? delta.column : delta.row;
            if (letter.isLetter()) {
                equal = equal.with(letter.text(), known);
                open.replaceAll(other -> other.with(letter.text(), known));
            }
        }
        return equal;
    }

    IndexTerm solvedFor(Set<String> columns) {
        return only(deltas.stream().map(delta -> delta.solvedFor(columns)));
    }

    /** With all letters in use around it, so that sums inside its entries take others. */
    IndexTerm within(Set<String> scope) {
        return of(factors.stream().map(factor -> new Factor(factor.at.within(scope), factor.below)));
    }

    /** How the term is written, without its sign: what a sum is not over stands before it, equal factors are a power. */
    EntryPlan plan() {
        Map<Factor, Integer> powers = new LinkedHashMap<>();
        for (boolean inside : new boolean[] {false, true}) {
            factors.stream()
                    .filter(factor -> factor.at.has(bound.keySet()) == inside)
                    .forEach(factor -> powers.merge(factor, 1, Integer::sum));
        }
        return new EntryPlan(powers.keySet().stream().map(Factor::at).toList(), pieces -> {
            Product outside = new Product();
            Product inside = new Product();
            conditions().forEach(delta -> outside.times(delta.text(), false));
            Iterator<IndexText> next = pieces.iterator();
            powers.forEach((factor, power) -> (factor.at.has(bound.keySet()) ? inside : outside)
                    .times(next.next().power(power), factor.below));
            deltas.stream()
                    .filter(delta -> delta.has(bound.keySet()))
                    .forEach(delta -> inside.times(delta.text(), false));
            if (!bound.isEmpty()) {
                outside.times(summed(inside.text()), false);
            }
            return outside.text();
        });
    }

    private IndexText summed(IndexText body) {
        List<Map.Entry<String, Dim>> sums = new ArrayList<>(bound.entrySet());
        Collections.reverse(sums);
        IndexText sum = body;
        for (Map.Entry<String, Dim> entry : sums) {
            sum = sum.summed(entry.getKey(), entry.getValue());
        }
        return sum;
    }

    /** A product while it is written: what is above the line and what is below. */
    static final class Product {
        private @Nullable IndexText above;
        private @Nullable IndexText below;

        void times(IndexText piece, boolean under) {
            if (under) {
                below = below == null ? piece : below.times(piece);
            } else {
                above = above == null ? piece : above.times(piece);
            }
        }

        IndexText text() {
            IndexText top = above == null ? IndexText.ONE : above;
            return below == null ? top : top.over(below);
        }
    }
}
