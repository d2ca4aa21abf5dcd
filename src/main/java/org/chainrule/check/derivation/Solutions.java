package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.Helper;
import org.chainrule.check.derivation.Claim.Restated;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.ModelNames;

/**
 * Lines that say where a loss has its optimum, {@code w = (X^T X)^{-1} X^T y} behind the gradient by w: right when the gradient is zero
 * there.
 */
final class Solutions {
    /** The name of the reading. */
    static final String NAME = "optimum";

    /** What the user is told. */
    static final String SENTENCE = Message.english("with this value the gradient is zero");

    /** How an optimum is marked that has not the name of the parameter: {@code μ̂}, {@code \\hat{\\mu}}. */
    private static final Pattern MARKED = Pattern.compile("(.+?)(?:\\u0302|_hat|_star|_ML|_MLE|_MAP|_opt)");

    private final Model model;
    private final TrueGradients truths;
    private final Samples samples;
    private final String derived;
    /** What the optimum of parameters is, as the lines so far say. */
    private final NodeMap<Node> found = new NodeMap<>();

    /** @param derived the name of the loss */
    Solutions(Model model, TrueGradients truths, Samples samples, String derived) {
        this.samples = samples;
        this.derived = derived;
        this.model = model;
        this.truths = truths;
    }

    /** A line that says where the loss has its optimum, and is right. */
    Optional<Finding> found(Claim claim, Finding finding) {
        Node value = finding.claimed();
        if (value == null) {
            return Optional.empty();
        }
        return gradientAt(claim, value)
                .filter(this::isZero)
                .map(gradient -> new Finding(
                        claim.as(new Claim.Side(claim.right()), claim.symbol().orElse("")),
                        Verdict.AGREES,
                        value,
                        value,
                        finding.names(),
                        Optional.of(samples.compare(value, value)),
                        OptionalInt.empty(),
                        Optional.empty(),
                        finding.cites(),
                        Optional.empty(),
                        new Finding.Understood(List.of(say(SENTENCE)), Optional.empty(), NAME)));
    }

    /** Whether an equation says that the gradient by some parameter is zero. */
    boolean isStationary(Equations equations, Claim equation) {
        return equations.isStationary(
                equation,
                by -> model.find(derived).filter(Node::isScalar).map(of -> truths.gradient(of, by)),
                samples::agree);
    }

    /** An equation that says so. */
    Finding stationary(Claim equation) {
        Node value = model.resolve(equation.right(), Map.of());
        return new Finding(
                equation,
                Verdict.AGREES,
                value,
                value,
                Map.of(),
                Optional.of(samples.compare(value, value)),
                OptionalInt.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                new Finding.Understood(List.of(say(SENTENCE)), Optional.empty(), NAME));
    }

    /** Whether a gradient is zero wherever it has a value. */
    private boolean isZero(Node gradient) {
        Samples defined = samples.where(List.of(gradient));
        return defined.count() > 0 && defined.agree(Fill.zerosLike(gradient), gradient);
    }

    /**
     * The gradient at the optimum that a line names, which is zero if it is one.
     *
     * @param said what the line says it is
     */
    private Optional<Node> gradientAt(Claim claim, Node said) {
        Optional<Node> of = model.find(derived).filter(Node::isScalar);
        Optional<Node> parameter = parameter(claim)
                .flatMap(model::find)
                .filter(node -> node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM);
        Node value = parameter
                .flatMap(node -> ShapeReading.of(said, node, Dialect.LATEX, false))
                .map(ShapeReading::node)
                .orElse(said);
        parameter = parameter
                .filter(node -> node.shape().sameShape(value.shape()))
                .filter(node -> !value.ancestors().contains(node) && value.isVariable());
        if (of.isEmpty() || parameter.isEmpty()) {
            return Optional.empty();
        }
        NodeMap<Node> optimum = new NodeMap<>();
        List.copyOf(model.params())
                .forEach(param -> Optional.ofNullable(found.get(param)).ifPresent(node -> optimum.put(param, node)));
        optimum.put(parameter.get(), value);
        found.put(parameter.get(), value);
        return Optional.of(Substitution.apply(truths.gradient(of.get(), parameter.get()), optimum));
    }

    private Optional<String> parameter(Claim claim) {
        if (claim.subject() instanceof Restated restated) {
            return Optional.of(restated.left().id());
        }
        Matcher marked = MARKED.matcher(
                claim.subject() instanceof Helper helper
                        ? Normalizer.normalize(helper.name(), Normalizer.Form.NFD)
                        : "");
        if (!marked.matches()) {
            return Optional.empty();
        }
        List<String> params =
                model.params().stream().flatMap(node -> node.label().stream()).toList();
        ModelNames names = new ModelNames(model.names().keySet(), model.sizeNames(), params, derived);
        return Optional.of(names.find(marked.group(1)));
    }

    /** Whether a line says what is derived but for a constant, {@code \\log p = L - n/2 \\log 2π}. */
    boolean isAllButConstant(Restated restated, Finding finding) {
        Node said = finding.claimed();
        Node of = model.find(restated.left().id()).orElse(null);
        return said != null
                && of != null
                && restated.left().id().equals(derived)
                && said.isScalar()
                && model.params().stream()
                        .allMatch(by -> samples.agree(truths.gradient(of, by), truths.gradient(said, by)));
    }
}
