package org.chainrule.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/**
 * A way of learning that asks for the loss more than once in a step, as a search along a line does, and so is no graph. All
 * parameters are one vector to it.
 */
interface Solver {
    /** The loss as a function of all parameters. */
    @FunctionalInterface
    interface Objective {
        /**
         * The loss at a point.
         *
         * @param gradient is filled with the gradient there
         */
        double at(double[] point, double[] gradient);
    }

    /**
     * One step, which moves a point.
     *
     * @return the loss before it
     */
    double step(Objective objective, double[] point);

    /** The minimum itself, found from the graph of the loss; none from a method that goes there step by step. */
    default Optional<CurveFit> fit(Node loss, List<Binding> params, List<Binding> inputs) {
        return Optional.empty();
    }

    /** Whether one step is all there is to do. */
    default boolean isWhole() {
        return false;
    }

    /** Everything that decides what the next step does, by name; always with the same names. */
    Map<String, Tensor> state();

    /** Goes back to a state. */
    void restore(Map<String, Tensor> state);
}
