package org.chainrule.exec;

import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;
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
public record NonFinite(Node node, int position, double value, String message) {
    static NonFinite at(Node node, Values values) {
        Tensor result = values.get(node);
        int position = 0;
        while (Double.isFinite(result.at(position))) {
            position++;
        }
        double entry = result.at(position);
        StringBuilder text = new StringBuilder(
                node.isLeaf() ? "" : node.label().map(name -> name + " = ").orElse(""));
        text.append(ShortText.formula(node)).append(" is ").append(TensorText.number(entry));
        if (result.rank() > 0) {
            text.append(" at entry ").append(position).append(" of shape ").append(result.shape());
        }
        for (Node input : node.inputs().stream().distinct().toList()) {
            if (!input.isConstant()) {
                text.append("\n  ").append(ShortText.of(input)).append(" = ").append(values.get(input));
            }
        }
        String place = Notes.place(node);
        if (!place.isEmpty()) {
            text.append("\n  at ").append(place);
        }
        return new NonFinite(node, position, entry, text.toString());
    }
}
