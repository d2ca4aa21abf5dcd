package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;
import org.jspecify.annotations.Nullable;

/** What is known of the lines so far: what each was found to be, and what their names stand for. */
final class Findings {
    private final List<Finding> findings = new ArrayList<>();
    /** The line that gave a name its meaning, by index. */
    private final Map<String, Integer> givers = new LinkedHashMap<>();

    private final Map<String, Node> claimed = new LinkedHashMap<>();
    private final Map<String, Node> ideal = new LinkedHashMap<>();

    /** The lines so far, in order. */
    List<Finding> findings() {
        return findings;
    }

    /** What the names of the derivation stand for as the lines say. */
    Map<String, Node> claimed() {
        return claimed;
    }

    /**
     * The same for one line. What the line itself says wrongly in another layer is put right, so that each layer is judged
     * as a step of its own.
     */
    Map<String, Node> claimed(Claim claim) {
        if (claim.layer().isEmpty()) {
            return claimed;
        }
        Map<String, Node> known = new LinkedHashMap<>(claimed);
        givers.forEach((name, giver) -> {
            Node right = ideal.get(name);
            if (right != null && isRefutedPart(giver, claim)) {
                known.put(name, right);
            }
        });
        return known;
    }

    private boolean isRefutedPart(int giver, Claim claim) {
        return claim.layer().isPresent()
                && findings.get(giver).verdict() == Verdict.REFUTED
                && findings.get(giver)
                        .claim()
                        .layer()
                        .filter(layer -> layer.whole() == claim.layer().get().whole())
                        .isPresent();
    }

    /** What the names of the derivation should stand for. */
    Map<String, Node> ideal() {
        return ideal;
    }

    /** Gives a name its meaning that no line gives. */
    void take(String name, Node truth) {
        put(claimed, name, truth);
        put(ideal, name, truth);
    }

    /**
     * Whether a line may be right under a convention about symmetric matrices: the lines of a derivation keep to one, while a
     * {@code check} stands for itself.
     */
    boolean allows(Claim claim, String convention) {
        return !(claim.subject() instanceof GradientOf)
                || findings.stream()
                        .filter(finding -> finding.claim().subject() instanceof GradientOf)
                        .map(finding -> finding.understood().name())
                        .allMatch(name -> name.isEmpty()
                                || name.equals(convention)
                                || !(name.startsWith("symmetric") && convention.startsWith("symmetric")));
    }

    void add(Finding finding) {
        findings.add(finding);
        finding.claim().symbol().ifPresent(symbol -> remember(symbol, finding));
    }

    /** Puts another finding in the place of one. */
    void correct(int i, Finding finding) {
        findings.set(i, finding);
        finding.claim().symbol().ifPresent(symbol -> put(ideal, symbol, finding.ideal()));
    }

    private void remember(String symbol, Finding finding) {
        givers.put(symbol, findings.size() - 1);
        // A line that cannot be read leaves the truth to those that use it.
        put(claimed, symbol, finding.claimed() != null ? finding.claimed() : finding.ideal());
        put(ideal, symbol, finding.ideal() != null ? finding.ideal() : finding.claimed());
    }

    private static void put(Map<String, Node> map, String symbol, @Nullable Node node) {
        if (node == null) {
            map.remove(symbol);
        } else {
            map.put(symbol, node);
        }
    }

    /** The line to blame for what a line uses, if something of it is not right. */
    OptionalInt culprit(Claim claim, Set<Integer> cites) {
        return cites.stream()
                .filter(i -> !findings.get(i).isSound() && !isRefutedPart(i, claim))
                .mapToInt(i ->
                        findings.get(i).because().orElse(findings.get(i).claim().line()))
                .min();
    }

    /** The lines whose names a line mentions, and those that these mention. */
    Set<Integer> cites(Claim claim) {
        Set<Integer> cites = new LinkedHashSet<>();
        List<Expr> parts = new ArrayList<>();
        if (claim.subject() instanceof Side side) {
            parts.addAll(side.left().parts());
        }
        parts.addAll(claim.right().parts());
        for (Expr expr : parts) {
            Integer giver = expr instanceof Expr.Name name ? givers.get(name.id()) : null;
            if (giver != null) {
                cites.add(giver);
                cites.addAll(findings.get(giver).cites());
            }
        }
        return cites;
    }
}
