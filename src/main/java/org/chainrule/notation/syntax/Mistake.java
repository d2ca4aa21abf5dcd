package org.chainrule.notation.syntax;

import org.chainrule.message.Message;

/** Unwinds the parser to the start of the next statement; never leaves the package. */
final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final Message message;
    private final Message hint;

    Mistake(int offset, Message message) {
        this(offset, message, Message.NONE);
    }

    Mistake(int offset, Message message, Message hint) {
        super(null, null, false, false);
        this.offset = offset;
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
