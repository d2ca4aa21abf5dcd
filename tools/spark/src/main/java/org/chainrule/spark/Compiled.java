package org.chainrule.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.compile.Program;
import org.chainrule.exec.compile.Workspace;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Optimizer;
import org.chainrule.train.Optimizers;
import org.chainrule.train.Stochastic;
import org.chainrule.train.TrainBlock;
import org.chainrule.train.TrainStep;
import org.chainrule.train.Trainer;

/** A model as this process has read and compiled it: once, whatever the number of steps, partitions and threads. */
final class Compiled {
    private static final int MOST = 8;
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<Recipe, Compiled> CACHE =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Recipe, Compiled> eldest) {
                    return size() > MOST;
                }
            });

    private final Recipe recipe;
    private final Model model;
    private final String size;
    private final List<Sampled> sampled;
    private final List<Node> others;
    private final List<Node> params;
    private final List<Node> learning;
    private final List<Node> chances = new ArrayList<>();
    private final Program program;
    private final Program certain;
    /** What the program ran in, by the number of rows, and nobody uses now. */
    private final Map<Integer, Deque<Workspace>> idle = new HashMap<>();

    private TrainStep step;
    private Program stepProgram;

    private Compiled(Recipe recipe) {
        COUNT.incrementAndGet();
        this.recipe = recipe;
        this.model = Model.parse(
                recipe.text(),
                new Model.Settings(false, recipe.seed(), false, Model.SizeChoice.AS_WRITTEN, List.of(), false));
        Node loss = model.loss();
        Walk needed = Walk.from(Stochastic.off(List.of(loss)));
        List<Node> leaves = model.leaves().stream()
                .filter(leaf -> needed.indexOf(leaf) >= 0)
                .toList();
        this.params =
                leaves.stream().filter(leaf -> role(leaf) == Leaf.Role.PARAM).toList();
        List<Node> inputs =
                leaves.stream().filter(leaf -> role(leaf) == Leaf.Role.INPUT).toList();
        this.size = samples(inputs);
        this.sampled = inputs.stream()
                .filter(leaf -> axis(leaf) >= 0)
                .map(leaf -> new Sampled(leaf, axis(leaf), width(leaf)))
                .toList();
        this.others = inputs.stream().filter(leaf -> axis(leaf) < 0).toList();
        Set<String> frozen = TrainBlock.of(model).frozen();
        this.learning =
                params.stream().filter(leaf -> !frozen.contains(name(leaf))).toList();
        if (learning.isEmpty()) {
            throw new ChainruleException("the loss depends on no parameter that may change: declare one with param");
        }
        Node drawn = Stochastic.drawn(List.of(loss), this::chance).get(0);
        Gradient gradient = Gradient.of(drawn, learning);
        List<Node> outputs = new ArrayList<>(List.of(drawn));
        learning.forEach(param -> outputs.add(gradient.get(param)));
        this.program = Program.of(outputs, recipe.dtype()).onOneThread();
        this.certain = Program.of(Stochastic.off(List.of(loss)), recipe.dtype()).onOneThread();
    }

    /** The model of a recipe, compiled by whoever asks first. */
    static Compiled of(Recipe recipe) {
        synchronized (CACHE) {
            return CACHE.computeIfAbsent(recipe, Compiled::new);
        }
    }

    /** How many models this process has compiled. */
    static int count() {
        return COUNT.get();
    }

    private static Leaf.Role role(Node leaf) {
        return ((Leaf) leaf.op()).role();
    }

    static String name(Node leaf) {
        return leaf.label().orElse("");
    }

    private Node chance(int place) {
        Node seed = Node.input("chance[" + place + "]", Type.index(Shape.SCALAR), Domain.integer(0, Integer.MAX_VALUE));
        chances.add(seed);
        return seed;
    }

    /** The free size that counts the rows: of inputs, and of no parameter. */
    private String samples(List<Node> inputs) {
        Set<String> sizes = new LinkedHashSet<>();
        inputs.forEach(input -> sizes.addAll(freeSizes(input)));
        for (Node param : params) {
            Set<String> free = freeSizes(param);
            if (!free.isEmpty()) {
                throw new ChainruleException(
                        "the parameter {0} has the free size {1}: give it a value, dims {1}=100",
                        name(param), free.iterator().next());
            }
        }
        if (sizes.size() != 1) {
            throw new ChainruleException(
                    "the model has to have one free size, which counts the rows, and it has {0}: declare it, dims m, and give every input that comes from the data that axis, X [m, 100]",
                    sizes.isEmpty() ? "none" : String.join(", ", sizes));
        }
        return sizes.iterator().next();
    }

    private static Set<String> freeSizes(Node leaf) {
        return leaf.shape().dims().stream()
                .filter(dim -> !dim.isKnown())
                .flatMap(dim -> dim.names().stream())
                .map(Dim::toString)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private int axis(Node leaf) {
        return IntStream.range(0, leaf.rank())
                .filter(axis -> leaf.shape().dim(axis).toString().equals(size))
                .findFirst()
                .orElse(-1);
    }

    private int width(Node leaf) {
        return leaf.shape().without(axis(leaf)).entries();
    }

    /** What the number of rows is called. */
    String size() {
        return size;
    }

    Model model() {
        return model;
    }

    Recipe recipe() {
        return recipe;
    }

    List<Sampled> sampled() {
        return sampled;
    }

    /** Inputs that are the same for all rows. */
    List<Node> others() {
        return others;
    }

    List<Node> params() {
        return params;
    }

    /** The parameters that change. */
    List<Node> learning() {
        return learning;
    }

    /** How many numbers a gradient has. */
    int gradientSize() {
        return learning.stream().mapToInt(param -> param.shape().entries()).sum();
    }

    /** What the recipe or the text says about how to learn. */
    Optimizer optimizer() {
        if (!recipe.optimizer().isEmpty()) {
            return Optimizers.of(recipe.optimizer());
        }
        return TrainBlock.of(model)
                .optimizer()
                .orElseThrow(() -> new ChainruleException(
                        "there is no optimiser: give one, such as adam(lr=0.01), here or below train in the text"));
    }

    /** Parameters and unsampled inputs with the values that were sent. */
    List<Binding> bind(Map<String, double[]> values) {
        List<Binding> bindings = new ArrayList<>();
        for (Node leaf : params) {
            bindings.add(leaf.is(Tensor.of(leaf.shape(), value(values, leaf))));
        }
        for (Node leaf : others) {
            bindings.add(Sampled.bind(leaf, leaf.shape(), value(values, leaf)));
        }
        return bindings;
    }

    private static double[] value(Map<String, double[]> values, Node leaf) {
        double[] value = values.get(name(leaf));
        if (value == null) {
            throw new ChainruleException(
                    "{0} has no value: give it one in the text, such as normal(0, 0.1)", name(leaf));
        }
        return value;
    }

    /** The values of the sampled inputs in a block. */
    List<Binding> bind(RowBlock block) {
        List<Binding> bindings = new ArrayList<>();
        for (int i = 0; i < sampled.size(); i++) {
            bindings.add(sampled.get(i).bind(block.rows(), block.values()[i]));
        }
        return bindings;
    }

    /** Where a task computes the gradients of its blocks, one after the other. */
    BlockGradients gradients(List<Binding> values) {
        return new BlockGradients(this, program, idle, chances, values);
    }

    /** The loss of a block without chance. */
    double loss(List<Binding> values, RowBlock block) {
        List<Binding> bindings = new ArrayList<>(values);
        bindings.addAll(bind(block));
        return certain.run(bindings).get(certain.outputs().get(0)).item();
    }

    /** A trainer of mini-batches; all that this process makes share one program. */
    Trainer trainer(List<Binding> values) {
        synchronized (this) {
            if (step == null) {
                step = TrainStep.of(model.loss(), learning, optimizer());
                stepProgram = Program.of(step.outputs(), recipe.dtype()).onOneThread();
            }
        }
        return Trainer.of(
                step,
                values.stream()
                        .filter(binding -> params.contains(binding.leaf()))
                        .toList(),
                stepProgram);
    }
}
