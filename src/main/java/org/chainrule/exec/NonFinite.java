package org.chainrule.exec;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.Node;
import org.chainrule.graph.Notes;
import org.chainrule.graph.Powers;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;
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
    /** Up to how many entries whole arrays are shown. */
    private static final int SHOWN = 8;

    static NonFinite at(Node node, Values values) {
        Tensor result = values.get(node);
        int position = IntStream.range(0, result.count())
                .filter(i -> !Double.isFinite(result.at(i)))
                .findFirst()
                .orElseThrow();
        double entry = result.at(position);
        String name =
                node.isLeaf() ? "" : node.label().map(label -> label + " = ").orElse("");
        String what = name + ShortText.formula(node);
        String at = result.rank() == 1
                ? Integer.toString(position)
                : Arrays.toString(result.shape().index(position));
        Message text = result.rank() == 0
                ? say("{0} is {1}", what, TensorText.number(entry))
                : say("{0} is {1} at entry {2} of shape {3}", what, TensorText.number(entry), at, result.shape());
        // Of long arrays only the entries that this one is made of, where they stand at its place.
        boolean one = result.count() > SHOWN && isElementwise(node);
        for (Node input : node.inputs().stream().distinct().toList()) {
            if (!input.isConstant()) {
                text = text.detail(
                        one
                                ? say(
                                        "{0} is {1} there",
                                        ShortText.of(input), TensorText.number(there(input, values, result, position)))
                                : say("{0} = {1}", ShortText.of(input), values.get(input)));
            }
        }
        if (Double.isNaN(entry)
                && isElementwise(node)
                && node.op() != Powers.LOG
                && node.inputs().stream()
                        .anyMatch(input -> there(input, values, result, position) < 0 && takesLog(node, input))) {
            text = text.detail(
                    say(
                            "a logarithm of a negative number; a loss of logits, such as softmax_cross_entropy or bce_with_logits, takes scores of any sign"));
        }
        String place = Notes.place(node);
        return new NonFinite(node, position, entry, place.isEmpty() ? text : text.detail(Message.at(place)));
    }

    private static boolean isElementwise(Node node) {
        return !node.isLeaf() && node.op().isElementwise();
    }

    /** The entry of an input that broadcasts to the result. */
    private static double there(Node input, Values values, Tensor result, int position) {
        return Broadcasting.expand(values.get(input), result.shape()).at(position);
    }

    /** Whether an op is by definition made of a logarithm of one of its inputs. */
    private static boolean takesLog(Node node, Node input) {
        Deque<Node> unfolded = new ArrayDeque<>(List.of(node));
        while (!unfolded.isEmpty()) {
            Node part = unfolded.pop();
            if (part.op() == Powers.LOG && part.inputs().get(0) == input) {
                return true;
            }
            part.op()
                    .definition(part.inputs())
                    .ifPresent(definition -> Walk.from(List.of(definition), node.inputs()::contains).nodes().stream()
                            .filter(within -> !within.isLeaf())
                            .forEach(unfolded::push));
        }
        return false;
    }
}
