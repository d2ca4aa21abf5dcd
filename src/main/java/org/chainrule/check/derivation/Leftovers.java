package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.derivation.Claim.Earlier;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Helper;
import org.chainrule.check.derivation.Claim.Side;
import org.chainrule.check.derivation.Judgement.Unjudged;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Statement;

/** What a derivation says without being judged, and what it does not say: nothing of it is passed over in silence. */
final class Leftovers {
    private static final Pattern GRADIENT = Pattern.compile(
            "d(?:[\\p{Lu}\\p{InGreek}]\\w*|[a-z]\\d*|[a-z]_\\w+|(?:x|z)?hat\\d*|mu|var|sigma|beta|gamma|alpha|theta)"
                    + "|grad_?\\w+|\\w+_grad");

    private final Model model;
    private final Claims claims;
    private final List<Finding> findings;

    Leftovers(Model model, Claims claims, List<Finding> findings) {
        this.model = model;
        this.claims = claims;
        this.findings = findings;
    }

    /** Whether a line has a verdict of its own in the report. */
    boolean isJudged(Finding finding) {
        if (finding.claim().statement() instanceof Statement.Unreadable unreadable) {
            boolean ofGradient = finding.claim().subject() instanceof GradientOf
                    || unreadable.writes().stream().anyMatch(this::isGradient);
            return unreadable.claims() && (ofGradient || unreadable.writes().isEmpty());
        }
        return !finding.claim().isHelper() || finding.error().isPresent();
    }

    /**
     * Whether a line within a function only follows from another, and is right where the function is called elsewhere: it is right, and
     * the line with the call says what follows.
     */
    boolean isRightElsewhere(int index) {
        Finding finding = findings.get(index);
        boolean handedOn = index + 1 < findings.size()
                && findings.get(index + 1).claim().statement() instanceof Statement.Define next
                && next.isHandedOn();
        return handedOn
                && finding.verdict() == Verdict.FOLLOWS
                && findings.stream()
                        .anyMatch(other -> other.isSound()
                                && !other.claim().isHelper()
                                && other.claim()
                                        .statement()
                                        .span()
                                        .equals(finding.claim().statement().span()));
    }

    private boolean isGradient(String name) {
        return variable(name).isPresent()
                || isOfLayers(name)
                || claims.lines().stream()
                        .anyMatch(claim -> claim.subject() instanceof GradientOf
                                && claim.symbol().equals(Optional.of(name)));
    }

    /** {@code dZ} where the model has {@code Z1}, {@code Z2} and so on. */
    private boolean isOfLayers(String name) {
        return name.startsWith("d")
                && model.names().keySet().stream()
                        .anyMatch(other -> other.length() >= name.length()
                                && other.startsWith(name.substring(1))
                                && other.substring(name.length() - 1).chars().allMatch(Character::isDigit));
    }

    private Optional<Node> variable(String name) {
        return name.startsWith("d") && model.find(name).isEmpty() ? model.find(name.substring(1)) : Optional.empty();
    }

    /** The lines without a verdict that help no line that has one, with the reason. */
    List<Unjudged> unjudged() {
        Set<Unjudged> unjudged = new LinkedHashSet<>();
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (!isJudged(finding)) {
                int line = finding.claim().line();
                reason(finding, i).ifPresent(message -> unjudged.add(new Unjudged(line, message)));
            }
        }
        // the last round of a loop is judged, and those before are not
        Set<Integer> judged = new LinkedHashSet<>();
        findings.stream()
                .filter(this::isJudged)
                .forEach(finding -> judged.add(finding.claim().line()));
        unjudged.removeIf(each -> judged.contains(each.line()));
        return List.copyOf(unjudged);
    }

    private Optional<Message> reason(Finding finding, int index) {
        if (finding.claim().statement() instanceof Statement.Unreadable unreadable) {
            return Optional.of(
                    unreadable.claims() || !unreadable.writes().isEmpty()
                            ? unreadable.diagnostic().message()
                            : say("no claim was found in it"));
        } else if (finding.claim().subject() instanceof Earlier earlier && earlier.by() == Earlier.ROUND) {
            return Optional.empty();
        } else if (finding.claim().subject() instanceof Earlier earlier) {
            return Optional.of(
                    finding.verdict() == Verdict.UNDECIDED
                            ? finding.comparison()
                                    .map(ComparisonAtPoints::reason)
                                    .orElse(Message.NONE)
                            : earlier.by() == finding.claim().line()
                                    ? say("`{0}` stands for another quantity from here on", earlier.name())
                                    : say(
                                            "line {0} gives `{1}` anew, and that is what counts",
                                            earlier.by(), earlier.name()));
        } else if (finding.verdict() == Verdict.UNDECIDED) {
            return finding.comparison().map(ComparisonAtPoints::reason);
        }
        String name = ((Helper) finding.claim().subject()).name();
        if (GRADIENT.matcher(name).matches()) {
            return Optional.of(
                    say("`{0}` looks like a gradient, and the model has nothing that it is the gradient by", name));
        }
        String own = name.endsWith("_") ? name.substring(0, name.length() - 1) : "";
        boolean used = findings.stream()
                .anyMatch(other -> !other.claim().isHelper() && other.cites().contains(index));
        if (!used && model.find(own).isPresent()) {
            return Optional.of(say("it gives `{0}` another value than the model", own));
        }
        return used ? Optional.empty() : Optional.of(say("no line that is judged uses `{0}`", name));
    }

    /** The gradients for which no line was given: of parameters, and of what stands between them and the loss. */
    List<String> missing() {
        Map<Node, Set<Node>> given = new LinkedHashMap<>();
        Set<Node> written = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Claim claim : claims.lines()) {
            if (claim.subject() instanceof GradientOf gradient) {
                given.computeIfAbsent(gradient.of(), of -> new LinkedHashSet<>())
                        .add(gradient.variable());
            } else if (claim.subject() instanceof Side side) {
                model.ratio(side.left()).ifPresent(ratio -> written.add(ratio.wrt()));
            }
            if (claim.statement() instanceof Statement.Unreadable unreadable) {
                unreadable.writes().forEach(name -> variable(name).ifPresent(written::add));
            }
        }
        Set<String> missing = new LinkedHashSet<>();
        given.forEach((loss, variables) -> {
            List<String> between = new ArrayList<>();
            Set<Node> reached = reached(loss);
            model.names().forEach((name, node) -> {
                if (reached.contains(node)
                        && model.find("d" + name).isEmpty()
                        && node != loss
                        && !variables.contains(node)
                        && !written.contains(node)) {
                    if (node.isLeaf()) {
                        missing.add("d" + name);
                    } else {
                        between.add("d" + name);
                    }
                }
            });
            missing.addAll(between);
        });
        return List.copyOf(missing);
    }

    /** The parameters that a loss depends on, and what depends on them. */
    private Set<Node> reached(Node loss) {
        Set<Node> params = new LinkedHashSet<>(model.params());
        Set<Node> reached = new LinkedHashSet<>();
        for (Node node : Walk.from(List.of(loss)).nodes()) {
            boolean through = node.inputs().stream().anyMatch(reached::contains);
            if (node.type().isReal() && (params.contains(node) || through)) {
                reached.add(node);
            }
        }
        return reached;
    }
}
