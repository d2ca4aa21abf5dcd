package org.chainrule.check.diagnose;

import java.util.Optional;
import org.chainrule.graph.Notes;

/** Finds out what is wrong with a line that is known to be wrong. */
public final class Diagnoser {
    private Diagnoser() {}

    /**
     * Searches for the smallest edit that makes a line true.
     *
     * @param target the line
     * @param budget how long to search; afterwards it says whether the search was cut
     * @return what was found, else the right formula; either is equal to the truth at every point. Empty when nothing can be
     *     computed, or the formula would be too long to be of use
     */
    public static Optional<Diagnosis> diagnose(Target target, Budget budget) {
        return target.samples().count() == 0
                ? Optional.empty()
                : Notes.together(() -> new Search(target, budget).run());
    }
}
