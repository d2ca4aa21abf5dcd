package org.chainrule.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.io.AtomicFile;
import org.chainrule.io.Npz;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Optimizer;
import org.chainrule.train.TrainStep;
import org.chainrule.train.Trainer;

/**
 * Trains a model in the notation on data that lies on several machines.
 *
 * <pre>{@code
 * String model = """
 *         dims m
 *         input X [m, 4], y [m]
 *         param w [4] = zeros, b [] = 0
 *         z = X @ w + b
 *         J = bce_with_logits(z, y)
 *         """;
 * Trained trained = DistributedTrainer.of(model)
 *         .optimizer("adam(lr=0.1)")
 *         .columns("X", "features")
 *         .columns("y", "label")
 *         .fit(spark.read().format("libsvm").load("data.txt"), 20);
 * }</pre>
 *
 * <p>A step sends the parameters to every machine, computes the gradient of each partition there, and adds them in the order of the
 * partitions: the same partitions give the same bits, whatever machine computed which, and however often. With {@link #localBatches}
 * each partition makes steps of its own, and the parameters are averaged after each walk through the rows.
 */
public final class DistributedTrainer {
    private static final String STATE = "state.npz";

    private final Recipe recipe;
    private final int batch;
    private final int fan;
    private final Optional<Path> folder;
    private final int every;
    private final Watcher watcher;

    private DistributedTrainer(Recipe recipe, int batch, int fan, Optional<Path> folder, int every, Watcher watcher) {
        this.recipe = recipe;
        this.batch = batch;
        this.fan = fan;
        this.folder = folder;
        this.every = every;
        this.watcher = watcher;
    }

    /**
     * A trainer of a model.
     *
     * @param text in the notation, with one free size that counts the rows, and a value to start from for each parameter
     */
    public static DistributedTrainer of(String text) {
        return new DistributedTrainer(
                new Recipe(text, "", Map.of(), DType.F64, 0), 0, 0, Optional.empty(), 0, (step, loss) -> true);
    }

    /** The same with an optimiser, as it is written on the command line; else the text has to name one below {@code train}. */
    public DistributedTrainer optimizer(String written) {
        return with(recipe.withOptimizer(written));
    }

    /** The same with the columns in which the numbers of an input stand; without it, it is the column of its own name. */
    public DistributedTrainer columns(String input, String... names) {
        return with(recipe.withColumns(input, List.of(names)));
    }

    /** The same in float32 or float64, which is what it is unless it is said. */
    public DistributedTrainer dtype(DType dtype) {
        return with(recipe.withDType(dtype));
    }

    /** The same with another start of chance, which makes the initial values and drops units; 0 unless it is said. */
    public DistributedTrainer seed(long seed) {
        return with(recipe.withSeed(seed));
    }

    /** The same with steps of each partition by itself, on so many rows at a time, and parameters averaged after each epoch. */
    public DistributedTrainer localBatches(int rows) {
        if (rows < 1) {
            throw new ChainruleException("a batch has at least one row, not {0}", rows);
        }
        return new DistributedTrainer(recipe, rows, fan, folder, every, watcher);
    }

    /**
     * The same with gradients added in a tree on the machines, and not all on the driver: for many partitions of a large model. The
     * same partitions and the same width give the same bits.
     *
     * @param width how many neighbours are added at once
     */
    public DistributedTrainer treeAggregation(int width) {
        if (width < 2) {
            throw new ChainruleException("a tree adds at least two at a time, not {0}", width);
        }
        return new DistributedTrainer(recipe, batch, width, folder, every, watcher);
    }

    /**
     * The same with its state kept in a folder of the driver: the file {@code state.npz} is there whole at any moment. A training that finds
     * one goes on from it, to the same bits as without a break.
     *
     * @param every after how many epochs
     */
    public DistributedTrainer checkpoints(Path kept, int every) {
        if (every < 1) {
            throw new ChainruleException("checkpoints are made after one epoch or more, not {0}", every);
        }
        return new DistributedTrainer(recipe, batch, fan, Optional.of(kept), every, watcher);
    }

    /** The same, watched. */
    public DistributedTrainer watched(Watcher by) {
        return new DistributedTrainer(recipe, batch, fan, folder, every, by);
    }

