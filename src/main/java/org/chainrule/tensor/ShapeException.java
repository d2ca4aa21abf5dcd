package org.chainrule.tensor;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/** Shapes that do not fit each other, or a shape that cannot be. */
public final class ShapeException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message which sizes clash, and the remedy, in English
     * @param arguments what fills its places {@code {0}}, {@code {1}}
     */
    public ShapeException(String message, @Nullable Object... arguments) {
        super(message, arguments);
    }

    /** @param message which sizes clash, and the remedy */
    public ShapeException(Message message) {
        super(message);
    }
}
