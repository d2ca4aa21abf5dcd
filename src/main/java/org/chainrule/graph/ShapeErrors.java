package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.message.Message;
import org.chainrule.tensor.ShapeException;

/** Completes what an op's type rule says with the names, shapes and place only the caller knows. */
final class ShapeErrors {
    private ShapeErrors() {}

    static ShapeException explain(Op op, List<Node> inputs, ShapeException cause) {
        Message text = say("cannot compute {0}: {1}", ShortText.of(op, inputs), cause.sentence());
        for (Node input : inputs.stream().distinct().toList()) {
            if (!input.isConstant() || input.rank() > 0) {
                String place = Notes.place(input);
                Message has = say("{0} has shape {1}", ShortText.of(input), input.shape());
                text = text.detail(
                        input.isConstant() || place.isEmpty()
                                ? has
                                : say("{0} has shape {1} (from {2})", ShortText.of(input), input.shape(), place));
            }
        }
        String here = Notes.here();
        ShapeException explained = new ShapeException(here.isEmpty() ? text : text.detail(Message.at(here)));
        explained.setStackTrace(cause.getStackTrace());
        return explained;
    }
}
