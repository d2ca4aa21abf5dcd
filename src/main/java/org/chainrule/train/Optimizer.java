package org.chainrule.train;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;

/**
 * A way of learning, told as graphs: from the gradients of some parameters, and from what it remembers of earlier steps, it
 * makes what is added to each parameter. Since it is a graph, a step can be drawn, printed, differentiated, compiled and
 * checked like any other formula.
 *
 * <p>What comes before another one in a chain changes the gradients that the other one sees, as in optax:
 *
 * <pre>{@code
 * Optimizer careful = Optimizers.clipByGlobalNorm(1).then(Optimizers.adam(0.001));
 * }</pre>
 */
@FunctionalInterface
public interface Optimizer {
    /**
     * One step.
     *
     * @param gradients of the loss by each parameter, or what a step before has made of them
     * @param params the parameters, in the same order
     * @param memory what is kept from one step to the next
     * @return for each parameter what is added to it, or what the next in the chain takes for its gradient
     */
    List<Node> step(List<Node> gradients, List<Node> params, Memory memory);

    /** This one first; its result is what the other one takes for the gradients. */
    default Optimizer then(Optimizer next) {
        return (gradients, params, memory) -> next.step(step(gradients, params, memory), params, memory);
    }

    /**
     * This one for some parameters, another one for the rest: parameter groups.
     *
     * @param which tells by the name of a parameter
     */
    default Optimizer only(Predicate<String> which, Optimizer rest) {
        return (gradients, params, memory) -> {
            List<Integer> mine = new ArrayList<>();
            List<Integer> others = new ArrayList<>();
            for (int i = 0; i < params.size(); i++) {
                (which.test(Memory.name(params.get(i))) ? mine : others).add(i);
            }
            List<Node> steps = new ArrayList<>(gradients);
            for (List<Integer> group : List.of(mine, others)) {
                Optimizer of = group == mine ? this : rest;
                List<Node> made = of.step(
                        group.stream().map(gradients::get).toList(),
                        group.stream().map(params::get).toList(),
                        memory);
                IntStream.range(0, group.size()).forEach(k -> steps.set(group.get(k), made.get(k)));
            }
            return steps;
        };
    }

    /** Parameters that stay as they are; see {@link #only}. */
    static Optimizer frozen() {
        return (gradients, params, memory) ->
                params.stream().map(param -> param.times(0)).toList();
    }
}
