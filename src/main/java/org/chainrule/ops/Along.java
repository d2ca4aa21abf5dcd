package org.chainrule.ops;

import java.util.LinkedHashMap;
import java.util.Map;
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

    Map<String, String> keywords() {
        Map<String, String> keywords = new LinkedHashMap<>();
        if (!last) {
            keywords.put("axis", Integer.toString(axis));
        }
        return keywords;
    }

    Groups groups(Tensor x) {
        return Groups.of(x.shape(), axis);
    }
}
