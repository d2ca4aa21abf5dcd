package org.chainrule.check;

import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.jspecify.annotations.Nullable;

/** One point at which expressions are compared, with everything computed at it so far. */
final class SamplePoint {
    private final Evaluator at;
    private final boolean ordinary;
    private final ExactPoint exact;
    private final StrictValues strict;
    private @Nullable RoundingNoise noise;

    /**
     * A point.
     *
     * @param ordinary whether its numbers are moderate and its sizes generic, so that what fails here fails on a whole region
     * @param assumed whether it meets equations, which it does up to rounding only
     */
    SamplePoint(Evaluator at, boolean ordinary, boolean assumed) {
        this.at = at;
        this.ordinary = ordinary;
        this.exact = new ExactPoint(at, assumed);
        this.strict = new StrictValues(at);
    }

    /** The same point in many digits. */
    ExactPoint exact() {
        return exact;
    }

    Evaluator at() {
        return at;
    }

    /** Values that are no numbers where something that they hang on is none. */
    StrictValues strict() {
        return strict;
    }

    /** Whether the right side has no value in some entry, although the left one has. */
    boolean isLeftOut(Node left, Node right) {
        try {
            boolean undefined =
                    !strict.value(right).isFinite() && strict.value(left).isFinite();
            return (undefined && at.value(right).isFinite()) || exact.isLeftOut(left, right);
        } catch (ChainruleException e) {
            return false;
        }
    }

    boolean isOrdinary() {
        return ordinary;
    }

    RoundingNoise noise() {
        if (noise == null) {
            noise = new RoundingNoise(at);
        }
        return noise;
    }
}
