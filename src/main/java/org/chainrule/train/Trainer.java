package org.chainrule.train;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A model in training: the values of its parameters, what the optimiser remembers, and the steps that change both.
 *
 * <pre>{@code
 * Trainer trainer = Trainer.of(J, Optimizers.sgd(0.1), W.is(zeros), b.is(zero));
 * trainer.fit(Data.of(List.of(X.is(x), Y.is(y)), List.of(W, b)), Fit.epochs(100));
 * Tensor learned = trainer.value(W);
 * }</pre>
 */
public final class Trainer {
    private static final String STEPS = "steps";
    private static final String EPOCHS = "epochs";
    private static final String BATCHES = "batches";
    private static final String RATE_SCALE = "rate_scale";
    private static final int MOST_PROGRAMS = 8;

    private final TrainStep step;
    private final Program program;
    /** Of what has been predicted. */
    private final Map<List<Node>, Program> programs = new HashMap<>();

    private final DType dtype;
    /** Every parameter, also those that stay as they are. */
    private final List<Node> params;

    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private final LossWatch watch = new LossWatch();
    private final Optional<Solver> solver;
    private long seed;
    private int steps;
    private int epochs;
    /** How many batches of the epoch that is going on are done. */
    private int batches;

    private Trainer(TrainStep step, List<Node> params, Program program) {
        this.step = step;
        this.params = params;
        this.program = program;
        this.dtype = program.dtype();
        this.solver = step.memory().solver().map(Supplier::get);
    }

    /**
     * A model before its first step.
     *
     * @param loss what is made small
     * @param initial the parameters to be trained, each with its value at the start
     */
    public static Trainer of(Node loss, Optimizer optimizer, Binding... initial) {
        return of(loss, optimizer, List.of(initial));
    }

    /** The same from a list. */
    public static Trainer of(Node loss, Optimizer optimizer, List<Binding> initial) {
        return of(TrainStep.of(loss, initial.stream().map(Binding::leaf).toList(), optimizer), initial, DType.F64);
    }

    /**
     * A step to be repeated.
     *
     * @param initial a value for each of its parameters; those that it does not change may be there too, and stay as they are
     * @param dtype float64, or float32 to round after every op
     */
    public static Trainer of(TrainStep step, List<Binding> initial, DType dtype) {
        return of(step, initial, Program.of(step.outputs(), dtype));
    }

    /** The same with a program of the {@linkplain TrainStep#outputs outputs}, which several trainers may share. */
    public static Trainer of(TrainStep step, List<Binding> initial, Program program) {
        Trainer trainer = new Trainer(step, initial.stream().map(Binding::leaf).toList(), program);
        for (Binding binding : initial) {
            trainer.values.put(binding.leaf(), binding.value().as(trainer.dtype));
        }
        for (Node param : step.params()) {
            if (!trainer.values.containsKey(param)) {
                throw new ChainruleException(
                        "the parameter {0} has no value to start from: give one, such as normal(0, 0.1)",
                        Memory.name(param));
            }
        }
        for (Memory.Slot slot : step.memory().slots()) {
            Tensor like = trainer.value(slot.like());
            trainer.values.put(slot.now(), Tensor.full(trainer.dtype, like.shape(), slot.initial()));
        }
        return trainer;
    }

    /** The step that is repeated. */
    public TrainStep step() {
        return step;
    }

    /** Where chance starts that a step draws, such as that of dropout; 0 unless it is said. */
    public Trainer chance(long from) {
        seed = from;
        return this;
    }

    /** How many steps have been made. */
    public int steps() {
        return steps;
    }

    /** Whether one step goes all the way, so that there is no point in another one. */
    public boolean isWholeFit() {
        return solver.filter(Solver::isWhole).isPresent();
    }

    /** How many epochs are over. */
    public int epochs() {
        return epochs;
    }

