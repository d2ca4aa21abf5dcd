package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;
import org.chainrule.train.Batches;
import org.chainrule.train.Callbacks;
import org.chainrule.train.Data;
import org.chainrule.train.DecisionMap;
import org.chainrule.train.Fit;
import org.chainrule.train.HandGradients;
import org.chainrule.train.Health;
import org.chainrule.train.HealthLog;
import org.chainrule.train.LossCurve;
import org.chainrule.train.Optimizer;
import org.chainrule.train.Optimizers;
import org.chainrule.train.TrainBlock;
import org.chainrule.train.Trainer;
import org.chainrule.train.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code chainrule train}: fits the parameters of a model to the data that its text names. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model on the data that its inputs are given.")
final class TrainCommand extends SpokenCommand {
    /** So many lines of a file are a batch, unless it is said. */
    private static final int STREAMED = 100;

    private static final int PLOT_WIDTH = 60;
    private static final int PLOT_HEIGHT = 8;

    @Parameters(paramLabel = "FILE", description = "Model file (*.cr), with data for its inputs.")
    private Path file = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the files that the model names. Default: that of the model.")
    private @Nullable Path data;

    @Option(
            names = "--optimizer",
            paramLabel = "RULE",
            description = "As PyTorch spells it: \"sgd(lr=0.1, momentum=0.9)\", \"adam(lr=0.001)\"."
                    + " Default: what the model says below train, else sgd(lr=0.1).")
    private @Nullable String optimizer;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often all samples are seen. Default: what the model says, else 100.")
    private @Nullable Integer epochs;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples a step, or full. Default: what the model says, else full.")
    private @Nullable String batch;

    @Option(
            names = "--shuffle",
            paramLabel = "HOW",
            description =
                    "none, or seeded: each epoch in an order of its own. Default: what the model says, else none.")
    private @Nullable String shuffle;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of initial values and of the order; default 0.")
    private long seed;

