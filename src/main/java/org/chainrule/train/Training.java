package org.chainrule.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * A model in the notation, ready to be trained with the data and the initial values that its text gives.
 *
 * @param model with its free sizes free, so that batches of any size go through one graph
 * @param data the samples
 * @param initial the parameters of the loss, each with its value at the start
 * @param block what the text says about the training
 */
public record Training(Model model, Data data, List<Binding> initial, TrainBlock block) {
    /** Copies the list. */
    public Training {
        initial = List.copyOf(initial);
    }

    /**
     * Reads a model and its data, each file once.
     *
     * @param file the text
     * @param folder where the files lie that it names
     * @param seed where chance starts
     * @throws ChainruleException when an input or parameter of the loss has no value
     */
    public static Training read(Path file, Path folder, long seed) {
        Model bound = Model.read(file, folder, new Model.Settings(true, seed));
        return of(bound.withoutValues(), bound);
    }

    /**
     * Puts the two together.
     *
     * @param free the model with free sizes
     * @param bound the same with the sizes that its data has, so that initial values can be made
     * @throws ChainruleException when an input or parameter of the loss has no value
     */
    public static Training of(Model free, Model bound) {
        Map<String, Tensor> values = new TreeMap<>();
        bound.values().forEach((leaf, value) -> values.put(name(leaf), value));
        List<Binding> inputs = new ArrayList<>();
        List<Binding> params = new ArrayList<>();
        TrainBlock block = TrainBlock.of(free);
        List<Node> outputs = new ArrayList<>(List.of(free.loss()));
        block.metrics().forEach(metric -> outputs.addAll(metric.nodes()));
        Walk needed = Walk.from(Stochastic.off(outputs));
        for (Node leaf : free.leaves()) {
            if (needed.indexOf(leaf) < 0) {
                continue;
            }
            Tensor value = values.get(name(leaf));
            if (value == null) {
                throw free.withoutValue(leaf);
            }
            (((Leaf) leaf.op()).role() == Leaf.Role.PARAM ? params : inputs).add(leaf.is(value));
        }
        if (params.isEmpty()) {
            throw new ChainruleException(
                    "{0} has no parameter that the loss depends on: declare what is to be trained with param",
                    free.source().name());
        }
        return new Training(
                free, Data.of(inputs, params.stream().map(Binding::leaf).toList()), params, block);
    }

    /**
     * The same with the parameters that another training of the model has come to.
     *
     * @param file what it has saved
     * @throws ChainruleException when the file has other names or shapes
     */
    public Training from(Path file) {
        List<Binding> saved =
                SavedParams.read(file, initial.stream().map(Binding::leaf).toList());
        return new Training(model, data, saved, block);
    }

    /** The same with other samples. */
    public Training on(Data others) {
        return new Training(model, others, initial, block);
    }

    /** The inputs with the values for tests, where the text gives some; empty when it gives none. */
    public List<Binding> test() {
        return block.test().isEmpty()
                ? List.of()
                : data.all().stream()
                        .map(input -> input.leaf().is(block.test().getOrDefault(name(input.leaf()), input.value())))
                        .toList();
    }

    /** The parameters that change: all that are not frozen. */
    List<Node> learning() {
        return initial.stream()
                .map(Binding::leaf)
                .filter(leaf -> !block.frozen().contains(name(leaf)))
                .toList();
    }

    /** A trainer before its first step. */
    public Trainer trainer(Optimizer optimizer, DType dtype) {
        return Trainer.of(TrainStep.of(model.loss(), learning(), optimizer), initial, dtype);
    }

    private static String name(Node leaf) {
        return leaf.label().orElse("");
    }
}
