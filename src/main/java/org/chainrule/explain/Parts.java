package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/** Cuts a graph into named parts: below a root, everything down to the parts that have a name of their own. */
final class Parts {
    private Parts() {}

    /** The nodes written out in the formula of a root, inputs first: named ones end the walk and are not among them. */
    static List<Node> writtenOut(List<Node> roots, Predicate<Node> named) {
        NodeMap<Boolean> done = new NodeMap<>();
        List<Node> order = new ArrayList<>();
        for (Node root : roots) {
            Deque<Node> stack = new ArrayDeque<>(List.of(root));
            NodeMap<Boolean> open = new NodeMap<>();
            while (!stack.isEmpty()) {
                Node node = stack.element();
                if (done.has(node)) {
                    stack.pop();
                } else if (open.putIfAbsent(node, true)) {
                    for (int k = node.inputs().size() - 1; k >= 0; k--) {
                        Node input = node.input(k);
                        if (!done.has(input) && !named.test(input)) {
                            stack.push(input);
                        }
                    }
                } else {
                    stack.pop();
                    done.put(node, true);
                    order.add(node);
                }
            }
        }
        return order;
    }

    /**
     * The roots with every part below them replaced by its stand-in; a root itself is written out.
     *
     * @param standIns by node
     * @param named nodes that stay as they are, whatever is below them
     */
    static List<Node> replace(List<Node> roots, NodeMap<Node> standIns, Predicate<Node> named) {
        Predicate<Node> ends = node -> standIns.has(node) || named.test(node);
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : writtenOut(roots, ends)) {
            boolean changed = false;
            List<Node> inputs = new ArrayList<>();
            for (Node input : node.inputs()) {
                Node standIn = standIns.get(input);
                Node image = standIn != null ? standIn : images.get(input);
                inputs.add(image == null || (standIn == null && named.test(input)) ? input : image);
                changed |= inputs.get(inputs.size() - 1) != input;
            }
            images.put(node, changed ? Node.of(node.op(), inputs) : node);
        }
        List<Node> results = new ArrayList<>();
        for (Node root : roots) {
            Node image = images.get(root);
            results.add(image == null ? root : image);
        }
        return results;
    }
}
