package org.chainrule.symbolic.rewrite;

import org.chainrule.graph.NodeMap;
import org.chainrule.symbolic.facts.Deduction;

/** What has been found out about nodes, whatever formula they are part of: facts about their values, and lengths. */
final class Knowledge {
    private final Deduction facts = new Deduction();
    private final NodeMap<Integer> lengths = new NodeMap<>();

    /** What is known of values. */
    Deduction facts() {
        return facts;
    }

    /** How long formulas are, as {@link Visibility#length} counts. */
    NodeMap<Integer> lengths() {
        return lengths;
    }
}
