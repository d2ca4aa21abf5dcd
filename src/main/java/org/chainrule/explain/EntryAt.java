package org.chainrule.explain;

import java.util.List;
import java.util.Set;
import org.chainrule.graph.Node;

/**
 * One entry of a node.
 *
 * @param node the node
 * @param index one letter or number an axis; what stands at an axis of size 1 is not written
 * @param scope letters that are in use around it
 */
record EntryAt(Node node, List<String> index, Set<String> scope) {
    EntryAt {
        index = List.copyOf(index);
    }

    /** An entry of another node in the same scope. */
    EntryAt of(Node other, List<String> at) {
        return new EntryAt(other, at, scope);
    }

    /** The entry of an operand that broadcasts against this node. */
    EntryAt aligned(Node operand) {
        int lead = index.size() - operand.rank();
        return of(operand, index.subList(lead, index.size()));
    }
}
