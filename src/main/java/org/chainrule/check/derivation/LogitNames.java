package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.tensor.Domain;

/**
 * What courses call the gradient by y of {@code y = softmax(z)} is often that by z: {@code dy = (y - t) / N}, of which
 * {@code dW = X.T @ dy} follows. A line is read so where no line gives the gradient by z, and no line that uses it is right with
 * the gradient by y instead.
 */
final class LogitNames {
    private final Model model;
    private final TrueGradients truths;
    private final Samples samples;
    private final Findings book;

    LogitNames(Model model, TrueGradients truths, Samples samples, Findings book) {
        this.model = model;
        this.truths = truths;
        this.samples = samples;
        this.book = book;
    }

    /**
     * The line as one about the gradient further back, where it may mean that.
     *
     * @param finding what was found of the line as it stands
     * @param lines all lines
     * @param judge judges a line
     */
    Optional<Finding> read(Claim claim, Finding finding, List<Claim> lines, Function<Claim, Finding> judge) {
        Node claimed = finding.claimed();
        if (finding.verdict() != Verdict.REFUTED
                || claimed == null
                || !(claim.subject() instanceof GradientOf gradient)) {
            return Optional.empty();
        }
        Optional<Node> inside = inside(gradient.variable()).or(() -> ofLabels(gradient, claimed));
        if (inside.isEmpty() || lines.stream().anyMatch(line -> isBy(line, gradient.of(), inside.get()))) {
            return Optional.empty();
        }
        String name = inside.get().label().orElse(ShortText.of(inside.get()));
        GradientOf other = new GradientOf(gradient.of(), inside.get(), name, gradient.perSample());
        Finding read = judge.apply(claim.as(other, gradient.symbol()));
        if (!read.isSound()) {
            return Optional.empty();
        }
        List<Claim> users = new ArrayList<>(lines.subList(book.findings().size() + 1, lines.size()));
        users.removeIf(line -> !line.uses().contains(gradient.symbol()));
        if (users.stream()
                .anyMatch(line -> isRight(line, gradient.symbol(), truths.stated(gradient))
                        && !isRight(line, gradient.symbol(), claimed))) {
            return Optional.empty();
        }
        return users.isEmpty()
                ? Optional.of(book.undecided(
                        claim, say("it is the gradient by `{0}`, and not that by `{1}`", name, gradient.name())))
                : Optional.of(read.understood(read.understood()
                        .with(say("`{0}` is read as the gradient by `{1}`", gradient.symbol(), name))));
    }

    /**
     * Whether a line gives minus the gradient that its name says, and is meant so: {@code dmu = sum(dxc)} is right where
     * {@code dx = dxc - dmu / N} goes on with it.
     */
    boolean isMeantAsNegative(Claim claim, Finding finding, List<Claim> lines) {
        if (finding.verdict() != Verdict.REFUTED
                || claim.layer().isPresent()
                || !(claim.subject() instanceof GradientOf gradient)
                || !(claim.statement() instanceof Statement.Define)) {
            // the same slip in two layers cancels out
            return false;
        }
        Node truth = truths.stated(gradient);
        Node negative = truth.neg();
        try {
            if (!samples.agree(negative, model.resolve(claim.right(), book.ideal()))) {
                return false;
            }
        } catch (ChainruleException e) {
            return false;
        }
        List<Claim> users = new ArrayList<>(lines.subList(book.findings().size() + 1, lines.size()));
        users.removeIf(line -> line.line() == claim.line() || !line.uses().contains(gradient.symbol()));
        return users.stream().anyMatch(line -> isRight(line, gradient.symbol(), negative))
                && users.stream().noneMatch(line -> isRight(line, gradient.symbol(), truth));
    }

    /** What a quantity is computed from by a function of whole rows, such as softmax, that leaves their shape. */
    private static Optional<Node> inside(Node variable) {
        List<Node> same = variable.inputs().stream()
                .filter(node -> node.isVariable() && node.shape().sameShape(variable.shape()))
                .toList();
        return same.size() == 1
                        && !variable.op().isElementwise()
                        && variable.inputs().size() == 1
                ? Optional.of(same.get(0))
                : Optional.empty();
    }

    /** Nobody wants the gradient by labels: who calls logits y as well means that by the logits. */
    private Optional<Node> ofLabels(GradientOf gradient, Node claimed) {
        boolean labels = gradient.variable().op() instanceof Leaf leaf
                && leaf.role() == Leaf.Role.INPUT
                && leaf.domain().kind() == Domain.Kind.ONEHOT;
        return !labels
                ? Optional.empty()
                : gradient.of().ancestors().stream()
                        .filter(node -> !node.isLeaf()
                                && node.label().isPresent()
                                && node.isVariable()
                                && node.shape().sameShape(gradient.variable().shape())
                                && samples.agree(truths.gradient(gradient.of(), node), claimed))
                        .findFirst();
    }

    private static boolean isBy(Claim line, Node of, Node variable) {
        return line.subject() instanceof GradientOf gradient && gradient.of() == of && gradient.variable() == variable;
    }

    private boolean isRight(Claim line, String symbol, Node value) {
        if (!(line.subject() instanceof GradientOf gradient)) {
            return false;
        }
        Map<String, Node> names = new LinkedHashMap<>(book.ideal());
        names.put(symbol, value);
        try {
            return samples.agree(truths.stated(gradient), model.resolve(line.right(), names));
        } catch (ChainruleException e) {
            // it uses what a line between them gives
            return false;
        }
    }
}
