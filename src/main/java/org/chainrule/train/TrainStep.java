package org.chainrule.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Domain;

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
            Node step = steps.get(i);
            boolean down = step.op() == Arithmetic.NEG;
            next.add(down ? params.get(i).minus(step.input(0)) : params.get(i).plus(step));
        }
        return new TrainStep(loss, params, gradients, next, memory);
    }

    /**
     * What a step does, in letters, as it stands in a lecture: {@code dW1} for the gradient of {@code W1}, {@code exp_avg_W1} for what
     * is kept and {@code exp_avg_W1_new} for what it becomes. What is kept comes first, then each parameter by its name.
     */
    public static Map<String, Node> formulas(Optimizer optimizer, List<Node> params) {
        List<Node> letters = params.stream()
                .map(param -> letter("d" + Memory.name(param), param))
                .toList();
        Memory memory = new Memory();
        List<Node> next = TrainStep.of(Node.constant(0), params, letters, optimizer, memory)
                .next();
        NodeMap<Node> names = new NodeMap<>();
        for (Node node : Walk.from(next).nodes()) {
            if (node.op() == Arithmetic.MUL && node.input(1) == memory.rateScale()) {
                names.put(node, node.input(0));
            }
        }
        Map<String, Node> formulas = new LinkedHashMap<>();
        for (Memory.Slot slot : memory.slots()) {
            String name = slot.name().replace("[", "_").replace("]", "");
            names.put(slot.now(), letter(name, slot.like()));
            if (slot.next() != slot.now()) {
                formulas.put(name + "_new", Substitution.apply(slot.next(), names));
                names.putIfAbsent(slot.next(), letter(name + "_new", slot.like()));
            }
        }
        for (int i = 0; i < params.size(); i++) {
            formulas.put(Memory.name(params.get(i)), Substitution.apply(next.get(i), names));
        }
        return formulas;
    }

    private static Node letter(String name, Node like) {
        return Node.input(name, Type.real(like.shape()), Domain.REAL);
    }

    /** Whether a step is made from one loss and its gradients; {@code lbfgs} and others ask for both as often as they like. */
    public boolean isOneLook() {
        return memory.solver().isEmpty();
    }

    /** Everything a step computes: the loss before it, then the parameters and what is remembered after it. */
    public List<Node> outputs() {
        List<Node> outputs = new ArrayList<>(List.of(loss));
        outputs.addAll(next);
        memory.slots().forEach(slot -> outputs.add(slot.next()));
        return outputs;
    }
}
