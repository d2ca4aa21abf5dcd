package org.chainrule.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Trainer;

/**
 * The work of one partition in one step.
 *
 * @param recipe the model
 * @param kind how blocks make up the whole
 */
record Shard(Recipe recipe, LossKind kind) implements Serializable {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** Counts the rows of a partition, and shows a few. */
    static Survey survey(Recipe recipe, int partition, Iterator<RowBlock> blocks) {
        Compiled compiled = Compiled.of(recipe);
        long rows = 0;
        RowBlock some = RowBlock.of(0, new double[0][]);
        while (blocks.hasNext()) {
            RowBlock block = blocks.next();
            if (!block.problem().isEmpty()) {
                return new Survey(partition, rows, some, block.problem());
            }
            if (rows == 0 && block.rows() > 0) {
                some = LossKind.some(compiled, block);
            }
            rows += block.rows();
        }
        return new Survey(partition, rows, some, "");
    }

    /**
     * What a partition has.
     *
     * @param rows how many
     * @param some a few that differ
     * @param problem why it cannot be used; empty where it can
     */
    record Survey(int partition, long rows, RowBlock some, String problem) implements Serializable {}

    /** The share of a partition in the loss and the gradient of all rows. */
    Partial gradient(int partition, Iterator<RowBlock> blocks, Map<String, double[]> values, int step) {
        Compiled compiled = Compiled.of(recipe);
        double[] sums = new double[compiled.gradientSize()];
        double[] gradient = new double[sums.length];
        double loss = 0;
        long rows = 0;
        try (BlockGradients gradients = compiled.gradients(compiled.bind(values))) {
            SplittableRandom random = new SplittableRandom((recipe.seed() * GOLDEN + step) * GOLDEN + partition);
            while (blocks.hasNext()) {
                RowBlock block = blocks.next();
                double weight = kind.weight(block);
                loss += weight * gradients.of(block, gradient, random);
                for (int i = 0; i < sums.length; i++) {
                    sums[i] += weight * gradient[i];
                }
                rows += block.rows();
            }
        } catch (ChainruleException e) {
            return Partial.refused(partition, e.getMessage());
        }
        return new Partial(partition, rows, loss, sums, new double[0], "");
    }

    /**
     * Goes once through the rows of a partition, a block a step, from a state that all start with.
     *
     * @return the state after it times the number of rows, so that a mean can be made of all
     */
    Partial round(int partition, Iterator<RowBlock> blocks, Map<String, double[]> values, State from) {
        Compiled compiled = Compiled.of(recipe);
        double loss = 0;
        long rows = 0;
        try {
            List<Binding> bindings = compiled.bind(values);
            List<Binding> same = bindings.stream()
                    .filter(binding -> compiled.others().contains(binding.leaf()))
                    .toList();
            Trainer trainer = compiled.trainer(bindings);
            trainer.restore(from.tensors(trainer.state()));
            trainer.chance((recipe.seed() * GOLDEN + partition) * GOLDEN);
            while (blocks.hasNext()) {
                RowBlock block = blocks.next();
                List<Binding> batch = new ArrayList<>(compiled.bind(block));
                batch.addAll(same);
                loss += kind.weight(block) * trainer.step(batch);
                rows += block.rows();
            }
            return State.of(trainer.state()).times(partition, rows, loss);
        } catch (ChainruleException e) {
            return Partial.refused(partition, e.getMessage());
        }
    }

    /**
     * A state of a training as two rows of numbers: those that are averaged, and the counters.
     *
     * @param numbers one tensor after the other
     * @param counters likewise
     */
    record State(double[] numbers, double[] counters) implements Serializable {
        static State of(Map<String, Tensor> state) {
            return new State(flat(state, true), flat(state, false));
        }

        private static double[] flat(Map<String, Tensor> state, boolean real) {
            return state.values().stream()
                    .filter(value -> value.dtype().isFloat() == real)
                    .flatMapToDouble(value -> Arrays.stream(value.toArray()))
                    .toArray();
        }

        Partial times(int partition, long rows, double loss) {
            double[] weighted = numbers.clone();
            for (int i = 0; i < weighted.length; i++) {
                weighted[i] *= rows;
            }
            return new Partial(partition, rows, loss, weighted, counters, "");
        }

        static State mean(Partial all) {
            double[] mean = all.sums().clone();
            for (int i = 0; i < mean.length; i++) {
                mean[i] /= all.rows();
            }
            return new State(mean, all.most());
        }

        /** The state by names. */
        Map<String, Tensor> tensors(Map<String, Tensor> like) {
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            int number = 0;
            int counter = 0;
            for (Map.Entry<String, Tensor> each : like.entrySet()) {
                Shape shape = each.getValue().shape();
                int count = each.getValue().count();
                if (each.getValue().dtype().isFloat()) {
                    double[] values = Arrays.copyOfRange(numbers, number, number + count);
                    tensors.put(each.getKey(), Tensor.of(shape, values));
                    number += count;
                } else {
                    long[] values = new long[count];
                    for (int i = 0; i < count; i++) {
                        values[i] = (long) counters[counter++];
                    }
                    tensors.put(each.getKey(), Tensor.ofLongs(shape, values));
                }
            }
            return tensors;
        }
    }
}
