package org.chainrule.exec;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * Where the first NaN or infinity of a run came up.
 *
 * @param node the node
 * @param position the row-major position of its first such entry
 * @param value the entry, NaN or infinite
 * @param message the node, its formula, its inputs with values, and the place, in a few lines
 */
public record NonFinite(Node node, int position, double value, Message message) {
    static NonFinite at(Node node, Values values) {
        Tensor result = values.get(node);
        int position = 0;
        while (Double.isFinite(result.at(position))) {
            position++;
        }
        double entry = result.at(position);
        String name =
                node.isLeaf() ? "" : node.label().map(label -> label + " = ").orElse("");
        String what = name + ShortText.formula(node);
        Message text = result.rank() == 0
                ? say("{0} is {1}", what, TensorText.number(entry))
                : say("{0} is {1} at entry {2} of shape {3}", what, TensorText.number(entry), position, result.shape());
        for (Node input : node.inputs().stream().distinct().toList()) {
            if (!input.isConstant()) {
                text = text.detail(say("{0} = {1}", ShortText.of(input), values.get(input)));
            }
        }
        String place = Notes.place(node);
        return new NonFinite(node, position, entry, place.isEmpty() ? text : text.detail(Message.at(place)));
    }
}