    /**
     * The value of a parameter now.
     *
     * @throws ChainruleException when it is not trained here
     */
    public Tensor value(Node param) {
        Tensor value = values.get(param);
        if (value == null) {
            throw new ChainruleException("{0} is not a parameter of this trainer", param);
        }
        return value;
    }

    /** The parameters with their values now, for an evaluation. */
    public List<Binding> params() {
        return params.stream().map(param -> param.is(value(param))).toList();
    }

    /**
     * One step.
     *
     * @param batch a value for every input
     * @return the loss before the step
     * @throws ChainruleException when the loss or a gradient is not finite: the parameters stay as they were
     */
    public double step(List<Binding> batch) {
        if (solver.isPresent()) {
            return solved(solver.get(), batch);
        }
        List<Binding> bindings = bindings(batch);
        Values run = evaluated(bindings);
        double loss = run.get(step.loss()).item();
        for (int i = 0; i < step.params().size(); i++) {
            values.put(step.params().get(i), run.get(step.next().get(i)));
        }
        step.memory().slots().forEach(slot -> values.put(slot.now(), run.get(slot.next())));
        steps++;
        return loss;
    }

    /** A step of a method that looks at the loss as often as it likes. */
    private double solved(Solver method, List<Binding> batch) {
        List<Binding> before =
                step.params().stream().map(param -> param.is(value(param))).toList();
        List<Binding> others = new ArrayList<>(batch);
        params.stream()
                .filter(param -> !step.params().contains(param))
                .forEach(param -> others.add(param.is(value(param))));
        if (method.isWhole()) {
            double first = probe(List.of(step.loss()), batch).get(step.loss()).item();
            method.fit(step.loss(), before, others).ifPresent(fit -> put(fit.params()));
            steps++;
            return first;
        }
        double[] point = CurveFit.flat(before.stream().map(Binding::value).toList());
        List<Node> asked = new ArrayList<>(List.of(step.loss()));
        asked.addAll(step.gradients());
        double loss = method.step(
                (at, gradient) -> {
                    put(CurveFit.at(before, at));
                    Values run = probe(asked, batch);
                    double[] slopes = CurveFit.flat(
                            step.gradients().stream().map(run::get).toList());
                    System.arraycopy(slopes, 0, gradient, 0, slopes.length);
                    return run.get(step.loss()).item();
                },
                point);
        put(CurveFit.at(before, point));
        Values after = probe(asked, batch);
        if (after.firstNonFinite().isPresent()) {
            put(before);
            throw new ChainruleException(
                    "step {0} is not finite, and the parameters stay as they were before it: {1}",
                    steps + 1, after.firstNonFinite().orElseThrow().message());
        }
        steps++;
        return loss;
    }

    private void put(List<Binding> bindings) {
        bindings.forEach(binding -> values.put(binding.leaf(), binding.value().as(dtype)));
    }

