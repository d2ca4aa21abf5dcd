package org.chainrule.explain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;

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

    /** How often each node is an input in the formulas of some roots. */
    static NodeMap<Integer> uses(List<Node> roots, Predicate<Node> named) {
        NodeMap<Integer> uses = new NodeMap<>();
        writtenOut(roots, named).forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
        return uses;
    }

    /**
     * The roots with every part below them replaced by its stand-in; a root itself is written out.
     *
     * @param standIns by node
     * @param named nodes that stay as they are, whatever is below them
     */
    static List<Node> replace(List<Node> roots, NodeMap<Node> standIns, Predicate<Node> named) {
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : writtenOut(roots, node -> standIns.has(node) || named.test(node))) {
            List<Node> inputs = new ArrayList<>();
            for (Node input : node.inputs()) {
                Node standIn = standIns.get(input);
                Node image = standIn != null || named.test(input) ? standIn : images.get(input);
                inputs.add(image == null ? input : image);
            }
            images.put(node, Substitution.remade(node, inputs));
        }
        return roots.stream()
                .map(root -> images.has(root) ? images.at(root) : root)
                .toList();
    }

    /** The same for one root, where the stand-ins are all that ends it. */
    static Node replace(Node root, NodeMap<Node> standIns) {
        return replace(List.of(root), standIns, node -> false).get(0);
    }
}
