package org.chainrule.exec.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loops over arrays of one width, {@code double[]} or {@code float[]}, which callers hold as objects. Every loop takes the
 * position from which it reads or writes; arrays that are read may be the one that is written only at the same position.
 */
public abstract class ArrayKernels {
    /** Sixteen vectors of any machine. */
    private static final int ROOM = 1024;

    private @Nullable Blas blas;

    ArrayKernels() {}

    /** Has a library multiply what it is faster at. */
    public final void add(Blas library) {
        blas = library;
    }

    /** Zeros. */
    public abstract Object array(int count);

    /** One entry. */
    public abstract double get(Object x, int at);

    /** Sets one entry, rounded to the width. */
    public abstract void set(Object x, int at, double value);

    /** One number in many places. */
    public abstract void fill(Object z, int from, int count, double value);

    /** Entries as they are; the two arrays may be one. */
    public final void copy(Object x, int xo, Object z, int zo, int count) {
        System.arraycopy(x, xo, z, zo, count);
    }

    /** Every {@code step}-th entry, one after the other. */
    public abstract void gather(Object x, int xo, int step, Object z, int zo, int count);

    /** A function of every entry, or every pair of entries. */
    public abstract void apply(EntryFunction function, Object x, int xo, Object y, int yo, Object z, int zo, int count);

    /**
     * Two functions of every entry of one {@link EntryFunction.Code#kin kin}, with the bits that they have one by one.
     *
     * @param z the values of the first, which do not lie where {@code x} does
     * @param w the values of the second
     */
    public void applyBoth(
            EntryFunction first,
            EntryFunction second,
            Object x,
            int xo,
            Object z,
            int zo,
            Object w,
            int wo,
            int count) {
        apply(first, x, xo, x, xo, z, zo, count);
        apply(second, x, xo, x, xo, w, wo, count);
    }

    /** {@code x} where the condition is not 0, else {@code y}. */
    public abstract void select(
            Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count);

    /** {@code z += f x} for a number f. */
    public abstract void addScaled(double f, Object x, int xo, Object z, int zo, int count);

    /** Adds entries to every {@code step}-th entry. */
    public abstract void addApart(Object x, int xo, Object z, int zo, int step, int count);

    /** Replaces entries by every {@code step}-th entry of {@code x} where that is larger, or NaN. */
    public abstract void maxApart(Object x, int xo, int step, Object z, int zo, int count);

    /**
     * Adds one entry for each window to that entry of an image which is the largest of the window, the first of several; where one of a
     * window is NaN, none is.
     *
     * @param windows the places in the image of the first entries of all windows, then of the second ones; what lies outside is an entry of its window again
     * @param best scratch of as many entries as there are windows
     * @param x the images, from {@code xo} on
     * @param largest the largest entry of each window, from {@code from} on
     * @param dz what is added, as {@code largest}
     * @param z what it is added to, as {@code x}
     */
    public abstract void toLargest(
            int[] windows, int[] best, Object x, int xo, Object largest, Object dz, int from, Object z);

    /**
     * Windows that slide over an image and lie inside of it.
     *
     * @param runs one after the other: position of a window, how many follow it side by side, and where in the image it begins
     * @param offsets where the entries of a window lie from there
     * @param results how many results there are at each position
     * @param positions how many positions
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Slides(int[] runs, int[] offsets, int results, int positions) {}

    /** How many entries go into a vector; 0 where {@link #slide} and {@link #slideBack} are not there. */
    public int lanes() {
        return 0;
    }

    /** To be called before: what is slow until it has been compiled is compiled now. */
    public void prepareSlides() {}

    /**
     * The results of one image: sums of the entries of windows, each times a weight.
     *
     * @param w the weights of the first result, then those of the next
     * @param x the image, from {@code xo} on
     * @param z the results at all positions from {@code zo} on, one result after the other
     */
    public void slide(Slides slides, Object w, Object x, int xo, Object z, int zo) {
        throw new UnsupportedOperationException("products do it");
    }

    /** As {@link #prepareSlides}, for {@link #slideBack}. */
    public void prepareSlidesBack() {}

