package org.chainrule.check.diagnose;

import java.util.List;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Expr;

/**
 * What is wrong with a line.
 *
 * @param kinds what was found; two when the line has two mistakes, the first to be mended first
 * @param message a sentence a student understands
 * @param fix the corrected right-hand side; it equals the truth at every sample point
 */
public record Diagnosis(List<Kind> kinds, Message message, Expr fix) {
    /** Copies the list. */
    public Diagnosis {
        kinds = List.copyOf(kinds);
    }

    /** The first kind. */
    public Kind kind() {
        return kinds.get(0);
    }

    /** Whether an edit was found that mends the line; else the fix is the formula as the system writes it. */
    public boolean isEdit() {
        return kind() != Kind.OTHER && kind() != Kind.SHAPE_MISMATCH;
    }
}
