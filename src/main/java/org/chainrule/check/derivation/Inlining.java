package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chainrule.check.derivation.Claim.Earlier;
import org.chainrule.check.derivation.Claim.Helper;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Renaming;
import org.chainrule.notation.syntax.Statement;

/**
 * A line with the helpers that it uses written out, as they stood when it used them: what is wrong with a line may stand in one of
 * them, such as a slope of an activation that has a name of its own, or an earlier value of an array that is changed.
 */
final class Inlining {
    /** A longer formula is not searched. */
    private static final int MOST_NODES = 400;

    private final List<Finding> findings;
    /** Which line a part of the whole formula comes from, by index. */
    private final IdentityHashMap<Expr, Integer> origins = new IdentityHashMap<>();

    private final Expr whole;

    private boolean isLong;

    private Inlining(List<Finding> findings, int index) {
        this.findings = findings;
        this.whole = written(index);
    }

    /** What is wrong in one of the lines that were written out. */
    record Place(int index, Expr wrong, Expr right) {}

    /** A line with its helpers, where it uses some and the whole is not too long. */
    static Optional<Inlining> of(List<Finding> findings, int index) {
        boolean usesHelpers =
                findings.get(index).cites().stream().map(findings::get).anyMatch(Inlining::isHelper);
        if (!usesHelpers) {
            return Optional.empty();
        }
        Inlining inlining = new Inlining(findings, index);
        return inlining.isLong || inlining.origins.isEmpty() ? Optional.empty() : Optional.of(inlining);
    }

    private static boolean isHelper(Finding finding) {
        return (finding.claim().subject() instanceof Helper || finding.claim().subject() instanceof Earlier)
                && finding.claim().statement() instanceof Statement.Define
                && finding.error().isEmpty();
    }

    /** The formula with everything in it. */
    Expr whole() {
        return whole;
    }

    private Expr written(int index) {
        Map<String, Integer> givers = new HashMap<>();
        Map<Integer, Expr> written = new TreeMap<>();
        Map<Integer, Integer> lengths = new HashMap<>();
        for (int i = 0; i <= index && !isLong; i++) {
            Finding finding = findings.get(i);
            boolean needed = i == index
                    || (isHelper(finding) && findings.get(index).cites().contains(i));
            if (needed) {
                Map<String, Integer> now = new HashMap<>(givers);
                // what is used twice is written twice: a loop would double it in each round
                int length = finding.claim().right().parts().stream()
                        .mapToInt(part -> part instanceof Expr.Name name
                                ? lengths.getOrDefault(now.getOrDefault(name.id(), -1), 1)
                                : 1)
                        .sum();
                lengths.put(i, length);
                isLong = length > MOST_NODES;
                if (isLong) {
                    break;
                }
                written.put(i, Renaming.rewritten(finding.claim().right(), part -> {
                    Integer giver = part instanceof Expr.Name name ? now.get(name.id()) : null;
                    return giver == null ? part : written.getOrDefault(giver, part);
                }));
            }
            int giver = i;
            finding.claim().symbol().ifPresent(symbol -> {
                if (isHelper(finding)) {
                    givers.put(symbol, giver);
                } else {
                    givers.remove(symbol);
                }
            });
        }
        // what a line hands on as it is comes from where it was made
        written.forEach((i, expr) -> origins.putIfAbsent(expr, i));
        return written.getOrDefault(index, findings.get(index).claim().right());
    }

    /** In which line a corrected formula differs, and how, when it differs in one only. */
    Optional<Place> difference(Expr corrected) {
        Expr here = whole;
        Expr there = corrected;
        Place place = new Place(origins.getOrDefault(whole, findings.size() - 1), whole, corrected);
        while (true) {
            List<Expr> ours = here.children();
            List<Expr> theirs = there.children();
            if (here.getClass() != there.getClass() || ours.size() != theirs.size()) {
                break;
            }
            List<Integer> differing = new ArrayList<>();
            for (int i = 0; i < ours.size(); i++) {
                if (!ours.get(i).equals(theirs.get(i))) {
                    differing.add(i);
                }
            }
            if (differing.size() != 1) {
                break;
            }
            here = ours.get(differing.get(0));
            there = theirs.get(differing.get(0));
            if (origins.containsKey(here)) {
                place = new Place(origins.getOrDefault(here, place.index()), here, there);
            }
        }
        return Optional.of(
                new Place(place.index(), folded(place.wrong(), place.wrong()), folded(place.right(), place.wrong())));
    }

    /** The name of the line that a part comes from. */
    private Expr name(Expr part) {
        Integer origin = origins.get(part);
        return origin == null
                ? part
                : new Expr.Name(findings.get(origin).claim().symbol().orElseThrow(), part.span());
    }

    /** A formula with the names of its helpers in it again. */
    private Expr folded(Expr expr, Expr line) {
        if (expr != line && origins.containsKey(expr)) {
            return name(expr);
        }
        List<Expr> outer = new ArrayList<>();
        for (Expr part : expr.parts()) {
            if (part != line && origins.containsKey(part)) {
                outer.add(part);
            }
        }
        if (outer.isEmpty()) {
            return expr;
        }
        IdentityHashMap<Expr, Expr> names = new IdentityHashMap<>();
        outer.forEach(part -> names.put(part, name(part)));
        return Renaming.folded(expr, names);
    }
}
