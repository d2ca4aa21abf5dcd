package org.chainrule.cli;

import org.chainrule.error.ChainruleException;
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
    static InputError of(ChainruleException e) {
        if (e instanceof NotationException notation) {
            Diagnostic first = notation.diagnostics().get(0);
            String hint = first.hint().isEmpty() ? "" : " (hint: " + first.hint() + ")";
            return new InputError(first.line(), first.column(), first.message() + hint);
        }
        return new InputError(0, 0, String.valueOf(e.getMessage()));
    }
}