    /**
     * The way back to the weights, for one image and runs of as many positions as there are {@link #lanes}: to each weight is added the sum over all positions of its entry of the window times its result.
     *
     * @param y the results from {@code yo} on
     * @param x the image, from {@code xo} on
     * @param z the weights
     * @param room scratch of {@link #roomToSlide}
     */
    public void slideBack(Slides slides, Object y, int yo, Object x, int xo, Object z, Object room) {
        throw new UnsupportedOperationException("products do it");
    }

    /** How much room {@link #slideBack} needs. */
    public final int roomToSlide() {
        return ROOM;
    }

    /** The sum of entries. */
    public abstract double sum(Object x, int xo, int count);

    /** To be called before the first product is run: what is slow until it has been compiled is compiled now. */
    public abstract void prepareProducts();

    /** To be called long before anything is run, from another thread: the same for products and exponentials. */
    public void prepare() {}

    /** How much room {@link #product} needs. */
    public abstract int roomForProduct(MatrixProduct p);

    /**
     * A matrix product.
     *
     * @param p sizes and strides
     * @param ao where the first matrix begins
     * @param bo where the second matrix begins
     * @param co where the result begins; its rows are written whatever was there
     * @param room scratch of {@link #roomForProduct}
     */
    public abstract void product(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co, Object room);

    /** {@link #product}, by the library that is there for it if it suits. */
    public final void multiply(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co, Object room) {
        if (blas != null && blas.suits(p)) {
            blas.product(p, a, ao, b, bo, c, co);
        } else {
            product(p, a, ao, b, bo, c, co, room);
        }
        for (int row = 1; p.symmetric() && row < p.m(); row++) {
            gather(c, co + row, p.n(), c, co + row * p.n(), row);
        }
    }

    /** Whether such a product is packed into tiles. */
    abstract boolean isPacked(MatrixProduct p);

    /** Whether there is anything to gain by {@link #productOnto}. */
    public final boolean addsWhileMultiplying(MatrixProduct p) {
        return isPacked(p) && (blas == null || !blas.suits(p));
    }

    /**
     * C = D + f A B, for a product that {@link #addsWhileMultiplying}.
     *
     * @param d where D begins, which has the shape of C and may be C
     */
    public abstract void productOnto(
            MatrixProduct p,
            double f,
            Object a,
            int ao,
            Object b,
            int bo,
            Object from,
            int d,
            Object c,
            int co,
            Object room);

    /**
     * Groups of entries along axes that lie side by side, and what is made of each.
     *
     * @param kind what is made
     * @param outer the number of entries along the axes before
     * @param size the number of entries of a group
     * @param inner the number along the axes behind: how far apart the entries of a group are
     */
    public record Rows(Kind kind, int outer, int size, int inner) {
        /** What is made of a group. */
        public enum Kind {
            /** exp(x) over its sum. */
            SOFTMAX,
            /** Its logarithm. */
            LOG_SOFTMAX,
            /** One number for each group: log Σexp(x). */
            LOG_SUM_EXP,
            /** One number for each group: −Σ y log softmax(x). */
            CROSS_ENTROPY,
            /** y − Σ x y. */
            DEVIATION,
            /** y − x Σ y. */
            EXCESS
        }

        /** The number of groups. */
        public int groups() {
            return outer * inner;
        }

        /** The number of entries. */
        public int count() {
            return outer * size * inner;
        }

        int start(int group) {
            return group / inner * size * inner + group % inner;
        }
    }

    /**
     * A function of groups of entries.
     *
     * @param y labels of the shape of {@code x}, where there are some, else {@code x}
     * @param room of as many entries as {@code x}
     */
    public abstract void rows(Rows rows, Object x, Object y, Object z, Object room);

    /** The names of loops on the Vector API that a look at them has replaced by plain ones, with the same results. */
    List<String> replaced() {
        return List.of();
    }

    /** Which loops these are: {@code plain} or {@code vector}. */
    public abstract String name();

    /** The same with those that have been replaced, {@code vector (plain tanh, tile)}, and with the library that multiplies, if there is one. */
    public final String fullName() {
        List<String> replaced = replaced();
        String loops = replaced.isEmpty() ? name() : name() + " (plain " + String.join(", ", replaced) + ")";
        return blas == null ? loops : loops + " + " + blas.name();
    }

    /** The number of bytes of an entry. */
    public abstract int width();
}
