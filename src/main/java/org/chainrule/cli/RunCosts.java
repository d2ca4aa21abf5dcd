package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.exec.SizeInference;
import org.chainrule.exec.compile.PlanReport;
import org.chainrule.exec.compile.Program;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.view.GraphView;
import org.chainrule.view.Panel;
import org.chainrule.view.Scene;
import org.chainrule.view.ShortNumbers;

/**
 * What each box of a picture costs in a compiled run: its formula forward, and what the backward pass computes to get from its
 * cotangent to those of its operands.
 */
final class RunCosts {
    /** What computing something takes. */
    private record Cost(double seconds, double bytes) {
        static final Cost NONE = new Cost(0, 0);

        Cost plus(Cost other) {
            return new Cost(seconds + other.seconds, bytes + other.bytes);
        }
    }

    private final PlanReport plan;
    private final NodeMap<Node> boxes = new NodeMap<>();
    private final NodeMap<Cost> values = new NodeMap<>();
    private final NodeMap<Cost> gradients = new NodeMap<>();
    private Cost all = Cost.NONE;

    /**
     * The outputs of a training step, or of a run.
     *
     * @param inputs whether the gradients of inputs are asked for, too
     */
    static List<Node> outputs(Node result, boolean backward, boolean inputs) {
        List<Node> outputs = new ArrayList<>(List.of(result));
        if (backward && result.isScalar() && result.type().isReal()) {
            Gradient gradient = Gradient.of(result);
            for (Node node : Walk.from(List.of(result)).nodes()) {
                if (node.op() instanceof Leaf leaf && (inputs || leaf.role() == Leaf.Role.PARAM)) {
                    gradient.find(node).filter(Node::isVariable).ifPresent(outputs::add);
                }
            }
        }
        return outputs;
    }

    /** Runs a program and measures it. */
    static RunCosts measure(Node result, List<Node> drawn, List<Node> outputs, List<Binding> bindings) {
        Walk needed = Walk.from(outputs);
        List<Binding> used = bindings.stream()
                .filter(binding -> needed.indexOf(binding.leaf()) >= 0)
                .toList();
        return new RunCosts(
                result, drawn, Program.of(outputs, DType.F64).explain(used), SizeInference.from(bindings, Sizes.NONE));
    }

    /**
     * The costs of a run that was measured.
     *
     * @param drawn the nodes that have boxes
     */
    RunCosts(Node result, List<Node> drawn, PlanReport plan, Sizes sizes) {
        this.plan = plan;
        drawn.forEach(node -> boxes.put(node, node));
        Walk forward = Walk.from(List.of(result));
        // What has no box is part of the formula of the last quantity that it is needed for.
        for (int i = forward.size() - 1; i >= 0; i--) {
            Node box = boxes.at(forward.node(i));
            forward.node(i).inputs().forEach(input -> boxes.putIfAbsent(input, box));
        }
        backward(result, forward);
        NodeMap<Boolean> isForward = new NodeMap<>();
        forward.nodes().forEach(node -> isForward.put(node, true));
        for (Node node : forward.nodes()) {
            if (node.isLeaf()) {
                add(values, node, new Cost(0, bytes(node, sizes)));
            }
        }
        for (PlanReport.Row row : plan.rows()) {
            double operations = row.parts().stream()
                    .mapToDouble(PlanReport.Part::operations)
                    .sum();
            for (PlanReport.Part part : row.parts()) {
                double seconds = row.seconds() * part.operations() / operations;
                add(isForward.has(part.node()) ? values : gradients, part.node(), new Cost(seconds, part.bytes()));
            }
        }
    }

    /** Whose step of the backward pass a node belongs to: the last one that did without it does not need it. */
    private void backward(Node result, Walk forward) {
        if (!result.isScalar() || !result.type().isReal()) {
            return;
        }
        Gradient gradient = Gradient.of(result);
        for (int i = forward.size() - 1; i >= 0; i--) {
            Node box = boxes.at(forward.node(i));
            Deque<Node> open = new ArrayDeque<>();
            gradient.find(forward.node(i)).ifPresent(open::push);
            while (!open.isEmpty()) {
                Node node = open.pop();
                if (boxes.putIfAbsent(node, box)) {
                    node.inputs().forEach(open::push);
                }
            }
        }
    }

    private static double bytes(Node node, Sizes sizes) {
        return (double) Double.BYTES * node.shape().resolve(sizes).count().evaluate(sizes);
    }

    private void add(NodeMap<Cost> costs, Node node, Cost cost) {
        all = all.plus(cost);
        costs.merge(boxes.at(node), cost, Cost::plus);
    }

    /** The scene with costs in the place of values and gradients, and without labels. */
    Scene on(GraphView view) {
        Scene scene = view.scene();
        List<Node> drawn = view.drawn();
        List<Scene.Node> nodes = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            nodes.add(scene.nodes()
                    .get(i)
                    .withValue(panel(values, drawn.get(i)))
                    .withGradient(panel(gradients, drawn.get(i))));
        }
        List<Scene.Edge> edges = scene.edges().stream()
                .map(edge -> new Scene.Edge(edge.from(), edge.to(), edge.argument(), ""))
                .toList();
        return new Scene(scene.title(), scene.style(), scene.direction(), nodes, edges, scene.clusters());
    }

    private Panel panel(NodeMap<Cost> costs, Node node) {
        Cost cost = costs.get(node);
        return cost == null ? Panel.none() : new Panel.Cost(cost.seconds(), cost.bytes(), all.seconds(), all.bytes());
    }

    /** The heading: what the whole is of which each box shows its share. */
    Message heading() {
        return say(
                "a run: {0} and {1} of arrays; of both each box shows its share, forward and backward",
                ShortNumbers.seconds(all.seconds()), ShortNumbers.bytes(all.bytes()));
    }

    /** That the time of a loop cannot be measured op by op. */
    Message note() {
        long loops = plan.rows().stream().filter(row -> row.parts().size() > 1).count();
        return say(
                "{0} of {1} steps compute several quantities in one loop; their time is shared out by operations",
                loops, plan.rows().size());
    }
}
