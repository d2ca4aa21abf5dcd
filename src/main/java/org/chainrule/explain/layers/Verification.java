package org.chainrule.explain.layers;

import java.util.List;
import org.chainrule.check.Assumptions;
import org.chainrule.check.Samples;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Calculus;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.ops.Diagonals;
import org.chainrule.symbolic.prove.Prover;
import org.chainrule.tensor.Domain;

/** Holds the lines of a generic layer against the gradients of the model itself, layer by layer. */
record Verification(Gradient gradient, RepeatedLayers stretch, Generic generic) {
    /** How sure it is that a line holds in a layer. */
    enum Outcome {
        PROVED,
        SAMPLED,
        OPEN
    }

    /**
     * Whether the gradient by a variable is what a line says in one layer.
     *
     * @param formula the line, made of the generic layer
     * @param layer the number of the layer
     * @param variable of the model
     */
    Outcome gradient(Node formula, int layer, Node variable) {
        Node state = stretch.states().nodes().get(layer);
        if (state == null) {
            throw new IllegalStateException("no layer " + layer);
        }
        Node truth = gradient.orZero(variable);
        Node above = gradient.orZero(state);
        Node standIn = Node.input("d" + stretch.states().base() + layer, Type.real(above.shape()), Domain.REAL);
        try {
            Instance instance = new Instance(stretch, generic, layer);
            // what is proved for any gradient by the state above is proved for the one there is
            Node step = Substitution.apply(truth, above, standIn);
            Node claim = instance.of(formula, above);
            return Prover.prove(step, instance.of(formula, standIn)).isProved()
                    ? Outcome.PROVED
                    : compare(truth, claim);
        } catch (ChainruleException e) {
            // A shape that fits in other layers does not fit in this one.
            return Outcome.OPEN;
        }
    }

    /** Whether a matrix is the derivative of a state by the one before. */
    Outcome jacobian(Node formula, int layer) {
        LayerFragment step = stretch.stepFrom(layer - 1);
        Node direction = Node.input("v", Type.real(step.from().shape()), Domain.REAL);
        try {
            Node matrix = new Instance(stretch, generic, layer).of(formula, step.to());
            return compare(
                    Diagonals.asVector(Calculus.jvp(step.to(), step.from(), direction)),
                    matrix.matmul(Diagonals.asVector(direction)));
        } catch (ChainruleException e) {
            return Outcome.OPEN;
        }
    }

    private Outcome compare(Node truth, Node claim) {
        if (Prover.prove(truth, claim).isProved()) {
            return Outcome.PROVED;
        }
        Samples samples = Samples.of(List.of(truth, claim), Assumptions.NONE, List.of(), 0);
        return samples.count() > 0 && samples.agree(truth, claim) ? Outcome.SAMPLED : Outcome.OPEN;
    }
}
