package org.example.adversary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.chainrule.check.derivation.Verdict;
import org.example.adversary.Adversary.Fault;

/** Makes a model and a claim smaller as long as the verdict about them stays wrong. */
final class Shrinker {
    private static final int MOST_TRIES = 250;

    private final long seed;
    private Fault fault;
    private int tries;

    Shrinker(Fault fault, long seed) {
        this.fault = fault;
        this.seed = seed;
    }

    /** The smallest that still fails. */
    Fault shrunk() {
        boolean smaller = true;
        while (smaller && tries < MOST_TRIES) {
            smaller = false;
            for (Fault candidate : candidates()) {
                Optional<Fault> failing = failing(candidate);
                if (failing.isPresent()) {
                    fault = failing.get();
                    smaller = true;
                    break;
                }
                if (tries >= MOST_TRIES) {
                    break;
                }
            }
        }
        Fault trimmed = new Fault(
                fault.model().trimmed(List.of(fault.claim())),
                fault.claim(),
                fault.holds(),
                fault.verdict(),
                fault.seed(),
                fault.why());
        // With fewer names other points are drawn, at which the verdict may be right.
        return failing(trimmed).orElse(fault);
    }

    /** One part replaced by something smaller: in both formulas, in the claim, or in the model. */
    private List<Fault> candidates() {
        Term loss = fault.model().loss();
        Term claim = fault.claim();
        Set<Term> parts = new LinkedHashSet<>(loss.parts());
        parts.addAll(claim.parts());
        List<Fault> candidates = new ArrayList<>();
        for (Term part : parts) {
            for (Term by : smaller(part)) {
                add(candidates, loss, part, by, claim, true, true);
                add(candidates, loss, part, by, claim, false, true);
                add(candidates, loss, part, by, claim, true, false);
            }
        }
        return candidates;
    }

    private void add(List<Fault> to, Term loss, Term part, Term by, Term claim, boolean inLoss, boolean inClaim) {
        try {
            Term otherLoss = inLoss ? loss.replaced(part, by) : loss;
            Term otherClaim = inClaim ? claim.replaced(part, by) : claim;
            boolean changed = !otherLoss.equals(loss) || !otherClaim.equals(claim);
            if (changed && otherLoss.shape().isEmpty()) {
                to.add(new Fault(
                        fault.model().with(otherLoss),
                        otherClaim,
                        fault.holds(),
                        fault.verdict(),
                        fault.seed(),
                        fault.why()));
            }
        } catch (IllegalArgumentException e) {
            // The shapes do not fit.
        }
    }

    private List<Term> smaller(Term part) {
        List<Term> smaller = new ArrayList<>();
        for (Term inside : part.parts()) {
            if (inside != part
                    && inside.shape().equals(part.shape())
                    && !inside.op().equals("num")) {
                smaller.add(inside);
            }
        }
        if (part.places() > 1 || (part.op().equals("num") && part.name().length() > 1)) {
            smaller.add(Term.ones(part.shape()));
        }
        return smaller;
    }

    private Optional<Fault> failing(Fault candidate) {
        tries++;
        Term variable = candidate.model().variable().term();
        if (!candidate.model().loss().parts().contains(variable)) {
            return Optional.empty();
        }
        Optional<Verdict> verdict =
                Adversary.verdict(candidate.model(), candidate.claim().text(), candidate.seed());
        boolean errs = verdict.isPresent()
                && (candidate.holds()
                        ? Adversary.isRefusal(verdict.get())
                        : verdict.get().isRight());
        if (!errs) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(seed);
        Oracle oracle = new Oracle(candidate.model(), random);
        Optional<Oracle.Difference> difference = oracle.difference(candidate.claim(), random);
        if (candidate.holds() && difference.isEmpty() && oracle.count() >= 10) {
            difference = oracle.searched(candidate.claim(), false, random);
        }
        if (difference.isPresent() == candidate.holds() || oracle.count() < 10) {
            return Optional.empty();
        }
        return Optional.of(new Fault(
                candidate.model(),
                candidate.claim(),
                candidate.holds(),
                verdict.get(),
                candidate.seed(),
                difference.map(Oracle.Difference::text).orElse(candidate.why())));
    }
}