    private DistributedTrainer with(Recipe other) {
        return new DistributedTrainer(other, batch, fan, folder, every, watcher);
    }

    /** What is told while a training goes on. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * An epoch is over.
         *
         * @param epoch its number, from 1
         * @param loss before its step; with local batches, the mean of all steps
         * @return whether to go on
         */
        boolean goesOn(int epoch, double loss);
    }

    /**
     * A model that has been trained.
     *
     * @param params by name
     * @param losses of the epochs of this run
     * @param epochs how many there were, with those before a break
     * @param rows how many rows the data has
     */
    public record Trained(Map<String, Tensor> params, List<Double> losses, int epochs, long rows) {
        /** Copies the collections. */
        public Trained {
            params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
            losses = List.copyOf(losses);
        }
    }

    /**
     * Trains on the rows of a table, from whatever Spark reads.
     *
     * @param epochs how often all rows are gone through, those before a break included
     */
    public Trained fit(Dataset<Row> data, int epochs) {
        Compiled compiled = Compiled.of(recipe);
        RowReader.of(compiled, data.schema());
        String[] needed = compiled.sampled().stream()
                .flatMap(input -> recipe.columnsOf(input.name()).stream())
                .distinct()
                .toArray(String[]::new);
        Dataset<Row> some = data.select(
                Arrays.stream(needed).map(name -> data.col("`" + name + "`")).toArray(Column[]::new));
        JavaRDD<Row> rows = some.javaRDD();
        return fit(rows, new Packing(recipe, some.schema(), batch, !Distributed.isOrdered(rows)), epochs);
    }

    /** Trains on samples. */
    public Trained fit(JavaRDD<Sample> data, int epochs) {
        return fit(data, new Packing(recipe, null, batch, !Distributed.isOrdered(data)), epochs);
    }

    private <T> Trained fit(JavaRDD<T> data, Packing packing, int epochs) {
        Compiled compiled = Compiled.of(recipe);
        compiled.optimizer();
        Model valued = Model.parse(recipe.text(), new Model.Settings(false, recipe.seed()));
        Map<String, Tensor> start = new LinkedHashMap<>();
        valued.values().forEach((leaf, value) -> start.put(Compiled.name(leaf), value));
        List<Binding> initial = new ArrayList<>();
        for (Node param : compiled.params()) {
            initial.add(param.is(given(start, param)));
        }
        Map<String, double[]> same = new HashMap<>();
        compiled.others()
                .forEach(
                        leaf -> same.put(Compiled.name(leaf), given(start, leaf).toArray()));
        folder.ifPresent(kept -> AtomicFile.check(kept.resolve(STATE)));
        try (Distributed all = Distributed.of(data, packing, fan)) {
            Map<String, double[]> values = new HashMap<>(same);
            initial.forEach(param ->
                    values.put(Compiled.name(param.leaf()), param.value().toArray()));
            LossKind kind = LossKind.of(compiled, values, all.some());
            Shard shard = new Shard(recipe, kind);
            return batch > 0
                    ? averaged(compiled, all, shard, initial, same, epochs)
                    : fullBatch(compiled, all, shard, initial, same, epochs);
        }
    }

    private static Tensor given(Map<String, Tensor> start, Node leaf) {
        Tensor value = start.get(Compiled.name(leaf));
        if (value == null) {
            throw new ChainruleException(
                    "{0} has no value: give it one in the text, such as normal(0, 0.1)", Compiled.name(leaf));
        }
        return value;
    }

    private Trained fullBatch(
            Compiled compiled,
            Distributed all,
            Shard shard,
            List<Binding> initial,
            Map<String, double[]> same,
            int epochs) {
        Node loss = Node.input("loss", Type.real(Shape.SCALAR), Domain.REAL);
        List<Node> gradients = compiled.learning().stream()
                .map(param -> Node.input("d" + Compiled.name(param), Type.real(param.shape()), Domain.REAL))
                .toList();
        Trainer trainer = trainer(compiled, loss, gradients, initial);
        List<Double> losses = new ArrayList<>();
        trainer.fit(
                step -> step.test(
                        gradient(compiled, all, shard, loss, gradients, values(trainer, same), trainer.steps())),
                Math.max(0, epochs - trainer.epochs()),
                new Trainer.Watcher() {
                    @Override
                    public boolean goesOn(int step, int epoch, double before) {
                        losses.add(before);
                        return true;
                    }

                    @Override
                    public boolean epochEnded(int epoch) {
                        save(trainer, epoch, epochs);
                        return watcher.goesOn(epoch, losses.get(losses.size() - 1));
                    }
                });
        return trained(trainer, losses, all.rows());
    }

    private Trainer trainer(Compiled compiled, Node loss, List<Node> gradients, List<Binding> initial) {
        Optimizer optimizer = compiled.optimizer();
        TrainStep step = TrainStep.of(loss, compiled.learning(), gradients, optimizer);
        if (!step.isOneLook()) {
            throw new ChainruleException(
                    "this optimiser looks at the loss as often as it likes, and several machines compute it once a step: take another one, such as adam(lr=0.01)");
        }
        Trainer trainer = Trainer.of(step, initial, recipe.dtype());
        folder.map(kept -> kept.resolve(STATE))
                .filter(Files::exists)
                .ifPresent(file -> trainer.restore(Npz.read(file)));
        return trainer;
    }

    private void save(Trainer trainer, int epoch, int last) {
        if (folder.isPresent() && (epoch % every == 0 || epoch == last)) {
            Npz.write(folder.get().resolve(STATE), trainer.state());
        }
    }

    private static Map<String, double[]> values(Trainer trainer, Map<String, double[]> same) {
        Map<String, double[]> values = new HashMap<>(same);
        trainer.params()
                .forEach(param ->
                        values.put(Compiled.name(param.leaf()), param.value().toArray()));
        return values;
    }

    private static List<Binding> gradient(
            Compiled compiled,
            Distributed all,
            Shard shard,
            Node loss,
            List<Node> gradients,
            Map<String, double[]> values,
            int steps) {
        Partial sum = all.gradient(shard, values, steps);
        refuse(sum);
        double divisor = shard.kind().divisor(sum.rows());
        List<Binding> bindings = new ArrayList<>(List.of(loss.is(sum.loss() / divisor)));
        int at = 0;
        for (Node gradient : gradients) {
            double[] numbers = new double[gradient.shape().entries()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = sum.sums()[at++] / divisor;
            }
            bindings.add(gradient.is(Tensor.of(gradient.shape(), numbers)));
        }
        return bindings;
    }

    private static void refuse(Partial sum) {
        if (!sum.problem().isEmpty()) {
            throw new ChainruleException("in the partition {0}: {1}", sum.partition(), sum.problem());
        }
    }

    private Trained averaged(
            Compiled compiled,
            Distributed all,
            Shard shard,
            List<Binding> initial,
            Map<String, double[]> same,
            int epochs) {
        Trainer trainer = compiled.trainer(initial);
        if (!trainer.step().isOneLook() || trainer.state().containsKey("plateau")) {
            throw new ChainruleException(
                    "this optimiser needs the loss of all rows, and with local batches nobody has it: take another one, such as adam(lr=0.01)");
        }
        folder.map(kept -> kept.resolve(STATE))
                .filter(Files::exists)
                .ifPresent(file -> trainer.restore(Npz.read(file)));
        List<Double> losses = new ArrayList<>();
        boolean on = true;
        while (on && trainer.epochs() < epochs) {
            Partial sum = all.round(shard, values(trainer, same), Shard.State.of(trainer.state()));
            refuse(sum);
            Map<String, Tensor> state = Shard.State.mean(sum).tensors(trainer.state());
            state.put("epochs", Tensor.ofLongs(Shape.SCALAR, trainer.epochs() + 1));
            trainer.restore(state);
            losses.add(sum.loss() / shard.kind().divisor(sum.rows()));
            save(trainer, trainer.epochs(), epochs);
            on = watcher.goesOn(trainer.epochs(), losses.get(losses.size() - 1));
        }
        return trained(trainer, losses, all.rows());
    }

    private static Trained trained(Trainer trainer, List<Double> losses, long rows) {
        Map<String, Tensor> params = new LinkedHashMap<>();
        trainer.params().forEach(param -> params.put(Compiled.name(param.leaf()), param.value()));
        return new Trained(params, losses, trainer.epochs(), rows);
    }
}
