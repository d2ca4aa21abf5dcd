package org.chainrule.graph;

import java.util.List;
import org.chainrule.graph.Contraction.Equality;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Contraction.Term;
import org.chainrule.tensor.Shape;

/** The products a contraction is the sum of, one by one, at shapes that are known. Positions outside an input are left out. */
public final class ContractionWalk {
    /** Takes a product: the number of the entry it is added to, and for each factor the number of the entry of its input. */
    @FunctionalInterface
    public interface Products {
        /** One product; the array is used again for the next. */
        void add(int entry, int[] places);
    }

    private final Contraction contraction;
    private final Shape result;
    private final List<Shape> inputs;
    private final int[] extents;

    private ContractionWalk(Contraction contraction, Shape result, List<Shape> inputs) {
        this.contraction = contraction;
        this.result = result;
        this.inputs = List.copyOf(inputs);
        this.extents = new int[result.rank() + contraction.bound().size()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = i < result.rank()
                    ? result.extent(i)
                    : Math.toIntExact(contraction.bound().get(i - result.rank()).size());
        }
    }

    /**
     * The products of a contraction.
     *
     * @param result the shape of the result, all sizes known
     * @param inputs the shapes of the inputs, all sizes known
     */
    public static ContractionWalk of(Contraction contraction, Shape result, List<Shape> inputs) {
        return new ContractionWalk(contraction, result, inputs);
    }

    /** How many products there are at most. */
    public double count() {
        double count = 1;
        for (int extent : extents) {
            count *= extent;
        }
        return count;
    }

    /** Goes through all products; those of one entry follow each other. */
    public void forEach(Products products) {
        if (count() == 0) {
            return;
        }
        int[] at = new int[extents.length];
        int[] places = new int[contraction.factors().size()];
        boolean more = true;
        while (more) {
            if (isEqual(at) && isInside(at, places)) {
                products.add(number(at), places);
            }
            more = false;
            for (int i = extents.length - 1; i >= 0 && !more; i--) {
                at[i] = (at[i] + 1) % extents[i];
                more = at[i] != 0;
            }
        }
    }

    private int number(int[] at) {
        int number = 0;
        for (int axis = 0; axis < result.rank(); axis++) {
            number = number * extents[axis] + at[axis];
        }
        return number;
    }

    private boolean isEqual(int[] at) {
        for (Equality equality : contraction.equalities()) {
            if (position(equality.left(), at) != position(equality.right(), at)) {
                return false;
            }
        }
        return true;
    }

    private boolean isInside(int[] at, int[] places) {
        for (int k = 0; k < places.length; k++) {
            Factor factor = contraction.factors().get(k);
            Shape shape = inputs.get(factor.input());
            int number = 0;
            for (int axis = 0; axis < shape.rank(); axis++) {
                int extent = shape.extent(axis);
                long position = position(factor.places().get(axis), at);
                if (position < 0 || position >= extent) {
                    return false;
                }
                number = number * extent + (int) position;
            }
            places[k] = number;
        }
        return true;
    }

    private long position(Place place, int[] at) {
        long position = place.base().size() + place.shift();
        for (Term term : place.terms()) {
            int index = term.index() >= 0 ? term.index() : result.rank() - 1 - term.index();
            position += term.factor() * at[index];
        }
        return position;
    }
}
