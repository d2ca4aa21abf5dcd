package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.chainrule.exec.NonFinite;
import org.chainrule.exec.Values;
import org.chainrule.exec.digits.Digits;
import org.chainrule.exec.digits.RefusedException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Results that were lost because a number on the way was too small or too large for its type: they are computed with more digits. */
final class OutOfRange {
    private static final double BUDGET = 1e6;

    private final String name;
    private final Map<String, Node> shown;
    private final Map<String, Tensor> results;
    private final Values values;
    private final List<Binding> bindings;

    /**
     * The repair of one run.
     *
     * @param name what the notes call the model
     * @param results of the run, by name, which are put right in place
     */
    OutOfRange(
            String name, Values values, List<Binding> bindings, Map<String, Node> shown, Map<String, Tensor> results) {
        this.name = name;
        this.shown = shown;
        this.results = results;
        this.values = values;
        this.bindings = bindings;
    }

    /** Puts right what an underflow has spoilt, and says so. */
    List<Message> tooSmall() {
        Optional<Node> lost = values.firstUnderflow();
        return lost.isEmpty()
                ? List.of()
                : mend(result -> say(
                        "{0}: warning: {1} is too small for its number type and counts as 0; the value of {2} is that "
                                + "of 50 digits",
                        name, ShortText.formula(lost.get()), result));
    }

    /** Puts right what an overflow has spoilt, where the result itself has a place among the numbers, and says so. */
    List<Message> tooLarge() {
        Optional<NonFinite> lost = values.firstNonFinite().filter(first -> Double.isInfinite(first.value()));
        return lost.isEmpty()
                ? List.of()
                : mend(result -> say(
                        "{0}: warning: {1} is beyond the range of its number type; the value of {2} is that of 50 "
                                + "digits",
                        name, ShortText.formula(lost.get().node()), result));
    }

    private List<Message> mend(Function<String, Message> note) {
        Digits digits = Digits.of(bindings, values.sizes(), BUDGET);
        List<Message> notes = new ArrayList<>();
        for (Map.Entry<String, Node> result : shown.entrySet()) {
            Tensor had = results.get(result.getKey());
            try {
                Tensor exact = digits.value(result.getValue()).toTensor();
                if (had != null && differs(had, exact) && exact.as(had.dtype()).isFinite()) {
                    results.put(result.getKey(), exact.as(had.dtype()));
                    notes.add(note.apply(result.getKey()));
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
