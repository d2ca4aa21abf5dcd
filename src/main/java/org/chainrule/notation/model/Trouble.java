package org.chainrule.notation.model;

import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Span;

/** An error at a place of the source; becomes a diagnostic and never leaves the package. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final Message message;
    private final Message hint;

    Trouble(Span span, Message message) {
        this(span, message, Message.NONE);
    }

    Trouble(Span span, Message message, Message hint) {
        super(null, null, false, false);
        this.offset = span.start();
        this.message = message;
        this.hint = hint;
    }

    int offset() {
        return offset;
    }

    Message message() {
        return message;
    }

    Message hint() {
        return hint;
    }
}
