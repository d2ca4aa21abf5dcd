package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.tensor.Dim;

/**
 * The same entries under another shape, where handwriting does not tell the two apart: a matrix of one entry is a number, and
 * a vector of one axis is a column or a row. A column is no row.
 *
 * @param node what a line says, in the shape that is asked for
 * @param sentence what the user is told
 */
record ShapeReading(Node node, Message sentence) {
    /** A matrix of one entry for a number, or the other way round. */
    static final Message ONE_BY_ONE = say("a matrix of one row and one column is a number");

    /** A column or a row for a vector of one axis, or the other way round. */
    static final Message VECTOR = say("a vector of one axis stands for a column or a row");

    /**
     * What a line says in another shape, if it can be meant so.
     *
     * @param assigned whether it gives a name a value, and is no equation
     */
    static Optional<ShapeReading> of(Node said, Node asked, Dialect dialect, boolean assigned) {
        if (said.shape().sameShape(asked.shape()) || (said.isScalar() && !said.isVariable())) {
            return Optional.empty();
        } else if (isOne(said) && isOne(asked) && (dialect != Dialect.PLAIN || said.isScalar() || asked.isScalar())) {
            return Optional.of(new ShapeReading(Reshape.to(said, asked.shape()), ONE_BY_ONE));
        }
        if (asked.rank() == 4 && said.rank() == 2 && withoutOnes(asked).equals(withoutOnes(said))) {
            // the Hessian by a column is a matrix
            return Optional.of(new ShapeReading(Reshape.to(said, asked.shape()), VECTOR));
        }
        boolean vectors = (said.rank() == 1 && isVector(asked)) || (asked.rank() == 1 && isVector(said));
        // numpy takes a vector for a row wherever the two meet, and never for a column
        boolean row = assigned && (said.rank() == 1 ? isRow(asked) : isRow(said));
        return vectors
                        && (dialect != Dialect.PLAIN || row)
                        && said.shape().count().sameSize(asked.shape().count())
                ? Optional.of(new ShapeReading(Reshape.to(said, asked.shape()), VECTOR))
                : Optional.empty();
    }

    private static List<Dim> withoutOnes(Node node) {
        return node.shape().dims().stream().filter(dim -> !dim.isOne()).toList();
    }

    private static boolean isOne(Node node) {
        return node.shape().dims().stream().allMatch(dim -> dim.isOne());
    }

    private static boolean isRow(Node node) {
        return isVector(node) && !node.shape().dim(1).isOne();
    }

    private static boolean isVector(Node node) {
        return node.rank() == 2
                && (node.shape().dim(0).isOne() || node.shape().dim(1).isOne());
    }
}
