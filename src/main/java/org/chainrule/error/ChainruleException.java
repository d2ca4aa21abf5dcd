package org.chainrule.error;

/**
 * Something the user can mend: wrong shapes, unknown names, missing values, files that cannot be read.
 *
 * <p>The message says what was attempted, with which operands and shapes, where, and what to try. Anything that is not
 * the user's to mend is an ordinary {@link IllegalStateException} and a bug of Chainrule.
 */
public class ChainruleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what happened, where, and the remedy; shown to the user as it is */
    public ChainruleException(String message) {
        super(message);
    }

    /**
     * @param message what happened, where, and the remedy; shown to the user as it is
     * @param cause the exception of a library that lies behind it
     */
    public ChainruleException(String message, Throwable cause) {
        super(message, cause);
    }
}
