package org.chainrule.exec.compile;

import java.util.Arrays;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.exec.Values;
import org.chainrule.exec.kernel.ArrayKernels;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/**
 * The memory of one run of a {@link Program}, used by one thread at a time. Inputs stay as they are from one run to the next until
 * they are written.
 */
public final class Workspace {
    /** In place of an array: the input is read from its own. */
    private static final Object BACK = new Object();

    private final Plan plan;
    private final Frame frame;
    /** The tensor whose entries lie at an input, or were read from an output and still lie there. */
    private final NodeMap<Tensor> current = new NodeMap<>();
    /** The own arrays of inputs that are read from others now. */
    private final NodeMap<Object> ownArrays = new NodeMap<>();
    /** Which output an input has been found to fit. */
    private final NodeMap<Node> exchangeable = new NodeMap<>();

    Workspace(Plan plan, ArrayKernels kernels) {
        this.plan = plan;
        this.frame = new Frame(plan, kernels);
    }

    Plan plan() {
        return plan;
    }

    /** Computes the outputs from the inputs. */
    public void run() {
        List<Step> steps = plan.steps();
        for (int i = 0; i < steps.size(); i++) {
            steps.get(i).run(frame);
        }
    }

    /**
     * How long each step takes, in the order of the {@link Program#explain explanation}: medians of some runs, in seconds.
     *
     * @param runs at least 1
     */
    public double[] profile(int runs) {
        List<Step> steps = plan.steps();
        double[][] times = new double[steps.size()][runs];
        for (int run = 0; run < runs; run++) {
            for (int i = 0; i < times.length; i++) {
                long start = System.nanoTime();
                steps.get(i).run(frame);
                times[i][run] = (System.nanoTime() - start) * 1e-9;
            }
        }
        double[] medians = new double[times.length];
        for (int i = 0; i < medians.length; i++) {
            Arrays.sort(times[i]);
            medians[i] = times[i][runs / 2];
        }
        return medians;
    }

    Values run(List<Binding> bindings, List<Node> outputs) {
        NodeMap<Tensor> given = new NodeMap<>();
        for (Binding binding : bindings) {
            if (!given.putIfAbsent(binding.leaf(), binding.value())) {
                throw new ChainruleException(
                        "{0} is given two values: bind each input once", ShortText.of(binding.leaf()));
            }
        }
        NodeMap<View> values = plan.values();
        for (int i = 0; i < values.size(); i++) {
            Node node = values.key(i);
            if (node.op() instanceof Leaf) {
                Tensor value = given.get(node);
                if (value == null) {
                    throw new ChainruleException(
                            "{0} has no value: give one of shape {1}", ShortText.of(node), node.shape());
                }
                if (current.get(node) != value) {
                    accept(node, value);
                }
            }
        }
        run();
        NodeMap<Tensor> results = new NodeMap<>();
        for (Node output : outputs) {
            Tensor result = get(output);
            results.put(output, result);
            current.put(output, result);
        }
        return Values.of(results, plan.sizes());
    }

    /** What training gives back as it got it is not copied: the arrays change places. */
    private void accept(Node leaf, Tensor value) {
        Tensor checked = checked(leaf, value);
        takeBack(leaf);
        Store to = view(leaf).store();
        NodeMap<View> values = plan.values();
        for (int i = 0; i < values.size() && to.room() == Store.Room.ARRAY; i++) {
            Node output = values.key(i);
            if (current.get(output) == checked && isOwn(output)) {
                exchange(to, view(output).store());
                current.put(leaf, checked);
                current.put(output, Tensor.scalar(0));
                return;
            }
        }
        write(leaf, checked);
        current.put(leaf, value);
    }

    /** Whether an output has an array that is nothing but this output. */
    private boolean isOwn(Node output) {
        Store store = view(output).store();
        if (output.op() instanceof Leaf || store.isConstant() || store.room() != Store.Room.ARRAY) {
            return false;
        }
        NodeMap<View> values = plan.values();
        for (int i = 0; i < values.size(); i++) {
            if (values.key(i) != output && view(values.key(i)).store() == store) {
                return false;
            }
        }
        return true;
    }

    private void exchange(Store a, Store b) {
        Object array = frame.arrays[a.index()];
        frame.arrays[a.index()] = frame.arrays[b.index()];
        frame.arrays[b.index()] = array;
    }

    /**
     * Makes the array of an output that of an input and the other way round: the new value of a parameter becomes its value, and
     * nothing is copied. Arrays asked for before belong to the other one now.
     *
     * @throws ChainruleException when they are of different shapes, or the output shares its array
     */
    public void exchange(Node input, Node output) {
        if (view(input).store().isNumber() && view(output).store().isNumber()) {
            number(input, number(output));
            return;
        }
        if (exchangeable.get(input) != output) {
            boolean fits = input.op() instanceof Leaf
                    && isOwn(output)
                    && Arrays.equals(view(input).extents(), view(output).extents());
            if (!fits) {
                throw new ChainruleException(
                        "{0} and {1} cannot change places: an input and a computed output of one shape can",
                        ShortText.of(input), ShortText.of(output));
            }
            exchangeable.put(input, output);
        }
        takeBack(input);
        exchange(view(input).store(), view(output).store());
    }

    /**
     * Gives an input a value, once and for all runs until the next one.
     *
     * @throws ChainruleException when it does not fit; it names the variable
     */
    public void put(Node leaf, Tensor value) {
        Tensor checked = checked(leaf, value);
        takeBack(leaf);
        write(leaf, checked);
        current.put(leaf, Tensor.scalar(0));
    }

