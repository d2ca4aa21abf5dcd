package org.chainrule.notation.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Domain;

/**
 * The g of lectures, which name no activation: {@code g'(Z1)} is the derivative of the function that the model applies to
 * {@code Z1}, entry by entry.
 */
final class LectureActivations {
    private static final String LETTERS = "gfhφϕψ";

    private LectureActivations() {}

    /** Whether a function may be meant so: g, or g1 in layer 1. */
    static boolean isName(String name) {
        return LETTERS.indexOf(name.charAt(0)) >= 0
                && name.length() <= 4
                && name.substring(1)
                        .replace("_", "")
                        .chars()
                        .allMatch(c -> Character.isDigit(c) || c == 'l' || c == 'L');
    }

    /**
     * The derivative of what the model computes from a node.
     *
     * @param order how many primes; 0 for the result itself
     */
    static Node derivative(String name, Node z, int order, Scope scope) {
        Map<Node, String> found = applied(z, scope);
        if (found.size() != 1) {
            String argument = ShortText.of(z);
            String primes = "'".repeat(order);
            throw found.isEmpty()
                    ? new ChainruleException(
                            "the model has no function {0}, and applies no function to each entry of {1}; write the "
                                    + "function, such as tanh{2}({1})",
                            name, argument, primes)
                    : new ChainruleException(
                            "the model has no function {0}, and computes several things from each entry of {1}: "
                                    + "{2}; write the function, such as tanh{3}({1})",
                            name, argument, String.join(", ", found.values()), primes);
        }
        Node result = found.keySet().iterator().next();
        Node t = Node.input("t", Type.real(z.shape()), Domain.REAL);
        Node of = replaced(result, z, t);
        for (int i = 0; i < order; i++) {
            of = Gradient.vjp(of, Fill.with(1, of.shape()), List.of(t)).orZero(t);
        }
        return replaced(of, t, z);
    }

    /** What the model computes from each entry of a node, and not from something else that it computes so. */
    private static Map<Node, String> applied(Node z, Scope scope) {
        Map<Node, String> found = new LinkedHashMap<>();
        scope.nodes().forEach((name, node) -> {
            if (isElementwise(node, z)) {
                found.putIfAbsent(node, name);
            }
        });
        List<Node> nodes = List.copyOf(found.keySet());
        nodes.stream()
                .filter(node -> nodes.stream().anyMatch(other -> isElementwise(node, other)))
                .forEach(found::remove);
        return found;
    }

    private static Node replaced(Node node, Node old, Node by) {
        NodeMap<Node> map = new NodeMap<>();
        map.put(old, by);
        return Substitution.apply(List.of(node), map).get(0);
    }

    /** Whether a node is a function of each entry of another one, and of constants. */
    private static boolean isElementwise(Node node, Node z) {
        if (node == z || !node.shape().sameShape(z.shape())) {
            return false;
        }
        Walk walk = Walk.from(List.of(node));
        if (walk.indexOf(z) < 0) {
            return false;
        }
        // only what is reached without going through z counts
        boolean[] above = new boolean[walk.size()];
        above[walk.size() - 1] = true;
        for (int i = walk.size() - 1; i >= 0; i--) {
            Node at = walk.node(i);
            if (!above[i] || at == z || !at.isVariable()) {
                continue;
            }
            if (at.isLeaf() || at.op().maskRule() != MaskRule.ELEMENTWISE) {
                return false;
            }
            for (int k = 0; k < at.inputs().size(); k++) {
                above[walk.input(i, k)] = true;
            }
        }
        return true;
    }
}
