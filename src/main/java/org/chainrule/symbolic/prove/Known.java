package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.message.Message;
import org.chainrule.symbolic.facts.Interval;
import org.chainrule.symbolic.facts.ValueFacts;

/** The facts an attempt may use, by key: what the domains of inputs say, and what was assumed. */
final class Known {
    private final Set<String> allowed;
    private final Set<Node> assumedSymmetric;
    private final NodeMap<ValueFacts> found = new NodeMap<>();

    Known(Set<String> allowed, Set<Node> assumedSymmetric) {
        this.allowed = new TreeSet<>(allowed);
        this.assumedSymmetric = Set.copyOf(assumedSymmetric);
    }

    /** What the domains of some leaves say: keys and sentences. */
    static Map<String, Message> ofDomains(List<Node> nodes) {
        Map<String, Message> facts = new LinkedHashMap<>();
        for (Node node : nodes) {
            if (!(node.op() instanceof Leaf leaf)) {
                continue;
            }
            ValueFacts known = ValueFacts.declared(node);
            String name = leaf.name();
            if (!known.sumsToOne().isEmpty()) {
                facts.put(
                        sum(node),
                        known.isBinary()
                                ? say(
                                        "{0} is one-hot along axis {1}: its entries along that axis sum to 1",
                                        name, axis(node))
                                : say(
                                        "{0} sums to 1 along axis {1}: its entries along that axis sum to 1",
                                        name, axis(node)));
            }
            if (known.isBinary()) {
                facts.put(
                        key("binary", node),
                        known.sumsToOne().isEmpty()
                                ? say("the entries of {0} are 0 or 1", name)
                                : say("the entries of {0} are 0 or 1, a single 1 along the axis", name));
            }
            if (known.symmetric()) {
                facts.put(key("symmetric", node), say("{0} is symmetric", name));
            }
            Message range = range(name, known);
            if (!range.isEmpty() && node.type().isReal()) {
                facts.put(key("range", node), range);
            }
        }
        return facts;
    }

    private static Message range(String name, ValueFacts known) {
        Interval range = known.range();
        if (known.definite()) {
            return say("{0} is positive definite", name);
        }
        if (range.equals(Interval.POSITIVE)) {
            return say("{0} is positive", name);
        }
        if (range.equals(Interval.NONNEGATIVE)) {
            return say("{0} is not negative", name);
        }
        if (range.low() == 0 && range.high() == 1) {
            return say("{0} is between 0 and 1", name);
        }
        return range.low() >= 0 ? say("{0} is between {1} and {2}", name, range.low(), range.high()) : Message.NONE;
    }

    /** The axis along which the entries sum to 1. */
    static int axis(Node node) {
        return ValueFacts.declared(node).sumsToOne().iterator().next();
    }

    private static String key(String kind, Node node) {
        return kind + ":" + node.label().orElse("input");
    }

    private static String sum(Node node) {
        return key(ValueFacts.declared(node).isBinary() ? "onehot" : "simplex", node) + ":axis" + axis(node);
    }

    boolean allows(String key) {
        return allowed.contains(key);
    }

    /** What may be used of a node: all that its op says of it, and of a leaf what is allowed. */
    ValueFacts of(Node node) {
        ValueFacts known = found.get(node);
        if (known == null) {
            ValueFacts facts = ValueFacts.declared(node);
            known = node.isLeaf() ? allowed(node, facts) : facts;
            found.put(node, known);
        }
        return known;
    }

    private ValueFacts allowed(Node node, ValueFacts facts) {
        boolean range = allows(key("range", node));
        return new ValueFacts(
                range ? facts.range() : Interval.REAL,
                facts.whole() && allows(key("binary", node)),
                !facts.sumsToOne().isEmpty() && allows(sum(node)) ? facts.sumsToOne() : Set.of(),
                facts.symmetric() && allows(key("symmetric", node)),
                facts.definite() && range,
                facts.invertible());
    }

    boolean sumsToOne(Node node) {
        return !of(node).sumsToOne().isEmpty();
    }

    /** True when its entries are 0 or 1, which is one fact by itself. */
    boolean isSwitch(Node node) {
        return ValueFacts.declared(node).isBinary() && (!node.isLeaf() || allows(key("binary", node)));
    }

    /** True by its domain, or since it was assumed. */
    boolean isSymmetric(Node node) {
        return assumedSymmetric.contains(node) || of(node).symmetric();
    }
}
