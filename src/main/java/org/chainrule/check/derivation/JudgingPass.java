package org.chainrule.check.derivation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.DifferentialOf;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Dim;

/**
 * One pass over a derivation, from the first line to the last. A line is right when it equals the truth with everything it
 * uses taken as claimed. A line that is wrong so, but right with everything it uses put right, follows from the first wrong
 * line it uses. Any other line is to blame itself.
 */
final class JudgingPass {
    private final Model model;
    private final TrueGradients truths;
    private final Samples samples;
    private final Set<Integer> strict;
    private final Layout layout;
    private final List<Dim> sampleSizes;
    private final Findings book = new Findings();

    /**
     * @param strict lines that may not be right under another convention, by index
     * @param layout how gradients by matrices are laid out
     */
    JudgingPass(Model model, TrueGradients truths, Samples samples, Set<Integer> strict, Layout layout) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.strict = strict;
        this.layout = layout;
        this.sampleSizes = truths.inputSizes();
    }

    /** @param taken gradients that lines use and no line gives */
    List<Finding> run(List<Claim> claims, Map<String, GradientOf> taken) {
        taken.forEach((name, gradient) -> book.take(name, layout.of(truths.stated(gradient))));
        for (Claim claim : claims) {
            book.add(judge(claim));
        }
        return book.findings();
    }

    /** Judges a line as it is read first, and when it is not right so, in every other way that people write. */
    private Finding judge(Claim claim) {
        if (claim.statement() instanceof Statement.Unreadable unreadable) {
            return new Step(model, truths, samples, book, claim, layout).unreadable(unreadable.diagnostic());
        }
        LineReadings readings = new LineReadings(model, sampleSizes, names(claim));
        Claim first = InnerDifferentials.named(readings.first(claim));
        Finding finding = judged(first, false);
        if (finding.isSound()) {
            return finding;
        }
        Optional<Finding> fitting = Optional.empty();
        for (LineReadings.Other other : readings.others(first)) {
            Finding read = judged(other.claim(), false);
            if (read.isSound()) {
                return read.understood(read.understood().with(other.sentence()));
            } else if (fitting.isEmpty() && finding.error().isPresent() && fits(read)) {
                fitting = Optional.of(judged(other.claim(), true))
                        .map(found -> found.understood(found.understood().with(other.sentence())));
            }
        }
        if (fitting.isPresent()) {
            return fitting.get();
        }
        return finding.error().isPresent() && readings.hasUnreadSum(first)
                ? new Step(model, truths, samples, book, first, layout)
                        .unreadable(finding.error().get())
                : judged(first, true);
    }

    private Map<String, Node> names(Claim claim) {
        Map<String, Node> names = new LinkedHashMap<>(book.claimed(claim));
        if (claim.subject() instanceof DifferentialOf differential) {
            try {
                Node left = model.resolve(differential.left(), names);
                names.putAll(truths.differentials(left, claim.right()).names());
            } catch (ChainruleException e) {
                // The line says so itself.
            }
        }
        return names;
    }

    /** Whether a line has a meaning in some reading, so that it is a claim. */
    private static boolean fits(Finding finding) {
        return finding.comparison()
                .filter(comparison -> Double.isFinite(comparison.maxRelError()))
                .isPresent();
    }

    /** @param blame whether a line above may be put right, for which this one is to blame */
    private Finding judged(Claim claim, boolean blame) {
        Step step = new Step(model, truths, samples, book, claim, layout);
        try {
            return claim.isHelper()
                    ? step.helper()
                    : step.compare(strict.contains(book.findings().size()), blame);
        } catch (NotationException e) {
            return step.unreadable(e.diagnostics().get(0));
        } catch (ChainruleException e) {
            return step.unreadable(model.source()
                    .diagnostic(claim.statement().span().start(), e.sentence().firstLine(), Message.NONE));
        }
    }
}
