package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.NotationException;

/**
 * An error as the command line reports it.
 *
 * @param line in the model file, from 1; 0 when the error has no place
 * @param column in code points, from 1; 0 when the error has no place
 * @param message what is wrong, and the hint: the message of JSON output
 * @param text every error with its place, source line and caret, for people
 */
record InputError(int line, int column, String message, String text) {
    /** What is known of a failure, in a language; one that is the program's own fault says so, in one line. */
    static InputError of(Throwable e, Language language) {
        if (e instanceof NotationException notation) {
            Diagnostic first = notation.diagnostics().get(0);
            Message message =
                    first.hint().isEmpty() ? first.message() : say("{0} (hint: {1})", first.message(), first.hint());
            return new InputError(
                    first.line(),
                    first.column(),
                    message.text(language),
                    notation.sentence().text(language));
        }
        if (e instanceof ChainruleException known) {
            return plain(known.sentence(), language);
        }
        if (e instanceof OutOfMemoryError) {
            return plain(
                    say("not enough memory: give Java more, CHAINRULE_JAVA_OPTS=-Xmx8g, or use smaller sizes"),
                    language);
        }
        StackTraceElement[] stack = e.getStackTrace();
        return plain(
                say("internal error, please report it: {0}", e + (stack.length == 0 ? "" : " at " + stack[0])),
                language);
    }

    private static InputError plain(Message message, Language language) {
        String text = message.text(language);
        return new InputError(0, 0, text, text);
    }
}
