package org.chainrule.symbolic.prove;

import org.chainrule.message.Message;

/**
 * No proof was found, which says nothing about whether the two are equal.
 *
 * @param reason why
 * @param message the reason for a reader
 */
public record NotProved(Reason reason, Message message) implements Result {
    /** Why there is no proof. */
    public enum Reason {
        /** The normal forms differ: the two are different, or the normal form does not know enough. */
        DIFFERENT,
        /** The work allowed was spent first. */
        BUDGET,
        /** The shapes differ, so there is nothing to prove. */
        SHAPE
    }

    @Override
    public boolean isProved() {
        return false;
    }
}
