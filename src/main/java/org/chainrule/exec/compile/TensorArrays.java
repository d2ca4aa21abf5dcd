package org.chainrule.exec.compile;

import java.util.Arrays;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Between tensors and the arrays of a program. */
final class TensorArrays {
    private TensorArrays() {}

    /** A tensor of a copy of an array, which may be longer: it is lent to one value after the other. */
    static Tensor tensor(Object array, Shape shape) {
        int count = shape.entries();
        return array instanceof double[] doubles
                ? Tensor.of(shape, doubles.length == count ? doubles : Arrays.copyOf(doubles, count))
                : Tensor.ofFloats(shape, Arrays.copyOf((float[]) array, count));
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
