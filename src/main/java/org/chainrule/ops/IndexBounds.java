package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/** What the ops that read or add at indices share: counting from the end, and refusing what lies outside. */
final class IndexBounds {
    private IndexBounds() {}

    /**
     * Indices as an index node: constants become whole numbers, and are compared with the size at once if it is known.
     *
     * @throws ChainruleException when one is not whole or lies outside
     */
    static Node of(Node indices, Node x, int axis) {
        if (!(indices.op() instanceof Constant constant)) {
            return indices;
        }
        Tensor value = constant.value().as(DType.I64);
        Dim size = x.shape().dim(axis);
        for (int i = 0; size.isKnown() && i < value.count(); i++) {
            checked(value.wholeAt(i), size.size(), axis, say(" of {0} {1}", ShortText.of(x), x.shape()));
        }
        return Node.constant(value);
    }

    /**
     * An index counted from the front.
     *
     * @param where what the axis belongs to, for the message
     */
    static long checked(long index, long size, int axis, Message where) {
        if (index < -size || index >= size) {
            throw new ChainruleException(
                    "index {0} is outside axis {1}{2}, whose size is {3}{4}",
                    index,
                    axis,
                    where,
                    size,
                    size == 0
                            ? say(": there is nothing to pick from")
                            : say(": indices go from {0} to {1}", -size, size - 1));
        }
        return index < 0 ? index + size : index;
    }

    /** The shape of whole slices at indices. */
    static Shape taken(Shape x, Shape indices, int axis) {
        return x.slice(0, axis).concat(indices).concat(x.slice(axis + 1, x.rank()));
    }

    /**
     * The shape of an index, checked: every entry of it stands beside a slice of {@code x} along the axis.
     *
     * @throws ShapeException when the ranks differ, or the index is longer along another axis
     */
    static Shape checkEntries(Shape x, Shape index, int axis) {
        if (index.rank() != x.rank()) {
            throw new ShapeException(
                    "the index has {0} axes and the tensor {1}: entry by entry they have the same number; for whole "
                            + "slices use take",
                    index.rank(), x.rank());
        }
        for (int i = 0; i < x.rank(); i++) {
            Dim wanted = index.dim(i);
            Dim size = x.dim(i);
            boolean known = wanted.isKnown() && size.isKnown();
            boolean fits = known ? wanted.size() <= size.size() : wanted.sameSize(size);
            if (i != axis && !fits) {
                throw new ShapeException(
                        "the index has size {0} along axis {1}, where the tensor has {2}: only along axis {3} it "
                                + "may be longer",
                        wanted, i, size, axis);
            }
        }
        return index;
    }

    /**
     * For every entry that is read at indices, the row-major position in {@code x} it stands for.
     *
     * @param whole whether whole slices are read, or entry by entry
     */
    static int[] positions(boolean whole, Tensor index, Shape x, int axis) {
        Shape read = whole ? taken(x, index.shape(), axis) : checkEntries(x, index.shape(), axis);
        int size = x.extent(axis);
        int inner = x.slice(axis + 1, x.rank()).entries();
        int[] at = new int[index.count()];
        for (int i = 0; i < at.length; i++) {
            at[i] = (int) checked(index.wholeAt(i), size, axis, Message.NONE);
        }
        int[] positions = new int[read.entries()];
        if (whole) {
            for (int i = 0; i < positions.length; i++) {
                positions[i] = (i / inner / at.length * size + at[i / inner % at.length]) * inner + i % inner;
            }
            return positions;
        }
        for (int i = 0; i < positions.length; i++) {
            int rest = i;
            int stride = 1;
            for (int k = x.rank() - 1; k >= 0; k--) {
                positions[i] += (k == axis ? at[i] : rest % read.extent(k)) * stride;
                rest /= read.extent(k);
                stride *= x.extent(k);
            }
        }
        return positions;
    }

    /** Entries added up at positions. */
    static double[] added(double[] sums, int[] positions, Tensor entries) {
        for (int i = 0; i < positions.length; i++) {
            sums[positions[i]] += entries.at(i);
        }
        return sums;
    }
}
