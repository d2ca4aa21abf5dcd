package org.chainrule.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.EvaluationException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;
import org.chainrule.train.Fit;
import org.chainrule.train.Metric;
import org.chainrule.train.Optimizers;
import org.chainrule.train.TrainBlock;
import org.chainrule.train.Trainer;
import org.chainrule.train.Training;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule train}: fits the parameters of a model to the data that its text names. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model on the data that its inputs are given.")
final class TrainCommand implements Callable<Integer>, Speaker {
    /** So many lines tell of a training, whatever its length. */
    private static final int LINES = 20;
    /** A parameter with more numbers is told by its range, unless it is asked for. */
    private static final int SMALL = 24;

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
            description = "Parameters to print at the end, with commas between them. Default: all, large ones by their range.")
    private String show = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder for the parameters (params.npz) and the state of the training (state.npz).")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Goes on from the state in DIR, to the same bits as without a break.")
    private boolean resume;

    @Option(names = "--json", description = "One JSON object a step, and one at the end with the parameters.")
    private boolean json;

    @Option(names = "--dtype", paramLabel = "TYPE", description = "f64 (default) or f32.")
    private DType dtype = DType.F64;

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Language language() {
        return language.language();
    }

    @Override
    public Integer call() {
        PrintWriter writer = spec.commandLine().getOut();
        Path folder = data == null
                ? Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""))
                : data;
        Training training = Training.read(file, folder, seed);
        Fit fit = fit(training.block());
        Trainer trainer = training.trainer(
                optimizer == null ? training.block().optimizer().orElse(Optimizers.sgd(0.1)) : Optimizers.of(optimizer),
                dtype);
        Map<String, Node> shown = shown(training);
        Optional<TrainFolder> saved = saved(trainer);
        int left = fit.epochs() - trainer.epochs();
        long start = System.nanoTime();
        try {
            if (left > 0) {
                trainer.fit(training.data(), fit.times(left), watcher(writer, steps(fit, training), trainer, saved));
            }
        } catch (EvaluationException e) {
            throw training.model().placed(e);
        }
        saved.ifPresent(place -> place.finish(trainer));
        double last = trainer.loss(training.data().all());
        double seconds = (System.nanoTime() - start) / 1e9;
        Map<String, Tensor> params = new LinkedHashMap<>();
        shown.forEach((name, node) -> params.put(name, trainer.value(node)));
        Map<String, Map<String, Tensor>> metrics = metrics(training, trainer);
        if (json) {
            writer.println(TrainJson.done(new TrainJson.Result(trainer.epochs(), last, seconds, metrics, params)));
        } else {
            writer.println("loss " + TensorText.number(last) + " after " + trainer.steps() + " steps");
            metrics.forEach((name, by) ->
                    by.forEach((set, value) -> writer.println(name + " (" + set + ")" + ValueText.of(value))));
            params.forEach((name, value) -> writer.println(name + shape(value) + shown(value)));
        }
        writer.flush();
        return Main.OK;
    }

    private Trainer.Watcher watcher(PrintWriter writer, int steps, Trainer trainer, Optional<TrainFolder> saved) {
        return new Trainer.Watcher() {
            @Override
            public boolean goesOn(int step, int epoch, double loss) {
                tell(writer, new Progress(step, epoch, loss), steps);
                saved.ifPresent(place -> place.save(trainer));
                return !writer.checkError();
            }

            @Override
            public boolean epochEnded(int epoch) {
                return true;
            }
        };
    }

    private Optional<TrainFolder> saved(Trainer trainer) {
        if (out == null) {
            if (resume) {
                throw new ChainruleException("--resume needs the folder of the training: --out DIR");
            }
            return Optional.empty();
        }
        TrainFolder folder = TrainFolder.of(out);
        if (resume) {
            folder.restore(trainer);
        }
        return Optional.of(folder);
    }

    /** What the metrics are on the samples that were trained on, and on those for tests. */
    private static Map<String, Map<String, Tensor>> metrics(Training training, Trainer trainer) {
        Map<String, Map<String, Tensor>> metrics = new LinkedHashMap<>();
        Map<String, List<Binding>> sets = new LinkedHashMap<>();
        sets.put("train", training.data().all());
        sets.put("test", training.test());
        for (Metric metric : training.block().metrics()) {
            Map<String, Tensor> by = new LinkedHashMap<>();
            sets.forEach((set, inputs) -> {
                if (!inputs.isEmpty()) {
                    by.put(set, metric.of(trainer, inputs));
                }
            });
            metrics.put(metric.name(), by);
        }
        return metrics;
    }

    private record Progress(int step, int epoch, double loss) {}

    private static int steps(Fit fit, Training training) {
        int samples = training.data().count();
        int size = fit.batch().orElse(samples);
        return Math.multiplyExact(fit.epochs(), (samples + size - 1) / size);
    }

    private void tell(PrintWriter out, Progress now, int steps) {
        if (json) {
            out.println(TrainJson.step(now.step, now.epoch, now.loss));
        } else if (now.step == 1 || now.step % Math.max(1, steps / LINES) == 0) {
            out.println("epoch " + now.epoch + "  step " + now.step + "  loss " + TensorText.number(now.loss));
        }
    }

    private String shown(Tensor value) {
        if (value.count() <= SMALL || !show.isBlank()) {
            return " =" + ValueText.of(value);
        }
        DoubleSummaryStatistics range = Arrays.stream(value.toArray()).summaryStatistics();
        return " between " + ValueText.number(range.getMin()) + " and " + ValueText.number(range.getMax());
    }

    private static String shape(Tensor value) {
        return value.rank() == 0 ? "" : " " + value.shape();
    }

    /** What the command says, and what it leaves to the model. */
    private Fit fit(TrainBlock block) {
        Fit fit = Fit.epochs(epochs == null ? block.epochs().orElse(100) : epochs);
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
