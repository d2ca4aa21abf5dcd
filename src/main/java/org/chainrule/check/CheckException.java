package org.chainrule.check;

import org.chainrule.error.ChainruleException;

/** A check that failed, or that could not be decided. */
public final class CheckException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    /** @param message the report */
    public CheckException(String message) {
        super(message);
    }
}
