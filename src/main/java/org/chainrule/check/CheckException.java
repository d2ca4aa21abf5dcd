package org.chainrule.check;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/** A check that failed, or that could not be decided. */
public final class CheckException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message the report, in English
     * @param arguments what fills its places {@code {0}}, {@code {1}}
     */
    public CheckException(String message, @Nullable Object... arguments) {
        super(message, arguments);
    }

    /** @param message the report */
    public CheckException(Message message) {
        super(message);
    }
}
