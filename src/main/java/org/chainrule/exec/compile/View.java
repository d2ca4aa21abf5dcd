package org.chainrule.exec.compile;

import java.util.Arrays;

/** A value as a program sees it: a store, and how far apart in it the entries along each axis are. */
final class View {
    private final Store store;
    private final int[] extents;
    private final int[] strides;

    private View(Store store, int[] extents, int[] strides) {
        this.store = store;
        this.extents = extents;
        this.strides = strides;
    }

    /** All entries in row-major order. */
    static View dense(Store store, int[] extents) {
        return new View(store, extents, rowMajor(extents));
    }

    /** One number everywhere. */
    static View constant(Store number, int[] extents) {
        return new View(number, extents, new int[extents.length]);
    }

    private static int[] rowMajor(int[] extents) {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            strides[axis] = extents[axis] == 1 ? 0 : stride;
            stride *= extents[axis];
        }
        return strides;
    }

    Store store() {
        return store;
    }

    int rank() {
        return extents.length;
    }

    int[] extents() {
        return extents;
    }

    int extent(int axis) {
        return extents[axis];
    }

    int stride(int axis) {
        return strides[axis];
    }

    int count() {
        return count(extents);
    }

    static int count(int[] extents) {
        int count = 1;
        for (int extent : extents) {
            count *= extent;
        }
        return count;
    }

    /** Whether the entries lie one after the other. */
    boolean isDense() {
        return count() == store.count() && Arrays.equals(strides, rowMajor(extents));
    }

    /** Whether another look is at the same entries in the same order. */
    boolean isSame(View other) {
        return store == other.store && Arrays.equals(extents, other.extents) && Arrays.equals(strides, other.strides);
    }

    /** The same entries under another shape, for entries that lie one after the other. */
    View reshaped(int[] to) {
        return dense(store, to);
    }

    /** Stretched by broadcasting. */
    View broadcast(int[] to) {
        int[] wide = new int[to.length];
        int lead = to.length - extents.length;
        for (int axis = lead; axis < to.length; axis++) {
            wide[axis] = extents[axis - lead] == 1 ? 0 : strides[axis - lead];
        }
        return new View(store, to, wide);
    }

    /** The axes in another order. */
    View permuted(int[] axes) {
        int[] newExtents = new int[axes.length];
        int[] newStrides = new int[axes.length];
        for (int i = 0; i < axes.length; i++) {
            newExtents[i] = extents[axes[i]];
            newStrides[i] = strides[axes[i]];
        }
        return new View(store, newExtents, newStrides);
    }

    /** With other axes of size 1: the strides of those that are longer stay. */
    View withUnitAxes(int[] to) {
        int[] newStrides = new int[to.length];
        int from = 0;
        for (int axis = 0; axis < to.length; axis++) {
            if (to[axis] != 1) {
                while (extents[from] == 1) {
                    from++;
                }
                newStrides[axis] = strides[from++];
            }
        }
        return new View(store, to, newStrides);
    }
}
