package org.chainrule.graph;

import java.util.List;
import org.chainrule.tensor.ShapeException;

/** Completes what an op's type rule says with the names, shapes and place only the caller knows. */
final class ShapeErrors {
    private ShapeErrors() {}

    static ShapeException explain(Op op, List<Node> inputs, ShapeException cause) {
        StringBuilder text = new StringBuilder("cannot compute ");
        text.append(ShortText.of(op, inputs)).append(": ").append(cause.getMessage());
        for (Node input : inputs.stream().distinct().toList()) {
            if (!input.isConstant() || input.rank() > 0) {
                text.append("\n  ")
                        .append(ShortText.of(input))
                        .append(" has shape ")
                        .append(input.shape());
                String place = Notes.place(input);
                if (!input.isConstant() && !place.isEmpty()) {
                    text.append(" (from ").append(place).append(")");
                }
            }
        }
        String here = Notes.here();
        if (!here.isEmpty()) {
            text.append("\n  at ").append(here);
        }
        ShapeException explained = new ShapeException(text.toString());
        explained.setStackTrace(cause.getStackTrace());
        return explained;
    }
}
