package org.chainrule.train;

import java.util.Optional;
import org.chainrule.tensor.Tensor;

/** The mean loss of each epoch, and what becomes of the learning rate when it does not fall any more. */
final class LossWatch {
    /** What the numbers are called in a saved state. */
    static final String NAME = "plateau";

    private double rateScale = 1;
    private double sum;
    private double count;
    private double best = Double.POSITIVE_INFINITY;
    private double waited;

    /** By what the learning rate is scaled now. */
    double rateScale() {
        return rateScale;
    }

    /** The loss of a step. */
    void add(double loss) {
        sum += loss;
        count++;
    }

    void epochEnded(Optional<Memory.Plateau> plateau) {
        double mean = sum / count;
        sum = 0;
        count = 0;
        if (plateau.isEmpty()) {
            return;
        }
        if (mean < best * (1 - plateau.get().threshold())) {
            best = mean;
            waited = 0;
        } else {
            waited++;
        }
        if (waited > plateau.get().patience()) {
            rateScale *= plateau.get().factor();
            waited = 0;
        }
    }

    /** Everything but the scale. */
    Tensor state() {
        return Tensor.of(sum, count, best, waited);
    }

    void restore(double scale, Optional<Tensor> state) {
        rateScale = scale;
        sum = state.map(numbers -> numbers.at(0)).orElse(0.0);
        count = state.map(numbers -> numbers.at(1)).orElse(0.0);
        best = state.map(numbers -> numbers.at(2)).orElse(Double.POSITIVE_INFINITY);
        waited = state.map(numbers -> numbers.at(3)).orElse(0.0);
    }
}
