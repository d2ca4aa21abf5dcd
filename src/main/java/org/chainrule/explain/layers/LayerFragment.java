package org.chainrule.explain.layers;

import static org.chainrule.message.Message.english;
import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;

/**
 * How one state is computed from the one before, cut out of the graph: the loss depends on {@code from} only through
 * {@code to}.
 *
 * @param from the state before
 * @param to the state
 * @param unit what the rest is computed from: the activation of {@code from}, or {@code from} itself
 */
record LayerFragment(Node from, Node to, Node unit) {
    /**
     * Cuts out what is between two states.
     *
     * @param misfit is told why it cannot be done
     */
    static Optional<LayerFragment> of(Quantities quantities, Node from, Node to, Consumer<Message> misfit) {
        Walk walk = Walk.from(List.of(to));
        int start = walk.indexOf(from);
        if (start < 0) {
            misfit.accept(say("{0} is not computed from {1}", quantities.show(to), quantities.show(from)));
            return Optional.empty();
        }
        boolean[] depends = new boolean[walk.size()];
        depends[start] = true;
        for (int i = start + 1; i < walk.size(); i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                depends[i] |= depends[walk.input(i, k)];
            }
        }
        for (int i = start; i < walk.size() - 1; i++) {
            if (!depends[i]) {
                continue;
            }
            for (Node user : quantities.users(walk.node(i))) {
                int at = walk.indexOf(user);
                if (at < 0 || !depends[at]) {
                    misfit.accept(say(
                            i == start
                                    ? english("{0} reaches the loss not through {1} alone: {2} uses it as well")
                                    : english("{0} reaches the loss not through {1} alone: {2} uses {3} as well"),
                            quantities.show(from),
                            quantities.show(to),
                            quantities.show(user),
                            quantities.show(walk.node(i))));
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new LayerFragment(from, to, unit(walk, start, depends)));
    }

    /** The last function of each entry of the state before, if everything goes through it. */
    private static Node unit(Walk walk, int start, boolean[] depends) {
        Node from = walk.node(start);
        boolean[] pointwise = new boolean[walk.size()];
        pointwise[start] = true;
        for (int i = start + 1; i < walk.size() - 1; i++) {
            Node node = walk.node(i);
            pointwise[i] = depends[i]
                    && node.op().maskRule() == MaskRule.ELEMENTWISE
                    && node.shape().sameShape(from.shape());
            for (int k = 0; k < node.inputs().size() && pointwise[i]; k++) {
                pointwise[i] = pointwise[walk.input(i, k)] || !node.input(k).isVariable();
            }
        }
        List<Node> ends = new ArrayList<>();
        for (int i = start + 1; i < walk.size(); i++) {
            for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                int below = walk.input(i, k);
                if (depends[i] && !pointwise[i] && pointwise[below] && !ends.contains(walk.node(below))) {
                    ends.add(walk.node(below));
                }
            }
        }
        return ends.size() == 1 ? ends.get(0) : from;
    }

    /** What it computes, as the layer of a number. */
    Matching.Layer layer(int number) {
        return new Matching.Layer(number, to, unit);
    }

    /** Whether the state is activated before it is used. */
    boolean isActivated() {
        return unit != from;
    }

    /** The nodes from what a layer is computed from to its result, each before what uses it. */
    static List<Node> between(Node unit, Node result) {
        Walk walk = Walk.from(List.of(result));
        boolean[] reached = new boolean[walk.size()];
        reached[walk.size() - 1] = true;
        for (int i = walk.size() - 1; i >= 0; i--) {
            if (reached[i] && walk.node(i) != unit) {
                for (int k = 0; k < walk.node(i).inputs().size(); k++) {
                    reached[walk.input(i, k)] = true;
                }
            }
        }
        return IntStream.range(0, walk.size())
                .filter(i -> reached[i])
                .mapToObj(walk::node)
                .toList();
    }
}
