package org.chainrule.tensor;

import org.chainrule.error.ChainruleException;

/** Shapes that do not fit each other, or a shape that cannot be. */
public final class ShapeException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    /** @param message which sizes clash, and the remedy */
    public ShapeException(String message) {
        super(message);
    }
}
