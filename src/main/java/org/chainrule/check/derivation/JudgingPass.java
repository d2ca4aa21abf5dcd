package org.chainrule.check.derivation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
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
    private final List<Dim> sampleSizes;
    private final Findings book = new Findings();

    /** @param strict lines that may not be right under another convention, by index */
    JudgingPass(Model model, TrueGradients truths, Samples samples, Set<Integer> strict) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.strict = strict;
        this.sampleSizes = truths.inputSizes();
    }

    /** @param taken gradients that lines use and no line gives */
    List<Finding> run(List<Claim> claims, Map<String, GradientOf> taken) {
        taken.forEach((name, gradient) -> book.take(name, truths.stated(gradient)));
        for (Claim claim : claims) {
            book.add(judge(SampleSums.explicit(
                    claim, model.source().text(), sampleSizes, part -> model.resolve(part, book.claimed(claim)))));
        }
        return book.findings();
    }

    private Finding judge(Claim claim) {
        Step step = new Step(model, truths, samples, book, claim);
        if (claim.statement() instanceof Statement.Unreadable unreadable) {
            return step.unreadable(unreadable.diagnostic());
        }
        try {
            return claim.isHelper()
                    ? step.helper()
                    : step.compare(strict.contains(book.findings().size()));
        } catch (NotationException e) {
            return step.unreadable(e.diagnostics().get(0));
        } catch (ChainruleException e) {
            return step.unreadable(model.source()
                    .diagnostic(claim.statement().span().start(), e.sentence().firstLine(), Message.NONE));
        }
    }
}
