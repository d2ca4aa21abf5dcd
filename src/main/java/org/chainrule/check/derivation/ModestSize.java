package org.chainrule.check.derivation;

import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;

/** A model with sizes at which it can be tried out. */
final class ModestSize {
    /** Larger inputs are tried out with smaller sizes. */
    private static final double MOST_ENTRIES = 100_000;

    private ModestSize() {}

    /** The model, or the same with sizes left open where an input is too large. */
    static Model of(Model model) {
        Optional<Node> large = large(model);
        return large.isEmpty()
                ? model
                : model.withFreeSizes()
                        .filter(free -> large(free).isEmpty())
                        .orElseThrow(() -> new ChainruleException(
                                "{0} has shape {1}, which is too large to try out at random points: name its sizes with "
                                        + "dims, without values",
                                large.get().label().map(Message::verbatim).orElse(Message.say("an input")),
                                large.get().shape()));
    }

    /** An input or parameter with more entries than a random point should have. */
    private static Optional<Node> large(Model model) {
        return model.leaves().stream()
                .filter(leaf -> leaf.shape().isKnown()
                        && leaf.shape().dims().stream()
                                        .mapToDouble(dim -> dim.size())
                                        .reduce(1, (a, b) -> a * b)
                                > MOST_ENTRIES)
                .findFirst();
    }
}
