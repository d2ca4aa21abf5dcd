package org.chainrule.tensor;

import java.lang.reflect.Array;

/** TensorParts of tensors, copied in pieces as long as they lie together. */
public final class TensorParts {
    private static final int AT_HAND = 512;

    private TensorParts() {}

    /**
     * Copies entries that lie somewhere to the beginning of arrays, from several starts that lie side by side.
     *
     * @param start added to each of the positions for the first array
     * @param positions row-major ones
     * @param targets an array for each start
     */
    public static void gather(Tensor tensor, int start, int[] positions, double[][] targets) {
        // Some positions at a time, so that what lies side by side is still at hand for the next start.
        for (int from = 0; from < positions.length; from += AT_HAND) {
            int to = Math.min(positions.length, from + AT_HAND);
            for (int side = 0; side < targets.length; side++) {
                gather(tensor, start + side, positions, targets[side], from, to);
            }
        }
    }

    private static void gather(Tensor tensor, int start, int[] positions, double[] target, int from, int to) {
        if (tensor.data() instanceof double[] values) {
            for (int i = from; i < to; i++) {
                target[i] = values[start + positions[i]];
            }
        } else if (tensor.data() instanceof byte[] values) {
            for (int i = from; i < to; i++) {
                target[i] = values[start + positions[i]] & 0xff;
            }
        } else {
            for (int i = from; i < to; i++) {
                target[i] = tensor.at(start + positions[i]);
            }
        }
    }

    /**
     * Some of the slices across an axis, in the order given: rows of a matrix for axis 0, columns for axis 1.
     *
     * @param numbers of slices, from 0; one may come several times
     */
    public static Tensor take(Tensor tensor, int axis, int... numbers) {
        Shape shape = tensor.shape();
        int inner = 1;
        for (int after = axis + 1; after < shape.rank(); after++) {
            inner *= shape.extent(after);
        }
        int length = shape.extent(axis);
        int outer = length * inner == 0 ? 0 : tensor.count() / (length * inner);
        Shape result =
                shape.slice(0, axis).concat(Shape.of(numbers.length)).concat(shape.slice(axis + 1, shape.rank()));
        Object from = tensor.data();
        Object taken = Array.newInstance(from.getClass().getComponentType(), result.entries());
        int to = 0;
        for (int block = 0; block < outer; block++) {
            for (int number : numbers) {
                copy(from, (block * length + number) * inner, taken, to, inner);
                to += inner;
            }
        }
        return Tensor.owning(tensor.dtype(), result, taken);
    }

    /** One copy for each kind of array: the compiler makes a large one of a copy between any two. */
    private static void copy(Object from, int at, Object to, int start, int count) {
        if (from instanceof byte[] bytes) {
            System.arraycopy(bytes, at, (byte[]) to, start, count);
        } else if (from instanceof float[] floats) {
            System.arraycopy(floats, at, (float[]) to, start, count);
        } else if (from instanceof double[] doubles) {
            System.arraycopy(doubles, at, (double[]) to, start, count);
        } else {
            System.arraycopy((long[]) from, at, (long[]) to, start, count);
        }
    }
}
