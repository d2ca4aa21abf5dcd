package org.chainrule.graph;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Reference evaluation of elementwise functions, and of broadcasting itself. */
public final class Broadcasting {
    private Broadcasting() {}

    /** The float type of a result: float32 when an input has it, else float64. */
    public static DType floatType(List<Tensor> in) {
        for (int i = 0; i < in.size(); i++) {
            if (in.get(i).dtype() == DType.F32) {
                return DType.F32;
            }
        }
        return DType.F64;
    }

    /** The float type of a result with one input. */
    public static DType floatType(Tensor x) {
        return x.dtype() == DType.F32 ? DType.F32 : DType.F64;
    }

    /** {@code f} of every entry. */
    public static Tensor map(Tensor x, DoubleUnaryOperator f) {
        double[] values = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(values[i]);
        }
        return Tensor.of(floatType(x), x.shape(), values);
    }

    /** {@code f} of every pair of entries, with broadcasting. */
    public static Tensor map(Tensor x, Tensor y, DoubleBinaryOperator f) {
        DType type = floatType(List.of(x, y));
        Shape shape = Shape.broadcast(x.shape(), y.shape());
        Tensor q = expand(y, shape);
        double[] values = expand(x, shape).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(values[i], q.at(i));
        }
        return Tensor.of(type, shape, values);
    }

    /** {@code x} stretched to a shape it broadcasts to. */
    public static Tensor expand(Tensor x, Shape shape) {
        if (x.shape().sameShape(shape)) {
            return x;
        }
        if (x.count() == 1) {
            double only = x.at(0);
            return Tensor.fill(x.dtype(), shape, i -> only);
        }
        int rank = shape.rank();
        int lead = rank - x.rank();
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= lead; axis--) {
            int extent = x.shape().extent(axis - lead);
            strides[axis] = extent == 1 ? 0 : stride;
            stride *= extent;
        }
        return Tensor.generate(x.dtype(), shape, index -> {
            int position = 0;
            for (int axis = lead; axis < rank; axis++) {
                position += strides[axis] * index[axis];
            }
            return x.at(position);
        });
    }
}
