package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Statement;
import org.jspecify.annotations.Nullable;

/** What is known of the lines so far: what each was found to be, and what their names stand for. */
final class Findings {
    private final List<Finding> findings = new ArrayList<>();
    /** The line that gave a name its meaning, by index. */
    private final Map<String, Integer> givers = new LinkedHashMap<>();

    /** Quantities of the model to which a line gives another value. */
    private final Map<String, Integer> changed = new LinkedHashMap<>();

    private final Map<String, Node> claimed = new LinkedHashMap<>();
    private final Map<String, Node> ideal = new LinkedHashMap<>();

    /** Whether a line that is right uses a helper, which is then not to blame for one that is wrong. */
    static boolean isVindicated(List<Finding> findings, int helper) {
        return findings.stream()
                .anyMatch(finding -> finding.isSound()
                        && !finding.claim().isHelper()
                        && finding.cites().contains(helper));
    }

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

    /** The line that has given a name last. */
    Optional<Finding> giver(String name) {
        return Optional.ofNullable(givers.get(name)).map(findings::get);
    }

    /** The index of that line. */
    OptionalInt index(String name) {
        Integer giver = givers.get(name);
        return giver == null ? OptionalInt.empty() : OptionalInt.of(giver);
    }

    /** The names that lines have given so far. */
    Set<String> given() {
        return givers.keySet();
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
        // What cannot be read at all gives no name.
        finding.claim().symbol().filter(symbol -> !symbol.isEmpty()).ifPresent(symbol -> remember(symbol, finding));
    }

    /** Puts another finding in the place of one. */
    void correct(int i, Finding finding) {
        findings.set(i, finding);
        finding.claim().symbol().ifPresent(symbol -> put(ideal, symbol, finding.ideal()));
    }

    private void remember(String symbol, Finding finding) {
        givers.put(symbol, findings.size() - 1);
        // Of a line whose shapes do not fit it is known what it should say; of one that was not understood, nothing.
        boolean understood = finding.claimed() != null || finding.verdict() != Verdict.UNDECIDED;
        Node right = finding.ideal() != null ? finding.ideal() : finding.claimed();
        put(claimed, symbol, finding.claimed() != null ? finding.claimed() : understood ? right : null);
        put(ideal, symbol, right);
    }

    /** Lets a name mean again what it means in the model. */
    void forget(String name) {
        givers.remove(name);
        claimed.remove(name);
        ideal.remove(name);
    }

    /** Says that a line gives a quantity of the model a value of which nothing is known. */
    void change(String name, int line) {
        changed.put(name, line);
    }

    /** Why a line cannot be judged for what it uses, if it cannot. */
    Optional<Message> unknown(Claim claim) {
        for (String name : claim.uses()) {
            Integer line = changed.get(name);
            if (line != null) {
                return Optional.of(say("it uses `{0}`, to which line {1} gives another value", name, line));
            }
        }
        return cites(claim).stream()
                .map(findings::get)
                .filter(Findings::isUnknown)
                .min(Comparator.comparingInt(finding -> finding.claim().line()))
                .map(finding -> say(
                        "it uses `{0}` of line {1}, which was not understood",
                        finding.claim().symbol().orElse(""), finding.claim().line()));
    }

    /**
     * A line that is right when the gradients it uses are what their names say, of those that lines give which were not understood.
     *
     * @param truth what a name says
     */
    Optional<Finding> supposing(Claim claim, Function<GradientOf, Node> truth, Function<Claim, Finding> judge) {
        Map<String, Node> supposed = new LinkedHashMap<>();
        for (String name : claim.uses()) {
            if (giver(name).filter(Findings::isUnknown).isPresent()
                    && giver(name).get().claim().subject() instanceof GradientOf gradient) {
                supposed.put(name, truth.apply(gradient));
            }
        }
        Map<String, Integer> before = new LinkedHashMap<>(givers);
        Map<String, Node> said = new LinkedHashMap<>(claimed);
        Map<String, Node> meant = new LinkedHashMap<>(ideal);
        givers.keySet().removeAll(supposed.keySet());
        supposed.forEach(this::take);
        Optional<Finding> found =
                supposed.isEmpty() || unknown(claim).isPresent() ? Optional.empty() : Optional.of(judge.apply(claim));
        givers.putAll(before);
        claimed.keySet().removeAll(supposed.keySet());
        ideal.keySet().removeAll(supposed.keySet());
        claimed.putAll(said);
        ideal.putAll(meant);
        return found.filter(Finding::isSound)
                .map(finding -> finding.understood(finding.understood()
                        .with(say(
                                "{0} was not understood above: taken as what the name says",
                                String.join(", ", supposed.keySet())))));
    }

    /** {@code dφ = tr(A dX) = …} goes on to speak of the differential. */
    Claim goesOn(Claim claim) {
        if (findings.isEmpty() || !(claim.statement() instanceof Statement.Define now)) {
            return claim;
        }
        Claim before = findings.get(findings.size() - 1).claim();
        return before.subject() instanceof DifferentialOf
                        && before.statement() instanceof Statement.Define begun
                        && begun.name().equals(now.name())
                        && begun.name().span().equals(now.name().span())
                ? claim.about(before.subject())
                : claim;
    }

    /** The line to follow from, for one that is right only with what a line should say whose shapes do not fit. */
    OptionalInt unfit(Claim claim) {
        return cites(claim).stream()
                .map(findings::get)
                .filter(finding -> finding.claimed() == null && finding.verdict() != Verdict.UNDECIDED)
                .mapToInt(finding -> finding.because().orElse(finding.claim().line()))
                .min();
    }

    private static boolean isUnknown(Finding finding) {
        return finding.claimed() == null && finding.verdict() == Verdict.UNDECIDED;
    }

    /** A line that is not judged. */
    Finding undecided(Claim claim, Message reason) {
        return new Finding(
                claim,
                Verdict.UNDECIDED,
                null,
                null,
                Map.copyOf(ideal),
                Optional.of(new ComparisonAtPoints(
                        ComparisonAtPoints.Outcome.UNKNOWN, 0, Double.NaN, Optional.empty(), reason)),
                OptionalInt.empty(),
                Optional.empty(),
                cites(claim),
                Optional.empty());
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
        for (String name : claim.uses()) {
            Integer giver = givers.get(name);
            if (giver != null) {
                cites.add(giver);
                cites.addAll(findings.get(giver).cites());
            }
        }
        return cites;
    }
}
