package org.chainrule.check.derivation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.chainrule.check.Assumptions;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Claim.GradientOf;
import org.chainrule.check.derivation.Claim.RatioOf;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.symbolic.facts.ValueFacts;
import org.chainrule.tensor.Dim;
import org.jspecify.annotations.Nullable;

/**
 * Under which circumstances a wrong line would be right: a fact that the file does not declare, such as labels that sum to
 * 1, or another layout, such as samples as rows. Students leave out exactly these.
 */
final class Hypotheses {
    /** Inputs with facts to try; a model with more of them gets no such note. */
    private static final int MOST_LEAVES = 6;

    /** What labels are called. */
    private static final Pattern LABEL = Pattern.compile("[yYtT]s?|labels?");

    private final Model model;
    private final Samples samples;
    private final Assumptions assumptions;
    private final List<Binding> given;
    private final long seed;
    private final Map<List<Node>, Trial> trials = new HashMap<>();

    Hypotheses(Model model, Samples samples, Assumptions assumptions, List<Binding> given, long seed) {
        this.model = model;
        this.samples = samples;
        this.assumptions = assumptions;
        this.given = given;
        this.seed = seed;
    }

    /** What would make a line right, if anything does. */
    Optional<Message> of(Finding finding) {
        Node truth = finding.ideal();
        if (truth == null) {
            return Optional.empty();
        }
        Node claimed = finding.claimed();
        Optional<Message> note =
                claimed == null || !claimed.shape().sameShape(truth.shape()) ? Optional.empty() : fact(truth, claimed);
        return note.or(() -> layout(finding, truth));
    }

    /**
     * Whether a line is right for labels of 1 and -1, which no domain declares: whose square is left out by everybody. Of a label
     * that nothing is said of it is not known whether it is one.
     */
    Optional<Message> ofSigns(Finding finding) {
        Node truth = finding.ideal();
        Node claimed = finding.claimed();
        if (truth == null || claimed == null || !claimed.shape().sameShape(truth.shape())) {
            return Optional.empty();
        }
        return Walk.from(List.of(truth, claimed)).nodes().stream()
                .filter(node -> node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT && isPlain(node))
                .filter(leaf -> ValueFacts.declared(leaf).range().low() <= -1)
                .filter(leaf -> LABEL.matcher(leaf.label().orElse("")).matches())
                .filter(leaf -> leaf.rank() <= 1 || leaf.shape().dims().stream().anyMatch(dim -> dim.isOne()))
                .filter(leaf -> model.find(leaf.label().orElse(""))
                        .filter(node -> node == leaf)
                        .isPresent())
                .limit(MOST_LEAVES)
                .filter(leaf -> holds(truth, claimed, new Assumptions.Equation(leaf.times(leaf), Node.constant(1))))
                .findFirst()
                .map(leaf -> Message.of("note.if_assumed", leaf.label().orElseThrow() + "^2 == 1"));
    }

    /** Whether these are labels of 0 and 1, of which no domain says so: an exercise in numbers is about them. */
    static boolean isLabel(Binding binding) {
        Node leaf = binding.leaf();
        return isPlain(leaf)
                && LABEL.matcher(leaf.label().orElse("")).matches()
                && leaf.shape().dims().stream().allMatch(Dim::isNumber)
                && IntStream.range(0, Math.toIntExact(binding.value().count()))
                        .mapToDouble(i -> binding.value().at(i))
                        .allMatch(value -> value == 0 || value == 1);
    }

    private Optional<Message> fact(Node truth, Node claimed) {
        Set<Node> leaves = new LinkedHashSet<>();
        for (Node node : Walk.from(List.of(truth, claimed)).nodes()) {
            if (node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT && isPlain(node)) {
                leaves.add(node);
            }
        }
        if (leaves.size() > MOST_LEAVES) {
            return Optional.empty();
        }
        for (Node leaf : leaves) {
            String name = leaf.label().orElse("");
            if (model.find(name).filter(node -> node == leaf).isEmpty()) {
                continue;
            }
            for (int axis = 0; axis < leaf.rank(); axis++) {
                String sum = leaf.rank() == 1 ? "sum(" + name + ")" : "sum(" + name + ", axis=" + axis + ")";
                if (holds(truth, claimed, new Assumptions.Equation(leaf.sum(axis), Node.constant(1)))) {
                    return Optional.of(Message.of("note.if_assumed", sum + " == 1"));
                }
            }
            if (leaf.rank() == 2
                    && leaf.shape().dim(0).sameSize(leaf.shape().dim(1))
                    && holds(truth, claimed, new Assumptions.Equation(leaf, Transpose.reversed(leaf)))) {
                return Optional.of(Message.of("note.if_assumed", name + " == " + name + ".T"));
            }
        }
        return Optional.empty();
    }

