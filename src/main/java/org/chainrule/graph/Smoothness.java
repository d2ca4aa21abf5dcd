package org.chainrule.graph;

import org.chainrule.message.Message;

/**
 * Whether an op has a derivative with respect to one of its inputs.
 *
 * @param kind which of the three answers
 * @param reason why not, as a clause: {@code "floor is piecewise constant"}; empty for smooth ones
 */
public record Smoothness(Kind kind, Message reason) {
    /** The three answers. */
    public enum Kind {
        /** There is a vjp. */
        SMOOTH,
        /** The derivative is zero wherever it exists. */
        FLAT,
        /** The question makes no sense: an index, a sort order. */
        NONE
    }

    /** There is a vjp. */
    public static final Smoothness SMOOTH = new Smoothness(Kind.SMOOTH, Message.NONE);

    /** Zero wherever it exists, and why: in English, with places for the arguments. */
    public static Smoothness flat(String reason, Object... arguments) {
        return new Smoothness(Kind.FLAT, Message.say(reason, arguments));
    }

    /** No derivative at all, and why: in English, with places for the arguments. */
    public static Smoothness none(String reason, Object... arguments) {
        return new Smoothness(Kind.NONE, Message.say(reason, arguments));
    }

    /** True when there is a vjp. */
    public boolean isSmooth() {
        return kind == Kind.SMOOTH;
    }
}
