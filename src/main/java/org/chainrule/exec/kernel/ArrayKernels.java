package org.chainrule.exec.kernel;

/**
 * Loops over arrays of one width, {@code double[]} or {@code float[]}, which callers hold as objects. Every loop takes the
 * position from which it reads or writes; arrays that are read may be the one that is written only at the same position.
 */
public abstract class ArrayKernels {
    ArrayKernels() {}

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
    public abstract void apply(
            EntryFunction function, Object x, int xo, Object y, int yo, Object z, int zo, int count);

    /** {@code x} where the condition is not 0, else {@code y}. */
    public abstract void select(
            Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count);

    /** {@code z += f x} for a number f. */
    public abstract void addScaled(double f, Object x, int xo, Object z, int zo, int count);

    /** The sum of entries. */
    public abstract double sum(Object x, int xo, int count);

    /** The sum of products of entries. */
    public abstract double dot(Object x, int xo, Object y, int yo, int count);

    /** The largest entry, NaN if there is one; -inf of none. */
    public abstract double max(Object x, int xo, int count);

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
    public abstract void product(
            MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co, Object room);

    /** Which loops these are: {@code plain} or {@code vector}. */
    public abstract String name();

    /** The number of bytes of an entry. */
    public abstract int width();
}
