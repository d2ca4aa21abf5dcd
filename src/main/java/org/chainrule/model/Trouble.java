package org.chainrule.model;

import org.chainrule.notation.Span;

/** An error at a place of the source; becomes a diagnostic and never leaves the package. */
final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String hint;

    Trouble(Span span, String message, String hint) {
        super(message, null, false, false);
        this.offset = span.start();
        this.hint = hint;
    }

    int offset() {
        return offset;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String hint() {
        return hint;
    }
}
