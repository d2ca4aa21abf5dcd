package org.chainrule.grad;

import org.chainrule.graph.Node;
import org.chainrule.message.Message;

/**
 * What is known of the derivative of a scalar with respect to one node. A zero, a missing path and a question without
 * meaning are three different answers, each with its reason.
 */
public sealed interface Adjoint {
    /**
     * The derivative, as a graph.
     *
     * @param node of the shape of the variable
     */
    record Value(Node node) implements Adjoint {}

    /**
     * The derivative is zero: every path goes through something flat.
     *
     * @param reason which, and why, as a sentence
     */
    record Zero(Message reason) implements Adjoint {}

    /**
     * The scalar is not computed from the variable.
     *
     * @param reason as a sentence
     */
    record Absent(Message reason) implements Adjoint {}

    /**
     * The derivative is not defined: every path goes through a choice of positions.
     *
     * @param reason which, and why, as a sentence
     */
    record NotDifferentiable(Message reason) implements Adjoint {}

    /** Why there is no graph for the derivative; nothing to say when there is one. */
    default Message why() {
        if (this instanceof Zero zero) {
            return zero.reason;
        }
        if (this instanceof Absent absent) {
            return absent.reason;
        }
        return this instanceof NotDifferentiable not ? not.reason : Message.NONE;
    }
}
