package org.chainrule.notation.syntax;

import org.chainrule.message.Message;

/**
 * An error at a place of the source, on its way out of the reading of one statement: the parser or the resolver catches it,
 * makes it a {@link Diagnostic}, and goes on with the next statement. It never leaves the notation.
 */
public final class Mistake extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final Message message;
    private final Message hint;
    private final boolean ofShapes;

    Mistake(int offset, Message message) {
        this(offset, message, Message.NONE);
    }

    Mistake(int offset, Message message, Message hint) {
        this(offset, message, hint, false);
    }

    private Mistake(int offset, Message message, Message hint, boolean ofShapes) {
        super(null, null, false, false);
        this.ofShapes = ofShapes;
        this.offset = offset;
        this.message = message;
        this.hint = hint;
    }

    /** An error at the beginning of a piece of syntax. */
    public Mistake(Span span, Message message) {
        this(span.start(), message, Message.NONE);
    }

    /** An error at the beginning of a piece of syntax, and what may help. */
    public Mistake(Span span, Message message, Message hint) {
        this(span.start(), message, hint);
    }

    /**
     * An error at the beginning of a piece of syntax.
     *
     * @param ofShapes whether everything is understood, and shapes do not fit
     */
    public Mistake(Span span, Message message, boolean ofShapes) {
        this(span.start(), message, Message.NONE, ofShapes);
    }

    /** Where in the source. */
    public int offset() {
        return offset;
    }

    /** What is wrong. */
    public Message message() {
        return message;
    }

    /** What may help; empty for nothing. */
    public Message hint() {
        return hint;
    }

    /** Whether everything is understood, and shapes do not fit. */
    public boolean isOfShapes() {
        return ofShapes;
    }
}
