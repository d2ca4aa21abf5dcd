package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.io.Npz;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Trainer;

/** The folder of a training: its state while it goes on, and the parameters at the end. Each file is whole at any moment. */
final class TrainFolder {
    /** A state that is younger than this, in nanoseconds, is not worth another one. */
    private static final long OFTEN = 1_000_000_000L;

    private final Path state;
    private final Path params;
    private long saved;

    private TrainFolder(Path folder) {
        this.state = folder.resolve("state.npz");
        this.params = folder.resolve("params.npz");
        this.saved = System.nanoTime();
    }

    /** A folder, made when there is none. */
    static TrainFolder of(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ChainruleException(say("cannot make the folder {0}", folder), e);
        }
        return new TrainFolder(folder);
    }

    /** Goes on where the training was. */
    void restore(Trainer trainer) {
        if (!Files.exists(state)) {
            throw new ChainruleException("there is nothing to go on from: no file {0}", state);
        }
        try {
            trainer.restore(Npz.read(state));
        } catch (ChainruleException e) {
            throw new ChainruleException(say("{0}: {1}", state, e.sentence()), e);
        }
    }

    /** Saves the state, when the last one is old. */
    void save(Trainer trainer) {
        if (System.nanoTime() - saved > OFTEN) {
            Npz.write(state, trainer.state());
            saved = System.nanoTime();
        }
    }

    /** Saves the state and the parameters. */
    void finish(Trainer trainer) {
        Npz.write(state, trainer.state());
        Map<String, Tensor> values = new LinkedHashMap<>();
        trainer.params().forEach(binding -> values.put(binding.leaf().label().orElse(""), binding.value()));
        Npz.write(params, values);
    }
}
