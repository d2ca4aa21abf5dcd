package org.chainrule.graph;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * The nodes that a list of outputs is computed from, each once, inputs before what uses them. The order depends on the
 * structure alone: depth first, left to right. Works on the heap, however deep the graph is.
 */
public final class Walk {
    private final NodeMap<Boolean> order;
    /** The positions of the inputs of node i are {@code edges[starts[i]]} to {@code edges[starts[i + 1] - 1]}. */
    private final int[] starts;

    private final int[] edges;

    private Walk(NodeMap<Boolean> order) {
        this.order = order;
        int size = order.size();
        this.starts = new int[size + 1];
        for (int i = 0; i < size; i++) {
            starts[i + 1] = starts[i] + order.key(i).inputs().size();
        }
        this.edges = new int[starts[size]];
        for (int i = 0; i < size; i++) {
            List<Node> inputs = order.key(i).inputs();
            for (int k = 0; k < inputs.size(); k++) {
                edges[starts[i] + k] = order.indexOf(inputs.get(k));
            }
        }
    }

    /** Walks everything the outputs are computed from. */
    public static Walk from(List<Node> outputs) {
        return from(outputs, input -> false);
    }

    /**
     * Walks what the outputs are computed from, down to some ends.
     *
     * @param ends nodes that are not walked, nor what is below them; an output is walked even so
     */
    public static Walk from(List<Node> outputs, Predicate<Node> ends) {
        Notes.walked();
        NodeMap<Boolean> done = new NodeMap<>();
        Pages<Node> stack = new Pages<>(64);
        int[] next = new int[64];
        for (Node output : outputs) {
            if (done.has(output)) {
                continue;
            }
            int depth = 0;
            stack.set(0, output);
            next[0] = 0;
            while (depth >= 0) {
                Node node = at(stack, depth);
                List<Node> inputs = node.inputs();
                if (next[depth] < inputs.size()) {
                    Node input = inputs.get(next[depth]++);
                    if (!done.has(input) && !ends.test(input)) {
                        if (++depth == next.length) {
                            next = Arrays.copyOf(next, 2 * depth);
                        }
                        stack.ensure(depth);
                        stack.set(depth, input);
                        next[depth] = 0;
                    }
                } else {
                    done.putIfAbsent(node, true);
                    depth--;
                }
            }
        }
        return new Walk(done);
    }

    private static Node at(Pages<Node> stack, int depth) {
        Node node = stack.get(depth);
        if (node == null) {
            throw new IllegalStateException("empty stack");
        }
        return node;
    }

    /** The number of nodes. */
    public int size() {
        return order.size();
    }

    /** The node at a position, inputs first. */
    public Node node(int position) {
        return order.key(position);
    }

    /** The position of input {@code k} of the node at a position; -1 when it was not walked. */
    public int input(int position, int k) {
        return edges[starts[position] + k];
    }

    /** The position of a node, or -1 when the outputs do not depend on it. */
    public int indexOf(Node node) {
        return order.indexOf(node);
    }

    /** All nodes, inputs first, as a view. */
    public List<Node> nodes() {
        return new AbstractList<>() {
            @Override
            public Node get(int i) {
                return order.key(i);
            }

            @Override
            public int size() {
                return order.size();
            }
        };
    }
}
