package org.chainrule.explain.layers;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/** Compares two layers node by node: the same ops, on quantities of the same name up to its number. */
final class Matching {
    private final Quantities quantities;
    private final Layer pattern;
    private final Layer other;
    private final NodeMap<Node> images = new NodeMap<>();
    private @Nullable Node unit;
    private Message difference = Message.NONE;

    /**
     * A layer.
     *
     * @param number its number
     * @param result what it computes
     * @param unit what it computes it from; null when any quantity may be it
     */
    record Layer(int number, Node result, @Nullable Node unit) {}

    private Matching(Quantities quantities, Layer pattern, Layer other) {
        this.quantities = quantities;
        this.pattern = pattern;
        this.other = other;
        this.unit = other.unit;
    }

    /** Compares, to be asked for what was found. */
    static Matching of(Quantities quantities, Layer pattern, Layer other) {
        Matching matching = new Matching(quantities, pattern, other);
        matching.compare();
        return matching;
    }

    boolean isEqual() {
        return difference.isEmpty();
    }

    /** The first difference; empty when there is none. */
    Message difference() {
        return difference;
    }

    /** What stands in the other layer for a node of the pattern. */
    Node image(Node node) {
        return images.at(node);
    }

    /** What the other layer is computed from. */
    Optional<Node> unit() {
        return Optional.ofNullable(unit);
    }

    private record Pair(Node mine, Node theirs) {}

    private void compare() {
        Deque<Pair> open = new ArrayDeque<>();
        open.push(new Pair(pattern.result, other.result));
        while (!open.isEmpty() && difference.isEmpty()) {
            Pair pair = open.pop();
            Node known = images.get(pair.mine);
            if (known != null) {
                require(known == pair.theirs);
                continue;
            }
            images.put(pair.mine, pair.theirs);
            if (pair.mine == pattern.unit) {
                unit = unit == null && pair.theirs.type().isReal() ? pair.theirs : unit;
                require(pair.theirs == unit && pair.mine.rank() == pair.theirs.rank());
            } else if (pair.theirs == other.unit) {
                require(false);
            } else if (pair.mine.isLeaf() || pair.theirs.isLeaf()) {
                require(isSame(pair.mine, pair.theirs));
            } else if (pair.mine != pair.theirs) {
                require(isSame(pair.mine.op(), pair.theirs.op())
                        && pair.mine.rank() == pair.theirs.rank()
                        && pair.mine.inputs().size() == pair.theirs.inputs().size());
                for (int k = pair.mine.inputs().size() - 1; k >= 0 && difference.isEmpty(); k--) {
                    open.push(new Pair(pair.mine.input(k), pair.theirs.input(k)));
                }
            } else if (!pair.mine.inputs().isEmpty()) {
                // shared by both layers as it is, unless it contains what they are computed from
                for (Node input : pair.mine.inputs()) {
                    open.push(new Pair(input, input));
                }
            }
        }
    }

    private void require(boolean same) {
        if (!same && difference.isEmpty()) {
            difference = Message.say(
                    "{0} and {1} differ in more than their numbers",
                    quantities.definition(pattern.result), quantities.definition(other.result));
        }
    }

    /** The same input, or inputs whose numbers are as far apart as those of the layers. */
    private boolean isSame(Node mine, Node theirs) {
        if (mine == theirs) {
            return true;
        }
        return mine.op() instanceof Leaf a
                && theirs.op() instanceof Leaf b
                && a.role() == b.role()
                && mine.rank() == theirs.rank()
                && mine.type().kind() == theirs.type().kind()
                && quantities
                        .numbered(mine)
                        .flatMap(x -> quantities
                                .numbered(theirs)
                                .map(y -> x.base().equals(y.base())
                                        && y.number() - x.number() == other.number - pattern.number))
                        .orElse(false);
    }

    private static boolean isSame(Op mine, Op theirs) {
        return mine.equals(theirs) || (mine instanceof Broadcast && theirs instanceof Broadcast);
    }
}
