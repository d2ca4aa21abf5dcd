package org.chainrule.symbolic.facts;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/** Ops that only move entries: transposes, flips, slices, whoever wrote them. */
public final class Moves {
    private Moves() {}

    /** Where each entry of the result comes from, when it is one entry of one input; positions outside count as 0. */
    static Optional<Contraction.Factor> of(Contraction how) {
        boolean moves = how.factors().size() == 1
                && how.equalities().isEmpty()
                && how.bound().isEmpty()
                && how.divisor().isOne();
        return moves ? Optional.of(how.factors().get(0)) : Optional.empty();
    }

    /** Whether each entry of a node is one entry of its input, or 0. */
    public static boolean isMove(Node node) {
        return node.op() instanceof Reshape
                || node.contraction().flatMap(Moves::of).isPresent();
    }

    /** Whether no position can lie outside of the input, where entries count as 0. */
    static boolean isInside(Node node, Contraction.Factor factor) {
        Shape from = node.input(factor.input()).shape();
        for (int axis = 0; axis < from.rank(); axis++) {
            Place place = factor.places().get(axis);
            boolean fixed = place.terms().isEmpty() && place.hasNoOffset();
            if (!fixed && !place.isIndex() && !isReversed(place, from.dim(axis), node.shape())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a position is counted from the end of an axis: n − 1 − i. */
    private static boolean isReversed(Place place, Dim size, Shape result) {
        return place.terms().size() == 1
                && place.terms().get(0).factor() == -1
                && place.terms().get(0).index() >= 0
                && place.base().plus(Dim.of(place.shift() + 1)).sameSize(size)
                && result.dim(place.terms().get(0).index()).sameSize(size);
    }

    /** Whether a node has the entries of its input, each once, in another order or shape. */
    public static boolean isRearrangement(Node node) {
        if (node.op() instanceof Reshape) {
            return true;
        }
        Optional<Contraction.Factor> move = node.contraction().flatMap(Moves::of);
        if (move.isEmpty() || !isInside(node, move.get())) {
            return false;
        }
        Shape from = node.input(move.get().input()).shape();
        List<Place> places = move.get().places();
        Set<Integer> axes = new HashSet<>();
        for (int axis = 0; axis < places.size(); axis++) {
            List<Contraction.Term> terms = places.get(axis).terms();
            if (!from.dim(axis).isOne()
                    && (terms.size() != 1 || !axes.add(terms.get(0).index()))) {
                return false;
            }
        }
        return from.count().sameSize(node.shape().count());
    }
}
