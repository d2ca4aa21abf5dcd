package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;

/** Cuts a graph into named parts: below a root, everything down to the parts that have a name of their own. */
final class Parts {
    private Parts() {}

    /** How often each node is an input in the formulas of some roots. */
    static NodeMap<Integer> uses(List<Node> roots, Predicate<Node> named) {
        NodeMap<Integer> uses = new NodeMap<>();
        Walk.from(roots, named).nodes().forEach(node -> node.inputs()
                .forEach(input -> uses.merge(input, 1, Integer::sum)));
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
        for (Node node :
                Walk.from(roots, node -> standIns.has(node) || named.test(node)).nodes()) {
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
