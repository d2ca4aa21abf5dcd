package org.chainrule.view;

import org.chainrule.error.ChainruleException;

/** A layout engine is missing or failed; the message says which and what else can be done. */
final class EngineException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    EngineException(String message) {
        super(message);
    }

    EngineException(String message, Throwable cause) {
        super(message, cause);
    }
}
