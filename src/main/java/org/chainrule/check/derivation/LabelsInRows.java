package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;

/**
 * Labels whose author did not say along which axis they are one-hot. They are along axis 0; where samples are rows, their author means axis 1, and right
 * lines look wrong.
 */
final class LabelsInRows {
    /** What the user is told. */
    static final Message SENTENCE = say(
            "labels are taken to be one-hot along axis 1, where more lines are right: as declared they are so along "
                    + "axis 0; write `onehot(axis=1)`");

    private LabelsInRows() {}

    /** The model that may be meant, if some line is wrong and there is one. */
    static Optional<Model> of(Model model, List<Finding> asWritten) {
        return asWritten.stream().anyMatch(finding -> finding.verdict() == Verdict.REFUTED)
                ? model.withLabelsInRows()
                : Optional.empty();
    }

    /** Whether it is meant: more lines are right, and those that were right still are. */
    static boolean suit(List<Finding> asWritten, List<Finding> inRows) {
        return asWritten.size() == inRows.size()
                && IntStream.range(0, inRows.size())
                        .allMatch(i ->
                                inRows.get(i).isSound() || !asWritten.get(i).isSound())
                && IntStream.range(0, inRows.size())
                        .anyMatch(i ->
                                inRows.get(i).isSound() && !asWritten.get(i).isSound());
    }
}
