package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.chainrule.Chainrule.dropout;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.io.Npz;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbacksTest {
    @TempDir
    private Path folder = Path.of("");

    private final Node x = input("x", "m");
    private final Node w = param("w");
    private final Node loss = w.times(x).minus(1).square().mean();
    private final Data data = Data.of(List.of(x.is(Tensor.of(1, 2, 3, 4))), List.of(w));

    private Trainer trainer(String optimizer) {
        return Trainer.of(loss, Optimizers.of(optimizer), w.is(Tensor.scalar(0)));
    }

    @Test
    void aTrainingEndsWhenItIsNotGettingBetter() {
        double[] losses = {5, 4, 4.5, 3, 3, 3.5, 2};
        int[] epoch = {0};
        Callbacks.EarlyStopping stopping = Callbacks.earlyStopping(() -> losses[epoch[0]++], 2);
        trainer("sgd(lr=0.01)").fit(data, Fit.epochs(7), stopping);
        assertThat(epoch[0]).isEqualTo(6);
        assertThat(stopping.stopped()).isTrue();
        assertThat(stopping.best()).isEqualTo(3);
        Callbacks.EarlyStopping other = Callbacks.earlyStopping(() -> 0, 2);
        other.restore(stopping.state());
        assertThat(other.stopped()).isTrue();
        assertThatThrownBy(() -> Callbacks.earlyStopping(() -> 0, 0)).hasMessageContaining("at least 1, not 0");
    }

    @Test
    void aCheckpointIsGoneOnFrom() {
        Path file = folder.resolve("state.npz");
        Trainer trainer = trainer("adam(lr=0.1)");
        trainer.fit(data, Fit.epochs(3), Callbacks.checkpoint(trainer, file));
        Trainer other = trainer("adam(lr=0.1)");
        other.restore(Npz.read(file));
        assertThat(other.state()).isEqualTo(trainer.state());
    }

    @Test
    void logsGoOnAfterAStep() throws IOException {
        Path csv = folder.resolve("log.csv");
        Path json = folder.resolve("log.jsonl");
        List<Double> losses = trainer("sgd(lr=0.01)")
                .fit(data, Fit.epochs(2).batch(2), Callbacks.all(TrainingLog.start(csv), TrainingLog.start(json)));
        assertThat(TrainingLog.losses(csv)).isEqualTo(losses);
        assertThat(Files.readAllLines(csv)).hasSize(5).startsWith("step,epoch,loss", "1,1,1.0");
        assertThat(Files.readAllLines(json)).hasSize(4).startsWith("{\"step\":1,\"epoch\":1,\"loss\":1.0}");
        Files.writeString(csv, Files.readString(csv) + "5,3");
        TrainingLog.goOn(csv, 3).flush();
        assertThat(TrainingLog.losses(csv)).isEqualTo(losses.subList(0, 3));
        TrainingLog log = TrainingLog.goOn(json, 3);
        log.goesOn(4, 2, 0.5);
        log.flush();
        assertThat(Files.readAllLines(json)).hasSize(4).endsWith("{\"step\":4,\"epoch\":2,\"loss\":0.5}");
    }

    @Test
    void theRateFallsOnAPlateau() {
        Node v = param("v");
        // The loss is the same always: after one epoch to begin with, and three that are waited for, the rate is a
        // tenth.
        Trainer trainer = Trainer.of(
                v.times(0).plus(v.minus(v)).plus(x.mean()).plus(v.times(1e-9)),
                Optimizers.of("sgd(lr=plateau(1e9, patience=2, threshold=0.9))"),
                v.is(Tensor.scalar(0)));
        List<Double> moved = new ArrayList<>();
        double[] before = {0};
        trainer.fit(data, Fit.epochs(8), (step, epoch, value) -> {
            moved.add(Math.rint((before[0] - trainer.value(v).item()) * 1e6) / 1e6);
            before[0] = trainer.value(v).item();
            return true;
        });
        assertThat(moved).containsExactly(1.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.1, 0.01);
        Trainer other = Trainer.of(
                v.times(1e-9).plus(x.mean()),
                Optimizers.of("sgd(lr=plateau(1e9, patience=2, threshold=0.9))"),
                v.is(Tensor.scalar(0)));
        other.restore(trainer.state());
        assertThat(other.state()).isEqualTo(trainer.state());
    }

    @Test
    void dropoutIsFreshInEachStepAndOffInAnEvaluation() {
        Node v = param("v", 100);
        Node kept = dropout(v, 0.5, 3).sum();
        Trainer trainer = Trainer.of(kept, Optimizers.sgd(0), v.is(Tensor.ones(100)));
        double first = trainer.step(List.of());
        double second = trainer.step(List.of());
        assertThat(first).isNotEqualTo(second).isNotEqualTo(100);
        assertThat(trainer.loss(List.of())).isEqualTo(100);
        assertThat(trainer.predict(kept, List.of()).item()).isEqualTo(100);
        Trainer same = Trainer.of(kept, Optimizers.sgd(0), v.is(Tensor.ones(100)));
        assertThat(same.step(List.of())).isEqualTo(first);
        assertThat(Trainer.of(kept, Optimizers.sgd(0), v.is(Tensor.ones(100)))
                        .chance(1)
                        .step(List.of()))
                .isNotEqualTo(first);
        // Two places of one shape are not dropped alike.
        Node twice = dropout(v, 0.5, 0).times(dropout(v.times(1), 0.5, 0)).sum();
        double both =
                Trainer.of(twice, Optimizers.sgd(0), v.is(Tensor.ones(100))).step(List.of());
        assertThat(both).isBetween(40.0, 160.0);
    }

    @Test
    void metrics() {
        Tensor predicted = Tensor.of(0, 1, 2, 2);
        Tensor actual = Tensor.of(0, 1, 1, 2);
        assertThat(Metrics.accuracy(predicted, actual)).isEqualTo(0.75);
        assertThat(Metrics.confusion(predicted, actual))
                .isEqualTo(Tensor.of(new double[][] {{1, 0, 0}, {0, 1, 1}, {0, 0, 1}}));
        assertThat(Metrics.r2(Tensor.of(1, 2, 3), Tensor.of(1, 2, 3))).isEqualTo(1);
        assertThat(Metrics.r2(Tensor.of(2, 2, 2), Tensor.of(1, 2, 3))).isEqualTo(0);
        assertThat(Metrics.auc(Tensor.of(0.1, 0.4, 0.35, 0.8), Tensor.of(0, 0, 1, 1)))
                .isEqualTo(0.75);
        assertThat(Metrics.auc(Tensor.of(1, 1, 1), Tensor.of(0, 1, 0))).isEqualTo(0.5);
        assertThat(Metrics.perplexity(Math.log(7))).isCloseTo(7, within(1e-12));
        assertThatThrownBy(() -> Metrics.auc(Tensor.of(1), Tensor.of(0, 1)))
                .hasMessage("predictions of shape [1] are compared with values of shape [2]");
        assertThatThrownBy(() -> Metrics.confusion(Tensor.of(0.5), Tensor.of(1)))
                .hasMessageContaining("confusion counts classes");
    }

    @Test
    void pictures() {
        List<Double> losses = List.of(4.0, 2.0, 1.0, 0.5, 0.25);
        String svg = LossCurve.svg(losses);
        assertThat(svg).contains("stroke=\"red\" stroke-width=\"2\"", "Number of Iteration", ">Loss</text>");
        assertThat(LossCurve.text(losses, 10, 3).lines()).hasSize(3);
        assertThat(LossCurve.text(losses, 10, 3)).contains(" 4\n", " 0.25\n");
        assertThat(LossCurve.text(List.of(), 4, 2).lines()).hasSize(2);
        String two = Plot.of("a < b", Map.of("W1", losses, "W2", List.of(0.0, 1e-3)))
                .axes("step", "gradient")
                .logScale()
                .svg();
        assertThat(two).contains("a &lt; b", ">W1<", ">W2<", "#1f77b4");
    }
}
