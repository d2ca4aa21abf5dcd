package org.chainrule.check.diagnose;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Notes;
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

    /**
     * Searches for the smallest edit that makes a line true that is known to be wrong.
     *
     * @param target the line
     * @param budget how long to search; afterwards it says whether the search was cut
     * @return what was found, else the right formula; either is equal to the truth at every point. Empty when nothing can be
     *     computed, or the formula would be too long to be of use
     */
    public static Optional<Diagnosis> of(Target target, Budget budget) {
        return target.samples().count() == 0
                ? Optional.empty()
                : Notes.together(() -> new Search(target, budget).run());
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
