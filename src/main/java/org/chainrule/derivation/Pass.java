package org.chainrule.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.Comparison;
import org.chainrule.check.Comparison.Outcome;
import org.chainrule.check.Samples;
import org.chainrule.derivation.Claim.DifferentialOf;
import org.chainrule.derivation.Claim.GradientOf;
import org.chainrule.derivation.Claim.Helper;
import org.chainrule.derivation.Claim.Side;
import org.chainrule.derivation.Finding.Factor;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.model.Functions;
import org.chainrule.model.Model;
import org.chainrule.notation.Diagnostic;
import org.chainrule.notation.Expr;
import org.chainrule.notation.NotationException;
import org.chainrule.notation.Statement;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a derivation, from the first line to the last. A line is right when it equals the truth with everything it
 * uses taken as claimed. A line that is wrong so, but right with everything it uses put right, follows from the first wrong
 * line it uses. Any other line is to blame itself.
 */
final class Pass {
    private final Model model;
    private final Truths truths;
    private final Samples samples;
    /** Lines that may not be right under another convention, by index. */
    private final Set<Integer> strict;

    private final List<Finding> findings = new ArrayList<>();
    /** The line that gave a name its meaning, by index. */
    private final Map<String, Integer> givers = new LinkedHashMap<>();

    private final Map<String, Node> claimed = new LinkedHashMap<>();
    private final Map<String, Node> ideal = new LinkedHashMap<>();

