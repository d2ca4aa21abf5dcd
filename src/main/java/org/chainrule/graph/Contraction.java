package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/**
 * Which entries of its inputs an entry of a result is made of: a sum over bound indices of products of entries, one of each
 * factor, where positions are equal that must be,
 *
 * <pre>{@code z[i, j, …] = 1/divisor · Σ_{k, …} x₀[…] · x₁[…] · … · δ(…, …) · … }</pre>
 *
 * <p>This is the index semantics of every op that moves, adds and multiplies entries: products, sums, transposes, diagonals,
 * slices, convolutions. The prover, the printer of index forms, Jacobians and the evaluation to many digits read it; none of
 * them knows such an op by its class. A position that lies outside its input counts as an entry 0. Positions start from 0.
 *
 * @param bound the sizes of the indices that are summed over
 * @param factors entries of inputs; none for a pattern of zeros and ones
 * @param equalities positions that must be equal for the product to count
 * @param divisor what the sum is divided by; 1 for all but means
 */
public record Contraction(List<Dim> bound, List<Factor> factors, List<Equality> equalities, Dim divisor) {
    /** Copies the lists. */
    public Contraction {
        bound = List.copyOf(bound);
        factors = List.copyOf(factors);
        equalities = List.copyOf(equalities);
    }

    /**
     * An entry of an input.
     *
     * @param input which input
     * @param places one for each of its axes
     */
    public record Factor(int input, List<Place> places) {
        /** Copies the list. */
        public Factor {
            places = List.copyOf(places);
        }
    }

    /** δ(left, right): 1 where both are equal, else 0. */
    public record Equality(Place left, Place right) {}

    /**
     * A position along an axis: a sum of multiples of indices, and an offset {@code base + shift}.
     *
     * @param terms the multiples
     * @param base a size; may have names
     * @param shift added to it; may be negative
     */
    public record Place(List<Term> terms, Dim base, long shift) {
        private static final Dim NOTHING = Dim.of(0);

        /** Copies the list. */
        public Place {
            terms = List.copyOf(terms);
        }

        /** The index of an axis of the result. */
        public static Place axis(int axis) {
            return new Place(List.of(new Term(axis, 1)), NOTHING, 0);
        }

        /** The index that is summed over, by its number in {@link Contraction#bound}. */
        public static Place bound(int number) {
            return axis(-1 - number);
        }

        /** A fixed position. */
        public static Place at(Dim position) {
            return new Place(List.of(), position, 0);
        }

        /** This position times a whole number, an offset without names. */
        public Place times(long factor) {
            List<Term> multiples = new ArrayList<>();
            terms.forEach(term -> multiples.add(new Term(term.index, factor * term.factor)));
            return new Place(multiples, NOTHING, factor * shift);
        }

        /** Two positions added; the base is that of this one. */
        public Place plus(Place other) {
            List<Term> all = new ArrayList<>(terms);
            all.addAll(other.terms);
            return new Place(all, base.plus(other.base), shift + other.shift);
        }

        /** This position further on by a size and a number. */
        public Place plus(Dim size, long number) {
            return new Place(terms, base.plus(size), shift + number);
        }

        /** True for an index by itself. */
        public boolean isIndex() {
            return terms.size() == 1 && terms.get(0).factor == 1 && hasNoOffset();
        }

        /** True when nothing is added to the indices. */
        public boolean hasNoOffset() {
            return base.isKnown() && base.size() + shift == 0;
        }
    }

    /**
     * A multiple of an index.
     *
     * @param index an axis of the result, or {@code -1 - b} for the bound index number b
     * @param factor may be negative
     */
    public record Term(int index, long factor) {}

    /** A product of one entry of each of some inputs, summed over bound indices. */
    public static Contraction of(List<Dim> bound, Factor... factors) {
        return new Contraction(bound, List.of(factors), List.of(), Dim.ONE);
    }

    /** Entries of one input elsewhere: a transpose, a slice. */
    public static Contraction moved(List<Place> places) {
        return of(List.of(), new Factor(0, places));
    }

    /** Entries of one input of {@code rank} axes that lie elsewhere along one axis only. */
    public static Contraction along(int rank, int axis, Place place) {
        List<Place> places = own(rank);
        places.set(axis, place);
        return moved(places);
    }

    /** The same summed over more indices. */
    public Contraction summed(Dim... sizes) {
        List<Dim> more = new ArrayList<>(bound);
        more.addAll(List.of(sizes));
        return new Contraction(more, factors, equalities, divisor);
    }

    /** The same where two positions are equal, 0 elsewhere. */
    public Contraction where(Place left, Place right) {
        List<Equality> more = new ArrayList<>(equalities);
        more.add(new Equality(left, right));
        return new Contraction(bound, factors, more, divisor);
    }

    /** The same divided by a size. */
    public Contraction over(Dim size) {
        return new Contraction(bound, factors, equalities, size);
    }

    /**
     * The sum over axes of one input.
     *
     * @param shape that of the input
     */
    public static Contraction sum(Shape shape, Axes axes, boolean keepdims) {
        List<Place> places = new ArrayList<>();
        List<Dim> bound = new ArrayList<>();
        int next = 0;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (axes.contains(axis)) {
                places.add(Place.bound(bound.size()));
                bound.add(shape.dim(axis));
                next += keepdims ? 1 : 0;
            } else {
                places.add(Place.axis(next++));
            }
        }
        return of(bound, new Factor(0, places));
    }

    /** One input that is stretched to {@code outer} axes: its own are the last ones, and along those of size 1 nothing moves. */
    public static Contraction aligned(Shape shape, int outer) {
        return moved(broadcast(shape, outer));
    }

    /** The places in an operand of the places along the first {@code outer} axes of a result that it broadcasts to. */
    static List<Place> broadcast(Shape shape, int outer) {
        List<Place> places = new ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            boolean one = shape.dim(axis).isOne();
            places.add(one ? Place.at(Place.NOTHING) : Place.axis(outer - shape.rank() + axis));
        }
        return places;
    }

    /** The same entries under a shape that has axes of size 1 elsewhere; none when any other axis changes. */
    public static Optional<Contraction> regrouped(Shape from, Shape to) {
        List<Place> places = new ArrayList<>();
        int next = 0;
        for (Dim size : from.dims()) {
            if (size.isOne()) {
                places.add(Place.at(Place.NOTHING));
                continue;
            }
            next = skipOnes(to, next);
            if (next == to.rank() || !to.dim(next).sameSize(size)) {
                return Optional.empty();
            }
            places.add(Place.axis(next++));
        }
        return skipOnes(to, next) == to.rank() ? Optional.of(moved(places)) : Optional.empty();
    }

    private static int skipOnes(Shape shape, int axis) {
        int next = axis;
        while (next < shape.rank() && shape.dim(next).isOne()) {
            next++;
        }
        return next;
    }

    /** The places of a shape that is the result's own. */
    public static List<Place> own(int rank) {
        List<Place> places = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            places.add(Place.axis(axis));
        }
        return places;
    }
}
