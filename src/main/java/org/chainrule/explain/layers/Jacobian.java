package org.chainrule.explain.layers;

import java.util.List;
import java.util.Optional;
import org.chainrule.explain.JacobianForm;
import org.chainrule.graph.Node;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Diagonals;

/**
 * The derivative of a state by the one before as a product of matrices: {@code W diag(g'(z))}. For layers whose states are
 * one sample: a vector, a column or a row.
 */
final class Jacobian {
    private Jacobian() {}

    /** The product; empty when a state is several samples, or the layer is no product of such factors. */
    static Optional<Node> of(Generic generic) {
        return JacobianForm.matrix(generic.next(), generic.state())
                .map(matrix -> Substitution.images(Walk.from(List.of(matrix)).nodes(), Jacobian::remade)
                        .at(matrix));
    }

    /** A diagonal is written as that of the sample, though it is one of a vector. */
    private static Node remade(Node node, List<Node> inputs) {
        if (node.op() != Diagonals.DIAGONAL_MATRIX) {
            return Substitution.remade(node, inputs);
        }
        Node vector = inputs.get(0);
        return Node.of(new SampleDiagonal(), vector.op() instanceof Squeeze ? vector.input(0) : vector);
    }
}
