package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

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

    /** One output with nodes replaced. */
    public static Node apply(Node output, NodeMap<Node> replacements) {
        return apply(List.of(output), replacements).get(0);
    }

    /** One output with one node replaced. */
    public static Node apply(Node output, Node node, Node replacement) {
        NodeMap<Node> replacements = new NodeMap<>();
        replacements.put(node, replacement);
        return apply(output, replacements);
    }

    private static List<Node> rebuilt(List<Node> outputs, NodeMap<Node> replacements) {
        NodeMap<Node> images = images(Walk.from(outputs).nodes(), (node, inputs) -> {
            Node replacement = replacements.get(node);
            return replacement != null ? replacement : remade(node, inputs);
        });
        return outputs.stream().map(images::at).toList();
    }

    /**
     * What stands for each of some nodes, of which inputs come before what uses them.
     *
     * @param image what stands for a node, from what stands for its inputs
     */
    public static NodeMap<Node> images(List<Node> nodes, BiFunction<Node, List<Node>, Node> image) {
        NodeMap<Node> images = new NodeMap<>();
        for (Node node : nodes) {
            List<Node> inputs = new ArrayList<>(node.inputs().size());
            node.inputs().forEach(input -> inputs.add(images.at(input)));
            images.put(node, image.apply(node, inputs));
        }
        return images;
    }

    /** A node with other inputs; itself with its own. */
    public static Node remade(Node node, List<Node> inputs) {
        return inputs.equals(node.inputs()) ? node : Node.of(node.op(), inputs);
    }
}
