package org.chainrule.exec.compile;

import java.util.Arrays;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Between tensors and the arrays of a program. */
final class TensorArrays {
    private TensorArrays() {}

    /** A tensor of a copy of the first entries of an array, which may be longer where it was made for another value. */
    static Tensor tensor(Object array, Shape shape) {
        int count = shape.entries();
        if (array instanceof double[] doubles) {
            return Tensor.of(shape, doubles.length == count ? doubles : Arrays.copyOf(doubles, count));
        }
        float[] floats = (float[]) array;
        return Tensor.ofFloats(shape, floats.length == count ? floats : Arrays.copyOf(floats, count));
    }

    /** The entries of a tensor, rounded to the width of the array. */
    static void copy(Tensor value, Object array) {
        if (array instanceof double[] doubles) {
            value.copyInto(doubles);
        } else {
            value.copyInto((float[]) array);
        }
    }
}
