package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.check.Assumptions;
import org.chainrule.check.Samples;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;

/** Lines below words that name a case, "if the loss is positive:". They speak of one side of the switches of the model, and are no mistake for that. */
final class StatedCase {
    private static final Pattern CASE = Pattern.compile(
            "(?iU)^\\W*(?:if|when|whenever|suppose|assum\\w+|in case|in the case|otherwise|else|若|如果|当|假设|否则).*");
    private static final Pattern OF_VALUES = Pattern.compile(
            "(?iU)[<>≤≥]|positive|negative|zero|active|violated|satisfied|greater|less|larger|smaller|above|below|inside|outside|otherwise|else|\\\\(?:leq?|geq?|gt|lt)\\b"
                    + "|正|负|零|大于|小于|激活|满足|否则");

    private StatedCase() {}

    /** Whether the words above a line, with nothing but other lines between, name a case. */
    private static boolean isAbove(Claim claim, Model model) {
        List<String> lines = model.source().shown().lines().toList();
        for (int i = Math.min(claim.line() - 1, lines.size()) - 1; i >= 0; i--) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.contains("=")) {
                return CASE.matcher(line).matches() && OF_VALUES.matcher(line).find();
            }
        }
        return false;
    }

    /** In which case a line is right, if the words above it name one and there is one. */
    static Optional<Message> of(Finding finding, Model model, Assumptions assumptions, List<Binding> given, long seed) {
        Node truth = finding.ideal();
        Node claimed = finding.claimed();
        if (truth == null
                || claimed == null
                || !claimed.shape().sameShape(truth.shape())
                || !isAbove(finding.claim(), model)) {
            return Optional.empty();
        }
        List<Node> switches = Walk.from(List.of(truth)).nodes().stream()
                .filter(node -> node.isVariable() && Comparison.OPPOSITES.containsKey(node.op()))
                .toList();
        for (double value = 1; value >= 0 && !switches.isEmpty(); value--) {
            NodeMap<Node> sides = new NodeMap<>();
            for (Node node : switches) {
                sides.put(node, Node.constant(value).broadcastTo(node.shape()));
            }
            Node side = Substitution.apply(truth, sides);
            try {
                if (Samples.of(List.of(side, claimed), assumptions, given, seed).agree(side, claimed)) {
                    return Optional.of(say(
                            "right where `{0}` is {1}; the words above it name a case, and whether it is this one is not known",
                            Formula.text(switches.get(0)), value == 1 ? "1" : "0"));
                }
            } catch (ChainruleException e) {
                // no points for it: nothing can be said
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
