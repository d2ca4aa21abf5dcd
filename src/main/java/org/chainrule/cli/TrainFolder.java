package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.Npz;
import org.chainrule.io.SafeTensors;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Callbacks;
import org.chainrule.train.LossCurve;
import org.chainrule.train.Trainer;
import org.chainrule.train.TrainingLog;

/**
 * The folder of a training: its state and its log while it goes on, the parameters and the loss curve at the end, and how all that
 * came about. Each file is whole at any moment.
 */
final class TrainFolder {
    /** A state that is younger than this, in nanoseconds, is not worth another one. */
    private static final long OFTEN = 1_000_000_000L;

    private static final String STOPPING = "early_stopping";

    private final Path folder;
    private final TrainPictures pictures;
    private final Path state;
    private final Path log;
    private final Trainer trainer;
    private final Optional<Callbacks.EarlyStopping> stopping;
    private Trainer.Watcher logs = (step, epoch, loss) -> true;
    private List<TrainingLog> files = List.of();
    private long saved;

    private TrainFolder(TrainPictures pictures, Trainer trainer, Optional<Callbacks.EarlyStopping> stopping) {
        this.folder = pictures.folder();
        this.pictures = pictures;
        this.state = this.folder.resolve("state.npz");
        this.log = this.folder.resolve("log.csv");
        this.trainer = trainer;
        this.stopping = stopping;
        this.saved = System.nanoTime();
    }

    /**
     * A folder, made when there is none.
     *
     * @param resume whether the training goes on where it was
     */
    static TrainFolder of(
            TrainPictures pictures, Trainer trainer, Optional<Callbacks.EarlyStopping> stopping, boolean resume) {
        TrainFolder place = new TrainFolder(pictures, trainer, stopping);
        Path folder = pictures.folder();
        make(folder);
        place.removeDrafts();
        if (resume) {
            place.restore();
        }
        place.files = List.of(
                TrainingLog.goOn(place.log, trainer.steps()),
                TrainingLog.goOn(folder.resolve("log.jsonl"), trainer.steps()));
        place.logs = Callbacks.all(place.files.toArray(Trainer.Watcher[]::new));
        return place;
    }

    /** Makes the folder when there is none. */
    static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ChainruleException(say("cannot make the folder {0}", folder), e);
        }
    }

    /** What a process left that was killed while it wrote. */
    private void removeDrafts() {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder, ".*.tmp")) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ChainruleException(say("cannot write in the folder {0}", folder), e);
        }
    }

    private void restore() {
        if (!Files.exists(state)) {
            throw new ChainruleException("there is nothing to go on from: no file {0}", state);
        }
        try {
            Map<String, Tensor> values = new LinkedHashMap<>(Npz.read(state));
            Tensor waited = values.remove(STOPPING);
            trainer.restore(values);
            stopping.filter(rule -> waited != null).ifPresent(rule -> rule.restore(waited));
        } catch (ChainruleException e) {
            throw new ChainruleException(say("{0}: {1}", state, e.sentence()), e);
        }
    }

    /** A step is done: it is logged, and the state saved when the last one is old. */
    void stepped(int step, int epoch, double loss) {
        logs.goesOn(step, epoch, loss);
        if (System.nanoTime() - saved > OFTEN) {
            save();
        }
    }

    private void save() {
        // The log first: it may know more than the state, and never less.
        files.forEach(TrainingLog::flush);
        Map<String, Tensor> values = new LinkedHashMap<>(trainer.state());
        stopping.ifPresent(rule -> values.put(STOPPING, rule.state()));
        Npz.write(state, values);
        saved = System.nanoTime();
    }

    /**
     * Saves everything.
     *
     * @param provenance how the training came about, as JSON
     */
    void finish(String provenance) {
        save();
        Map<String, Tensor> values = new LinkedHashMap<>();
        trainer.params().forEach(binding -> values.put(binding.leaf().label().orElse(""), binding.value()));
        Npz.write(folder.resolve("params.npz"), values);
        SafeTensors.write(folder.resolve("params.safetensors"), values, Map.of());
        pictures.text("provenance.json", provenance + "\n");
        List<Double> losses = TrainingLog.losses(log);
        if (!losses.isEmpty()) {
            pictures.draw("loss", LossCurve.svg(losses));
        }
    }
}
