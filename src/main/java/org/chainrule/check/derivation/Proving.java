package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chainrule.check.Assumptions;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Statement;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.symbolic.prove.Facts;
import org.chainrule.symbolic.prove.Proof;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.symbolic.prove.Prover.Effort;
import org.chainrule.symbolic.prove.Result;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.TensorText;

/**
 * Proves lines. A line is proved as a step: the gradients it uses, which were proved before, stand for themselves on both
 * sides. That keeps proofs as short as the lines are, however deep the model is. What is proved once stays proved.
 */
final class Proving {
    private final TrueGradients truths;
    private final Facts facts;
    private final Map<Equation, Proof> proofs = new HashMap<>();
    private final Map<Equation, List<Node>> failures = new HashMap<>();

    /** What is to be proved. */
    private record Equation(Node truth, Node claimed) {}

    /**
     * @param written the assumptions as written, in the same order
     * @param given numbers that the file gives as inputs
     */
    Proving(TrueGradients truths, Assumptions assumptions, List<Statement.Assume> written, List<Binding> given) {
        this.truths = truths;
        Facts assumed = Facts.NONE;
        for (int i = 0; i < written.size(); i++) {
            assumed = assumed.assume(
                    assumptions.equations().get(i).left(),
                    assumptions.equations().get(i).right(),
                    SyntaxPrinter.print(written.get(i).left()) + " == "
                            + SyntaxPrinter.print(written.get(i).right()));
        }
        for (Binding binding : given) {
            if (!binding.leaf().isScalar()) {
                continue;
            }
            assumed = assumed.assume(
                    binding.leaf(),
                    Node.constant(binding.value().item()),
                    binding.leaf().label().orElse("") + " = "
                            + TensorText.number(binding.value().item()));
        }
        this.facts = assumed;
    }

    /** A proof of a line. Lines have to be asked for in order. */
    Optional<Proof> prove(Finding finding, List<Finding> findings) {
        return finding.ideal() == null || finding.claimed() == null
                ? Optional.empty()
                : prove(
                        finding.ideal(),
                        finding.claimed(),
                        finding.cites(),
                        findings,
                        finding.verdict() == Verdict.REFUTED ? Effort.SMALL : Effort.USUAL);
    }

    /** @param cites the lines of the findings that the claim uses */
    Optional<Proof> prove(Node truth, Node claimed, Set<Integer> cites, List<Finding> findings) {
        return prove(truth, claimed, cites, findings, Effort.USUAL);
    }

    /** Numbers that contradict a line are trusted unless a proof is at hand that contradicts them. */
    private Optional<Proof> prove(Node truth, Node claimed, Set<Integer> cites, List<Finding> findings, Effort effort) {
        Equation equation = new Equation(truth, claimed);
        Proof known = proofs.get(equation);
        if (known != null) {
            return Optional.of(known);
        }
        List<Finding> steps = steps(claimed, cites, findings);
        List<Node> said = steps.stream().map(Finding::claimed).toList();
        if (said.equals(failures.get(equation))) {
            return Optional.empty();
        }
        Optional<Proof> proof = asStep(steps, truth, claimed, effort)
                .or(() -> proof(Prover.prove(truth, spread(claimed, truth), facts, effort)));
        proof.ifPresentOrElse(found -> proofs.put(equation, found), () -> failures.put(equation, said));
        return proof;
    }

    /** A number claimed for a tensor of it. */
    private static Node spread(Node claimed, Node truth) {
        return claimed.isScalar() && !claimed.isVariable() && !truth.isScalar()
                ? claimed.broadcastTo(truth.shape())
                : claimed;
    }

    private static Optional<Proof> proof(Result result) {
        return result instanceof Proof proof ? Optional.of(proof) : Optional.empty();
    }

    /** The proved lines with gradients that a claim is made of. */
    private List<Finding> steps(Node claimed, Set<Integer> cites, List<Finding> findings) {
        Walk used = Walk.from(List.of(claimed));
        List<Finding> steps = new ArrayList<>();
        for (int i : cites) {
            Finding cited = findings.get(i);
            Node said = cited.claimed();
            if (said != null
                    && cited.ideal() != null
                    && proofs.containsKey(new Equation(cited.ideal(), said))
                    && cited.understood().convention().isEmpty()
                    && said.isVariable()
                    && !said.isLeaf()
                    && used.indexOf(said) >= 0
                    && meaning(cited, said).isPresent()) {
                steps.add(cited);
            }
        }
        return steps;
    }

    private Optional<Proof> asStep(List<Finding> steps, Node truth, Node claimed, Effort effort) {
        NodeMap<Node> right = new NodeMap<>();
        NodeMap<Node> left = new NodeMap<>();
        for (Finding cited : steps) {
            Node said = Objects.requireNonNull(cited.claimed());
            GradientOf gradient = (GradientOf) cited.claim().subject();
            Node standIn = Node.input(gradient.symbol(), Type.real(said.shape()), Domain.REAL);
            right.put(said, standIn);
            // The graph of the truth contains the gradient itself, which may differ by the factor of a convention.
            Node exact = truths.gradient(gradient.of(), gradient.variable());
            left.put(exact, meaning(cited, standIn).orElseThrow());
        }
        if (right.size() == 0) {
            return Optional.empty();
        }
        Node a = Substitution.apply(List.of(truth), left).get(0);
        Node b = Substitution.apply(List.of(claimed), right).get(0);
        return proof(Prover.prove(a, spread(b, a), facts, effort));
    }

    /** The gradient itself, in terms of what a line says; nothing where that is no multiple of it by a number of samples. */
    private Optional<Node> meaning(Finding cited, Node said) {
        if (!(cited.claim().subject() instanceof GradientOf gradient)) {
            return Optional.empty();
        }
        Node exact = truths.gradient(gradient.of(), gradient.variable());
        if (cited.ideal() == exact) {
            return Optional.of(said);
        }
        Stream<Node> counts = Stream.concat(
                cited.factor().stream().map(Finding.Factor::times),
                truths.sampleSizes(gradient.of()).stream().map(TrueGradients::count));
        return counts.filter(count -> count.times(exact) == cited.ideal())
                .findFirst()
                .map(said::over);
    }

    /** What a proof rests on, beside the rules of algebra and calculus. */
    static List<Message> facts(Proof proof) {
        List<Message> messages = new ArrayList<>();
        for (Proof.Fact fact : proof.facts()) {
            String[] key = fact.key().split(":", -1);
            messages.add(
                    switch (key[0]) {
                        case "onehot", "simplex" -> Message.of("fact." + key[0], key[1], key[2].replace("axis", ""));
                        case "binary", "symmetric" -> Message.of("fact." + key[0], key[1]);
                        case "assume" -> Message.of("fact.assume", fact.sentence());
                        default -> Message.of("fact.other", fact.sentence());
                    });
        }
        messages.addAll(exceptions(proof.exceptions()));
        return messages;
    }

    /** Where a line that numbers confirm, and no proof, has no value and the truth has one, or the other way round. */
    static List<Message> exceptions(Finding finding) {
        return finding.ideal() == null || finding.claimed() == null
                ? List.of()
                : exceptions(Definedness.exceptions(finding.ideal(), finding.claimed()));
    }

    private static List<Message> exceptions(Collection<Message> exceptions) {
        return exceptions.stream()
                .map(exception -> Message.of("fact.other", exception))
                .toList();
    }

    /** The steps of a proof, each with the name of its rule. */
    static List<Message> steps(Proof proof) {
        return proof.steps().stream()
                .map(step -> Message.say("{0}: {1}", step.name(), step.text()))
                .toList();
    }
}
