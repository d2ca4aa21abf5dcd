package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.check.ComparisonAtPoints;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Finding.Factor;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;

/** What else the reader of a verdict should know: how the line was read, what was held constant, what shapes it has. */
final class LineNotes {
    /** A wrong line this close may be wrong only in the digits of a constant. */
    private static final double CLOSE = 1e-3;

    private final Model model;
    private final TrueGradients truths;

    LineNotes(Model model, TrueGradients truths) {
        this.model = model;
        this.truths = truths;
    }

    /** Under which other convention a line is right, when it is. */
    static Optional<Message> convention(Finding finding) {
        return finding.factor()
                .map(factor -> convention(finding.claim(), factor))
                .or(() -> finding.understood().convention());
    }

    private static Message convention(Claim claim, Factor factor) {
        GradientOf gradient = (GradientOf) claim.subject();
        String of = gradient.of().label().orElse("J");
        return Message.of(
                factor.perSample() ? "convention.per_sample" : "convention.mean", factor.size(), of, gradient.name());
    }

    /** Whether the two sides of a line are nearly the same. */
    static boolean isClose(Finding finding) {
        return error(finding) < CLOSE;
    }

    private static double error(Finding finding) {
        return finding.comparison().map(ComparisonAtPoints::maxRelError).orElse(1.0);
    }

    /**
     * What a line was read as, and what else there is to say of its two sides; more may be added.
     *
     * @param proved whether a proof decides
     */
    List<Message> of(Finding finding, boolean proved) {
        List<Message> notes = new ArrayList<>(finding.understood().readings());
        if (finding.claim().subject() instanceof DifferentialOf differential && finding.isSound()) {
            Node left = model.resolve(differential.left(), finding.names());
            List<String> constant = truths.differentials(left, finding.claim().right(), differential.alone())
                    .constant();
            if (!constant.isEmpty()) {
                notes.add(Message.of("note.constant", String.join(", ", constant)));
            }
        }
        if (finding.verdict() == Verdict.REFUTED && isClose(finding)) {
            notes.add(Message.of("note.close", String.format(Locale.ROOT, "%.1e", error(finding))));
        }
        Node claimed = finding.claimed();
        Node truth = finding.ideal();
        if (claimed != null && truth != null && !claimed.shape().sameShape(truth.shape()) && !finding.isSound()) {
            notes.add(Message.of("note.shapes", claimed.shape(), truth.shape()));
        } else {
            // What no point could say, a proof has said.
            finding.comparison()
                    .filter(comparison ->
                            !comparison.reason().isEmpty() && !(proved && comparison.outcome() == Outcome.UNKNOWN))
                    .ifPresent(comparison -> notes.add(Message.of("note.reason", comparison.reason())));
        }
        return notes;
    }
}
