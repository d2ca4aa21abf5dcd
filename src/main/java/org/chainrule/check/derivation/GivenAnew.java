package org.chainrule.check.derivation;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.derivation.Claim.Earlier;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Statement;

/** Lines that give a name which lines further down give anew. */
final class GivenAnew {
    private final Model model;
    private final List<Claim> claims;
    private final Suspensions suspensions;
    /** The line that gives the name of a line anew, each by index; itself, where a name has become that of another thing. */
    private final Map<Integer, Integer> anew = new LinkedHashMap<>();

    GivenAnew(Model model, List<Claim> claims, Suspensions suspensions) {
        this.model = model;
        this.claims = claims;
        this.suspensions = suspensions;
    }

    /** The line that gives the name of a line anew, so that this one is no claim, by the index of the line. */
    OptionalInt by(int index) {
        Integer by = anew.get(index);
        return by == null ? OptionalInt.empty() : OptionalInt.of(claims.get(by).line());
    }

    /** In code the last line that gives a name says what it stands for; {@code dW = A = B} says it twice. */
    void find() {
        Map<String, Integer> last = new LinkedHashMap<>();
        Set<Integer> handed = new LinkedHashSet<>();
        for (int i = claims.size() - 1; i >= 0; i--) {
            Claim claim = claims.get(i);
            // a formula is true or not: nothing in it is given anew
            if (!(claim.statement() instanceof Statement.Define define)
                    || claim.layer().isPresent()
                    || claim.subject() instanceof Earlier
                    || model.dialect(define) == Dialect.LATEX) {
                continue;
            }
            String name = define.name().id();
            Integer later = last.get(name);
            if (later == null || !claims.get(later).subject().equals(claim.subject())) {
                // The derivation of another loss has its own dW.
                last.put(name, i);
            } else if (!Claims.isHandedOn(claims.get(later)) || !handed.add(later)) {
                // of what a function has given, the line that hands it on and the one in the function say the same
                if (!isSaidAgain(define, claims.get(later))) {
                    anewOrEarlier(i, later);
                }
            }
        }
    }

    private void anewOrEarlier(int index, int later) {
        Claim claim = claims.get(index);
        if (claim.subject() instanceof GradientOf) {
            anew.put(index, later);
        } else if (claim.subject() instanceof Restated restated) {
            String name = restated.left().id();
            claims.set(index, claim.as(new Earlier(name, claims.get(later).line()), name));
        }
    }

    /**
     * Of a name that several lines give nothing is known when one of them was not understood.
     *
     * @return whether that concerns a name that was known so far
     */
    boolean suspendNotUnderstood(List<Finding> findings) {
        boolean more = false;
        for (Finding finding : findings) {
            Claim claim = finding.claim();
            Optional<String> name = claim.symbol()
                    .filter(symbol -> finding.error().isPresent()
                            && finding.claimed() == null
                            && finding.verdict() == Verdict.UNDECIDED
                            && claim.statement() instanceof Statement.Define
                            && anew.keySet().stream()
                                    .anyMatch(i -> claims.get(i).symbol().equals(Optional.of(symbol))));
            more |= name.isPresent()
                    && suspensions.suspend(
                            name.get(), claim, finding.error().get().message());
        }
        return more;
    }

    /**
     * A gradient that is right and whose name then stands for another thing is no mistake when what is derived from that is
     * right: {@code da = g; da = da * D; dz = da * (z > 0)}.
     *
     * @return whether some line turned out to be of that kind
     */
    boolean findReused(List<Finding> findings) {
        boolean more = false;
        for (Map.Entry<Integer, Integer> pair : List.copyOf(anew.entrySet())) {
            int last = pair.getValue();
            boolean changed = findings.get(pair.getKey()).isSound()
                    && !findings.get(pair.getKey()).claim().isHelper()
                    && findings.get(last).verdict() == Verdict.REFUTED
                    && findings.get(last).cites().contains(pair.getKey());
            List<Finding> users = findings.stream()
                    .filter(user -> user.cites().contains(last) && user.claim().subject() instanceof GradientOf)
                    .toList();
            if (changed && !users.isEmpty() && users.stream().allMatch(Finding::isSound)) {
                more |= anew.putIfAbsent(last, last) == null;
            }
        }
        return more;
    }

    /** {@code dW = A = B} says it twice, and {@code grad_W} and {@code gW} are two names of one gradient. */
    private boolean isSaidAgain(Statement.Define define, Claim later) {
        return later.statement() instanceof Statement.Define other
                && (other.name().span().equals(define.name().span())
                        || !model.source()
                                .text(other.name().span())
                                .equals(model.source().text(define.name().span())));
    }
}
