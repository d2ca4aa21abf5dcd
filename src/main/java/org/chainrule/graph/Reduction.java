package org.chainrule.graph;

import java.util.function.ToDoubleFunction;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** What reductions share: gathering the entries of each group, and spreading a cotangent back over them. */
public final class Reduction {
    private Reduction() {}

    /** The value of each group of entries, the groups' entries in row-major order. */
    public static Tensor reduce(Tensor x, Axes axes, boolean keepdims, ToDoubleFunction<double[]> value) {
        Shape shape = x.shape();
        int rank = shape.rank();
        Shape kept = axes.reduce(shape, true);
        Shape group = axes.reducedPart(shape);
        double[] terms = new double[group.entries()];
        int[] extents = new int[rank];
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            extents[axis] = shape.extent(axis);
            strides[axis] = stride;
            stride *= extents[axis];
        }
        Tensor reduced = Tensor.generate(Broadcasting.floatType(x), kept, index -> {
            int start = 0;
            for (int axis = 0; axis < rank; axis++) {
                start += index[axis] * strides[axis];
            }
            int[] inner = new int[rank];
            for (int t = 0; t < terms.length; t++) {
                int position = start;
                for (int axis = 0; axis < rank; axis++) {
                    position += inner[axis] * strides[axis];
                }
                terms[t] = x.at(position);
                for (int axis = rank - 1; axis >= 0; axis--) {
                    if (axes.contains(axis)) {
                        if (++inner[axis] < extents[axis]) {
                            break;
                        }
                        inner[axis] = 0;
                    }
                }
            }
            return value.applyAsDouble(terms);
        });
        return keepdims ? reduced : reduced.reshape(axes.reduce(shape, false));
    }

    /** A cotangent of the reduced value, stretched back over the entries of {@code x}. */
    public static Node spread(Node dz, Node x, Axes axes, boolean keepdims) {
        return Broadcast.to(kept(dz, x, axes, keepdims), x.shape());
    }

    /** A reduced value with its reduced axes back as size 1, so that it broadcasts against {@code x}. */
    public static Node kept(Node reduced, Node x, Axes axes, boolean keepdims) {
        return keepdims || x.rank() == 0 ? reduced : ExpandDims.insert(reduced, x.rank(), axes);
    }
}
