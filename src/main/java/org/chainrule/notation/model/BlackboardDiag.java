package org.chainrule.notation.model;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.ops.Arg;
import org.chainrule.ops.Diagonals;

/**
 * {@code diag(v)} of a column or a row in a derivation: the matrix with v on its diagonal, as on a blackboard and in MATLAB.
 * In a model it has numpy's meaning, the diagonal of a matrix of one column, which is its first entry.
 */
final class BlackboardDiag {
    private BlackboardDiag() {}

    /**
     * The arguments of diag, a column or row as a vector.
     *
     * @param rows whether a row is one, too, and not a batch of one vector
     */
    static List<Arg> arguments(List<Arg> arguments, boolean rows) {
        if (arguments.size() != 1
                || !(arguments.get(0) instanceof Arg.Value value)
                || value.node().rank() != 2) {
            return arguments;
        }
        Node x = value.node();
        boolean row = rows && x.shape().dim(0).isOne();
        boolean column = x.shape().dim(1).isOne();
        return row == column ? arguments : List.of(new Arg.Value(Diagonals.asVector(x)));
    }
}
