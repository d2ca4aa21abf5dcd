package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Contraction.Term;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.jspecify.annotations.Nullable;

/** Ops that move, sum and multiply entries, as indices. The free indices of a form are the axes of its node, from 0 on. */
record ContractionForms(AtomTable space, FormAlgebra forms, Sums sums) {
    /** Positions that are no plain index are written out, one by one, in at most so many cases. */
    private static final int MOST_CASES = 64;

    /** Stands for every position before the first one. */
    private static final int OUTSIDE = Integer.MIN_VALUE;

    /** The index of an axis: its number, or the only place when the size is 1. */
    static int index(Shape shape, int axis) {
        return shape.dim(axis).isOne() ? AtomTable.FIRST_PLACE : axis;
    }

    /** A form under other indices; the list says which for each axis. */
    Form at(Form form, List<Integer> indices) {
        return forms.rename(form, i -> i < 0 || i >= AtomTable.FIRST_BOUND ? i : indices.get(i));
    }

    /** An operand of an elementwise op: its axes are the last ones of the result. */
    Form aligned(Form form, int rank, int outer) {
        return rank == outer ? form : forms.rename(form, i -> i < 0 ? i : i + outer - rank);
    }

    /** Whether some position is no plain index, so that entries one by one may show more. */
    static boolean hasPlaces(Contraction contraction) {
        return contraction.factors().stream()
                .anyMatch(factor -> !factor.places().stream().allMatch(Place::isIndex));
    }

    /** The form of a node whose op is a contraction; null when a position cannot be said with indices. */
    @Nullable
    Form of(Node node, Contraction contraction, List<Form> in) {
        Map<Integer, Integer> indices = new HashMap<>();
        for (int axis = 0; axis < node.rank(); axis++) {
            indices.put(axis, index(node.shape(), axis));
        }
        for (int b = 0; b < contraction.bound().size(); b++) {
            boolean one = contraction.bound().get(b).isOne();
            indices.put(-1 - b, one ? AtomTable.FIRST_PLACE : space.fresh());
        }
        List<Integer> written = writtenOut(node, contraction, indices);
        List<Map<Integer, Integer>> cases = written == null ? List.of() : cases(node, contraction, indices, written);
        if (written == null || cases.isEmpty()) {
            return null;
        }
        Form sum = Form.ZERO;
        for (Map<Integer, Integer> places : cases) {
            Form product = product(node, contraction, in, places);
            if (product == null) {
                return null;
            }
            for (int index : written) {
                int place = places.getOrDefault(index, 0);
                product =
                        index >= 0 ? forms.times(product, space.delta(indices.getOrDefault(index, 0), place)) : product;
            }
            sum = sum.plus(product);
        }
        for (int b = 0; b < contraction.bound().size(); b++) {
            int bound = indices.getOrDefault(-1 - b, 0);
            if (bound >= 0 && !written.contains(-1 - b)) {
                sum = sums.bind(sum, bound, contraction.bound().get(b));
            }
        }
        return contraction.divisor().isOne() ? sum : forms.over(sum, space.size(contraction.divisor()));
    }

    /** The indices that stand in a position with something else; null when one of them has no known size. */
    private static @Nullable List<Integer> writtenOut(
            Node node, Contraction contraction, Map<Integer, Integer> indices) {
        List<Place> places = new ArrayList<>();
        contraction.factors().forEach(factor -> places.addAll(factor.places()));
        contraction.equalities().forEach(equality -> places.addAll(List.of(equality.left(), equality.right())));
        List<Integer> written = new ArrayList<>();
        for (Place place : places) {
            for (Term term : place.isIndex() ? List.<Term>of() : place.terms()) {
                int index = term.index();
                if (indices.getOrDefault(index, 0) >= 0 && !written.contains(index)) {
                    if (!size(node, contraction, index).isKnown()) {
                        return null;
                    }
                    written.add(index);
                }
            }
        }
        return written;
    }

    private static Dim size(Node node, Contraction contraction, int index) {
        return index >= 0 ? node.shape().dim(index) : contraction.bound().get(-1 - index);
    }

    /** The indices with each combination of values of those that are written out; none when there are too many. */
    private static List<Map<Integer, Integer>> cases(
            Node node, Contraction contraction, Map<Integer, Integer> indices, List<Integer> written) {
        List<Map<Integer, Integer>> cases = List.of(indices);
        for (int index : written) {
            long size = size(node, contraction, index).size();
            if (size * cases.size() > MOST_CASES) {
                return List.of();
            }
            List<Map<Integer, Integer>> more = new ArrayList<>();
            for (Map<Integer, Integer> one : cases) {
                for (long value = 0; value < size; value++) {
                    Map<Integer, Integer> next = new LinkedHashMap<>(one);
                    next.put(index, AtomTable.place(value));
                    more.add(next);
                }
            }
            cases = more;
        }
        return cases;
    }

    private @Nullable Form product(Node node, Contraction contraction, List<Form> in, Map<Integer, Integer> indices) {
        Form product = Form.ONE;
        for (Contraction.Equality equality : contraction.equalities()) {
            OptionalInt left = resolve(equality.left(), indices);
            OptionalInt right = resolve(equality.right(), indices);
            if (left.isEmpty() || right.isEmpty()) {
                return null;
            }
            boolean outside = left.getAsInt() == OUTSIDE || right.getAsInt() == OUTSIDE;
            product = outside ? Form.ZERO : forms.times(product, space.delta(left.getAsInt(), right.getAsInt()));
        }
        for (Factor factor : contraction.factors()) {
            Shape shape = node.input(factor.input()).shape();
            List<Integer> own = new ArrayList<>();
            boolean inside = true;
            for (int axis = 0; axis < shape.rank(); axis++) {
                OptionalInt index = resolve(factor.places().get(axis), indices);
                if (index.isEmpty() || (shape.dim(axis).isOne() && index.getAsInt() >= 0)) {
                    return null;
                }
                own.add(index.getAsInt());
                inside &= index.getAsInt() >= 0 || isInside(index.getAsInt(), shape.dim(axis));
            }
            product = inside ? forms.times(product, at(in.get(factor.input()), own)) : Form.ZERO;
        }
        return product;
    }

    private static boolean isInside(int place, Dim size) {
        return place != OUTSIDE && (!size.isKnown() || -1 - place < size.size());
    }

    /** The index or the fixed place that a position is; empty when it is neither. */
    private static OptionalInt resolve(Place place, Map<Integer, Integer> indices) {
        if (place.isIndex()) {
            return OptionalInt.of(indices.getOrDefault(place.terms().get(0).index(), 0));
        }
        if (!place.base().isKnown()) {
            return OptionalInt.empty();
        }
        long position = place.base().size() + place.shift();
        for (Term term : place.terms()) {
            int index = indices.getOrDefault(term.index(), 0);
            if (index >= 0) {
                return OptionalInt.empty();
            }
            position += term.factor() * (-1L - index);
        }
        return OptionalInt.of(position < 0 ? OUTSIDE : AtomTable.place(position));
    }
}
