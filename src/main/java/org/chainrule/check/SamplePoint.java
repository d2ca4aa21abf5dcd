package org.chainrule.check;

import org.chainrule.exec.Evaluator;
import org.jspecify.annotations.Nullable;

/** One point at which expressions are compared, with everything computed at it so far. */
final class SamplePoint {
    private final Evaluator at;
    private final boolean ordinary;
    private @Nullable RoundingNoise noise;

    /** @param ordinary whether its numbers are moderate and its sizes generic, so that what fails here fails on a whole region */
    SamplePoint(Evaluator at, boolean ordinary) {
        this.at = at;
        this.ordinary = ordinary;
    }

    Evaluator at() {
        return at;
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
