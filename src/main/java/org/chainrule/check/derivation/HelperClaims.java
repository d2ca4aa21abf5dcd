package org.chainrule.check.derivation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.Helper;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;

/** Helpers that are meant as gradients: {@code δ2} for ∂J/∂Z2. */
final class HelperClaims {
    private final Model model;
    private final TrueGradients truths;
    private final Samples samples;
    private final Findings book;

    HelperClaims(Model model, TrueGradients truths, Samples samples, Findings book) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.book = book;
    }

    /**
     * Looks for a helper that is meant as a gradient and is none, such as δ2 for ∂J/∂Z2: when a wrong line becomes right
     * with the gradient of some quantity in place of the helper, and no line with the helper as it stands is right, the
     * helper's line is to blame.
     */
    OptionalInt blamed(Claim claim, Set<Integer> cites, Node truth) {
        if (!(claim.subject() instanceof GradientOf gradient)) {
            return OptionalInt.empty();
        }
        for (int i : cites) {
            Finding helper = book.findings().get(i);
            Node standing = helper.claimed();
            if (!(helper.claim().subject() instanceof Helper)
                    || !helper.isSound()
                    || standing == null
                    || Findings.isVindicated(book.findings(), i)) {
                continue;
            }
            String symbol = helper.claim().symbol().orElseThrow();
            for (Map.Entry<String, Node> quantity : model.names().entrySet()) {
                if (quantity.getValue().isLeaf() || !quantity.getValue().shape().sameShape(standing.shape())) {
                    continue;
                }
                Node meant = truths.gradient(gradient.of(), quantity.getValue());
                Map<String, Node> other = new LinkedHashMap<>(book.ideal());
                other.put(symbol, meant);
                if (agrees(claim, truth, other)) {
                    GradientOf subject = new GradientOf(gradient.of(), quantity.getValue(), quantity.getKey(), false);
                    blame(i, symbol, subject, meant, standing);
                    return OptionalInt.of(helper.claim().line());
                }
            }
        }
        return OptionalInt.empty();
    }

    private void blame(int i, String symbol, GradientOf subject, Node meant, Node standing) {
        Finding helper = book.findings().get(i);
        Claim read = helper.claim().as(subject, symbol);
        book.correct(
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
    }

    /** Whether a line is right when the names of the derivation stand for what is given. */
    boolean agrees(Claim claim, Node truth, Map<String, Node> derived) {
        try {
            return samples.agree(truth, model.resolve(claim.right(), derived));
        } catch (ChainruleException e) {
            return false;
        }
    }
}
