package org.chainrule.symbolic.prove;

import java.util.List;

/**
 * An atom without its indices.
 *
 * @param number the order in which bases came up, which orders everything else
 * @param meaning what it stands for; equal meanings are one base
 * @param arity how many indices it has
 * @param symmetries all orders of the indices that leave the value as it is, the identity first
 * @param isSwitch whether the value is 0 or 1
 */
record Base(int number, Meaning meaning, int arity, List<List<Integer>> symmetries, boolean isSwitch) {
    /** True when two indices may be set equal inside the meaning. */
    boolean isPointwise() {
        return meaning instanceof Meaning.Function
                || meaning instanceof Meaning.Applied
                || meaning instanceof Meaning.Step
                || meaning instanceof Meaning.Zero
                || meaning instanceof Meaning.Denominator
                || meaning instanceof Meaning.Sum;
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }
}
