package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.ops.Stochastic;

/**
 * One step of training as a graph: the loss, its gradients, and what every parameter and everything an optimiser remembers
 * will be after the step.
 *
 * @param loss what is made small
 * @param params what changes
 * @param gradients of the loss by each parameter
 * @param next each parameter after the step
 * @param memory what the optimiser keeps
 */
public record TrainStep(Node loss, List<Node> params, List<Node> gradients, List<Node> next, Memory memory) {
    /** Copies the lists. */
    public TrainStep {
        params = List.copyOf(params);
        gradients = List.copyOf(gradients);
        next = List.copyOf(next);
    }

    /** A step down the gradient of a loss, for parameters that it depends on; dropout is drawn anew in each step. */
    public static TrainStep of(Node loss, List<Node> params, Optimizer optimizer) {
        Memory memory = new Memory();
        Node drawn = Stochastic.drawn(List.of(loss), memory::chance).get(0);
        Gradient gradient = Gradient.of(drawn, params);
        return of(drawn, params, params.stream().map(gradient::get).toList(), optimizer, memory);
    }

    /**
     * A step along gradients that were derived in some other way.
     *
     * @param gradients of the shapes of the parameters, in the same order
     */
    public static TrainStep of(Node loss, List<Node> params, List<Node> gradients, Optimizer optimizer) {
        return of(loss, params, gradients, optimizer, new Memory());
    }

    private static TrainStep of(
            Node loss, List<Node> params, List<Node> gradients, Optimizer optimizer, Memory memory) {
        List<Node> steps = optimizer.step(gradients, params, memory);
        List<Node> next = new ArrayList<>();
        for (int i = 0; i < params.size(); i++) {
            next.add(params.get(i).plus(steps.get(i)));
        }
        return new TrainStep(loss, params, gradients, next, memory);
    }

    /** Everything a step computes: the loss before it, then the parameters and what is remembered after it. */
    public List<Node> outputs() {
        List<Node> outputs = new ArrayList<>(List.of(loss));
        outputs.addAll(next);
        memory.slots().forEach(slot -> outputs.add(slot.next()));
        return outputs;
    }
}
