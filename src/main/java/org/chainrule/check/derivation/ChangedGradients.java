package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;

/** Gradients that lines change in place. */
record ChangedGradients(
        Model model,
        Claims claims,
        TrueGradients truths,
        Comparisons comparisons,
        Findings book,
        HelperClaims helpers,
        boolean blaming) {
    /**
     * A gradient that a program has changed in place may have become that by a quantity further back: behind the mask of a
     * relu, {@code dh} is the gradient by what the relu is taken of.
     */
    Optional<Finding> read(Claim claim, Finding finding, Function<Claim, Finding> judged) {
        if (!(claim.subject() instanceof GradientOf gradient)
                || finding.verdict() == Verdict.UNDECIDED
                || finding.verdict() == Verdict.FOLLOWS
                || finding.claimed() == null
                || !(claims.isChanged(claim) || usesItself(claim, gradient))) {
            return Optional.empty();
        }
        Node variable = gradient.variable();
        boolean rightBefore = book.giver(gradient.symbol())
                .map(Finding::ideal)
                .filter(before -> comparisons.samples().agree(truths.stated(gradient), before))
                .isPresent();
        List<Node> nearest = new ArrayList<>(Walk.from(List.of(variable)).nodes());
        Collections.reverse(nearest);
        List<Node> others = nearest.stream()
                .filter(node -> node.isVariable()
                        && node.type().isReal()
                        && node.shape().sameShape(variable.shape()))
                .toList();
        for (Node node : others) {
            if (node != variable) {
                String name = node.label().orElse(ShortText.of(node));
                GradientOf other = new GradientOf(gradient.of(), node, name, gradient.perSample());
                Finding read = judged.apply(claim.as(other, gradient.symbol()));
                if (read.isSound() || read.verdict() == Verdict.FOLLOWS) {
                    return Optional.of(read.understood(read.understood()
                            .with(say("from here on `{0}` is the gradient by `{1}`", gradient.symbol(), name))));
                }
            }
        }
        Optional<Node> meant = blaming && finding.verdict() == Verdict.REFUTED
                ? helpers.spoilt(claim, gradient, others)
                : Optional.empty();
        if (meant.isPresent()) {
            String name = meant.get().label().orElse(ShortText.of(meant.get()));
            GradientOf other = new GradientOf(gradient.of(), meant.get(), name, gradient.perSample());
            return Optional.of(judged.apply(claim.as(other, gradient.symbol())));
        }
        List<Node> argument = variable.inputs().stream()
                .filter(node -> node.isVariable() && node.shape().sameShape(variable.shape()))
                .toList();
        if (!rightBefore || argument.size() != 1) {
            return Optional.empty();
        }
        // what was right and is changed is meant to be the next gradient of the chain
        String name = argument.get(0).label().orElse(ShortText.of(argument.get(0)));
        GradientOf next = new GradientOf(gradient.of(), argument.get(0), name, gradient.perSample());
        return Optional.of(judged.apply(claim.as(next, gradient.symbol())));
    }

    /** Whether a line makes something of the gradient whose name it gives: {@code grad_output = g * (output > 0)} where g is that. */
    private boolean usesItself(Claim claim, GradientOf gradient) {
        Node truth = truths.stated(gradient);
        return model.dialect(claim.statement()) != Dialect.LATEX
                && claim.uses().stream()
                        .flatMap(name -> model.find(name).stream())
                        .anyMatch(node -> node.isLeaf()
                                && node.isVariable()
                                && node.shape().sameShape(truth.shape())
                                && comparisons.samples().agree(truth, node));
    }
}
