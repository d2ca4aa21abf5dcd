package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;

/**
 * Quantities by number, each of which may be computed from the one before: Z1, Z2, …
 *
 * @param base what they are called, up to the number
 * @param nodes by number
 */
record States(String base, NavigableMap<Integer, Node> nodes) {
    /** All that may be meant, those first that lectures have: what an activation is applied to. */
    static List<States> candidates(Quantities quantities) {
        List<States> before = new ArrayList<>();
        List<States> after = new ArrayList<>();
        quantities.families().forEach((base, family) -> {
            NavigableMap<Integer, Node> computed = new TreeMap<>(family);
            computed.values()
                    .removeIf(node -> node.inputs().isEmpty() || !node.type().isReal());
            if (computed.size() > 1) {
                boolean activated = computed.values().stream()
                        .anyMatch(node -> argument(node).isPresent());
                (activated ? after : before).add(new States(base, computed));
            }
        });
        List<States> all = new ArrayList<>(before);
        all.addAll(unnamed(quantities));
        all.addAll(after);
        return all;
    }

    /** Where only weights or activations have names: what is computed from a weight, and what is activated. */
    private static List<States> unnamed(Quantities quantities) {
        List<States> found = new ArrayList<>();
        quantities.families().forEach((base, family) -> {
            NavigableMap<Integer, Node> nodes = new TreeMap<>();
            family.forEach((number, node) -> affine(quantities, node)
                    .or(() -> argument(node))
                    .filter(z -> !z.isLeaf() && quantities.numbered(z).isEmpty())
                    .ifPresent(z -> nodes.put(number, z)));
            boolean known =
                    found.stream().anyMatch(states -> states.nodes.values().containsAll(nodes.values()));
            if (nodes.size() > 1 && !known) {
                found.add(new States(quantities.fresh("Z", "S", "z", "s"), nodes));
            }
        });
        return found;
    }

    /** The product with a weight, with its bias if it has one. */
    private static Optional<Node> affine(Quantities quantities, Node weight) {
        if (!weight.isLeaf() || weight.rank() != 2) {
            return Optional.empty();
        }
        List<Node> users = quantities.users(weight);
        if (users.size() == 1 && users.get(0).op() instanceof Transpose) {
            users = quantities.users(users.get(0));
        }
        if (users.size() != 1 || !(users.get(0).op() instanceof MatMul)) {
            return Optional.empty();
        }
        Node product = users.get(0);
        List<Node> next = quantities.users(product);
        boolean biased = next.size() == 1
                && next.get(0).op() == Arithmetic.ADD
                && next.get(0).inputs().stream().anyMatch(input -> input.op() instanceof Leaf);
        return Optional.of(biased ? next.get(0) : product);
    }

    /** What a node is a function of, entry by entry; empty when it is no such function of one other. */
    static Optional<Node> argument(Node node) {
        Node at = node;
        // a sum with a bias is a function of each entry too, but of two
        List<Node> open = new ArrayList<>(List.of(node));
        while (true) {
            if (at.op().maskRule() != MaskRule.ELEMENTWISE || at.inputs().isEmpty()) {
                return Optional.empty();
            }
            open.remove(at);
            for (Node input : at.inputs()) {
                if (input.isVariable() && !open.contains(input)) {
                    open.add(input);
                }
            }
            if (open.size() == 1 && open.get(0).shape().sameShape(node.shape())) {
                return Optional.of(open.get(0));
            }
            Optional<Node> last = open.stream()
                    .filter(one -> open.stream()
                            .noneMatch(other -> other != one && other.inputs().contains(one)))
                    .filter(one -> one.shape().sameShape(node.shape()) && !one.isLeaf())
                    .findFirst();
            if (last.isEmpty() || open.size() > 8) {
                return Optional.empty();
            }
            at = last.get();
        }
    }
}
