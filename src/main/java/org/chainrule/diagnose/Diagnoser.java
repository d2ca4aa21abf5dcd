package org.chainrule.diagnose;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;

/** Finds out what is wrong with a line that is known to be wrong. */
public final class Diagnoser {
    private Diagnoser() {}

    /**
     * Searches for the smallest edit that makes a line true.
     *
     * @param target the line
     * @param budget how long to search; afterwards it says whether the search was cut
     * @return what was found, else the right formula if the target has one; either is equal to the truth at every point
     */
    public static Optional<Diagnosis> diagnose(Target target, Budget budget) {
        if (target.samples().count() == 0) {
            return Optional.empty();
        }
        return new Search(target, budget).run().or(() -> formula(target));
    }

    private static Optional<Diagnosis> formula(Target target) {
        return target.formula()
                .filter(f ->
                        target.resolve(f).filter(new Measure(target)::isTruth).isPresent())
                .map(f -> new Diagnosis(
                        List.of(Kind.OTHER),
                        Message.of(
                                "diagnose.other",
                                Candidate.subject(target),
                                Candidate.text(target.claim()),
                                Candidate.text(f)),
                        f));
    }
}
