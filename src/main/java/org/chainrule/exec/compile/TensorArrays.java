package org.chainrule.exec.compile;

import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Between tensors and the arrays of a program. */
final class TensorArrays {
    private TensorArrays() {}

    /** A tensor of a copy of an array. */
    static Tensor tensor(Object array, Shape shape) {
        return array instanceof double[] doubles ? Tensor.of(shape, doubles) : Tensor.ofFloats(shape, (float[]) array);
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
