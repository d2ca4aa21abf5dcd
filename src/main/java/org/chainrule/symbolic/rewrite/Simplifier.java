package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Walk;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a gradient, as reverse mode builds it, the formula that a lecture writes: {@code (A2 - Y) / m} for a mean, a
 * cross-entropy and a sigmoid differentiated one after the other.
 *
 * <p>Nodes that have a name are the letters of the result: {@code 1 - A1^2}, where {@code A1 = tanh(Z1)}. They are not
 * looked into, and found again wherever their formula appears. The outputs themselves are looked into.
 *
 * <p>The result is equal over the real numbers and <em>for reading</em>: {@code xlogy(x, y)} becomes {@code x * log(y)},
 * which is NaN where both are 0, and {@code σ(z)σ(−z)} becomes {@code A(1 − A)}, which loses digits where A is near 1. It
 * can be evaluated and differentiated, but a program that computes keeps the graph it has. Facts about values, such as
 * that one-hot columns sum to 1, are used where the domain of an input declares them.
 */
public final class Simplifier {
    private static final List<RuleSet> READING =
            List.of(RuleSet.of(Phase.CANONICALISE, Phase.SIMPLIFY), RuleSet.of(Phase.PRESENT));

    private static final List<RuleSet> STABLE = List.of(RuleSet.of(Phase.STABILISE), RuleSet.of(Phase.DIFFERENCES));

    private static final List<RuleSet> DERIVING = List.of(RuleSet.of(Phase.DERIVE));

    private final List<RuleSet> stages;
    private final Predicate<Node> whole;
    private final boolean keepsNames;
    private final List<Node> known;
    private final @Nullable NamedForms memory;

    private Simplifier(
            List<RuleSet> stages,
            Predicate<Node> whole,
            boolean keepsNames,
            List<Node> known,
            @Nullable NamedForms memory) {
        this.stages = stages;
        this.whole = whole;
        this.keepsNames = keepsNames;
        this.known = known;
        this.memory = memory;
    }

    /**
     * What came out.
     *
     * @param nodes the outputs in order, each equal to the one given
     * @param trace what was done
     */
    public record Result(List<Node> nodes, Trace trace) {
        /** The only output. */
        public Node node() {
            if (nodes.size() != 1) {
                throw new IllegalStateException("there are " + nodes.size() + " outputs, not one");
            }
            return nodes.get(0);
        }
    }

    /** For reading: the phases canonicalise, simplify and present; named nodes are kept whole. */
    public static Simplifier forReading() {
        return new Simplifier(READING, Simplifier::isNamed, true, List.of(), null);
    }

    /** For what is to be differentiated: the phase derive; named nodes are kept whole. */
    public static Simplifier forDeriving() {
        return new Simplifier(DERIVING, Simplifier::isNamed, false, List.of(), null);
    }

    /** Whether {@link #forDeriving} may change one of some nodes. */
    public static boolean isDerivedOtherwise(Collection<Node> nodes) {
        return nodes.stream().anyMatch(node -> DERIVING.stream()
                .anyMatch(rules -> !rules.on(node.op()).isEmpty()));
    }

    /** For computing: the phases stabilise and differences; names are looked through. */
    public static Simplifier forStability() {
        return new Simplifier(STABLE, node -> false, false, List.of(), null);
    }

    /** With rules of one's own, stage by stage, keeping named nodes whole. */
    public static Simplifier with(RuleSet... stages) {
        return new Simplifier(List.of(stages), Simplifier::isNamed, false, List.of(), null);
    }

    /** Also keeping some nodes whole. */
    public Simplifier keeping(Collection<Node> nodes) {
        Set<Node> kept = new HashSet<>(nodes);
        return new Simplifier(stages, node -> kept.contains(node) || whole.test(node), keepsNames, known, null);
    }

    /**
     * Also looking for named nodes of which only the definition may appear, as {@code A = sigmoid(Z)} in its derivative
     * {@code σ(Z)σ(−Z)}. A definition that is simple already is found without this.
     */
    public Simplifier knowing(Collection<Node> named) {
        return new Simplifier(stages, whole, keepsNames, List.copyOf(named), memory);
    }

    /**
     * The same, which remembers the definitions of names from one call to the next: for many formulas of one model, as long
     * as nothing in it gets another name.
     */
    public Simplifier remembering() {
        return new Simplifier(stages, whole, keepsNames, known, new NamedForms(whole, stages, STABLE));
    }

    private static boolean isNamed(Node node) {
        return node.label().isPresent();
    }

    /** The outputs in the form in which no rule applies any more. */
    public Result apply(List<Node> outputs) {
        return Notes.together(() -> rewritten(outputs));
    }

    private Result rewritten(List<Node> outputs) {
        Trace trace = new Trace();
        return new Result(List.copyOf(keepsNames ? inNames(outputs, trace) : inFull(outputs, trace)), trace);
    }

    private List<Node> inFull(List<Node> outputs, Trace trace) {
        Visibility sight = new Visibility(whole);
        List<Node> nodes = outputs;
        for (RuleSet stage : stages) {
            nodes = new Rewriter(stage, sight, trace).rewrite(nodes);
        }
        return nodes;
    }

    private List<Node> inNames(List<Node> outputs, Trace trace) {
        NamedForms names = memory == null ? new NamedForms(whole, stages, STABLE) : memory;
        List<Below> below = new ArrayList<>();
        Visibility sight = names.sight(below);
        List<Node> nodes = outputs;
        for (RuleSet stage : stages) {
            List<Node> searched = new ArrayList<>(nodes);
            searched.addAll(known);
            names.learn(searched);
            below.add(new Below(searched));
            List<Node> before = nodes;
            nodes = new ArrayList<>(new Rewriter(stage, sight, trace).rewrite(before));
            for (int i = 0; i < nodes.size(); i++) {
                Node output = outputs.get(i);
                if (isNamed(output) && isIn(output, nodes.get(i))) {
                    // An output is told by its formula, not by the name that it has itself.
                    nodes.set(
                            i,
                            new Rewriter(stage, names.sight(below, output), trace)
                                    .rewrite(List.of(before.get(i)))
                                    .get(0));
                }
            }
        }
        return nodes;
    }

    /** Whether a formula names a node. */
    private boolean isIn(Node node, Node formula) {
        return node == formula
                || Walk.from(List.of(formula), whole).nodes().stream()
                        .anyMatch(part -> part.inputs().contains(node));
    }

    /** One output in the form in which no rule applies any more. */
    public Node apply(Node output) {
        return apply(List.of(output)).node();
    }

    /** Simplified for reading. */
    public static List<Node> simplify(List<Node> outputs) {
        return forReading().apply(outputs).nodes();
    }

    /** Simplified for reading. */
    public static Node simplify(Node output) {
        return forReading().apply(output);
    }
}
