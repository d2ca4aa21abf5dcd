package org.chainrule.symbolic.rewrite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.facts.Deduction;
import org.chainrule.symbolic.facts.ValueFacts;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may look into, and how long formulas are. A node that is kept whole, since the user gave it a name, is a
 * letter to the rules: {@code A1}, not {@code tanh(Z1)}.
 */
public final class Visibility {
    /** A longer formula counts as this long. */
    private static final int LONGEST = 1_000_000;

    private final Predicate<Node> whole;
    private final Deduction facts;
    private final NodeMap<Integer> lengths;

    /** The named nodes that forms of their definitions stand for. */
    private final Function<Node, Optional<Node>> letters;

    /** Several rules in a row look at one node: the last answers. */
    private @Nullable Node lastProduct;

    private Product product = new Product();
    private @Nullable Node lastAddition;
    private Optional<Addition> addition = Optional.empty();

    /**
     * A view of graphs.
     *
     * @param whole which nodes are not looked into
     */
    Visibility(Predicate<Node> whole) {
        this(whole, new Knowledge(), form -> Optional.empty());
    }

    /**
     * A view of graphs.
     *
     * @param whole which nodes are not looked into
     * @param knowledge what has been found out in other views with the same nodes kept whole
     * @param letters the named node that a form stands for
     */
    Visibility(Predicate<Node> whole, Knowledge knowledge, Function<Node, Optional<Node>> letters) {
        this.whole = whole;
        this.facts = knowledge.facts();
        this.lengths = knowledge.lengths();
        this.letters = letters;
    }

    /** The named node that stands for a form: itself, when it has the name. */
    Optional<Node> letter(Node form) {
        return isOpen(form) ? letters.apply(form) : Optional.of(form);
    }

    /** The product that a node is, see {@link Product#of}. */
    Product product(Node node) {
        if (node != lastProduct) {
            product = Product.read(node, this);
            lastProduct = node;
        }
        return product;
    }

    /** The sum that a node is, see {@link Addition#of}. */
    Optional<Addition> addition(Node node) {
        if (node != lastAddition) {
            addition = Addition.read(node, this);
            lastAddition = node;
        }
        return addition;
    }

    /** Whether a node may be looked into. */
    boolean isOpen(Node node) {
        return !node.inputs().isEmpty() && !whole.test(node);
    }

    /** Whether a node may be looked into and is this elementwise or attribute-free op. */
    boolean is(Node node, Op op) {
        return node.op().equals(op) && isOpen(node);
    }

    /** Whether a node may be looked into and its op is of this class. */
    boolean is(Node node, Class<? extends Op> type) {
        return type.isInstance(node.op()) && isOpen(node);
    }

    /** The x of f(x), when a node may be looked into and is that. */
    Optional<Node> argument(Op f, Node node) {
        return is(node, f) ? Optional.of(node.input(0)) : Optional.empty();
    }

    /** What is known of the values of a node, kept whole or not. */
    ValueFacts facts(Node node) {
        return facts.of(node);
    }

    /** Whether a node is the scalar constant {@code value}, or that in every entry. */
    static boolean isEverywhere(Node node, double value) {
        return node.op() instanceof Fill fill
                ? fill.value() == value
                : node.op() instanceof Constant constant
                        && constant.value().rank() == 0
                        && constant.value().at(0) == value;
    }

    /** The length of a node's formula, looked into even when it is kept whole elsewhere. */
    int lengthInside(Node node) {
        if (isOpen(node)) {
            return length(node);
        }
        node.inputs().forEach(this::length);
        return sum(node);
    }

    /**
     * How long the formula of a node is: the number of letters, numbers and signs. A node kept whole is one letter,
     * unless it is the one asked for.
     */
    int length(Node node) {
        Integer known = lengths.get(node);
        if (known != null) {
            return known;
        }
        if (!isOpen(node)) {
            return 1;
        }
        // The inputs are known but for a few new nodes: rules work from the inputs up.
        Walk.from(List.of(node), input -> !isOpen(input) || lengths.has(input))
                .nodes()
                .forEach(each -> lengths.putIfAbsent(each, sum(each)));
        return lengths.at(node);
    }

    private int sum(Node node) {
        // What a textbook avoids counts more.
        long sum = node.op() instanceof Broadcast ? 3 : 1;
        for (Node input : node.inputs()) {
            Integer known = isOpen(input) ? lengths.get(input) : null;
            sum += known == null ? 1 : known;
        }
        return (int) Math.min(sum, LONGEST);
    }
}
