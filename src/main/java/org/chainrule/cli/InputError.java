package org.chainrule.cli;

import org.chainrule.error.ChainruleException;
import org.chainrule.notation.Diagnostic;
import org.chainrule.notation.NotationException;

/**
 * An error as the command line reports it.
 *
 * @param line in the model file, from 1; 0 when the error has no place
 * @param column in code points, from 1; 0 when the error has no place
 * @param message what is wrong, and the hint: the message of JSON output
 * @param text every error with its place, source line and caret, for people
 */
record InputError(int line, int column, String message, String text) {
    /** What is known of a failure; one that is the program's own fault says so, in one line. */
    static InputError of(Throwable e) {
        if (e instanceof NotationException notation) {
            Diagnostic first = notation.diagnostics().get(0);
            String hint = first.hint().isEmpty() ? "" : " (hint: " + first.hint() + ")";
            return new InputError(first.line(), first.column(), first.message() + hint, String.valueOf(e.getMessage()));
        }
        if (e instanceof ChainruleException) {
            return plain(String.valueOf(e.getMessage()));
        }
        if (e instanceof OutOfMemoryError) {
            return plain("not enough memory: give Java more, CHAINRULE_JAVA_OPTS=-Xmx8g, or use smaller sizes");
        }
        StackTraceElement[] stack = e.getStackTrace();
        return plain("internal error, please report it: " + e + (stack.length == 0 ? "" : " at " + stack[0]));
    }

    private static InputError plain(String message) {
        return new InputError(0, 0, message, message);
    }
}
