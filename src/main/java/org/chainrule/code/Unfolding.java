package org.chainrule.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/** A graph in which every op that a language has no row for stands as its definition. */
final class Unfolding {
    private final NodeMap<Node> instead = new NodeMap<>();
    private final NodeMap<Integer> uses = new NodeMap<>();

    /**
     * Unfolds.
     *
     * @param has whether a language has a row for the op of a node
     * @param otherwise whether it can be written without a row and a definition
     * @throws ChainruleException with all ops that cannot be written
     */
    Unfolding(List<Node> roots, Tongue tongue, Predicate<Node> has, Predicate<Node> otherwise) {
        TreeSet<String> unknown = new TreeSet<>();
        NodeMap<Boolean> seen = new NodeMap<>();
        Deque<Node> waiting = new ArrayDeque<>();
        roots.forEach(root -> use(root, waiting));
        while (!waiting.isEmpty()) {
            Node node = waiting.pop();
            if (!seen.putIfAbsent(node, true)) {
                continue;
            }
            if (!node.isLeaf() && !node.isConstant() && !has.test(node)) {
                Optional<Node> form = SafeForms.of(node);
                if (form.isPresent()) {
                    instead.put(node, form.get());
                } else if (!otherwise.test(node)) {
                    unknown.add(node.op().name());
                }
            }
            parts(node).forEach(part -> use(part, waiting));
        }
        if (!unknown.isEmpty()) {
            throw new ChainruleException(say(
                    "code in {0} has nothing for {1}, so this cannot be printed in it",
                    tongue, String.join(", ", unknown)));
        }
    }

    private void use(Node node, Deque<Node> waiting) {
        uses.merge(node, 1, Integer::sum);
        waiting.push(node);
    }

    /** What is written instead of a node, the node itself if that is it. */
    Node form(Node node) {
        Node other = instead.get(node);
        return other == null ? node : other;
    }

    private List<Node> parts(Node node) {
        Node other = instead.get(node);
        return other == null ? node.inputs() : List.of(other);
    }

    /** How often a node is written down if nothing has a name. */
    int uses(Node node) {
        Integer count = uses.get(node);
        return count == null ? 0 : count;
    }

    /** What has to be written for a node, inputs first, the node last, without what is written already. */
    List<Node> order(Node root, Predicate<Node> written) {
        List<Node> order = new ArrayList<>();
        NodeMap<Boolean> done = new NodeMap<>();
        Deque<Node> stack = new ArrayDeque<>(List.of(root));
        while (!stack.isEmpty()) {
            Node node = stack.element();
            if (done.has(node) || written.test(node)) {
                stack.pop();
                continue;
            }
            int waiting = stack.size();
            List<Node> parts = parts(node);
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (!done.has(parts.get(i)) && !written.test(parts.get(i))) {
                    stack.push(parts.get(i));
                }
            }
            if (stack.size() == waiting) {
                stack.pop();
                done.put(node, true);
                order.add(node);
            }
        }
        return order;
    }
}
