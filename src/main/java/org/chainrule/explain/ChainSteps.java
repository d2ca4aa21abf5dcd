package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;

/** Goes from the loss back through the named quantities and writes down the chain rule at each. */
final class ChainSteps {
    private final ExplainedModel derivation;
    private final Naming naming;
    private final NodeMap<Node> standIns = new NodeMap<>();
    private final NodeMap<List<ChainStep.Way>> ways = new NodeMap<>();
    private final NodeMap<Node> sums = new NodeMap<>();
    private final NodeMap<Line> lines = new NodeMap<>();
    /** The quantity farthest from the loss that is computed from each. */
    private final NodeMap<Node> lastUse = new NodeMap<>();

    private ChainSteps(ExplainedModel derivation) {
        this.derivation = derivation;
        this.naming = derivation.naming();
        derivation.lines().forEach(line -> line.variable().ifPresent(x -> lines.put(x, line)));
    }

    static List<ChainStep> of(ExplainedModel derivation) {
        return new ChainSteps(derivation.withNamedSteps()).all();
    }

    private List<ChainStep> all() {
        Walk forward = derivation.forward();
        Names names = node -> naming.has(node) ? naming.apply(node) : ShortText.of(node);
        for (int i = forward.size() - 1; i >= 0; i--) {
            Node node = forward.node(i);
            if (node == derivation.loss()) {
                descend(node, Node.constant(1), names);
            } else if (isQuantity(node) && ways.has(node)) {
                descend(node, standIn(node), names);
            }
        }
        List<ChainStep> cards = new ArrayList<>();
        for (int i = forward.size() - 1; i >= 0; i--) {
            Node node = forward.node(i);
            if (ways.has(node) && !node.isLeaf()) {
                cards.add(card(node));
            }
            for (Node leaf : derivation.wrt()) {
                if (leaf.isLeaf() && lastUse.get(leaf) == node) {
                    cards.add(card(leaf));
                }
            }
        }
        return cards;
    }

    private boolean isQuantity(Node node) {
        return naming.has(node) || derivation.wrt().contains(node);
    }

    private boolean isRelevant(Node node) {
        return derivation.gradient().find(node).isPresent();
    }

    private Node standIn(Node node) {
        if (!standIns.has(node)) {
            Line line = lines.get(node);
            standIns.put(node, line != null ? line.standIn() : Naming.standIn(gradientName(node), node));
        }
        return standIns.at(node);
    }

    private String gradientName(Node node) {
        Line line = lines.get(node);
        return line != null ? line.name() : naming.gradientOf(node);
    }

    private void descend(Node above, Node cotangent, Names names) {
        for (GradientPaths.Way way : GradientPaths.down(above, cotangent, this::isQuantity, this::isRelevant, names)) {
            sums.merge(way.from(), way.product(), Node::plus);
            ways.putIfAbsent(way.from(), new ArrayList<>());
            ways.at(way.from())
                    .add(new ChainStep.Way(
                            derivation.written(above),
                            derivation.definition(above),
                            derivation.written(cotangent),
                            way.local(),
                            derivation.written(derivation
                                    .simplification()
                                    .of(way.product())
                                    .formula())));
            lastUse.put(way.from(), above);
        }
    }

    private ChainStep card(Node node) {
        Simplification.Result simple = derivation.simplification().of(sums.at(node));
        Written sum = derivation.written(simple.formula());
        Line line = lines.get(node);
        Optional<Line> inserted = Optional.ofNullable(line).filter(own -> own.formula() != simple.formula());
        return new ChainStep(
                derivation.written(node),
                gradientName(node),
                List.copyOf(ways.at(node)),
                sum,
                inserted.map(own -> derivation.written(own.formula())),
                inserted.map(own -> helpers(own.formula())).orElse(List.of()),
                inserted.map(Line::rules).orElse(simple.rules()));
    }

    /** The lines in a formula that have no step of their own, and those in theirs. */
    private List<ChainStep.Helper> helpers(Node formula) {
        NodeMap<Boolean> used = new NodeMap<>();
        List<ChainStep.Helper> helpers = new ArrayList<>();
        Walk.from(List.of(formula)).nodes().forEach(node -> used.put(node, true));
        for (int i = derivation.lines().size() - 1; i >= 0; i--) {
            Line line = derivation.lines().get(i);
            boolean shown = line.variable().filter(ways::has).isPresent();
            if (!shown && used.has(line.standIn())) {
                helpers.add(
                        0,
                        new ChainStep.Helper(derivation.written(line.standIn()), derivation.written(line.formula())));
                Walk.from(List.of(line.formula())).nodes().forEach(node -> used.put(node, true));
            }
        }
        return helpers;
    }
}