    private List<Binding> bindings(List<Binding> batch) {
        List<Binding> bindings = new ArrayList<>(batch);
        values.forEach((leaf, value) -> bindings.add(leaf.is(value)));
        bindings.add(step.memory().step().is(Tensor.scalar(steps + 1.0)));
        bindings.add(step.memory().epoch().is(Tensor.scalar(epochs)));
        bindings.add(step.memory().rateScale().is(Tensor.scalar(watch.rateScale())));
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + steps);
        step.memory()
                .chances()
                .forEach(place ->
                        bindings.add(place.is(Tensor.ofLongs(Shape.SCALAR, random.nextInt(Integer.MAX_VALUE)))));
        return bindings;
    }

    /** What some nodes of the next step would be, which is not made. */
    Values probe(List<Node> nodes, List<Binding> batch) {
        return Interpreter.run(nodes, bindings(batch), Sizes.NONE, dtype);
    }

    /** What a step computes; whether a number is finite is for the interpreter to say, which keeps what it came from. */
    private Values evaluated(List<Binding> bindings) {
        Values run = program.run(bindings);
        if (isFinite(run)) {
            return run;
        }
        Values kept = Interpreter.run(step.outputs(), bindings, Sizes.NONE, dtype);
        if (!isFinite(kept)) {
            throw new ChainruleException(
                    "step {0} is not finite, and the parameters stay as they were before it: {1}",
                    steps + 1, kept.firstNonFinite().orElseThrow().message());
        }
        return kept;
    }

    private boolean isFinite(Values run) {
        return run.get(step.loss()).isFinite()
                && step.next().stream().allMatch(next -> run.get(next).isFinite());
    }

    /** Everything that decides how the training goes on: parameters, what the optimiser remembers, and the clock; by name. */
    public Map<String, Tensor> state() {
        Map<String, Tensor> state = new LinkedHashMap<>();
        params.forEach(param -> state.put(Memory.name(param), value(param)));
        step.memory().slots().forEach(slot -> state.put(slot.name(), value(slot.now())));
        state.put(STEPS, Tensor.ofLongs(Shape.SCALAR, steps));
        state.put(EPOCHS, Tensor.ofLongs(Shape.SCALAR, epochs));
        state.put(BATCHES, Tensor.ofLongs(Shape.SCALAR, batches));
        state.put(RATE_SCALE, Tensor.scalar(watch.rateScale()));
        step.memory().plateau().ifPresent(plateau -> state.put(LossWatch.NAME, watch.state()));
        solver.ifPresent(method -> state.putAll(method.state()));
        return state;
    }

    /**
     * Goes back to a state: what follows is bit by bit what followed then.
     *
     * @param state from {@link #state}, of a trainer with the same parameters and optimiser
     * @throws ChainruleException when a name is missing or too much, or a shape is another; nothing is changed then
     */
    public void restore(Map<String, Tensor> state) {
        Map<String, Node> places = new LinkedHashMap<>();
        params.forEach(param -> places.put(Memory.name(param), param));
        step.memory().slots().forEach(slot -> places.put(slot.name(), slot.now()));
        Set<String> wanted = new LinkedHashSet<>(places.keySet());
        wanted.addAll(List.of(STEPS, EPOCHS, BATCHES, RATE_SCALE));
        step.memory().plateau().ifPresent(plateau -> wanted.add(LossWatch.NAME));
        solver.ifPresent(method -> wanted.addAll(method.state().keySet()));
        SavedParams.refuseOthers(wanted, state.keySet());
        places.forEach((name, place) -> {
            Shape now = value(place).shape();
            Shape saved = saved(state, name).shape();
            if (!now.equals(saved)) {
                throw new ChainruleException("the saved {0} has shape {1}, and here it has {2}", name, saved, now);
            }
        });
        places.forEach((name, place) -> values.put(place, saved(state, name).as(dtype)));
        steps = (int) saved(state, STEPS).item();
        epochs = (int) saved(state, EPOCHS).item();
        solver.ifPresent(method -> method.restore(state));
        batches = (int) saved(state, BATCHES).item();
        watch.restore(saved(state, RATE_SCALE).item(), Optional.ofNullable(state.get(LossWatch.NAME)));
    }

    private static Tensor saved(Map<String, Tensor> state, String name) {
        return Objects.requireNonNull(state.get(name), name);
    }

    /** The loss with the parameters as they are now, without chance. */
    public double loss(List<Binding> inputs) {
        return predict(step.loss(), inputs).item();
    }

    /** What a node is with the parameters as they are now, without chance: dropout drops nothing. */
    public Tensor predict(Node node, List<Binding> inputs) {
        return predict(List.of(node), inputs).get(0);
    }

    /** The same of several nodes at once. */
    public List<Tensor> predict(List<Node> nodes, List<Binding> inputs) {
        List<Node> certain = Stochastic.off(nodes);
        if (InPieces.isMuch(inputs)) {
            Data data = Data.of(inputs, params);
            Optional<InPieces> pieces = InPieces.of(certain, data);
            if (pieces.isPresent()) {
                return pieces.get()
                        .run(data, params(), dtype, piece -> run(pieces.get().parts(), piece));
            }
        }
        Values run = run(certain, inputs);
        return certain.stream().map(run::get).toList();
    }

    /** A run of a program that is kept, since it is asked for again. */
    private Values run(List<Node> nodes, List<Binding> inputs) {
        if (programs.size() >= MOST_PROGRAMS) {
            programs.clear();
        }
        return programs.computeIfAbsent(nodes, outputs -> Program.of(outputs, dtype))
                .run(withParams(inputs));
    }

    /**
     * The loss and some metrics with the parameters as they are now, each sample gone through once.
     *
     * @param metrics what is told besides, from {@link Metrics}
     * @return by name, {@code loss} first
     */
    public Map<String, Tensor> evaluate(List<Metric> metrics, List<Binding> inputs) {
        List<Node> nodes = new ArrayList<>(List.of(step.loss()));
        metrics.forEach(metric -> nodes.addAll(metric.nodes()));
        List<Tensor> values = predict(nodes, inputs);
        return Metric.told(values.get(0), metrics, values.subList(1, values.size()));
    }

    /** Everything that some nodes are computed from, with the parameters as they are now. */
    public Values values(List<Node> nodes, List<Binding> inputs) {
        return Interpreter.run(nodes, withParams(inputs), Sizes.NONE, dtype);
    }

    private List<Binding> withParams(List<Binding> inputs) {
        List<Binding> bindings = new ArrayList<>(inputs);
        bindings.addAll(params());
        return bindings;
    }

    /** What is told of a training while it goes on. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A step is done.
         *
         * @param step its number, from 1
         * @param epoch the number of its epoch, from 1
         * @param loss before the step
         * @return whether to go on; the {@link Trainer#state} now goes on with the next step
         */
        boolean goesOn(int step, int epoch, double loss);

        /**
         * An epoch is over.
         *
         * @param epoch its number, from 1
         * @return whether to go on
         */
        default boolean epochEnded(int epoch) {
            return true;
        }
    }

    /** Goes through the samples some times more; returns the loss before each step. */
    public List<Double> fit(Data data, Fit fit) {
        return fit(data, fit, (number, epoch, loss) -> true);
    }

    /**
     * Goes some times more through samples that come a batch at a time.
     *
     * @param source what is gone through once in each epoch
     * @param times how many epochs
     */
    public void fit(Batches source, int times, Watcher watcher) {
        int end = epochs + times;
        boolean[] on = {true};
        while (on[0] && epochs < end) {
            int[] number = {0};
            source.each(batch -> {
                // What a training before has done of this epoch is not done again.
                if (number[0]++ >= batches) {
                    double loss = step(batch);
                    batches++;
                    watch.add(loss);
                    on[0] = watcher.goesOn(steps, epochs + 1, loss);
                }
                return on[0];
            });
            on[0] = on[0] && endEpoch(watcher);
        }
    }

    private boolean endEpoch(Watcher watcher) {
        epochs++;
        batches = 0;
        watch.epochEnded(step.memory().plateau());
        return watcher.epochEnded(epochs);
    }

    /** The same, watched. */
    public List<Double> fit(Data data, Fit fit, Watcher watcher) {
        List<Double> losses = new ArrayList<>();
        int end = epochs + fit.epochs();
        while (epochs < end) {
            List<int[]> all = fit.batches(data.count(), epochs);
            while (batches < all.size()) {
                double loss = step(fit.batch().isEmpty() ? data.all() : data.batch(all.get(batches)));
                batches++;
                losses.add(loss);
                watch.add(loss);
                if (!watcher.goesOn(steps, epochs + 1, loss)) {
                    return losses;
                }
            }
            if (!endEpoch(watcher)) {
                return losses;
            }
        }
        return losses;
    }
}
