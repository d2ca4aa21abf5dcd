package org.chainrule.symbolic.prove;

import static org.chainrule.message.Message.say;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;

/** The facts an attempt may use, by key: what the domains of inputs say, and what was assumed. */
final class Known {
    private final Set<String> allowed;
    private final Set<Node> assumedSymmetric;

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
            Domain domain = leaf.domain();
            String name = leaf.name();
            switch (domain.kind()) {
                case ONEHOT -> {
                    facts.put(
                            sum(node),
                            say(
                                    "{0} is one-hot along axis {1}: its entries along that axis sum to 1",
                                    label(node), axis(node)));
                    facts.put(switches(node), say("the entries of {0} are 0 or 1, a single 1 along the axis", name));
                }
                case SIMPLEX ->
                    facts.put(
                            sum(node),
                            say(
                                    "{0} sums to 1 along axis {1}: its entries along that axis sum to 1",
                                    label(node), axis(node)));
                case BINARY -> facts.put(switches(node), say("the entries of {0} are 0 or 1", name));
                case SYMMETRIC, SPD -> facts.put(symmetry(node), say("{0} is symmetric", name));
                default -> {
                    // The others say something of the range only.
                }
            }
            Message range =
                    switch (domain.kind()) {
                        case POSITIVE -> say("{0} is positive", name);
                        case NONNEGATIVE -> say("{0} is not negative", name);
                        case PROBABILITY, ONEHOT, SIMPLEX, BINARY -> say("{0} is between 0 and 1", name);
                        case SPD -> say("{0} is positive definite", name);
                        case INTERVAL ->
                            domain.low() >= 0
                                    ? say("{0} is between {1} and {2}", name, domain.low(), domain.high())
                                    : Message.NONE;
                        default -> Message.NONE;
                    };
            if (!range.isEmpty()) {
                facts.put(range(leaf), range);
            }
        }
        return facts;
    }

    static int axis(Node node) {
        return node.op() instanceof Leaf leaf ? node.shape().axis(leaf.domain().axis()) : 0;
    }

    private static String label(Node node) {
        return node.label().orElse("input");
    }

    private static String kind(Node node) {
        return node.op() instanceof Leaf leaf
                ? leaf.domain().kind().name().toLowerCase(java.util.Locale.ROOT)
                : "given";
    }

    private static String sum(Node node) {
        return kind(node) + ":" + label(node) + ":axis" + axis(node);
    }

    private static String switches(Node node) {
        return "binary:" + label(node);
    }

    private static String symmetry(Node node) {
        return "symmetric:" + label(node);
    }

    private static String range(Leaf leaf) {
        return "range:" + leaf.name();
    }

    boolean allows(String key) {
        return allowed.contains(key);
    }

    boolean sumsToOne(Node node) {
        return is(node, Domain.Kind.ONEHOT, Domain.Kind.SIMPLEX) && allows(sum(node));
    }

    boolean isSwitch(Node node) {
        return is(node, Domain.Kind.ONEHOT, Domain.Kind.BINARY) && allows(switches(node));
    }

    /** True by its domain, or since it was assumed. */
    boolean isSymmetric(Node node) {
        return assumedSymmetric.contains(node)
                || (is(node, Domain.Kind.SYMMETRIC, Domain.Kind.SPD) && allows(symmetry(node)));
    }

    /** Another leaf may have the same name, but not the same domain. */
    private static boolean is(Node node, Domain.Kind first, Domain.Kind second) {
        return node.op() instanceof Leaf leaf
                && (leaf.domain().kind() == first || leaf.domain().kind() == second);
    }

    boolean range(Node node) {
        return node.op() instanceof Leaf leaf && allows(range(leaf));
    }
}
