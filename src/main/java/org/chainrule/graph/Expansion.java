package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Graphs written out in primitives: every op that has a definition is replaced by it, those inside the definition too. */
public final class Expansion {
    private Expansion() {}

    /**
     * The graph of a node by primitives.
     *
     * @param keeps ops that stay although they have a definition
     */
    public static Node of(Node root, Predicate<Op> keeps) {
        NodeMap<Node> images = new NodeMap<>();
        NodeMap<Node> definitions = new NodeMap<>();
        List<Node> stack = new ArrayList<>(List.of(root));
        while (!stack.isEmpty()) {
            Node node = stack.get(stack.size() - 1);
            Node definition = definitions.get(node);
            List<Node> below = definition == null ? node.inputs() : List.of(definition);
            int before = stack.size();
            for (int i = below.size() - 1; i >= 0; i--) {
                if (!images.has(below.get(i))) {
                    refuseOpen(below.get(i), definitions);
                    stack.add(below.get(i));
                }
            }
            if (stack.size() > before) {
                continue;
            }
            Node image = definition == null ? rebuilt(node, images) : image(definition, images);
            Optional<Node> next = definition != null || keeps.test(node.op())
                    ? Optional.empty()
                    : image.op().definition(image.inputs());
            if (next.isPresent()) {
                definitions.put(node, next.get());
            } else {
                images.put(node, image);
                stack.remove(stack.size() - 1);
            }
        }
        return image(root, images);
    }

    /** Refuses a node whose definition is still being expanded: it needs itself, by way of others. */
    private static void refuseOpen(Node node, NodeMap<Node> definitions) {
        if (definitions.has(node)) {
            throw Endless.error(node.op());
        }
    }

    private static Node rebuilt(Node node, NodeMap<Node> images) {
        List<Node> inputs = new ArrayList<>();
        boolean same = true;
        for (Node input : node.inputs()) {
            Node image = image(input, images);
            inputs.add(image);
            same &= image == input;
        }
        return same ? node : Node.of(node.op(), inputs);
    }

    private static Node image(Node node, NodeMap<Node> images) {
        Node image = images.get(node);
        if (image == null) {
            throw new IllegalStateException("a node before its inputs");
        }
        return image;
    }
}
