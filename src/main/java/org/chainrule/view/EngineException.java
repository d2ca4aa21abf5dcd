package org.chainrule.view;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/** A layout engine is missing or failed; the message says which and what else can be done. */
final class EngineException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    EngineException(String message, @Nullable Object... arguments) {
        super(message, arguments);
    }

    EngineException(Message message, Throwable cause) {
        super(message, cause);
    }
}
