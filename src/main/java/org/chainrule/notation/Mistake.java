package org.chainrule.notation;

/** Unwinds the parser to the start of the next statement; never leaves the package. */
final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final String hint;

    Mistake(int offset, String message, String hint) {
        super(message, null, false, false);
        this.offset = offset;
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