    /** Whether nothing is declared that a sum of 1 or a symmetry would contradict or only repeat. */
    private static boolean isPlain(Node leaf) {
        ValueFacts facts = ValueFacts.declared(leaf);
        return !facts.isBound() && facts.range().low() <= 0 && facts.range().high() >= 1;
    }

    private boolean holds(Node truth, Node claimed, Assumptions.Equation fact) {
        return trial(fact).holds(truth, claimed);
    }

    private Trial trial(Assumptions.Equation fact) {
        return trials.computeIfAbsent(List.of(fact.left(), fact.right()), sides -> {
            List<Assumptions.Equation> equations = new ArrayList<>(assumptions.equations());
            equations.add(fact);
            return new Trial(new Assumptions(equations));
        });
    }

    /** Points at which one more fact holds, for all lines: what one has computed there, the next one finds. */
    private final class Trial {
        private final Assumptions more;
        private @Nullable Samples first;
        private @Nullable Samples several;

        Trial(Assumptions more) {
            this.more = more;
        }

        boolean holds(Node truth, Node claimed) {
            if (!model.leaves().containsAll(leaves(truth, claimed))) {
                return holdsAnywhere(truth, claimed);
            }
            first = first != null ? first : Samples.firstOf(model.leaves(), more, given, seed);
            if (!first.areFinite(truth)) {
                return holdsAnywhere(truth, claimed);
            }
            if (!first.agreeAfresh(truth, claimed)) {
                return false;
            }
            several = several != null ? several : Samples.of(model.leaves(), more, given, seed);
            return several.areFinite(truth)
                    ? several.agreeAfresh(truth, claimed)
                    : Samples.of(List.of(truth, claimed), more, given, seed).agree(truth, claimed);
        }

        /** At points drawn for these two, which may have values at few points only. */
        private boolean holdsAnywhere(Node truth, Node claimed) {
            List<Node> both = List.of(truth, claimed);
            return Samples.firstOf(both, more, given, seed).agree(truth, claimed)
                    && Samples.of(both, more, given, seed).agree(truth, claimed);
        }
    }

    private static List<Node> leaves(Node truth, Node claimed) {
        return Walk.from(List.of(truth, claimed)).nodes().stream()
                .filter(node -> node.op() instanceof Leaf)
                .toList();
    }

    /**
     * Reads the line as if every matrix stood transposed, or every one but the weights: then it is about samples as rows
     * where the model has columns, or the other way round.
     */
    private Optional<Message> layout(Finding finding, Node truth) {
        boolean jacobian = finding.claim().subject() instanceof RatioOf;
        if (!(jacobian || finding.claim().subject() instanceof GradientOf) || truth.rank() != 2) {
            return Optional.empty();
        }
        Node claimed = finding.claimed();
        if (claimed != null && claimed.rank() == 2 && samples.agree(Transpose.reversed(truth), claimed)) {
            return Optional.of(Message.of(jacobian ? "note.jacobian_layout" : "note.layout"));
        }
        if (jacobian) {
            return Optional.empty();
        }
        for (boolean weightsToo : new boolean[] {true, false}) {
            if (holdsTurned(finding, truth, weightsToo)) {
                return Optional.of(Message.of("note.rows"));
            }
        }
        return Optional.empty();
    }

    private boolean holdsTurned(Finding finding, Node truth, boolean weightsToo) {
        Map<String, Node> names = new LinkedHashMap<>(model.names());
        names.putAll(finding.names());
        names.replaceAll((name, node) -> turned(node, weightsToo));
        try {
            Node read = model.resolve(finding.claim().right(), names);
            return read.isVariable() && (samples.agree(truth, read) || samples.agree(Transpose.reversed(truth), read));
        } catch (ChainruleException e) {
            // Its shapes do not fit this way either.
            return false;
        }
    }

    private static Node turned(Node node, boolean weightsToo) {
        boolean weight = node.op() instanceof Leaf leaf
                && leaf.role() == Leaf.Role.PARAM
                && node.shape().dims().stream().noneMatch(dim -> dim.isOne());
        return node.rank() == 2 && (weightsToo || !weight) ? Transpose.reversed(node) : node;
    }
}
