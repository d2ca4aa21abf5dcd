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
        // Where the entries of a group lie, counted from the first of them.
        int[] offsets = new int[terms.length];
        int[] inner = new int[rank];
        for (int t = 1; t < offsets.length; t++) {
            offsets[t] = offsets[t - 1];
            boolean more = false;
            for (int axis = rank - 1; axis >= 0 && !more; axis--) {
                if (axes.contains(axis)) {
                    more = inner[axis] + 1 < extents[axis];
                    int step = more ? 1 : -inner[axis];
                    inner[axis] += step;
                    offsets[t] += step * strides[axis];
                }
            }
        }
        double[] entries = x.toArray();
        Tensor reduced = Tensor.generate(Broadcasting.floatType(x), kept, index -> {
            int start = 0;
            for (int axis = 0; axis < rank; axis++) {
                start += index[axis] * strides[axis];
            }
            for (int t = 0; t < terms.length; t++) {
                terms[t] = entries[start + offsets[t]];
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
