package org.chainrule.train;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.Npz;
import org.chainrule.tensor.Tensor;

/**
 * What can watch a training while it goes on.
 *
 * <pre>{@code
 * trainer.fit(data, Fit.epochs(100), Callbacks.all(
 *         Callbacks.earlyStopping(() -> trainer.loss(validation), 5),
 *         Callbacks.checkpoint(trainer, Path.of("state.npz")),
 *         TrainingLog.start(Path.of("log.csv"))));
 * }</pre>
 */
public final class Callbacks {
    private Callbacks() {}

    /** Several, in order; the training goes on while all say so. */
    public static Trainer.Watcher all(Trainer.Watcher... watchers) {
        List<Trainer.Watcher> list = List.of(watchers);
        return new Trainer.Watcher() {
            @Override
            public boolean goesOn(int step, int epoch, double loss) {
                boolean on = true;
                for (Trainer.Watcher watcher : list) {
                    on &= watcher.goesOn(step, epoch, loss);
                }
                return on;
            }

            @Override
            public boolean epochEnded(int epoch) {
                boolean on = true;
                for (Trainer.Watcher watcher : list) {
                    on &= watcher.epochEnded(epoch);
                }
                return on;
            }
        };
    }

    /** The state of a training in a file after each epoch, as {@code .npz}; {@link Trainer#restore} goes on with it. */
    public static Trainer.Watcher checkpoint(Trainer trainer, Path file) {
        return new EachEpoch() {
            @Override
            public boolean epochEnded(int epoch) {
                Npz.write(file, trainer.state());
                return true;
            }
        };
    }

    /**
     * Ends a training when a loss has not become less for some epochs.
     *
     * @param loss measured after each epoch, such as that of data that is not trained on
     * @param patience how many epochs are waited for
     */
    public static EarlyStopping earlyStopping(DoubleSupplier loss, int patience) {
        return new EarlyStopping(loss, patience);
    }

    private interface EachEpoch extends Trainer.Watcher {
        @Override
        default boolean goesOn(int step, int epoch, double loss) {
            return true;
        }
    }

    /** Ends a training in time; what it remembers can be saved with the state of the training. */
    public static final class EarlyStopping implements EachEpoch {
        private final DoubleSupplier measure;
        private final int patience;
        private double best = Double.POSITIVE_INFINITY;
        private int waited;

        private EarlyStopping(DoubleSupplier measure, int patience) {
            if (patience < 1) {
                throw new ChainruleException("patience is a number of epochs, at least 1, not {0}", patience);
            }
            this.measure = measure;
            this.patience = patience;
        }

        @Override
        public boolean epochEnded(int epoch) {
            double now = measure.getAsDouble();
            waited = now < best ? 0 : waited + 1;
            best = Math.min(best, now);
            return !stopped();
        }

        /** Whether there was no better loss for as long as the patience lasts. */
        public boolean stopped() {
            return waited >= patience;
        }

        /** The least loss so far. */
        public double best() {
            return best;
        }

        /** What is remembered. */
        public Tensor state() {
            return Tensor.of(best, waited);
        }

        /** Goes back to what was remembered. */
        public void restore(Tensor state) {
            best = state.at(0);
            waited = (int) state.at(1);
        }
    }
}
