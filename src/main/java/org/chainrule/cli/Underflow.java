package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.exec.Values;
import org.chainrule.exec.digits.Digits;
import org.chainrule.exec.digits.RefusedException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Results that were lost because a number on the way was too small for a double: those are computed with more digits. */
final class Underflow {
    private static final double BUDGET = 1e6;

    private Underflow() {}

    /**
     * Puts right what an underflow has spoilt, and says so.
     *
     * @param name what the notes call the model
     * @param results of the run, by name
     */
    static List<Message> mend(
            String name, Values values, List<Binding> bindings, Map<String, Node> shown, Map<String, Tensor> results) {
        Optional<Node> lost = values.firstUnderflow();
        List<Message> notes = new ArrayList<>();
        if (lost.isEmpty()) {
            return notes;
        }
        Digits digits = Digits.of(bindings, values.sizes(), BUDGET);
        for (Map.Entry<String, Node> result : shown.entrySet()) {
            Tensor had = results.get(result.getKey());
            try {
                Tensor exact = digits.value(result.getValue()).toTensor();
                if (had != null && exact.isFinite() && differs(had, exact)) {
                    results.put(result.getKey(), exact.as(had.dtype()));
                    notes.add(say(
                            "{0}: warning: {1} is too small for its number type and counts as 0; the value of {2} is that "
                                    + "of 50 digits",
                            name, ShortText.formula(lost.get()), result.getKey()));
                }
            } catch (RefusedException e) {
                // An op without digits: the value stays that of the number type.
            }
        }
        return notes;
    }

    private static boolean differs(Tensor had, Tensor exact) {
        double slack = had.dtype() == DType.F32 ? 1e-3 : 1e-6;
        for (int i = 0; i < had.count(); i++) {
            boolean close = Math.abs(had.at(i) - exact.at(i)) <= slack * Math.abs(exact.at(i));
            if (!close) {
                return true;
            }
        }
        return false;
    }
}
