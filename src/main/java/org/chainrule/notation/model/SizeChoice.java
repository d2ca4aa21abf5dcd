package org.chainrule.notation.model;

import java.util.Set;

/**
 * What becomes of the values that the text gives to named sizes.
 *
 * @param released the names that lose theirs; data of these sizes makes way for random values
 * @param numbered whether sizes without a value then get small numbers that occur nowhere else in the text
 */
public record SizeChoice(Set<String> released, boolean numbered) {
    /** Sizes as the text has them. */
    public static final SizeChoice AS_WRITTEN = new SizeChoice(Set.of(), false);

    /** Copies the set. */
    public SizeChoice {
        released = Set.copyOf(released);
    }
}
