package org.chainrule.grad;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/** A derivative that was asked for and does not exist. */
public final class GradientException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message of what, by what, why there is none, and the remedy, in English
     * @param arguments what fills its places {@code {0}}, {@code {1}}
     */
    public GradientException(String message, @Nullable Object... arguments) {
        super(message, arguments);
    }

    /** @param message of what, by what, why there is none, and the remedy */
    public GradientException(Message message) {
        super(message);
    }
}
