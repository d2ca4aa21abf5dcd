package org.chainrule.exec.compile;

import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * What a frame is made of. An array is lent to several values, one after the other.
 *
 * @param numbers the single numbers, constants filled in
 * @param lengths of the arrays
 * @param constants the arrays that are constant
 * @param tensors of whole numbers, constants filled in
 * @param tiles how many tiles
 * @param tileLength of how many entries each
 * @param room how long the three arrays of scratch are
 * @param operands of the largest group
 * @param asked how many entries the arrays would have if none was lent twice
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Memory(
        double[] numbers,
        int[] lengths,
        @Nullable Object[] constants,
        @Nullable Tensor[] tensors,
        int tiles,
        int tileLength,
        int[] room,
        int operands,
        long asked) {
    /** The entries of all arrays together. */
    long entries() {
        long entries = room[0] + room[1] + room[2] + (long) tiles * tileLength;
        for (int length : lengths) {
            entries += length;
        }
        return entries;
    }
}
