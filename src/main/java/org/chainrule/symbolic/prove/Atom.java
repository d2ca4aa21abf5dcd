package org.chainrule.symbolic.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A base with indices. An index is a number: from 0 on a free one, from {@link AtomTable#FIRST_BOUND} on one that is being
 * summed over, and below 0 a fixed place, −1 for the first.
 */
record Atom(Base base, List<Integer> indices) {
    boolean has(int index) {
        return indices.contains(index);
    }

    /** Its indices, each replaced. */
    List<Integer> renamed(IntUnaryOperator index) {
        List<Integer> renamed = new ArrayList<>(indices.size());
        indices.forEach(old -> renamed.add(index.applyAsInt(old)));
        return renamed;
    }
}
