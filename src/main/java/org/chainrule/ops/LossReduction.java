package org.chainrule.ops;

import org.chainrule.graph.Node;

/** What becomes of the losses of the samples: the argument {@code reduction}. */
public enum LossReduction {
    /** Their mean, the default. */
    MEAN,
    /** Their sum. */
    SUM,
    /** They stay as they are. */
    NONE;

    /** The argument {@code reduction} of a call. */
    static LossReduction read(Args a) {
        return switch (a.oneOf("reduction", "mean", "sum", "none")) {
            case "sum" -> SUM;
            case "none" -> NONE;
            default -> MEAN;
        };
    }

    /** The loss, from one loss a sample. */
    Node of(Node losses) {
        return this == NONE || losses.isScalar() ? losses : this == SUM ? losses.sum() : losses.mean();
    }
}
