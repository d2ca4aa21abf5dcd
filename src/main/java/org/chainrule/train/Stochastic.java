package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Normalisation;

/** The ops of a graph that depend on chance: what a training draws anew in each step, and an evaluation leaves out. */
public final class Stochastic {
    private Stochastic() {}

    /** How many places of the outputs depend on chance. */
    public static int count(List<Node> outputs) {
        int count = 0;
        for (Node node : Walk.from(outputs).nodes()) {
            count += isDropout(node) ? 1 : 0;
        }
        return count;
    }

    /**
     * The same outputs with chance from outside.
     *
     * @param seeds for each place, by its number, a scalar index that decides what happens there
     */
    public static List<Node> drawn(List<Node> outputs, IntFunction<Node> seeds) {
        int[] place = {0};
        return replaced(
                outputs,
                dropout -> Normalisation.dropout(dropout.input(0), probability(dropout), seeds.apply(place[0]++)));
    }

    /** The same outputs without chance: nothing is dropped. */
    public static List<Node> off(List<Node> outputs) {
        return replaced(outputs, dropout -> dropout.input(0));
    }

    private static boolean isDropout(Node node) {
        return node.op() instanceof Normalisation.Dropout || node.op() instanceof Normalisation.SeededDropout;
    }

    private static double probability(Node node) {
        return node.op() instanceof Normalisation.Dropout fixed
                ? fixed.p()
                : ((Normalisation.SeededDropout) node.op()).p();
    }

    /** The same op on other inputs, with the name and the place of the first. */
    private static Node rebuilt(Node node, List<Node> inputs) {
        Node other = Notes.at(Notes.origin(node).orElse(() -> Notes.place(node)), () -> Node.of(node.op(), inputs));
        return node.label().map(label -> Notes.labelIfNone(other, label)).orElse(other);
    }

    private static List<Node> replaced(List<Node> outputs, UnaryOperator<Node> replacement) {
        NodeMap<Node> done = new NodeMap<>();
        for (Node node : Walk.from(outputs).nodes()) {
            List<Node> inputs = new ArrayList<>();
            node.inputs().forEach(input -> inputs.add(done.at(input)));
            Node same = inputs.equals(node.inputs()) ? node : rebuilt(node, inputs);
            done.put(node, isDropout(node) ? replacement.apply(same) : same);
        }
        return outputs.stream().map(done::at).toList();
    }
}
