package org.chainrule.check;

import java.util.List;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.facts.Deduction;
import org.chainrule.symbolic.facts.Interval;

/**
 * Between which numbers all entries of an expression lie, whatever the inputs are, by interval arithmetic (R. E. Moore,
 * Interval Analysis, 1966). It tells a side of a switch that no point can be on from one that was not found.
 */
final class Ranges {
    private final List<Binding> given;
    private final Deduction facts;

    /** @param given values that leaves have at every point */
    Ranges(List<Binding> given) {
        this.given = given;
        this.facts = new Deduction(given);
    }

    /** Whether no point can be on this side of a switch. */
    boolean isNever(Switch each, boolean on) {
        Interval range = facts.of(each.margin()).range();
        Switch.Relation relation = each.relation();
        if (relation == Switch.Relation.EQUAL) {
            boolean never = on ? !range.contains(0) : range.low() == 0 && range.high() == 0;
            return never || isFixed(each.margin());
        }
        Interval beyond = on ? range.negate() : range;
        boolean strictly = on != (relation == Switch.Relation.GREATER);
        boolean never = strictly ? beyond.isPositive() : beyond.isNonnegative();
        return never || isFixed(each.margin());
    }

    /** Whether nothing can be chosen that would change it. */
    private boolean isFixed(Node margin) {
        for (Node node : Walk.from(List.of(margin)).nodes()) {
            boolean free = node.op() instanceof SizeOf || !node.shape().isKnown();
            boolean unbound = node.isLeaf() && given.stream().noneMatch(binding -> binding.leaf() == node);
            if (free || unbound) {
                return false;
            }
        }
        return true;
    }
}