    @Option(
            names = "--show",
            paramLabel = "NAMES",
            description =
                    "Parameters to print at the end, with commas between them. Default: all, large ones by their range.")
    private String show = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the parameters (params.npz, params.safetensors), the state of the training"
                    + " (state.npz), its log (log.csv, log.jsonl) and its loss curve (loss.svg).")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Goes on from the state in DIR, to the same bits as without a break.")
    private boolean resume;

    @Option(
            names = "--params",
            paramLabel = "FILE",
            description = "Starts with the parameters of another training of the model (params.npz).")
    private @Nullable Path params;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Ends the training when the loss, of the test if there is one, has not fallen for N epochs.")
    private @Nullable Integer patience;

    @Option(
            names = "--gradient",
            description =
                    "Trains a second time, with the gradients that the file derives by hand, and tells of both losses.")
    private boolean gradient;

    @Option(
            names = "--health",
            description = "A table of gradients, steps and activations before the first step and at the end.")
    private boolean health;

    @Option(
            names = "--map",
            paramLabel = "NAME",
            description = "Draws what this quantity is on the plane of the first two features (map.svg in --out DIR).")
    private String map = "";

    @Option(names = "--png", description = "Pictures in DIR as PNG, too.")
    private boolean png;

    @Option(
            names = "--validation",
            paramLabel = "PART",
            description =
                    "Holds a part of the samples back, such as 0.2, which --seed chooses, to tell of it and for --patience.")
    private @Nullable Double validation;

    @Option(
            names = "--stream",
            paramLabel = "INPUT=FILE",
            description = "Trains on the lines of a CSV file that may be larger than the memory, a batch at a time;"
                    + " what the input has in the text is measured at the end.")
    private @Nullable String stream;

    @Option(names = "--formula", description = "Prints what a step does to each parameter, and trains nothing.")
    private boolean formula;

    @Option(names = "--plot", description = "The loss curve at the end, as text.")
    private boolean plot;

    @Option(names = "--json", description = "One JSON object a step, and one at the end with the parameters.")
    private boolean json;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "f64 (default) or f32.")
    private DType dtype = DType.F64;

    @Override
    public Integer call() {
        try (Interruption interruption = Interruption.watch()) {
            run(out(), interruption);
        }
        return Main.OK;
    }

    private void run(PrintWriter writer, Interruption interruption) {
        if (data != null) {
            Program.warmUp(dtype);
        }
        Training read = Training.read(file, folder(), seed);
        Training whole = params == null ? read : read.from(params);
        Optional<Data.Split> split =
                validation == null ? Optional.empty() : Optional.of(whole.data().split(validation, seed));
        List<Binding> held = split.map(Data.Split::held).orElse(List.of());
        Training training = split.map(parts -> whole.on(parts.rest())).orElse(whole);
        Optimizer rule =
                optimizer == null ? training.block().optimizer().orElse(Optimizers.sgd(0.1)) : Optimizers.of(optimizer);
        if (formula) {
            TrainFormulas.print(writer, rule, training.initial());
            return;
        }
        Trainer trainer = training.trainer(rule, dtype).chance(seed);
        Fit fit = fit(training.block(), trainer);
        if (gradient) {
            race(
                    writer,
                    training,
                    trainer,
                    HandGradients.trainer(training, rule, dtype).chance(seed));
            return;
        }
        Map<String, Node> shown = shown(training);
        Optional<Callbacks.EarlyStopping> stopping = stopping(training, trainer, held);
        Optional<TrainFolder> saved = saved(trainer, stopping);
        int left = fit.epochs() - trainer.epochs();
        List<Binding> sample = training.data().count() > 1
                ? training.data().batch(fit.first(training.data().count(), trainer.epochs()))
                : training.data().all();
        HealthLog looks = new HealthLog(trainer, sample);
        TrainProgress progress = new TrainProgress(writer, form(), steps(fit, training), trainer.steps());
        if (left > 0) {
            warn(writer, Health.of(trainer, sample), trainer.steps());
        }
        long start = System.nanoTime();
        List<Double> losses = new ArrayList<>();
        try {
            if (left > 0 && stopping.filter(Callbacks.EarlyStopping::stopped).isEmpty()) {
                Trainer.Watcher watcher = new Trainer.Watcher() {
                    @Override
                    public boolean goesOn(int step, int epoch, double loss) {
                        progress.tell(step, epoch, loss);
                        losses.add(loss);
                        saved.ifPresent(place -> place.stepped(step, epoch, loss));
                        return !interruption.asked() && !writer.checkError();
                    }

                    @Override
                    public boolean epochEnded(int epoch) {
                        if (health) {
                            looks.epochEnded(epoch);
                        }
                        return stopping.map(rule -> rule.epochEnded(epoch)).orElse(true);
                    }
                };
                if (stream == null) {
                    trainer.fit(training.data(), fit.times(left), watcher);
                } else {
                    trainer.fit(stream(training, fit), left, watcher);
                }
            }
        } catch (EvaluationException e) {
            throw training.model().placed(e);
        } finally {
            progress.end();
            saved.ifPresent(place -> place.finish(provenance(training, trainer)));
        }
        if (health && out != null) {
            pictures(out).text("health.csv", looks.csv());
            pictures(out).draw("health", looks.svg());
        }
        if (!map.isEmpty()) {
            draw(training, trainer);
        }
        if (out != null && training.model().files().isEmpty()) {
            Path place = out;
            LivePage.trained(training.model().source(), trainer.params(), language())
                    .ifPresent(page -> pictures(place).text("page.html", page));
        }
        Map<String, Tensor> learned =
                trainer.evaluate(training.block().metrics(), training.data().all());
        double last = Objects.requireNonNull(learned.get("loss"), "loss").item();
        Map<String, Map<String, Tensor>> metrics = TrainReport.metrics(training, trainer, learned, held);
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Tensor> params = new LinkedHashMap<>();
        shown.forEach((name, node) -> params.put(name, trainer.value(node)));
        if (json) {
            writer.println(TrainJson.done(new TrainJson.Result(trainer.epochs(), last, seconds, metrics, params)));
        } else {
            if (plot || form() == TrainProgress.Form.BAR) {
                writer.print(LossCurve.text(losses, PLOT_WIDTH, PLOT_HEIGHT));
            }
            if (health) {
                warn(writer, Health.of(trainer, sample), trainer.steps());
            }
            writer.println("loss " + TensorText.number(last) + " after " + trainer.steps() + " steps");
            metrics.forEach((name, by) ->
                    by.forEach((set, value) -> writer.println(name + " (" + set + ")" + ValueText.of(value))));
            params.forEach((name, value) -> writer.println(name + TrainReport.of(value, !show.isBlank())));
        }
        if (interruption.asked()) {
            PrintWriter err = err();
            err.println(say("interrupted after step {0}", trainer.steps()).text(language()));
            err.flush();
        }
        writer.flush();
    }

    private void draw(Training training, Trainer trainer) {
        if (out == null) {
            throw new ChainruleException("--map needs a folder for its picture: --out DIR");
        }
        Node shown = training.model().get(map);
        Tensor values = trainer.predict(shown, training.data().all());
        boolean probability = Arrays.stream(values.toArray()).allMatch(value -> value >= 0 && value <= 1);
        pictures(out).draw("map", DecisionMap.svg(trainer, training.data(), shown, probability ? 0.5 : 0));
    }

    /** Where the files of the model lie. */
    private Path folder() {
        return data == null
                ? Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""))
                : data;
    }

    private TrainPictures pictures(Path folder) {
        return new TrainPictures(folder, png);
    }

    /** The lines of a file for an input, a batch at a time. */
    private Batches stream(Training training, Fit fit) {
        String said = stream == null ? "" : stream;
        int equals = said.indexOf('=');
        String name = equals < 0 ? said : said.substring(0, equals);
        Node input = training.data().all().stream()
                .map(Binding::leaf)
                .filter(leaf -> equals >= 0 && leaf.label().orElse("").equals(name))
                .findFirst()
                .orElseThrow(() -> new ChainruleException(
                        "--stream is an input and a file, D=large.csv, not {0}; the inputs are {1}",
                        said,
                        training.data().all().stream()
                                .map(given -> given.leaf().label().orElse(""))
                                .collect(Collectors.joining(", "))));
        return Batches.csv(
                folder().resolve(said.substring(equals + 1)), input, fit.batch().orElse(STREAMED));
    }

    private void race(PrintWriter writer, Training training, Trainer right, Trainer byHand) {
        GradientRace race = GradientRace.run(right, byHand, training.data(), fit(training.block(), right));
        race.print(writer, json, plot, language());
        if (out != null) {
            TrainFolder.make(out);
            pictures(out).draw("gradient", race.svg());
        }
        writer.flush();
    }

    private void warn(PrintWriter writer, Health state, int steps) {
        if (health && !json) {
            writer.println(say("after step {0}:", steps).text(language()));
            writer.print(state.table());
        }
        PrintWriter err = err();
        if (steps == 0 || health) {
            state.findings()
                    .forEach(finding -> err.println(say("warning: {0}", finding).text(language())));
        }
    }

    private TrainProgress.Form form() {
        boolean terminal = Terminal.isThere();
        return json ? TrainProgress.Form.JSON : terminal ? TrainProgress.Form.BAR : TrainProgress.Form.LINES;
    }

    private Optional<Callbacks.EarlyStopping> stopping(Training training, Trainer trainer, List<Binding> held) {
        if (patience == null) {
            return Optional.empty();
        }
        List<Binding> seen = training.test().isEmpty() ? training.data().all() : training.test();
        List<Binding> measured = held.isEmpty() ? seen : held;
        return Optional.of(Callbacks.earlyStopping(() -> trainer.loss(measured), patience));
    }

    private String provenance(Training training, Trainer trainer) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(file, Digest.sha256(file));
        training.model().files().forEach(read -> files.put(read, Digest.sha256(read)));
        if (stream != null) {
            Path lines = folder().resolve(stream.substring(stream.indexOf('=') + 1));
            files.put(lines, Digest.sha256(lines));
        }
        return TrainJson.provenance(
                new TrainJson.Provenance(Main.VERSION, words(), seed, dtype.toString(), trainer.steps(), files));
    }

    private Optional<TrainFolder> saved(Trainer trainer, Optional<Callbacks.EarlyStopping> stopping) {
        if (out == null) {
            if (resume) {
                throw new ChainruleException("--resume needs the folder of the training: --out DIR");
            }
            return Optional.empty();
        }
        return Optional.of(TrainFolder.of(pictures(out), trainer, stopping, resume));
    }

    private static int steps(Fit fit, Training training) {
        int samples = training.data().count();
        int size = fit.batch().orElse(samples);
        return Math.multiplyExact(fit.epochs(), (samples + size - 1) / size);
    }

    /** What the command says, and what it leaves to the model. */
    private Fit fit(TrainBlock block, Trainer trainer) {
        Fit fit = Fit.epochs(epochs == null ? block.epochs().orElse(trainer.isWholeFit() ? 1 : 100) : epochs)
                .padded(block.padded());
        int size = block.batch().orElse(0);
        if (batch != null) {
            try {
                size = batch.equals("full") ? 0 : Integer.parseInt(batch);
            } catch (NumberFormatException e) {
                throw new ChainruleException("--batch is a number of samples, or full, not {0}", batch);
            }
        }
        if (size != 0 || "0".equals(batch)) {
            fit = fit.batch(size);
        }
        boolean shuffled =
                switch (shuffle == null ? "" : shuffle) {
                    case "" -> block.shuffled().orElse(false);
                    case "none" -> false;
                    case "seeded" -> true;
                    default -> throw new ChainruleException("--shuffle is none or seeded, not {0}", shuffle);
                };
        return shuffled ? fit.shuffled(seed) : fit;
    }

    private Map<String, Node> shown(Training training) {
        Map<String, Node> params = new LinkedHashMap<>();
        training.initial().forEach(binding -> params.put(binding.leaf().label().orElse(""), binding.leaf()));
        if (show.isBlank()) {
            return params;
        }
        Map<String, Node> chosen = new LinkedHashMap<>();
        for (String name : NameLists.split(show)) {
            Node param = params.get(name);
            if (param == null) {
                throw new ChainruleException(
                        "--show: there is no parameter {0}; there are {1}", name, String.join(", ", params.keySet()));
            }
            chosen.put(name, param);
        }
        return chosen;
    }
}
