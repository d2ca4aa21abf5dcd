package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Cumulative.CumSum;
import org.chainrule.ops.Indexing.Item;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Slicing.Slice;
import org.chainrule.ops.Slicing.Unslice;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/** Single entries of running sums: that at k is the sum of the entries up to k, the last one that of all. */
final class RunningSums {
    private RunningSums() {}

    /** The same without a running sum, or null. */
    static @Nullable Node of(Node node, Node x) {
        if (x.op() instanceof CumSum sums) {
            int axis = sums.axis();
            if (node.op() instanceof Slice slice
                    && slice.axis() == axis
                    && slice.count().isOne()) {
                return upTo(x.input(0), sums, slice.start());
            }
            if (node.op() instanceof Item item) {
                List<Dim> index = new ArrayList<>(item.index());
                Node sum = upTo(x.input(0), sums, index.set(axis, Dim.of(0)));
                return Node.of(new Item(index), sum);
            }
        }
        boolean isSpread = node.op() instanceof CumSum sums
                && x.op() instanceof Unslice put
                && put.axis() == sums.axis()
                && x.input(0).shape().dim(put.axis()).isOne()
                && put.start().sameSize(sums.reverse() ? put.size().plus(-1) : Dim.of(0));
        return isSpread ? Broadcast.to(x.input(0), node.shape()) : null;
    }

    /** The entry of a running sum at a position, its axis kept. */
    private static Node upTo(Node x, CumSum sums, Dim position) {
        int axis = sums.axis();
        Node part = sums.reverse()
                ? Slicing.slice(x, axis, position, x.shape().dim(axis))
                : Slicing.slice(x, axis, Dim.of(0), position.plus(1));
        return Sum.over(part, Axes.of(x, axis), true);
    }
}
