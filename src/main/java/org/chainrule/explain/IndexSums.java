package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.tensor.Dim;

/** Sums over new letters. */
final class IndexSums {
    private final Letters letters;

    /** Where letters come from. */
    interface Letters {
        /** A letter that is not in use in a scope, and stands for no other size elsewhere in the line. */
        String fresh(Set<String> scope, Dim size);

        /** The values of an index that are to be written out, one by one; empty for a sum sign. */
        List<String> values(Dim size);
    }

    IndexSums(Letters letters) {
        this.letters = letters;
    }

    /** The entry of a reduction of x: the sum over the axes reduced. */
    EntryPlan reduced(EntryAt at, Node x, Axes axes, boolean keepdims) {
        List<Dim> sizes = new ArrayList<>();
        for (int axis = 0; axis < x.rank(); axis++) {
            if (axes.contains(axis)) {
                sizes.add(x.shape().dim(axis));
            }
        }
        return over(
                at, sizes, (inner, scope) -> EntryPlan.of(new EntryAt(x, place(at, x, axes, keepdims, inner), scope)));
    }

    /** The index of a reduced input: the free letters where nothing is reduced, the letters of the sum elsewhere. */
    static List<String> place(EntryAt at, Node x, Axes axes, boolean keepdims, List<String> inner) {
        List<String> index = new ArrayList<>();
        int free = 0;
        int bound = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (axes.contains(axis)) {
                index.add(inner.get(bound++));
                free += keepdims ? 1 : 0;
            } else {
                index.add(at.index().get(free++));
            }
        }
        return index;
    }

    /** The body of a sum for some letters, in the scope that has them. */
    interface Body {
        EntryPlan of(List<String> letters, Set<String> scope);
    }

    /** The sum of a body over sizes: with a sum sign, or term by term. An axis of size 1 needs neither. */
    EntryPlan over(EntryAt at, List<Dim> sizes, Body body) {
        List<List<String>> choices = new ArrayList<>();
        TreeSet<String> scope = new TreeSet<>(at.scope());
        List<Integer> signs = new ArrayList<>();
        for (int i = 0; i < sizes.size(); i++) {
            Dim size = sizes.get(i);
            List<String> values = size.isOne() ? List.of("1") : letters.values(size);
            if (values.isEmpty()) {
                String letter = letters.fresh(scope, size);
                scope.add(letter);
                signs.add(i);
                values = List.of(letter);
            }
            choices.add(values);
        }
        EntryPlan whole = null;
        for (List<String> letter : combinations(choices)) {
            EntryPlan term = body.of(letter, scope);
            whole = whole == null ? term : whole.with(term, IndexText::plus);
        }
        EntryPlan result = whole == null ? EntryPlan.of(IndexText.atom("0", "0")) : whole;
        for (int i = signs.size() - 1; i >= 0; i--) {
            String letter = choices.get(signs.get(i)).get(0);
            Dim size = sizes.get(signs.get(i));
            result = result.then(piece -> piece.summed(
                    letter,
                    size.toString(),
                    letter,
                    SizeOf.node(size).op().spelling().latex()));
        }
        return result;
    }

    static List<List<String>> combinations(List<List<String>> choices) {
        List<List<String>> all = List.of(List.of());
        for (List<String> choice : choices) {
            List<List<String>> longer = new ArrayList<>();
            for (List<String> start : all) {
                for (String value : choice) {
                    List<String> next = new ArrayList<>(start);
                    next.add(value);
                    longer.add(next);
                }
            }
            all = longer;
        }
        return all;
    }

    static List<String> tail(List<String> list, int count) {
        return list.subList(list.size() - count, list.size());
    }
}