    private Tensor checked(Node leaf, Tensor value) {
        boolean fits = leaf.type().isReal()
                && leaf.op() instanceof Leaf own
                && own.domain().equals(Domain.REAL)
                && value.dtype().isFloat()
                && Arrays.equals(Layout.extents(value.shape()), view(leaf).extents());
        if (fits) {
            return value;
        }
        return new Evaluator(List.of(leaf.is(value)), plan.sizes(), plan.dtype()).value(leaf);
    }

    /**
     * Has an input read from an array of the caller, which is not copied and never written, until the input is lent another one or put.
     *
     * @param entries in row-major order, all of them real numbers
     * @throws ChainruleException when the program is in float32, the input is no array of so many real numbers without limits, or
     *     the array is one that the program writes
     */
    public void lend(Node leaf, double[] entries) {
        boolean fits = leaf.op() instanceof Leaf own
                && own.domain().equals(Domain.REAL)
                && doubles(leaf).length == entries.length;
        if (!fits) {
            throw new ChainruleException(
                    "{0} cannot be read from an array of {1} numbers: only an input of that many real numbers without limits can, put it as a tensor",
                    ShortText.of(leaf), entries.length);
        }
        if (isWritten(entries)) {
            throw new ChainruleException(
                    "{0} cannot be read from an array that the program writes: exchange it with the output, or copy the array",
                    ShortText.of(leaf));
        }
        Store store = view(leaf).store();
        takeBack(leaf);
        ownArrays.put(leaf, frame.arrays[store.index()]);
        frame.arrays[store.index()] = entries;
        current.put(leaf, Tensor.scalar(0));
    }

    private boolean isWritten(double[] entries) {
        return plan.steps().stream()
                .flatMap(step -> step.writes().stream())
                .anyMatch(store -> store.room() == Store.Room.ARRAY && frame.arrays[store.index()] == entries);
    }

    private void takeBack(Node leaf) {
        Object own = ownArrays.get(leaf);
        if (own != null && own != BACK) {
            frame.arrays[view(leaf).store().index()] = own;
            ownArrays.put(leaf, BACK);
        }
    }

    private void write(Node leaf, Tensor checked) {
        Store store = view(leaf).store();
        switch (store.room()) {
            case NUMBER -> frame.number(store.index(), checked.item());
            case ARRAY -> TensorArrays.copy(checked, frame.arrays[store.index()]);
            case TENSOR ->
                frame.tensors[store.index()] = checked.dtype().isFloat() ? checked.as(plan.dtype()) : checked;
        }
    }

    /** The value of an input or output now, as a tensor of its own. */
    public Tensor get(Node node) {
        View view = view(node);
        Store store = view.store();
        return switch (store.room()) {
            case NUMBER -> Tensor.of(plan.dtype(), node.shape().resolve(plan.sizes()), frame.number(store.index()));
            case ARRAY ->
                TensorArrays.tensor(frame.arrays[store.index()], node.shape().resolve(plan.sizes()));
            case TENSOR -> frame.tensor(store.index()).reshape(node.shape().resolve(plan.sizes()));
        };
    }

    /**
     * The array of an input, to be written before a run, or of an output, to be read after one: the entries in row-major order.
     *
     * @throws ChainruleException when it is a single number, or the program runs in float32
     */
    public double[] doubles(Node node) {
        if (plan.dtype() != DType.F64) {
            throw new ChainruleException("this program runs in float32: ask for the floats of {0}", ShortText.of(node));
        }
        return (double[]) array(node);
    }

    /**
     * The array of an input or output of a program in float32.
     *
     * @throws ChainruleException when it is a single number, or the program runs in float64
     */
    public float[] floats(Node node) {
        if (plan.dtype() != DType.F32) {
            throw new ChainruleException(
                    "this program runs in float64: ask for the doubles of {0}", ShortText.of(node));
        }
        return (float[]) array(node);
    }

    private Object array(Node node) {
        Store store = view(node).store();
        if (store.room() != Store.Room.ARRAY) {
            throw new ChainruleException(
                    "{0} has no array: a single number is read and written as one, whole numbers as a tensor",
                    ShortText.of(node));
        }
        return frame.arrays[store.index()];
    }

    /** The value of an input or output of one entry. */
    public double number(Node node) {
        return frame.number(place(node));
    }

    /** Gives an input of one entry a value. */
    public void number(Node leaf, double value) {
        frame.number(place(leaf), value);
    }

    /**
     * Where an input or output of one entry stands in {@link #numbers} or {@link #singles}, for who has thousands of them.
     *
     * @throws ChainruleException when it has more entries
     */
    public int place(Node node) {
        Store store = view(node).store();
        if (!store.isNumber()) {
            throw new ChainruleException(
                    "{0} has shape {1} and is not a single number", ShortText.of(node), node.shape());
        }
        return store.index();
    }

    /**
     * The single numbers: inputs and outputs at their {@link #place}, and the program's own in between.
     *
     * @throws ChainruleException when the program runs in float32
     */
    public double[] numbers() {
        if (plan.dtype() != DType.F64) {
            throw new ChainruleException("this program runs in float32: its numbers are floats, ask for the singles");
        }
        return frame.numbers;
    }

    /**
     * The single numbers of a program in float32.
     *
     * @throws ChainruleException when the program runs in float64
     */
    public float[] singles() {
        if (plan.dtype() != DType.F32) {
            throw new ChainruleException("this program runs in float64: ask for the numbers");
        }
        return frame.singles;
    }

    private View view(Node node) {
        View view = plan.values().get(node);
        if (view == null) {
            throw new ChainruleException("{0} is neither an input nor an output of this program", ShortText.of(node));
        }
        return view;
    }
}
