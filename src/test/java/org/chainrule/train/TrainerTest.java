package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.log;
import static org.chainrule.Chainrule.param;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private final Node x = input("x", "m");
    private final Node y = input("y", "m");
    private final Node w = param("w");
    private final Node b = param("b");
    private final Node loss = w.times(x).plus(b).minus(y).square().mean();

    private Trainer trainer(String optimizer) {
        return Trainer.of(loss, Optimizers.of(optimizer), w.is(Tensor.scalar(0)), b.is(Tensor.scalar(0)));
    }

    private Data data(int count) {
        Tensor xs = Tensor.fill(DType.F64, Shape.of(count), i -> i / (double) count);
        Tensor ys = Tensor.fill(DType.F64, Shape.of(count), i -> 3 * (i / (double) count) - 1);
        return Data.of(List.of(x.is(xs), y.is(ys)), List.of(w, b));
    }

    @Test
    void aLineIsLearned() {
        Trainer trainer = trainer("adam(lr=0.05)");
        List<Double> losses = trainer.fit(data(20), Fit.epochs(1500));
        assertThat(losses).hasSize(1500);
        assertThat(trainer.loss(data(20).all())).isLessThan(1e-8);
        assertThat(trainer.value(w).item()).isCloseTo(3, org.assertj.core.api.Assertions.within(1e-3));
        assertThat(trainer.steps()).isEqualTo(1500);
    }

    @Test
    void theLastBatchHasWhatIsLeft() {
        Trainer trainer = trainer("sgd(lr=0.1)");
        assertThat(trainer.fit(data(10), Fit.epochs(2).batch(4))).hasSize(6);
        assertThat(trainer.epochs()).isEqualTo(2);
    }

    @Test
    void theLastBatchIsFilledUpWithFirstSamples() {
        Fit fit = Fit.epochs(1).batch(4).padded(true);
        assertThat(fit.batches(10, 0))
                .containsExactly(new int[] {0, 1, 2, 3}, new int[] {4, 5, 6, 7}, new int[] {8, 9, 0, 1});
        assertThat(fit.shuffled(1).batches(10, 0))
                .allSatisfy(batch -> assertThat(batch).hasSize(4));
        assertThat(fit.shuffled(1).batches(8, 0).get(1))
                .isEqualTo(Fit.epochs(1).batch(4).shuffled(1).batches(8, 0).get(1));
    }

    @Test
    void anEpochSeesEverySampleOnceInAnOrderOfItsOwn() {
        Fit fit = Fit.epochs(2).batch(3).shuffled(7);
        int[] first = fit.order(10, 0);
        int[] second = fit.order(10, 1);
        assertThat(first)
                .isNotEqualTo(second)
                .containsExactlyInAnyOrder(IntStream.range(0, 10).toArray());
        assertThat(fit.order(10, 0)).isEqualTo(first);
        assertThat(Fit.epochs(1).order(3, 0)).containsExactly(0, 1, 2);
    }

    @Test
    void oneSeedGivesTheSameBits() {
        Trainer one = trainer("adam(lr=0.05)");
        Trainer two = trainer("adam(lr=0.05)");
        Fit fit = Fit.epochs(5).batch(3).shuffled(3);
        assertThat(one.fit(data(10), fit)).isEqualTo(two.fit(data(10), fit));
        assertThat(one.value(w)).isEqualTo(two.value(w));
    }

    @Test
    void batchesAreRowsOfEveryInput() {
        Node m = input("M", 2, "m");
        Node k = input("K", 2, 2);
        Data data = Data.of(
                List.of(m.is(Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}})), k.is(Tensor.ones(2, 2))), List.of(w));
        assertThat(data.count()).isEqualTo(3);
        assertThat(data.batch(2, 0).get(0).value()).isEqualTo(Tensor.of(new double[][] {{3, 1}, {6, 4}}));
        assertThat(data.batch(2, 0).get(1).value()).isEqualTo(Tensor.ones(2, 2));
    }

    @Test
    void whatIsNotFiniteStopsTheTrainingAndKeepsTheParameters() {
        Node v = param("v");
        Trainer trainer = Trainer.of(log(v), Optimizers.sgd(1), v.is(Tensor.scalar(0.5)));
        trainer.step(List.of());
        Tensor kept = trainer.value(v);
        assertThatThrownBy(() -> trainer.step(List.of()))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("step 2 is not finite")
                .hasMessageContaining("log(v)");
        assertThat(trainer.value(v)).isEqualTo(kept);
        assertThat(trainer.steps()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsSaid() {
        assertThatThrownBy(() -> Trainer.of(TrainStep.of(loss, List.of(w), Optimizers.sgd(1)), List.of(), DType.F64))
                .hasMessage("the parameter w has no value to start from: give one, such as normal(0, 0.1)");
        assertThatThrownBy(() -> Data.of(List.of(x.is(Tensor.of(1, 2)), y.is(Tensor.of(1))), List.of()))
                .hasMessage("the inputs have different numbers of samples, m: [1, 2]");
        assertThatThrownBy(() -> trainer("sgd()").value(x)).hasMessage("x [m] is not a parameter of this trainer");
        assertThatThrownBy(() -> Fit.epochs(0)).hasMessage("the number of epochs is at least 1, not 0");
        assertThatThrownBy(() -> Fit.epochs(1).batch(0)).hasMessage("a batch has at least 1 sample, not 0");
        Node fixed = input("fixed", 3);
        Data whole = Data.of(List.of(fixed.is(Tensor.of(1, 2, 3))), List.of(w));
        assertThatThrownBy(() -> whole.batch(0)).hasMessageContaining("batches need a free number of samples");
    }

    @Test
    void aRestoredTrainingGoesOnToTheSameBits() {
        Fit fit = Fit.epochs(6).batch(3).shuffled(5);
        Trainer whole = trainer("adam(lr=0.05)");
        whole.fit(data(10), fit);
        Trainer first = trainer("adam(lr=0.05)");
        first.fit(data(10), fit.times(2));
        Trainer second = trainer("adam(lr=0.05)");
        second.restore(first.state());
        second.fit(data(10), fit.times(4));
        assertThat(second.state()).isEqualTo(whole.state());
        assertThatThrownBy(() -> trainer("sgd()").restore(whole.state()))
                .hasMessageStartingWith("the saved state is of another model or optimizer: it lacks [] and has "
                        + "[exp_avg[w], exp_avg_sq[w], exp_avg[b], exp_avg_sq[b]] too much");
    }

    @Test
    void aTrainingThatIsStoppedInsideAnEpochHasNotFinishedIt() {
        Trainer trainer = trainer("sgd(lr=0.1)");
        List<Double> losses = trainer.fit(data(10), Fit.epochs(3).batch(5), (step, epoch, loss) -> step < 3);
        assertThat(losses).hasSize(3);
        assertThat(trainer.epochs()).isEqualTo(1);
    }

    @Test
    void float32RoundsAfterEveryOp() {
        Trainer trainer = Trainer.of(
                TrainStep.of(loss, List.of(w, b), Optimizers.sgd(0.1)),
                List.of(w.is(Tensor.scalar(0)), b.is(Tensor.scalar(0))),
                DType.F32);
        trainer.fit(data(8), Fit.epochs(3));
        assertThat(trainer.value(w).dtype()).isEqualTo(DType.F32);
    }
}
