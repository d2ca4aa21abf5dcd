package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.diagnose.Kind;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
import org.chainrule.symbolic.facts.Condition;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.symbolic.rewrite.Simplifier;

/**
 * A line that equals the truth where both have a value, and has none on a whole region where the truth has one: {@code
 * exp(3*log(x))} for x³. It is right for positive x only, and wrong unless the model says that x is positive.
 */
final class LostDomain {
    private LostDomain() {}

    /** What is wrong with a line that is proved equal to the truth and yet differs at points; empty when it is not that. */
    static Optional<JudgedLine.Mend> of(Finding finding) {
        Node claimed = finding.claimed();
        Node truth = finding.ideal();
        if (claimed == null || truth == null) {
            return Optional.empty();
        }
        List<Condition> met = new ArrayList<>(Definedness.of(truth));
        if (finding.claim().subject() instanceof GradientOf gradient) {
            met.addAll(Definedness.of(gradient.of()));
        }
        // Points that were not sought out met it: what is left out is not little, as the zeros of floor(x) are not.
        boolean isMet = finding.comparison()
                .flatMap(ComparisonAtPoints::counterexample)
                .filter(example -> !Double.isFinite(example.right()))
                .isPresent();
        return Definedness.of(claimed).stream()
                .filter(condition -> (isMet || !condition.leavesOutLittle()) && condition.where() == null)
                .filter(condition -> met.stream().noneMatch(other -> other.implies(condition)))
                .findFirst()
                .map(condition -> mend(finding, condition, truth));
    }

    private static JudgedLine.Mend mend(Finding finding, Condition condition, Node truth) {
        String right = Formula.text(Simplifier.simplify(truth));
        Message subject = finding.claim().symbol().map(Message::verbatim).orElse(Message.of("diagnose.right_side"));
        Message remedy = condition.of().isLeaf() && condition.relation() == Condition.Relation.POSITIVE
                ? say(
                        "or declare `{0}` positive where it is",
                        condition.of().label().orElse("x"))
                : say("or declare the domain in the model where that holds");
        return new JudgedLine.Mend(
                Kind.DOMAIN.id(),
                Message.of("diagnose.domain", subject, condition.text(), right, remedy),
                Optional.of(right),
                Optional.empty());
    }
}
