package org.chainrule.check.derivation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;

/**
 * Gradients that are called by what a function gives and are those by what it is taken of. Where the model has no name for that,
 * {@code it = sigmoid(Wi @ x + bi)}, courses write {@code dit} for either; what is made of it says which is meant.
 */
final class UnnamedArguments {
    private UnnamedArguments() {}

    /** Lets each refuted line of this kind be judged as what it means: whether there is one. */
    static boolean find(Model model, Claims claims, List<Finding> findings, TrueGradients truths, Samples samples) {
        boolean more = false;
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (finding.verdict() != Verdict.REFUTED || !(finding.claim().subject() instanceof GradientOf gradient)) {
                continue;
            }
            Node said = finding.claimed();
            List<Finding> users = users(findings, i);
            Optional<Node> argument = said == null || users.isEmpty()
                    ? Optional.empty()
                    : argument(model, gradient.variable()).filter(of -> {
                        Node meant = truths.gradient(gradient.of(), of);
                        boolean right = samples.agree(meant, said);
                        return right
                                ? users.stream().anyMatch(Finding::isSound)
                                // with a slip in the line itself, those that use it tell as well
                                : users.stream()
                                        .anyMatch(user -> isRight(model, samples, user, gradient.symbol(), meant));
                    });
            if (argument.isPresent()) {
                claims.mean(i, new GradientOf(gradient.of(), argument.get(), gradient.name(), gradient.perSample()));
                more = true;
            }
        }
        return more;
    }

    /** The gradients that are made of what a line gives. */
    private static List<Finding> users(List<Finding> findings, int line) {
        return findings.stream()
                .filter(user -> user.claim().subject() instanceof GradientOf
                        && user.cites().contains(line))
                .toList();
    }

    /** Whether a refuted line is right when a name stands for something else. */
    private static boolean isRight(Model model, Samples samples, Finding user, String symbol, Node meant) {
        if (user.verdict() != Verdict.REFUTED || user.ideal() == null) {
            return false;
        }
        Map<String, Node> names = new LinkedHashMap<>(user.names());
        names.put(symbol, meant);
        try {
            return samples.agree(user.ideal(), model.resolve(user.claim().right(), names));
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static Optional<Node> argument(Model model, Node value) {
        return value.op() instanceof Elementwise && value.inputs().size() == 1
                ? Optional.of(value.inputs().get(0))
                        .filter(of -> of.isVariable()
                                && of.shape().sameShape(value.shape())
                                && !model.names().containsValue(of))
                : Optional.empty();
    }
}
