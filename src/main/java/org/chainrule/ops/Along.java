package org.chainrule.ops;

import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/**
 * An axis counted from the front, and whether it is the last, which is not written.
 *
 * @param axis counted from the front
 * @param last whether it is the last
 */
public record Along(int axis, boolean last) {
    static Along of(Node x, int axis) {
        int front = x.shape().axis(axis);
        return new Along(front, front == x.rank() - 1);
    }

    /** As the argument of a call, empty when it is not written. */
    String text() {
        return last ? "" : Integer.toString(axis);
    }

    Groups groups(Tensor x) {
        return Groups.of(x.shape(), axis);
    }
}
