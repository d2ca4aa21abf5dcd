package org.chainrule.check.derivation;

import java.util.List;
import java.util.Optional;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.Samples;
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
            int line = i;
            boolean holds = findings.stream()
                    .anyMatch(user -> user.isSound()
                            && !user.claim().isHelper()
                            && user.claim().subject() instanceof GradientOf
                            && user.cites().contains(line));
            Node said = finding.claimed();
            Optional<Node> argument = holds && said != null
                    ? argument(model, gradient.variable())
                            .filter(of -> samples.agree(truths.gradient(gradient.of(), of), said))
                    : Optional.empty();
            if (argument.isPresent()) {
                claims.mean(i, new GradientOf(gradient.of(), argument.get(), gradient.name(), gradient.perSample()));
                more = true;
            }
        }
        return more;
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