    Pass(Model model, Truths truths, Samples samples, Set<Integer> strict) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.strict = strict;
    }

    List<Finding> run(List<Claim> claims) {
        for (Claim claim : claims) {
            Finding finding = judge(claim, findings.size());
            findings.add(finding);
            claim.symbol().ifPresent(symbol -> remember(symbol, finding));
        }
        return findings;
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

    private Finding judge(Claim claim, int index) {
        Set<Integer> cites = cites(claim);
        OptionalInt culprit = cites.stream()
                .filter(i -> !findings.get(i).isSound())
                .mapToInt(i ->
                        findings.get(i).because().orElse(findings.get(i).claim().line()))
                .min();
        Step step = new Step(claim, cites, culprit);
        if (claim.statement() instanceof Statement.Unreadable unreadable) {
            return step.unreadable(unreadable.diagnostic());
        }
        try {
            return claim.subject() instanceof Helper ? step.helper() : step.compare(index);
        } catch (NotationException e) {
            return step.unreadable(e.diagnostics().get(0));
        } catch (ChainruleException e) {
            return step.unreadable(model.source()
                    .diagnostic(
                            claim.statement().span().start(),
                            String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                            ""));
        }
    }

    /** The lines whose names a line mentions, and those that these mention. */
    private Set<Integer> cites(Claim claim) {
        Set<Integer> cites = new LinkedHashSet<>();
        List<Expr> stack = new ArrayList<>(List.of(claim.right()));
        if (claim.subject() instanceof Side side) {
            stack.add(side.left());
        }
        while (!stack.isEmpty()) {
            Expr expr = stack.remove(stack.size() - 1);
            Integer giver = expr instanceof Expr.Name name ? givers.get(name.id()) : null;
            if (giver != null) {
                cites.add(giver);
                cites.addAll(findings.get(giver).cites());
            }
            stack.addAll(expr.children());
        }
        return cites;
    }

    /** One line, with what is known of the lines it uses. */
    private final class Step {
        private final Claim claim;
        private final Set<Integer> cites;
        private final OptionalInt culprit;
        private Map<String, Node> own = Map.of();

        Step(Claim claim, Set<Integer> cites, OptionalInt culprit) {
            this.claim = claim;
            this.cites = cites;
            this.culprit = culprit;
        }

        private Finding found(
                Verdict verdict,
                @Nullable Node right,
                @Nullable Node truth,
                Optional<Comparison> comparison,
                OptionalInt because,
                Optional<Factor> factor) {
            return new Finding(
                    claim, verdict, right, truth, names(ideal), comparison, because, factor, cites, Optional.empty());
        }

        private Map<String, Node> names(Map<String, Node> derived) {
            Map<String, Node> names = new LinkedHashMap<>(derived);
            names.putAll(own);
            return names;
        }

        private Node resolve(Expr expr, Map<String, Node> derived) {
            return model.resolve(expr, names(derived));
        }

        Finding unreadable(Diagnostic error) {
            return new Finding(
                    claim,
                    Verdict.UNDECIDED,
                    null,
                    truthOrNull(),
                    names(ideal),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    cites,
                    Optional.of(error));
        }

        private @Nullable Node truthOrNull() {
            try {
                return claim.isHelper() ? null : truth(ideal);
            } catch (ChainruleException e) {
                return null;
            }
        }

        /** A helper is right by definition; what it is made of may not be. */
        Finding helper() {
            Node right = resolve(claim.right(), claimed);
            return found(
                    culprit.isPresent() ? Verdict.FOLLOWS : Verdict.AGREES,
                    right,
                    culprit.isPresent() ? resolve(claim.right(), ideal) : right,
                    Optional.empty(),
                    culprit,
                    Optional.empty());
        }

        private Node truth(Map<String, Node> derived) {
            if (claim.subject() instanceof GradientOf gradient) {
                Node exact = truths.gradient(gradient.of(), gradient.variable());
                return gradient.perSample() && isIntermediate(gradient)
                        ? announced(gradient).times().times(exact)
                        : exact;
            }
            if (claim.subject() instanceof DifferentialOf differential) {
                Node left = model.resolve(differential.left(), derived);
                Truths.Differentials differentials = truths.differentials(left, claim.right());
                own = differentials.names();
                return truths.differential(left, differentials.varying());
            }
            return model.resolve(((Side) claim.subject()).left(), derived);
        }

        private Factor announced(GradientOf gradient) {
            List<Dim> sizes = truths.sampleSizes(gradient.of());
            if (sizes.isEmpty()) {
                throw new ChainruleException("derive per sample needs a number of samples, and the model has none:"
                        + " give its inputs an axis that no parameter has");
            }
            return new Factor(sizes.get(0).toString(), Truths.count(sizes.get(0)), true);
        }

        Finding compare(int index) {
            Node truth = truth(claimed);
            Node right;
            try {
                right = resolve(claim.right(), claimed);
            } catch (NotationException e) {
                return unfit(truth, e);
            }
            Comparison comparison = samples.compare(truth, right);
            if (comparison.isEqual()) {
                return found(
                        Verdict.AGREES, right, truth, Optional.of(comparison), OptionalInt.empty(), Optional.empty());
            }
            if (comparison.outcome() == Outcome.UNKNOWN) {
                return found(
                        Verdict.UNDECIDED,
                        right,
                        truth,
                        Optional.of(comparison),
                        OptionalInt.empty(),
                        Optional.empty());
            }
            if (culprit.isPresent() && holds(truth(ideal))) {
                return found(Verdict.FOLLOWS, right, truth, Optional.of(comparison), culprit, Optional.empty());
            }
            Optional<Finding> conventional = convention(right, comparison, index);
            if (conventional.isPresent()) {
                return conventional.get();
            }
            OptionalInt helper = wrongHelper(truth);
            return helper.isPresent()
                    ? found(Verdict.FOLLOWS, right, truth, Optional.of(comparison), helper, Optional.empty())
                    : found(
                            Verdict.REFUTED,
                            right,
                            scaledLikeCited(truth),
                            Optional.of(comparison),
                            OptionalInt.empty(),
                            Optional.empty());
        }

        /**
         * Looks for a helper that is meant as a gradient and is none, such as δ2 for ∂J/∂Z2: when a wrong line becomes right
         * with the gradient of some quantity in place of the helper, and no line with the helper as it stands is right, the
         * helper's line is to blame.
         */
        private OptionalInt wrongHelper(Node truth) {
            if (!(claim.subject() instanceof GradientOf gradient)) {
                return OptionalInt.empty();
            }
            for (int i : cites) {
                Finding helper = findings.get(i);
                Node standing = helper.claimed();
                if (!helper.claim().isHelper() || !helper.isSound() || standing == null || isVindicated(i)) {
                    continue;
                }
                String symbol = helper.claim().symbol().orElseThrow();
                for (Map.Entry<String, Node> quantity : model.names().entrySet()) {
                    if (quantity.getValue().isLeaf()
                            || !quantity.getValue().shape().sameShape(standing.shape())) {
                        continue;
                    }
                    Node meant = truths.gradient(gradient.of(), quantity.getValue());
                    Map<String, Node> other = new LinkedHashMap<>(ideal);
                    other.put(symbol, meant);
                    if (agrees(truth, other)) {
                        GradientOf subject =
                                new GradientOf(gradient.of(), quantity.getValue(), quantity.getKey(), false);
                        blame(i, symbol, subject, meant, standing);
                        return OptionalInt.of(helper.claim().line());
                    }
                }
            }
            return OptionalInt.empty();
        }

        private boolean isVindicated(int helper) {
            return findings.stream()
                    .anyMatch(finding -> finding.isSound()
                            && !finding.claim().isHelper()
                            && finding.cites().contains(helper));
        }

        private void blame(int i, String symbol, GradientOf subject, Node meant, Node standing) {
            Finding helper = findings.get(i);
            Claim read = helper.claim().as(subject, symbol);
            findings.set(
                    i,
                    new Finding(
                            read,
                            Verdict.REFUTED,
                            standing,
                            meant,
                            helper.names(),
                            Optional.of(samples.compare(meant, standing)),
                            OptionalInt.empty(),
                            Optional.empty(),
                            helper.cites(),
                            Optional.empty()));
            ideal.put(symbol, meant);
        }

        /** Shapes or names that do not fit: perhaps only because a line above is wrong. */
        private Finding unfit(Node truth, NotationException e) {
            if (culprit.isPresent() && holds(truth(ideal))) {
                return found(Verdict.FOLLOWS, null, truth, Optional.empty(), culprit, Optional.empty());
            }
            Finding unreadable = unreadable(e.diagnostics().get(0));
            return namesAreKnown() ? unreadable.blamed(Verdict.REFUTED, OptionalInt.empty()) : unreadable;
        }

        /** Whether it is the shapes that do not fit: then the line is a claim, and a wrong one. */
        private boolean namesAreKnown() {
            List<Expr> stack = new ArrayList<>(List.of(claim.right()));
            while (!stack.isEmpty()) {
                Expr expr = stack.remove(stack.size() - 1);
                if ((expr instanceof Expr.Name name && !isKnown(name))
                        || (expr instanceof Expr.Call call
                                && Functions.find(call.function().replace("'", ""))
                                        .isEmpty())) {
                    return false;
                }
                stack.addAll(expr.children());
            }
            return true;
        }

        private boolean isKnown(Expr.Name name) {
            try {
                resolve(name, claimed);
                return true;
            } catch (ChainruleException e) {
                return false;
            }
        }

        private boolean holds(Node truth) {
            return agrees(truth, ideal);
        }

        private boolean agrees(Node truth, Map<String, Node> derived) {
            try {
                return samples.agree(truth, resolve(claim.right(), derived));
            } catch (ChainruleException e) {
                return false;
            }
        }

        private Optional<Finding> convention(Node right, Comparison comparison, int index) {
            if (strict.contains(index)
                    || !(claim.subject() instanceof GradientOf gradient)
                    || !isIntermediate(gradient)) {
                return Optional.empty();
            }
            for (Dim size : truths.sampleSizes(gradient.of())) {
                Node count = Truths.count(size);
                Node exact = truths.gradient(gradient.of(), gradient.variable());
                Node other = gradient.perSample() ? exact : count.times(exact);
                Comparison scaled = samples.compare(other, right);
                if (scaled.isEqual()) {
                    Factor factor = new Factor(size.toString(), count, !gradient.perSample());
                    return Optional.of(found(
                            Verdict.AGREES,
                            right,
                            other,
                            Optional.of(scaled),
                            OptionalInt.empty(),
                            Optional.of(factor)));
                }
                if (culprit.isPresent() && holds(other)) {
                    return Optional.of(
                            found(Verdict.FOLLOWS, right, other, Optional.of(comparison), culprit, Optional.empty()));
                }
            }
            return Optional.empty();
        }

        /** A wrong line for an intermediate quantity is mended in the convention of the lines it uses. */
        private Node scaledLikeCited(Node truth) {
            if (claim.subject() instanceof GradientOf gradient && isIntermediate(gradient)) {
                for (int i : cites) {
                    Optional<Factor> factor = findings.get(i).factor();
                    if (factor.isPresent()) {
                        Node exact = truths.gradient(gradient.of(), gradient.variable());
                        return factor.get().perSample() ? factor.get().times().times(exact) : exact;
                    }
                }
            }
            return truth;
        }
    }

    private static boolean isIntermediate(GradientOf gradient) {
        return !gradient.variable().isLeaf();
    }
}
