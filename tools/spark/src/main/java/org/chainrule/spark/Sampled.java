package org.chainrule.spark;

import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * An input that has a value for each row.
 *
 * @param leaf the input
 * @param axis along which the rows lie
 * @param width how many numbers a row has for it
 */
record Sampled(Node leaf, int axis, int width) {
    /** Its name. */
    String name() {
        return leaf.label().orElse("");
    }

    /** A value for some rows. */
    Binding bind(int rows, double[] values) {
        Shape shape = leaf.shape().with(axis, Dim.of(rows));
        double[] entries = axis == 0 ? values : turned(shape, rows, values);
        return bind(leaf, shape, entries);
    }

    /** A value for an input, in whole numbers where it is an index. */
    static Binding bind(Node leaf, Shape shape, double[] entries) {
        if (!leaf.type().isReal()) {
            long[] whole = new long[entries.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (long) entries[i];
            }
            return leaf.is(Tensor.ofLongs(shape, whole));
        }
        return leaf.is(Tensor.of(shape, entries));
    }

    /** The rows at another axis than the first. */
    private double[] turned(Shape shape, int rows, double[] values) {
        int inner = 1;
        for (int after = axis + 1; after < shape.rank(); after++) {
            inner *= shape.extent(after);
        }
        double[] entries = new double[values.length];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < width; i++) {
                entries[(i / inner * rows + row) * inner + i % inner] = values[row * width + i];
            }
        }
        return entries;
    }

    /** Whether a number may stand in it. */
    boolean takes(double value) {
        return leaf.type().isReal() || value == Math.rint(value);
    }
}
