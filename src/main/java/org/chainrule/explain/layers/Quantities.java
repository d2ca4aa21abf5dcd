package org.chainrule.explain.layers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Formula;

/** What the loss is computed from: names, the numbers in them, and who uses what. */
final class Quantities {
    /** A formula in a message is not longer. */
    private static final int LONGEST = 60;

    private final Walk forward;
    private final NodeMap<String> names = new NodeMap<>();
    private final NodeMap<List<Node>> users = new NodeMap<>();
    private final Map<String, NavigableMap<Integer, Node>> families = new LinkedHashMap<>();
    private final Set<String> taken = new TreeSet<>();

    /** @param model names that the nodes have beside their labels */
    Quantities(Node loss, Map<String, Node> model) {
        this.forward = Walk.from(List.of(loss));
        taken.addAll(model.keySet());
        model.forEach(this::name);
        for (Node node : forward.nodes()) {
            node.label().ifPresent(label -> name(label, node));
            node.shape().dims().forEach(dim -> dim.names().forEach(size -> taken.add(size.toString())));
            for (Node input : node.inputs()) {
                users.putIfAbsent(input, new ArrayList<>());
                List<Node> known = users.at(input);
                if (known.isEmpty() || known.get(known.size() - 1) != node) {
                    known.add(node);
                }
            }
        }
        names.forEach((node, name) -> Numbered.of(name).ifPresent(n -> {
            families.computeIfAbsent(n.base(), base -> new TreeMap<>()).putIfAbsent(n.number(), node);
            taken.add(n.base());
        }));
    }

    /** A leaf has its own name; of several names of a node the first with a number counts. */
    private void name(String name, Node node) {
        taken.add(name);
        if (forward.indexOf(node) < 0 || !node.isVariable()) {
            return;
        }
        String own = node.op() instanceof Leaf leaf ? leaf.name() : name;
        String known = names.get(node);
        if (known == null || (Numbered.of(known).isEmpty() && Numbered.of(own).isPresent())) {
            names.put(node, own);
        }
    }

    Walk forward() {
        return forward;
    }

    Node loss() {
        return forward.node(forward.size() - 1);
    }

    /** The name of a node; empty when it has none. */
    String name(Node node) {
        String name = names.get(node);
        return name == null ? "" : name;
    }

    /** The name of a node, or its formula. */
    String show(Node node) {
        String name = name(node);
        return name.isEmpty() ? ShortText.of(node) : name;
    }

    /** A quantity with what it is computed as, as far as that is short. */
    String definition(Node node) {
        String formula = Formula.text(node, this::name);
        String name = name(node);
        return (name.isEmpty() ? "" : name + " = ")
                + (formula.length() > LONGEST ? formula.substring(0, LONGEST) + "…" : formula);
    }

    Optional<Numbered> numbered(Node node) {
        String name = names.get(node);
        return name == null ? Optional.empty() : Numbered.of(name);
    }

    /** What is computed directly from a node. */
    List<Node> users(Node node) {
        List<Node> known = users.get(node);
        return known == null ? List.of() : known;
    }

    /** The quantities that share a name up to its number, by that number. */
    Map<String, NavigableMap<Integer, Node>> families() {
        return families;
    }

    /** Whether something has a name, or a size. */
    boolean isTaken(String name) {
        return taken.contains(name);
    }

    /** The first of some names that nothing is called, with or without a number. */
    String fresh(String... wishes) {
        for (String wish : wishes) {
            if (!taken.contains(wish)) {
                return wish;
            }
        }
        int i = 1;
        while (taken.contains(wishes[0] + "_" + "x".repeat(i))) {
            i++;
        }
        return wishes[0] + "_" + "x".repeat(i);
    }
}
