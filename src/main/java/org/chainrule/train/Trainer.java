package org.chainrule.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
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
    private final TrainStep step;
    private final DType dtype;
    private final Map<Node, Tensor> values = new LinkedHashMap<>();
    private double rateScale = 1;
    private int steps;
    private int epochs;

    private Trainer(TrainStep step, DType dtype) {
        this.step = step;
        this.dtype = dtype;
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
     * @param initial a value for each of its parameters
     * @param dtype float64, or float32 to round after every op
     */
    public static Trainer of(TrainStep step, List<Binding> initial, DType dtype) {
        Trainer trainer = new Trainer(step, dtype);
        for (Binding binding : initial) {
            trainer.values.put(binding.leaf(), binding.value().as(dtype));
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
            trainer.values.put(slot.now(), Tensor.full(dtype, like.shape(), slot.initial()));
        }
        return trainer;
    }

    /** The step that is repeated. */
    public TrainStep step() {
        return step;
    }

    /** How many steps have been made. */
    public int steps() {
        return steps;
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
        return step.params().stream().map(param -> param.is(value(param))).toList();
    }

    /**
     * One step.
     *
     * @param batch a value for every input
     * @return the loss before the step
     * @throws ChainruleException when the loss or a gradient is not finite: the parameters stay as they were
     */
    public double step(List<Binding> batch) {
        List<Binding> bindings = new ArrayList<>(batch);
        values.forEach((leaf, value) -> bindings.add(leaf.is(value)));
        bindings.add(step.memory().step().is(Tensor.scalar(steps + 1.0)));
        bindings.add(step.memory().epoch().is(Tensor.scalar(epochs)));
        bindings.add(step.memory().rateScale().is(Tensor.scalar(rateScale)));
        Values run = Interpreter.run(step.outputs(), bindings, Sizes.NONE, dtype);
        double loss = run.get(step.loss()).item();
        boolean finite = Double.isFinite(loss)
                && step.next().stream().allMatch(next -> run.get(next).isFinite());
        if (!finite) {
            throw new ChainruleException(
                    "step {0} is not finite, and the parameters stay as they were before it: {1}",
                    steps + 1,
                    run.firstNonFinite().orElseThrow().message());
        }
        for (int i = 0; i < step.params().size(); i++) {
            values.put(step.params().get(i), run.get(step.next().get(i)));
        }
        step.memory().slots().forEach(slot -> values.put(slot.now(), run.get(slot.next())));
        steps++;
        return loss;
    }

    /** The loss with the parameters as they are now. */
    public double loss(List<Binding> inputs) {
        List<Binding> bindings = new ArrayList<>(inputs);
        bindings.addAll(params());
        return Interpreter.run(List.of(step.loss()), bindings, Sizes.NONE, dtype)
                .get(step.loss())
                .item();
    }

    /** What is told after each step. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A step is done.
         *
         * @param step its number, from 1
         * @param epoch the number of its epoch, from 1
         * @param loss before the step
         * @return whether to go on
         */
        boolean goesOn(int step, int epoch, double loss);
    }

    /** Goes through the samples; returns the loss before each step. */
    public List<Double> fit(Data data, Fit fit) {
        return fit(data, fit, (number, epoch, loss) -> true);
    }

    /** The same, watched. */
    public List<Double> fit(Data data, Fit fit, Watcher watcher) {
        List<Double> losses = new ArrayList<>();
        boolean more = true;
        for (int epoch = 1; epoch <= fit.epochs() && more; epoch++) {
            int size = fit.batch().orElse(data.count());
            boolean whole = fit.batch().isEmpty();
            int[] order = whole ? new int[0] : fit.order(data.count(), epochs);
            for (int from = 0; from < data.count() && more; from += size) {
                int to = Math.min(from + size, data.count());
                double loss = step(whole ? data.all() : data.batch(Arrays.copyOfRange(order, from, to)));
                losses.add(loss);
                more = watcher.goesOn(steps, epoch, loss);
            }
            epochs++;
        }
        return losses;
    }
}
