package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.diagnose.Kind;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
import org.chainrule.symbolic.facts.Condition;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.symbolic.rewrite.Simplifier;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * A line that equals the truth where both have a value, and has none on a whole region where the truth has one: {@code
 * exp(3*log(x))} for x³. It is right for positive x only, and wrong unless the model says that x is positive.
 */
final class LostDomain {
    private static final double TOLERANCE = 1e-9;

    private LostDomain() {}

    /** What is wrong with a line that is proved equal to the truth and yet differs at points; empty when it is not that. */
    static Optional<JudgedLine.Mend> of(Finding finding) {
        return of(finding, condition -> true, false);
    }

    /** What is wrong with a line that has no value anywhere, as one that divides by b − b; doubles may make a number of it. */
    static Optional<JudgedLine.Mend> nowhere(Finding finding, Samples samples) {
        return of(finding, condition -> isNothing(condition, samples), true);
    }

    /** Whether an expression that must not be 0 is nothing but 0: at all points, and by a proof, since numbers may underflow. */
    private static boolean isNothing(Condition condition, Samples samples) {
        return condition.leavesOutLittle()
                && samples.count() > 0
                && IntStream.range(0, samples.count()).allMatch(i -> {
                    try {
                        Tensor value = samples.point(i).value(condition.of());
                        return value.count() > 0
                                && IntStream.range(0, value.count()).allMatch(k -> value.at(k) == 0);
                    } catch (ChainruleException e) {
                        return false;
                    }
                })
                && Prover.prove(condition.of(), Fill.zerosLike(condition.of())).isProved();
    }

    private static Optional<JudgedLine.Mend> of(Finding finding, Predicate<Condition> filter, boolean nowhere) {
        Node claimed = finding.claimed();
        Node truth = finding.ideal();
        if (claimed == null || truth == null) {
            return Optional.empty();
        }
        List<Condition> met = new ArrayList<>(Definedness.of(truth));
        if (finding.claim().subject() instanceof GradientOf gradient) {
            met.addAll(Definedness.of(gradient.of()));
        }
        // What points met is not little, as the zeros of floor(x) are not.
        boolean isMet = isMet(finding);
        return Definedness.of(claimed).stream()
                .filter(condition -> nowhere || isMet || !condition.leavesOutLittle())
                .filter(condition -> condition.where() == null && filter.test(condition))
                .filter(condition -> met.stream().noneMatch(other -> other.implies(condition)))
                .findFirst()
                .map(condition -> mend(finding, condition, truth, nowhere));
    }

    /** Whether what contradicts the line is a point at which it has no value. */
    private static boolean isMet(Finding finding) {
        return finding.comparison()
                .flatMap(ComparisonAtPoints::counterexample)
                .filter(example -> !Double.isFinite(example.right()))
                .isPresent();
    }

    /** The same for a line that no proof speaks of, by its values: it equals the truth in every entry in which it has one. */
    static Optional<JudgedLine.Mend> of(Finding finding, Samples samples) {
        Node claimed = finding.claimed();
        Node truth = finding.ideal();
        boolean isLost = claimed != null
                && truth != null
                && claimed.shape().sameShape(truth.shape())
                && isEqualWhereItHasAValue(claimed, truth, samples, isMet(finding));
        return isLost
                ? of(finding, condition -> !condition.of().isVariable() || isViolated(condition, samples), false)
                : Optional.empty();
    }

    private static boolean isViolated(Condition condition, Samples samples) {
        if (condition.relation() == Condition.Relation.DEFINITE) {
            // Whether a matrix is definite is not said by its entries; that the line has no value is known.
            return true;
        }
        try {
            return IntStream.range(0, samples.count())
                    .mapToObj(i -> samples.point(i).value(condition.of()))
                    .flatMapToDouble(value -> IntStream.range(0, value.count()).mapToDouble(value::at))
                    .anyMatch(entry -> !condition.allows(entry));
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static boolean isEqualWhereItHasAValue(Node claimed, Node truth, Samples samples, boolean isMet) {
        boolean isEqual = false;
        boolean isLost = isMet;
        for (int i = 0; i < samples.count(); i++) {
            try {
                Tensor right = samples.point(i).value(truth);
                Tensor ours = valueOrNothing(claimed, samples.point(i), right);
                for (int k = 0; k < ours.count(); k++) {
                    boolean hasValue = Double.isFinite(ours.at(k));
                    if (hasValue && !(Math.abs(ours.at(k) - right.at(k)) <= TOLERANCE * Math.abs(right.at(k)))) {
                        return false;
                    }
                    isEqual |= hasValue;
                    isLost |= !hasValue && Double.isFinite(right.at(k));
                }
            } catch (ChainruleException e) {
                return false;
            }
        }
        return isLost && (isEqual || isEqualElsewhere(claimed, truth, samples));
    }

    /** Whether the line equals the truth at points that are drawn until it has a value. */
    private static boolean isEqualElsewhere(Node claimed, Node truth, Samples samples) {
        Samples others = samples.where(List.of(truth, claimed));
        return others.count() > 0 && others.agree(truth, claimed);
    }

    /** What cannot be computed at all, as a logarithm of a negative determinant, has no value in any entry. */
    private static Tensor valueOrNothing(Node claimed, Evaluator at, Tensor like) {
        try {
            return at.value(claimed);
        } catch (ChainruleException e) {
            return Tensor.full(DType.F64, like.shape(), Double.NaN);
        }
    }

    private static JudgedLine.Mend mend(Finding finding, Condition condition, Node truth, boolean isNowhere) {
        String right = Formula.text(Simplifier.simplify(truth));
        Message subject = finding.claim().symbol().map(Message::verbatim).orElse(Message.of("diagnose.right_side"));
        if (isNowhere) {
            Message nowhere = say(
                    "{0} has no value anywhere, for {1} does not hold: write `{2}`", subject, condition.text(), right);
            return new JudgedLine.Mend(Kind.DOMAIN.id(), nowhere, Optional.of(right), Optional.empty());
        }
        String name = condition.of().isLeaf() ? condition.of().label().orElse("") : "";
        Message remedy = name.isEmpty()
                ? say("or declare the domain in the model where that holds")
                : switch (condition.relation()) {
                    case POSITIVE -> say("or declare `{0}` positive where it is", name);
                    case NONNEGATIVE -> say("or declare `{0}` nonnegative where it is", name);
                    default -> say("or declare the domain in the model where that holds");
                };
        return new JudgedLine.Mend(
                Kind.DOMAIN.id(),
                Message.of("diagnose.domain", subject, condition.text(), right, remedy),
                Optional.of(right),
                Optional.empty());
    }
}
