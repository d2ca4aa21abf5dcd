package org.chainrule.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Domain;

/** What nodes are called in an explanation: the names of the model, and new ones that collide with none of them. */
final class Naming implements Function<Node, String> {
    private final Node loss;
    private final NodeMap<String> names = new NodeMap<>();
    /** The names of what the loss is computed from. */
    private final Set<String> forwardNames = new TreeSet<>();

    private final Set<String> taken = new TreeSet<>();

    private Naming(Node loss) {
        this.loss = loss;
    }

    /**
     * The names that can be written in a formula.
     *
     * @param model names by which the model knows nodes; labels stand in where there is none
     */
    static Naming of(Map<String, Node> model, Walk forward) {
        Naming naming = new Naming(forward.node(forward.size() - 1));
        Map<String, Node> words = new LinkedHashMap<>();
        model.forEach((name, node) -> {
            // A scalar constant is the same node wherever that number stands.
            if (node.isVariable() || node.rank() > 0) {
                words.putIfAbsent(name, node);
            }
        });
        for (Node node : forward.nodes()) {
            node.label().filter(Naming::isWord).ifPresent(label -> words.putIfAbsent(label, node));
            node.shape().dims().forEach(dim -> dim.names().forEach(size -> naming.taken.add(size.toString())));
        }
        words.forEach((name, node) -> {
            naming.taken.add(name);
            if (forward.indexOf(node) >= 0) {
                naming.forwardNames.add(name);
            }
            // A leaf is known by its own name, whatever else it is called.
            naming.names.putIfAbsent(node, node.op() instanceof Leaf leaf ? leaf.name() : name);
        });
        return naming;
    }

    private static boolean isWord(String label) {
        return !label.isEmpty()
                && Character.isUnicodeIdentifierStart(label.codePointAt(0))
                && label.codePoints().allMatch(Character::isUnicodeIdentifierPart);
    }

    /** The name of a node; empty when it has none. */
    @Override
    public String apply(Node node) {
        String name = names.get(node);
        return name != null ? name : node.op() instanceof Leaf leaf ? leaf.name() : "";
    }

    boolean has(Node node) {
        return !apply(node).isEmpty();
    }

    /** A name for one more node, which is another way to write what has the name. */
    void also(Node node, String name) {
        names.putIfAbsent(node, name);
    }

    /** Takes a name out of use: what stands for a gradient must not stand in the formula of that gradient. */
    void forget(Node node) {
        if (names.has(node) && !node.isLeaf()) {
            names.put(node, "");
        }
    }

    /** These names, and v1, v2, … for every op that has none. */
    Naming withEvery(Walk forward) {
        Naming every = new Naming(loss);
        names.forEach(every.names::put);
        every.taken.addAll(taken);
        every.forwardNames.addAll(forwardNames);
        for (Node node : forward.nodes()) {
            if (node != loss && node.isVariable() && !every.has(node)) {
                every.names.put(node, every.numbered("v"));
            }
        }
        return every;
    }

    /** True for what the model names; false for the stand-ins of other lines. */
    boolean isModels(Node node) {
        String name = names.get(node);
        return name != null && !name.isEmpty();
    }

    /** True when the loss is computed from nothing of that name. */
    boolean isFree(String name) {
        return !forwardNames.contains(name);
    }

    /** The inputs and parameters the loss is computed from, in the order of the model. */
    List<Node> leaves(Walk forward) {
        List<Node> leaves = new ArrayList<>();
        names.forEach((node, name) -> {
            if (node.isLeaf() && forward.indexOf(node) >= 0) {
                leaves.add(node);
            }
        });
        return leaves;
    }

    /** True for the names of the model, its sizes, and the names given since. */
    boolean isTaken(String name) {
        return taken.contains(name);
    }

    /** The name of the loss; J when it has none. */
    String ofLoss() {
        return has(loss) ? apply(loss) : isFree("J") ? "J" : numbered("J");
    }

    /** The left-hand side of the gradient by a node: dW, or the ratio dJ/dW where the model computes with another dW. */
    String gradientOf(Node x) {
        String of = has(x) ? apply(x) : numbered("v");
        return isFree("d" + of) ? "d" + of : "d" + ofLoss() + "/d" + of;
    }

    /** The stem itself, or the first free number after it. */
    String fresh(String stem) {
        return taken.add(stem) ? stem : numbered(stem);
    }

    /** The first free one of stem1, stem2, … */
    String numbered(String stem) {
        int i = 1;
        while (!taken.add(stem + i)) {
            i++;
        }
        return stem + i;
    }

    /** A leaf that stands for a named part of a derivation. */
    static Node standIn(String name, Node node) {
        return Node.input(name, Type.real(node.shape()), Domain.REAL);
    }
}
