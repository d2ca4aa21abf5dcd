package org.chainrule.cli;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.graph.Notes;
import org.chainrule.notation.Diagnostic;
import org.chainrule.notation.NotationException;
import org.chainrule.notation.Source;

/**
 * An error as the command line reports it.
 *
 * @param line in the model file, from 1; 0 when the error has no place
 * @param column in code points, from 1; 0 when the error has no place
 * @param message what is wrong, and the hint: the message of JSON output
 * @param text the same with place, source line and caret, for people
 */
record InputError(int line, int column, String message, String text) {
    private static final Pattern PLACE = Pattern.compile("(.*):(\\d+):(\\d+)", Pattern.DOTALL);

    /** What is known of a failure; one that is nobody's fault but the program's says so, in one line. */
    static InputError of(Throwable e) {
        if (e instanceof NotationException notation) {
            Diagnostic first = notation.diagnostics().get(0);
            String hint = first.hint().isEmpty() ? "" : " (hint: " + first.hint() + ")";
            return new InputError(
                    first.line(), first.column(), first.message() + hint, String.valueOf(e.getMessage()));
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

    /** An error of a run as an error of the text, when the node it happened at was written there. */
    static ChainruleException located(Source source, EvaluationException e) {
        String place = e.node().map(Notes::place).orElse("");
        Matcher matcher = PLACE.matcher(place);
        if (!matcher.matches() || !matcher.group(1).equals(source.name())) {
            return e;
        }
        int offset = source.offset(Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)));
        String message = String.valueOf(e.getMessage()).replace("\n  at " + place, "");
        Diagnostic diagnostic = source.diagnostic(offset, message, "");
        return new NotationException(List.of(diagnostic), false);
    }
}
