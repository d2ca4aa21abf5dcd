package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Contraction.Equality;
import org.chainrule.graph.Contraction.Factor;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Contraction.Term;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The products a contraction is the sum of, one by one, at shapes that are known: what a contraction means. Products with an
 * entry outside its input are left out.
 */
public final class ContractionWalk {
    /** Takes a product: the number of the entry it is added to, and for each factor the number of the entry of its input. */
    @FunctionalInterface
    public interface Products {
        /** One product; the array is used again for the next. */
        void add(int entry, int[] places);
    }

    /** A sum of multiples of indices. */
    private static final class Linear {
        private final long[] factors;
        private final long offset;

        Linear(long[] factors, long offset) {
            this.factors = factors;
            this.offset = offset;
        }
    }

    /** A position that has to lie below a bound, and not below 0. */
    private record Check(Linear position, int extent) {}

    private final int rank;
    private final int[] extents;
    private final List<Linear> entries = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<Linear> differences = new ArrayList<>();

    private ContractionWalk(Contraction contraction, Shape result, List<Shape> inputs) {
        this.rank = result.rank();
        this.extents = new int[rank + contraction.bound().size()];
        for (int i = 0; i < extents.length; i++) {
            extents[i] = i < rank
                    ? result.extent(i)
                    : Math.toIntExact(contraction.bound().get(i - rank).size());
        }
        for (Factor factor : contraction.factors()) {
            entries.add(entry(factor, inputs.get(factor.input())));
        }
        for (Equality equality : contraction.equalities()) {
            differences.add(sum(position(equality.left()), position(equality.right()), 1, -1));
        }
    }

    private Linear entry(Factor factor, Shape shape) {
        Linear number = new Linear(new long[extents.length], 0);
        for (int axis = 0; axis < shape.rank(); axis++) {
            Linear position = position(factor.places().get(axis));
            int extent = shape.extent(axis);
            if (!isInside(position, extent)) {
                checks.add(new Check(position, extent));
            }
            number = sum(number, position, extent, 1);
        }
        return number;
    }

    /** Whether a position lies in an axis whatever the indices are. */
    private boolean isInside(Linear position, int extent) {
        long low = position.offset;
        long high = position.offset;
        for (int i = 0; i < extents.length; i++) {
            long last = position.factors[i] * Math.max(0, extents[i] - 1);
            low += Math.min(0, last);
            high += Math.max(0, last);
        }
        return low >= 0 && high < extent;
    }

    private Linear position(Place place) {
        long[] factors = new long[extents.length];
        for (Term term : place.terms()) {
            factors[term.index() >= 0 ? term.index() : rank - 1 - term.index()] += term.factor();
        }
        return new Linear(factors, place.base().size() + place.shift());
    }

    private static Linear sum(Linear x, Linear y, long a, long b) {
        long[] factors = new long[x.factors.length];
        for (int i = 0; i < factors.length; i++) {
            factors[i] = a * x.factors[i] + b * y.factors[i];
        }
        return new Linear(factors, a * x.offset + b * y.offset);
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

    /**
     * The value of a contraction.
     *
     * @param result the shape of the result, all sizes known
     */
    public static Tensor evaluate(Contraction contraction, Shape result, List<Tensor> in) {
        List<Factor> factors = contraction.factors();
        boolean moves = factors.size() == 1
                && contraction.bound().isEmpty()
                && contraction.divisor().isOne();
        DType type = moves ? in.get(factors.get(0).input()).dtype() : Broadcasting.floatType(in);
        double[] values = new double[result.entries()];
        of(contraction, result, in.stream().map(Tensor::shape).toList()).forEach((entry, places) -> {
            double product = 1;
            for (int k = 0; k < places.length; k++) {
                product *= in.get(factors.get(k).input()).at(places[k]);
            }
            values[entry] += product;
        });
        double divisor = contraction.divisor().size();
        return Tensor.fill(type, result, i -> divisor == 1 ? values[i] : values[i] / divisor);
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
        int[] places = new int[entries.size()];
        int number = 0;
        List<Linear> sums = new ArrayList<>(entries);
        sums.addAll(differences);
        checks.forEach(check -> sums.add(check.position));
        long[] values = sums.stream().mapToLong(sum -> sum.offset).toArray();
        boolean more = true;
        while (more) {
            if (counts(values)) {
                for (int k = 0; k < places.length; k++) {
                    places[k] = (int) values[k];
                }
                products.add(number, places);
            }
            more = false;
            for (int i = extents.length - 1; i >= 0 && !more; i--) {
                more = at[i] + 1 < extents[i];
                int step = more ? 1 : -at[i];
                at[i] += step;
                for (int k = 0; k < values.length; k++) {
                    values[k] += step * sums.get(k).factors[i];
                }
                number += more && i < rank ? 1 : 0;
            }
        }
    }

    /** @param values of the sums of indices: those of the entries, the differences, and what is to be checked */
    private boolean counts(long[] values) {
        int k = entries.size();
        for (int end = k + differences.size(); k < end; k++) {
            if (values[k] != 0) {
                return false;
            }
        }
        for (Check check : checks) {
            long position = values[k++];
            if (position < 0 || position >= check.extent) {
                return false;
            }
        }
        return true;
    }
}
