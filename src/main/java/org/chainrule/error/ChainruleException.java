package org.chainrule.error;

import org.chainrule.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * Something the user can mend: wrong shapes, unknown names, missing values, files that cannot be read.
 *
 * <p>The message says what was attempted, with which operands and shapes, where, and what to try. Anything that is not
 * the user's to mend is an ordinary {@link IllegalStateException} and a bug of Chainrule.
 */
public class ChainruleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Message sentence;

    /**
     * @param message what happened, where, and the remedy, in English; shown to the user as it is, or translated
     * @param arguments what fills its places {@code {0}}, {@code {1}}
     */
    public ChainruleException(String message, @Nullable Object... arguments) {
        this(Message.say(message, arguments));
    }

    /** @param message what happened, where, and the remedy */
    public ChainruleException(Message message) {
        super();
        this.sentence = message;
    }

    /**
     * @param message what happened, where, and the remedy
     * @param cause the exception of a library that lies behind it
     */
    public ChainruleException(Message message, Throwable cause) {
        super(cause);
        this.sentence = message;
    }

    /**
     * @param message what happened, where, and the remedy, in English
     * @param cause the exception of a library that lies behind it
     */
    public ChainruleException(String message, Throwable cause) {
        this(Message.say(message), cause);
    }

    /** What happened, where, and the remedy, in English. */
    @Override
    public String getMessage() {
        // Put together when it is read: a search that tries many shapes throws and catches many.
        return sentence.toString();
    }

    /** What {@link #getMessage} says in English, to be said in any language. */
    public Message sentence() {
        return sentence;
    }
}
