package org.chainrule.graph;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorParts;

/** What reductions share: gathering the entries of each group, and spreading a cotangent back over them. */
public final class Reduction {
    private Reduction() {}

    /** The value of each group of entries, the groups' entries in row-major order. */
    public static Tensor reduce(Tensor x, Axes axes, boolean keepdims, ToDoubleFunction<double[]> value) {
        Shape shape = x.shape();
        int rank = shape.rank();
        Shape kept = axes.reduce(shape, true);
        Shape group = axes.reducedPart(shape);
        int[] extents = new int[rank];
        int[] strides = new int[rank];
        int stride = 1;
        for (int axis = rank - 1; axis >= 0; axis--) {
            extents[axis] = shape.extent(axis);
            strides[axis] = stride;
            stride *= extents[axis];
        }
        // Where the entries of a group lie, counted from the first of them.
        int[] offsets = new int[group.entries()];
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
        Tensor reduced = Tensor.of(
                Broadcasting.floatType(x), kept, new Grouped(x, kept, extents, strides, offsets).reduced(value));
        return keepdims ? reduced : reduced.reshape(axes.reduce(shape, false));
    }

    /** Groups of entries, each to become one number. */
    private static final class Grouped {
        /** So many groups that lie side by side are gathered at once: the memory is read in the order it lies in. */
        private static final int SIDE_BY_SIDE = 32;

        private static final int MOST_ENTRIES = 1 << 22;

        private final Tensor x;
        private final Shape kept;
        private final int[] extents;
        private final int[] strides;
        private final int[] offsets;

        /**
         * Groups of a tensor.
         *
         * @param kept the shape with the reduced axes as size 1
         * @param offsets where the entries of a group lie, counted from the first of them
         */
        Grouped(Tensor x, Shape kept, int[] extents, int[] strides, int[] offsets) {
            this.x = x;
            this.kept = kept;
            this.extents = extents;
            this.strides = strides;
            this.offsets = offsets;
        }

        double[] reduced(ToDoubleFunction<double[]> value) {
            int rank = extents.length;
            double[] results = Tensor.room(kept);
            // Groups lie side by side along the last axis, unless it is reduced.
            int row = rank == 0 ? 1 : kept.extent(rank - 1);
            int sides = Math.max(1, Math.min(SIDE_BY_SIDE, MOST_ENTRIES / Math.max(1, offsets.length)));
            double[][] terms = new double[Math.min(row, sides)][offsets.length];
            int[] index = new int[rank];
            int done = 0;
            while (done < results.length) {
                int start = 0;
                for (int axis = 0; axis < rank; axis++) {
                    start += index[axis] * strides[axis];
                }
                int last = rank == 0 ? 0 : index[rank - 1];
                double[][] some = Arrays.copyOf(terms, Math.min(terms.length, row - last));
                TensorParts.gather(x, start, offsets, some);
                for (double[] group : some) {
                    results[done++] = value.applyAsDouble(group);
                }
                advance(index, some.length);
            }
            return results;
        }

        private void advance(int[] index, int by) {
            int axis = index.length - 1;
            if (axis >= 0) {
                index[axis] += by;
            }
            while (axis > 0 && index[axis] >= kept.extent(axis)) {
                index[axis] = 0;
                index[--axis]++;
            }
        }
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
