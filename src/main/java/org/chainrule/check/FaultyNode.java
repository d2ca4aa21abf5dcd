package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Op;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/**
 * The node whose derivative rule is wrong.
 *
 * @param node the first such node, inputs before what uses them
 * @param input the input for which it is
 * @param order 1 when the vjp itself is wrong, 2 when the vjp is right but its own derivative is not
 * @param message the node, its place, and what is wrong, as a sentence
 */
public record FaultyNode(Node node, int input, int order, String message) {
    /** Nodes with the same op on the same types are looked at no more often than this. */
    private static final int SAMPLES = 3;

    /** What makes two nodes the same for the search. */
    private record Key(Op op, List<Type> types, List<Boolean> constant) {}

    /**
     * Checks every node on its own, at the values it had in a run.
     *
     * @param scalar what was found to have a wrong gradient
     * @param values a run that computed it
     */
    static Optional<FaultyNode> find(
            Node scalar, Values values, int order, double tolerance, SplittableRandom random, Spending spending) {
        return find(candidates(scalar, SAMPLES), values, order, tolerance, random, spending);
    }

    /** Checks each of some nodes on its own, at the values its inputs had in a run. */
    static Optional<FaultyNode> find(
            List<Node> nodes, Values values, int order, double tolerance, SplittableRandom random, Spending spending) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            Spending share = new Spending(spending.left() / (nodes.size() - i));
            int input = wrongInput(node, values, order, tolerance, random, share);
            spending.spend(share.spent());
            if (input >= 0) {
                return Optional.of(new FaultyNode(node, input, order, sentence(node, input, order)));
            }
        }
        return Optional.empty();
    }

    /** The nodes to look at: of those with the same op on the same types no more than a number. */
    static List<Node> candidates(Node scalar, int samples) {
        Map<Key, Integer> seen = new HashMap<>();
        List<Node> chosen = new ArrayList<>();
        for (Node node : Walk.from(List.of(scalar)).nodes()) {
            if (node.inputs().isEmpty()
                    || node.op() instanceof StopGradient
                    || !node.type().isReal()) {
                continue;
            }
            Key key = new Key(
                    node.op(),
                    node.inputs().stream().map(Node::type).toList(),
                    node.inputs().stream().map(Node::isConstant).toList());
            if (seen.merge(key, 1, Integer::sum) <= samples) {
                chosen.add(node);
            }
        }
        return chosen;
    }

    private static int wrongInput(
            Node node, Values values, int order, double tolerance, SplittableRandom random, Spending spending) {
        List<Node> inputs = new ArrayList<>();
        List<Node> variables = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<Binding> bindings = new ArrayList<>();
        for (int k = 0; k < node.inputs().size(); k++) {
            Node input = node.input(k);
            // A constant stays one: some vjps have a form of their own for it.
            Node leaf = input.isConstant() ? input : Node.input("x" + k, input.type(), Domain.REAL);
            inputs.add(leaf);
            if (!input.isConstant()) {
                bindings.add(leaf.is(values.get(input)));
                if (input.type().isReal() && node.op().smoothness(k).isSmooth()) {
                    variables.add(leaf);
                    positions.add(k);
                }
            }
        }
        if (variables.isEmpty()) {
            return -1;
        }
        Node alone = Node.of(node.op(), inputs);

        Node seed = Node.input("seed", Type.real(node.shape()), Domain.REAL);
        bindings.add(
                seed.is(Tensor.fill(DType.F64, node.shape().resolve(values.sizes()), i -> 0.5 + random.nextDouble())));
        Node scalar = alone.times(seed).sum();
        SlopeComparison engine = new SlopeComparison(tolerance, random.split(), spending);
        List<VariableCheck> checks;
        try {
            checks = order == 1
                    ? engine.first(scalar, variables, new NodeMap<>(), bindings, values.sizes())
                            .checks()
                    : engine.second(scalar, variables, bindings, values.sizes()).checks();
        } catch (ChainruleException e) {
            // The node is not finite at these values, or has no derivative: it says nothing about its rule.
            return -1;
        }
        for (int i = 0; i < checks.size(); i++) {
            if (checks.get(i).outcome() == VariableCheck.Outcome.WRONG) {
                return positions.get(i);
            }
        }
        return -1;
    }

    private static String sentence(Node node, int input, int order) {
        String place = Notes.place(node);
        String rule = "the vjp of " + node.op().name() + " for input " + input;
        String what = order == 1
                ? rule + " is wrong"
                : rule + " is right, but the derivative of that vjp is wrong (does it hide a dependence on an input?)";
        return what + ", first seen in " + ShortText.of(node) + " " + node.shape()
                + (place.isEmpty() ? "" : "\n    at " + place);
    }
}
