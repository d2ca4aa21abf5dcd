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

    private final List<RuleSet> stages;
    private final Predicate<Node> whole;
    private final boolean keepsNames;
    private final List<Node> known;

    private Simplifier(List<RuleSet> stages, Predicate<Node> whole, boolean keepsNames, List<Node> known) {
        this.stages = stages;
        this.whole = whole;
        this.keepsNames = keepsNames;
        this.known = known;
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
        return new Simplifier(READING, Simplifier::isNamed, true, List.of());
    }

    /** For computing: the phases stabilise and differences; names are looked through. */
    public static Simplifier forStability() {
        return new Simplifier(STABLE, node -> false, false, List.of());
    }

    /** With rules of one's own, stage by stage, keeping named nodes whole. */
    public static Simplifier with(RuleSet... stages) {
        return new Simplifier(List.of(stages), Simplifier::isNamed, false, List.of());
    }

    /** Also keeping some nodes whole. */
    public Simplifier keeping(Collection<Node> nodes) {
        Set<Node> kept = new HashSet<>(nodes);
        return new Simplifier(stages, node -> kept.contains(node) || whole.test(node), keepsNames, known);
    }

    /**
     * Also looking for named nodes of which only the definition may appear, as {@code A = sigmoid(Z)} in its derivative
     * {@code σ(Z)σ(−Z)}. A definition that is simple already is found without this.
     */
    public Simplifier knowing(Collection<Node> named) {
        return new Simplifier(stages, whole, keepsNames, List.copyOf(named));
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
        Visibility sight = new Visibility(whole);
        List<Node> nodes = new ArrayList<>(outputs);
        for (RuleSet stage : stages) {
            Rewriter rewriter = new Rewriter(stage, sight, trace);
            if (keepsNames) {
                List<Node> searched = new ArrayList<>(nodes);
                searched.addAll(known);
                name(Walk.from(searched), rewriter, sight);
            }
            nodes = rewriter.rewrite(nodes);
        }
        return new Result(List.copyOf(nodes), trace);
    }

    /**
     * Shows the rewriter what the definitions of names become, also when they are written in a naive way: a named
     * {@code 1 / (1 + exp(-Z))} is found again as {@code sigmoid(Z)}.
     */
    private static void name(Walk walk, Rewriter rewriter, Visibility sight) {
        Trace unused = new Trace();
        for (Node node : walk.nodes()) {
            if (!sight.isOpen(node) && !node.inputs().isEmpty()) {
                Node stable = node;
                for (RuleSet stage : STABLE) {
                    stable = new Rewriter(stage, sight, unused)
                            .rewrite(List.of(stable))
                            .get(0);
                }
                rewriter.name(rewriter.rewrite(List.of(node)).get(0), node);
                rewriter.name(rewriter.rewrite(List.of(stable)).get(0), node);
            }
        }
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
