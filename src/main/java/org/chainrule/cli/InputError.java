package org.chainrule.cli;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.graph.Notes;
import org.chainrule.notation.Diagnostic;
import org.chainrule.notation.NotationException;

/**
 * An error as the JSON output reports it.
 *
 * @param line in the model file, from 1; 0 when the error has no place
 * @param column in code points, from 1; 0 when the error has no place
 * @param message what is wrong, and the hint
 */
record InputError(int line, int column, String message) {
    private static final Pattern PLACE = Pattern.compile(":(\\d+):(\\d+)$");

    static InputError of(ChainruleException e) {
        if (e instanceof NotationException notation) {
            Diagnostic first = notation.diagnostics().get(0);
            String hint = first.hint().isEmpty() ? "" : " (hint: " + first.hint() + ")";
            return new InputError(first.line(), first.column(), first.message() + hint);
        }
        String message = String.valueOf(e.getMessage());
        Optional<Matcher> place = e instanceof EvaluationException evaluation
                ? evaluation
                        .node()
                        .map(node -> PLACE.matcher(Notes.place(node)))
                        .filter(Matcher::find)
                : Optional.empty();
        return place.map(m -> new InputError(Integer.parseInt(m.group(1)), Integer.parseInt(m.group(2)), message))
                .orElseGet(() -> new InputError(0, 0, message));
    }
}
