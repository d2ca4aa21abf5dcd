package org.chainrule.symbolic.algebra;

import org.chainrule.error.ChainruleException;
import org.jspecify.annotations.Nullable;

/** An exact result would have more terms than anybody wants to wait for; callers treat it as "not decided". */
public final class TooLargeException extends ChainruleException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message, @Nullable Object... arguments) {
        super(message, arguments);
    }
}
