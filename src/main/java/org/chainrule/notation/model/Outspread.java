package org.chainrule.notation.model;

import static org.chainrule.message.Message.say;

import java.util.Optional;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;

/**
 * A vector and a column of the same length that meet entry by entry: broadcasting makes a square table of them, which hardly anybody
 * means who has not made the column there and then.
 */
final class Outspread {
    private Outspread() {}

    /** What to say of a node, if it is such a table. */
    static Optional<Message> warning(Node node) {
        if (!node.op().isElementwise() || node.inputs().size() != 2 || node.rank() != 2) {
            return Optional.empty();
        }
        Node first = node.input(0);
        Node second = node.input(1);
        Node vector = first.rank() == 1 ? first : second;
        Node column = first.rank() == 1 ? second : first;
        boolean accident = vector.rank() == 1
                && column.rank() == 2
                && column.shape().dim(1).equals(Dim.ONE)
                && column.shape().dim(0).equals(vector.shape().dim(0))
                && !vector.shape().dim(0).equals(Dim.ONE)
                && !(column.op() instanceof ExpandDims)
                && !(column.op() instanceof Reshape);
        return accident
                ? Optional.of(say(
                        "{0} {1} and {2} {3} make a table {4}, since a vector counts as a row: give both the same shape",
                        ShortText.of(vector), vector.shape(), ShortText.of(column), column.shape(), node.shape()))
                : Optional.empty();
    }
}
