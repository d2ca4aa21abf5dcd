package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.chainrule.symbolic.prove.Facts;
import org.chainrule.symbolic.prove.Proof;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.symbolic.prove.Result;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.TensorText;

/**
 * Proves lines. A line is proved as a step: the gradients it uses, which were proved before, stand for themselves on both
 * sides. That keeps proofs as short as the lines are, however deep the model is.
 */
final class Proving {
    private final TrueGradients truths;
    private final Facts facts;
    private final List<Finding> findings;
    /** Lines that are proved, by index. */
    private final Set<Integer> proved = new LinkedHashSet<>();

    /**
     * @param written the assumptions as written, in the same order
     * @param given numbers that the file gives as inputs
     */
    Proving(
            TrueGradients truths,
            Assumptions assumptions,
            List<Statement.Assume> written,
            List<Binding> given,
            List<Finding> findings) {
        this.truths = truths;
        this.findings = findings;
        Facts assumed = Facts.NONE;
        for (int i = 0; i < written.size(); i++) {
            assumed = assumed.assume(
                    assumptions.equations().get(i).left(),
                    assumptions.equations().get(i).right(),
                    SyntaxPrinter.print(written.get(i).left()) + " == "
                            + SyntaxPrinter.print(written.get(i).right()));
        }
        for (Binding binding : given) {
            assumed = assumed.assume(
                    binding.leaf(),
                    Node.constant(binding.value().item()),
                    binding.leaf().label().orElse("") + " = "
                            + TensorText.number(binding.value().item()));
        }
        this.facts = assumed;
    }

    /** A proof of a line, by index. Lines have to be asked for in order. */
    Optional<Proof> prove(int index) {
        Finding finding = findings.get(index);
        Node truth = finding.ideal();
        Node claimed = finding.claimed();
        if (truth == null || claimed == null) {
            return Optional.empty();
        }
        Optional<Proof> proof =
                asStep(finding, truth, claimed).or(() -> proof(Prover.prove(truth, spread(claimed, truth), facts)));
        if (proof.isPresent()) {
            proved.add(index);
        }
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

    private Optional<Proof> asStep(Finding finding, Node truth, Node claimed) {
        NodeMap<Node> right = new NodeMap<>();
        NodeMap<Node> left = new NodeMap<>();
        Walk used = Walk.from(List.of(claimed));
        for (int i : finding.cites()) {
            Finding cited = findings.get(i);
            Node said = cited.claimed();
            if (!proved.contains(i)
                    || cited.understood().convention().isPresent()
                    || said == null
                    || !said.isVariable()
                    || said.isLeaf()
                    || used.indexOf(said) < 0
                    || !(cited.claim().subject() instanceof GradientOf gradient)) {
                continue;
            }
            Node standIn = Node.input(gradient.symbol(), Type.real(said.shape()), Domain.REAL);
            right.put(said, standIn);
            // The graph of the truth contains the gradient itself, which may differ by the factor of a convention.
            Node exact = truths.gradient(gradient.of(), gradient.variable());
            left.put(exact, scaled(cited, standIn, gradient));
        }
        if (right.size() == 0) {
            return Optional.empty();
        }
        Node a = Substitution.apply(List.of(truth), left).get(0);
        Node b = Substitution.apply(List.of(claimed), right).get(0);
        return proof(Prover.prove(a, spread(b, a), facts));
    }

    private Node scaled(Finding cited, Node standIn, GradientOf gradient) {
        Node exact = truths.gradient(gradient.of(), gradient.variable());
        Node ideal = cited.ideal();
        if (ideal == exact || ideal == null) {
            return standIn;
        }
        // In a convention of samples, what is said is a number of samples times the gradient.
        return standIn.over(cited.factor()
                .map(Finding.Factor::times)
                .orElseGet(() ->
                        TrueGradients.count(truths.sampleSizes(gradient.of()).get(0))));
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
        proof.exceptions().forEach(exception -> messages.add(Message.of("fact.other", exception)));
        return messages;
    }

    /** The steps of a proof, each with the name of its rule. */
    static List<Message> steps(Proof proof) {
        return proof.steps().stream()
                .map(step -> Message.say("{0}: {1}", step.name(), step.text()))
                .toList();
    }
}
