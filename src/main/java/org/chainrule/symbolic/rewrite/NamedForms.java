package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;

/**
 * What the definitions of named nodes become, so that a name is found again where its formula comes out, also when the
 * definition is written in a naive way: a named {@code 1 / (1 + exp(-Z))} is found as {@code sigmoid(Z)}.
 *
 * <p>Each name is looked at once, however many formulas are simplified with this memory: of a recurrence of n steps whose n
 * gradients are simplified one after the other, n definitions are rewritten, not n². What a formula may be called depends
 * on the formula all the same: only names of what it is computed from are put into it.
 */
final class NamedForms {
    private final Predicate<Node> whole;
    private final List<RuleSet> stable;
    private final Knowledge knowledge = new Knowledge();
    private final NodeMap<Boolean> seen = new NodeMap<>();
    /** For each stage the rewriter of definitions. */
    private final List<Rewriter> rewriters = new ArrayList<>();
    /** For each stage the named nodes that a form may stand for, the first one first. */
    private final List<NodeMap<List<Node>>> letters = new ArrayList<>();

    private final Visibility sight;

    /**
     * A memory of no names yet.
     *
     * @param whole which nodes are not looked into
     * @param stages what the formulas are rewritten by, one after the other
     * @param stable what is done to definitions before, in a second attempt
     */
    NamedForms(Predicate<Node> whole, List<RuleSet> stages, List<RuleSet> stable) {
        this.whole = whole;
        this.stable = stable;
        this.sight = new Visibility(whole, knowledge, this::first);
        for (RuleSet stage : stages) {
            rewriters.add(new Rewriter(stage, sight, new Trace()));
            letters.add(new NodeMap<>());
        }
    }

    /** What has been found out about nodes, for all formulas. */
    Knowledge knowledge() {
        return knowledge;
    }

    /** Learns the names of what some nodes are computed from, and of the nodes themselves. */
    void learn(List<Node> nodes) {
        List<Node> unseen = new ArrayList<>();
        for (Node node : nodes) {
            if (!seen.has(node)) {
                unseen.add(node);
            }
        }
        List<Node> named = new ArrayList<>();
        for (Node node : Walk.from(unseen, seen::has).nodes()) {
            seen.put(node, true);
            if (!sight.isOpen(node) && !node.inputs().isEmpty()) {
                named.add(node);
            }
        }
        for (int stage = 0; stage < rewriters.size(); stage++) {
            for (Node node : named) {
                learn(node, stage);
            }
        }
    }

    private void learn(Node node, int stage) {
        Node plain = node;
        for (RuleSet rules : stable) {
            plain = new Rewriter(rules, sight, new Trace())
                    .rewrite(List.of(plain))
                    .get(0);
        }
        Rewriter rewriter = rewriters.get(stage);
        name(rewriter.rewrite(List.of(node)).get(0), node, stage);
        name(rewriter.rewrite(List.of(plain)).get(0), node, stage);
    }

    private void name(Node form, Node named, int stage) {
        if (form != named && sight.isOpen(form)) {
            NodeMap<List<Node>> known = letters.get(stage);
            known.putIfAbsent(form, new ArrayList<>(1));
            known.at(form).add(named);
            rewriters.get(stage).image(form, first(form).orElse(named));
        }
    }

    private Optional<Node> first(Node form) {
        for (NodeMap<List<Node>> known : letters) {
            List<Node> named = known.get(form);
            if (named != null) {
                return Optional.of(named.get(0));
            }
        }
        return Optional.empty();
    }

    /**
     * A view of a formula in which names stand for forms.
     *
     * @param below for each stage so far what the formula is computed from
     */
    Visibility sight(List<Below> below) {
        return new Visibility(whole, knowledge, form -> named(form, below));
    }

    /**
     * The same for a node that has a name itself, which is not to stand for its own formula.
     *
     * @param itself the node
     */
    Visibility sight(List<Below> below, Node itself) {
        return new Visibility(whole, knowledge, form -> named(form, below).filter(named -> named != itself));
    }

    private Optional<Node> named(Node form, List<Below> below) {
        for (int stage = 0; stage < below.size(); stage++) {
            List<Node> candidates = letters.get(stage).get(form);
            if (candidates != null) {
                for (Node named : candidates) {
                    if (below.get(stage).has(named)) {
                        return Optional.of(named);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
