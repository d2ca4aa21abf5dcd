package org.chainrule.symbolic.rewrite;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/**
 * What some nodes are computed from, looked up without walking it all: what is asked for is mostly close by, and no more is
 * walked than it takes to find it.
 */
final class Below {
    private final NodeMap<Boolean> met = new NodeMap<>();
    private final Deque<Node> open = new ArrayDeque<>();

    Below(Collection<Node> nodes) {
        nodes.forEach(this::meet);
    }

    private void meet(Node node) {
        if (met.putIfAbsent(node, true)) {
            open.add(node);
        }
    }

    /** Whether a node is one of the nodes or something they are computed from. */
    boolean has(Node node) {
        while (!met.has(node) && !open.isEmpty()) {
            open.remove().inputs().forEach(this::meet);
        }
        return met.has(node);
    }
}
