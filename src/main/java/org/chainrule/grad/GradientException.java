package org.chainrule.grad;

import org.chainrule.error.ChainruleException;

/** A derivative that was asked for and does not exist. */
public final class GradientException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    /** @param message of what, by what, why there is none, and the remedy */
    public GradientException(String message) {
        super(message);
    }
}
