package org.chainrule.explain;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/**
 * One line of a derivation: a gradient, or a helper that several gradients share.
 *
 * @param name what stands on the left: {@code dW1}, or the name of a helper
 * @param variable what it is the gradient of; empty for a helper
 * @param formula the right-hand side; earlier lines stand in it as inputs of their names
 * @param standIn the input that stands for this line in later ones
 * @param rules the rewrite rules that simplified the formula, in the order of their first firing
 */
public record Line(String name, Optional<Node> variable, Node formula, Node standIn, List<String> rules) {
    /** Copies the rules. */
    public Line {
        rules = List.copyOf(rules);
    }

    /** The line with stand-ins in the place of parts of its formula. */
    Line with(NodeMap<Node> standIns, Naming naming) {
        Node replaced =
                Parts.replace(List.of(formula), standIns, naming::isModels).get(0);
        return new Line(name, variable, replaced, standIn, rules);
    }
}
