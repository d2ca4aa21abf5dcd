package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;

/** Rebuilds a graph with some nodes replaced. Nodes that do not change are shared with the original. */
public final class Substitution {
    private Substitution() {}

    /**
     * The outputs with every node that has a replacement replaced, and everything above rebuilt.
     *
     * @param replacements by node; they are taken as they are, not searched again
     */
    public static List<Node> apply(List<Node> outputs, NodeMap<Node> replacements) {
        return Notes.together(() -> rebuilt(outputs, replacements));
    }

    private static List<Node> rebuilt(List<Node> outputs, NodeMap<Node> replacements) {
        NodeMap<Node> rebuilt = new NodeMap<>();
        Walk walk = Walk.from(outputs);
        for (int i = 0; i < walk.size(); i++) {
            Node node = walk.node(i);
            Node replacement = replacements.get(node);
            rebuilt.put(node, replacement != null ? replacement : rebuild(node, rebuilt));
        }
        List<Node> results = new ArrayList<>();
        for (Node output : outputs) {
            results.add(image(rebuilt, output));
        }
        return results;
    }

    private static Node rebuild(Node node, NodeMap<Node> rebuilt) {
        boolean changed = false;
        List<Node> inputs = new ArrayList<>(node.inputs().size());
        for (Node input : node.inputs()) {
            Node image = image(rebuilt, input);
            changed |= image != input;
            inputs.add(image);
        }
        return changed ? Node.of(node.op(), inputs) : node;
    }

    private static Node image(NodeMap<Node> rebuilt, Node node) {
        Node image = rebuilt.get(node);
        if (image == null) {
            throw new IllegalStateException("not rebuilt: " + node);
        }
        return image;
    }
}
