package org.chainrule.ops;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcasting;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The entries of a tensor in groups: those that differ only in their indices along some axes, in row-major order.
 * Softmax, sorting and running sums work group by group.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, lives for one evaluation
record Groups(int[] starts, int[] offsets) {
    /** The groups along some axes. */
    static Groups of(Shape shape, Axes axes) {
        return of(shape, axes::contains);
    }

    /** The groups along one axis, counted from the front. */
    static Groups of(Shape shape, int axis) {
        return of(shape, other -> other == axis);
    }

    private static Groups of(Shape shape, IntPredicate grouped) {
        return new Groups(positions(shape, grouped.negate()), positions(shape, grouped));
    }

    /** The positions of the entries whose index is 0 along every axis that is not selected. */
    private static int[] positions(Shape shape, IntPredicate selected) {
        int[] positions = {0};
        int stride = shape.entries();
        for (int axis = 0; axis < shape.rank(); axis++) {
            int extent = shape.extent(axis);
            stride = extent == 0 ? 0 : stride / extent;
            if (selected.test(axis)) {
                int[] finer = new int[positions.length * extent];
                for (int i = 0; i < finer.length; i++) {
                    finer[i] = positions[i / extent] + i % extent * stride;
                }
                positions = finer;
            }
        }
        return positions;
    }

    /** The number of groups. */
    int count() {
        return starts.length;
    }

    /** The number of entries of a group. */
    int size() {
        return offsets.length;
    }

    /** The position of an entry of a group. */
    int position(int group, int entry) {
        return starts[group] + offsets[entry];
    }

    /** The entries of a group. */
    double[] read(Tensor x, int group) {
        double[] entries = new double[offsets.length];
        for (int i = 0; i < entries.length; i++) {
            entries[i] = x.at(position(group, i));
        }
        return entries;
    }

    /** Puts the entries of a group in their places. */
    void write(double[] into, int group, double[] entries) {
        for (int i = 0; i < entries.length; i++) {
            into[position(group, i)] = entries[i];
        }
    }

    /** A tensor of the same shape, each group computed from that of {@code x}. */
    static Tensor map(Tensor x, Groups groups, UnaryOperator<double[]> f) {
        return map(List.of(x), groups, g -> f.apply(groups.read(x, g)));
    }

    /** A tensor of the shape of {@code in}, each group computed by its number. */
    static Tensor map(List<Tensor> in, Groups groups, IntFunction<double[]> f) {
        Shape shape = in.get(0).shape();
        double[] result = new double[shape.entries()];
        // Of an empty tensor there may be groups, of no entries, but nothing to compute.
        for (int g = 0; g < groups.count() && result.length > 0; g++) {
            groups.write(result, g, f.apply(g));
        }
        return Tensor.of(Broadcasting.floatType(in), shape, result);
    }
}
