package org.chainrule.explain.layers;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Domain;

/** What the gradient by a parameter has beside the part that comes through its layer, such as that of a weight decay. */
final class Penalty {
    private Penalty() {}

    /**
     * The gradient of the loss by a parameter with what its layer computes held fixed, for reading.
     *
     * @param state what the layer computes
     * @param allowed the inputs, beside numbers, that may stand in it
     * @return empty when there is none, or it is made of other quantities too
     */
    static Optional<Node> of(Node loss, Node state, Node parameter, Predicate<Node> allowed) {
        Node cut = Node.input("cut", Type.real(state.shape()), Domain.REAL);
        return Gradient.of(Substitution.apply(loss, state, cut), List.of(parameter))
                .find(parameter)
                .map(Generic::simple)
                .filter(simple -> Walk.from(List.of(simple)).nodes().stream()
                        .allMatch(node -> !node.isLeaf() || node.rank() == 0 || allowed.test(node)));
    }
}
