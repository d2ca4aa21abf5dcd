package org.chainrule.train;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorParts;

/**
 * The samples of a training set: values of inputs, all with one axis along which the samples lie. Inputs without that axis,
 * such as a matrix that is the same for all samples, are given whole to every batch.
 */
public final class Data {
    private final List<Binding> inputs;
    private final Map<Node, Integer> axes;
    private final int count;
    private final String size;

    private Data(List<Binding> inputs, Map<Node, Integer> axes, int count, String size) {
        this.inputs = List.copyOf(inputs);
        this.axes = Map.copyOf(axes);
        this.count = count;
        this.size = size;
    }

    /**
     * Samples along the axis whose size is free, and is that of no parameter.
     *
     * @param inputs a value for each input
     * @param params the parameters of the model
     * @throws ChainruleException when two inputs have different numbers of samples
     */
    public static Data of(List<Binding> inputs, List<Node> params) {
        Set<String> sizes = new LinkedHashSet<>();
        inputs.forEach(input -> sizes.addAll(freeSizes(input.leaf())));
        params.forEach(param -> sizes.removeAll(freeSizes(param)));
        if (sizes.size() != 1) {
            return new Data(inputs, Map.of(), 1, String.join(", ", sizes));
        }
        String samples = sizes.iterator().next();
        Map<Node, Integer> axes = new LinkedHashMap<>();
        Set<Integer> counts = new TreeSet<>();
        for (Binding input : inputs) {
            int axis = axis(input.leaf().shape(), samples);
            if (axis >= 0) {
                axes.put(input.leaf(), axis);
                counts.add(input.value().shape().extent(axis));
            }
        }
        if (counts.size() != 1) {
            throw new ChainruleException("the inputs have different numbers of samples, {0}: {1}", samples, counts);
        }
        return new Data(inputs, axes, counts.iterator().next(), samples);
    }

    private static Set<String> freeSizes(Node leaf) {
        Set<String> names = new LinkedHashSet<>();
        for (Dim dim : leaf.shape().dims()) {
            if (!dim.isKnown()) {
                dim.names().forEach(name -> names.add(name.toString()));
            }
        }
        return names;
    }

    private static int axis(Shape shape, String size) {
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis).toString().equals(size)) {
                return axis;
            }
        }
        return -1;
    }

    /** How many samples there are; 1 when no axis counts them. */
    public int count() {
        return count;
    }

    /** The axis of an input along which the samples lie; -1 when it has none. */
    int axis(Node input) {
        return axes.getOrDefault(input, -1);
    }

    /** What the number of samples is called; empty when nothing counts them. */
    String size() {
        return axes.isEmpty() ? "" : size;
    }

    /** Everything. */
    public List<Binding> all() {
        return inputs;
    }

    /**
     * Some of the samples, in the order given.
     *
     * @param rows numbers of samples, from 0
     * @throws ChainruleException when no axis counts the samples
     */
    public List<Binding> batch(int... rows) {
        if (axes.isEmpty()) {
            throw new ChainruleException(
                    size.isEmpty()
                            ? say(
                                    "batches need a free number of samples: declare it, dims m, and give the inputs that axis, X [n, m]")
                            : say("batches need one number of samples, and the sizes {0} could each be it", size));
        }
        List<Binding> batch = new ArrayList<>();
        for (Binding input : inputs) {
            Integer axis = axes.get(input.leaf());
            batch.add(axis == null ? input : input.leaf().is(TensorParts.take(input.value(), axis, rows)));
        }
        return batch;
    }

    /**
     * Samples to learn from, and samples held back to see what was learned.
     *
     * @param rest to learn from
     * @param held of each input
     */
    public record Split(Data rest, List<Binding> held) {
        /** Copies the list. */
        public Split {
            held = List.copyOf(held);
        }
    }

    /**
     * Holds some samples back, which the seed chooses.
     *
     * @param part how many of all, between 0 and 1
     * @throws ChainruleException when no sample would be left on one side
     */
    public Split split(double part, long seed) {
        int back = (int) Math.round(part * count);
        if (!(part > 0 && part < 1) || back == 0 || back == count) {
            throw new ChainruleException(
                    "what is held back is a part of the samples between 0 and 1, such as 0.2, not {0} of {1}",
                    part, count);
        }
        int[] order = Fit.epochs(1).shuffled(seed).order(count, 0);
        List<Binding> some = batch(Arrays.copyOfRange(order, back, count));
        return new Split(new Data(some, axes, count - back, size), batch(Arrays.copyOf(order, back)));
    }

    /** The input whose first two features are the axes of a picture, with what belongs to each sample. */
    final class Plane {
        private final Binding points;
        private final int samples;
        private final int features;

        private Plane(Binding points, int samples) {
            this.points = points;
            this.samples = samples;
            this.features = 1 - samples;
        }

        private int position(int sample, int feature) {
            Shape shape = points.value().shape();
            return samples == 0 ? sample * shape.extent(1) + feature : feature * shape.extent(1) + sample;
        }

        /** One feature of all samples. */
        double[] feature(int number) {
            double[] all = new double[count];
            for (int i = 0; i < count; i++) {
                all[i] = points.value().at(position(i, number));
            }
            return all;
        }

        /** The last feature, or what another input has one of for each sample: a label, as far as one can tell. */
        double[] labels() {
            for (Binding other : inputs) {
                if (other != points
                        && axes.containsKey(other.leaf())
                        && other.value().count() == count) {
                    return other.value().toArray();
                }
            }
            return feature(points.value().shape().extent(features) - 1);
        }

        /** Samples at some points; features beyond the second, and other inputs, have the values of the first sample. */
        List<Binding> at(double[] x, double[] y) {
            List<Binding> all = new ArrayList<>(batch(new int[x.length]));
            int columns = points.value().shape().extent(features);
            Shape shape = samples == 0 ? Shape.of(x.length, columns) : Shape.of(columns, x.length);
            Tensor value = Tensor.fill(points.value().dtype(), shape, i -> {
                int sample = samples == 0 ? i / columns : i % x.length;
                int feature = samples == 0 ? i % columns : i / x.length;
                return feature == 0
                        ? x[sample]
                        : feature == 1 ? y[sample] : points.value().at(position(0, feature));
            });
            all.replaceAll(
                    binding -> binding.leaf() == points.leaf() ? points.leaf().is(value) : binding);
            return all;
        }
    }

    /**
     * The first input that has two features or more for each sample.
     *
     * @throws ChainruleException when there is none
     */
    Plane plane() {
        for (Binding input : inputs) {
            Integer axis = axes.get(input.leaf());
            if (axis != null
                    && input.value().rank() == 2
                    && input.value().shape().extent(1 - axis) >= 2) {
                return new Plane(input, axis);
            }
        }
        throw new ChainruleException(
                say("a map needs an input with two features for each sample, X [m, 2] or X [2, m]"));
    }
}
