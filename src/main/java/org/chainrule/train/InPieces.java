package org.chainrule.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Type;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A graph over many samples as one over few, run again and again: what is told of each sample is put together, sums and means over
 * the samples are added up, and what is made of those is computed at the end. The memory that this takes does not grow with the
 * samples.
 *
 * @param parts what is computed of a piece: nodes with an axis of samples, and sums and means over it
 * @param places what stands for each part
 * @param outputs in terms of the places
 * @param axes the axis of the samples in each part; {@link SampleAxes#NONE} for a sum or mean
 */
record InPieces(List<Node> parts, List<Node> places, List<Node> outputs, List<Integer> axes) {
    /** So many entries of all inputs are a piece. */
    private static final int PIECE = 1 << 20;

    /** Copies the lists. */
    InPieces {
        parts = List.copyOf(parts);
        places = List.copyOf(places);
        outputs = List.copyOf(outputs);
        axes = List.copyOf(axes);
    }

    /** Whether values are so many that pieces are better. */
    static boolean isMuch(List<Binding> inputs) {
        return entries(inputs) >= 4L * PIECE;
    }

    /** How many samples are a piece. */
    private static int size(Data data) {
        return (int) Math.max(1, (long) PIECE * data.count() / entries(data.all()));
    }

    private static long entries(List<Binding> inputs) {
        return inputs.stream().mapToLong(input -> input.value().count()).sum();
    }

    /** Such a graph; none when some output needs all samples at once. */
    static Optional<InPieces> of(List<Node> outputs, Data data) {
        Map<Node, Integer> leaves = new HashMap<>();
        for (Binding input : data.all()) {
            if (data.axis(input.leaf()) >= 0) {
                leaves.put(input.leaf(), data.axis(input.leaf()));
            }
        }
        if (leaves.isEmpty()) {
            return Optional.empty();
        }
        Map.Entry<Node, Integer> first = leaves.entrySet().iterator().next();
        SampleAxes samples = new SampleAxes(outputs, first.getKey().shape().dim(first.getValue()), leaves);
        NodeMap<Node> replaced = new NodeMap<>();
        List<Node> parts = new ArrayList<>();
        List<Node> places = new ArrayList<>();
        List<Integer> axes = new ArrayList<>();
        for (Node node : Walk.from(outputs).nodes()) {
            boolean whole = outputs.contains(node) && samples.of(node) >= 0;
            if (whole || samples.isOverSamples(node)) {
                Type type = node.type();
                Domain any = type.isReal() ? Domain.REAL : Domain.integer(Integer.MIN_VALUE, Integer.MAX_VALUE);
                Node place = Node.input("part[" + parts.size() + "]", type, any);
                replaced.put(node, place);
                parts.add(node);
                places.add(place);
                axes.add(whole ? samples.of(node) : SampleAxes.NONE);
            }
        }
        List<Node> rest = Substitution.apply(outputs, replaced);
        boolean free = Walk.from(rest).nodes().stream().noneMatch(leaves::containsKey);
        return free && !parts.isEmpty() ? Optional.of(new InPieces(parts, places, rest, axes)) : Optional.empty();
    }

    /**
     * The values of the outputs.
     *
     * @param others values of what is no sample
     * @param run computes the parts of a piece
     */
    List<Tensor> run(Data data, List<Binding> others, DType dtype, Function<List<Binding>, Values> run) {
        int size = size(data);
        List<List<Tensor>> pieces = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        Map<String, Long> sizes = new HashMap<>();
        for (int from = 0; from < data.count(); from += size) {
            int to = Math.min(data.count(), from + size);
            Values values = run.apply(data.batch(IntStream.range(from, to).toArray()));
            sizes.putAll(values.sizes().asMap());
            pieces.add(parts.stream().map(values::get).toList());
            counts.add(to - from);
        }
        sizes.put(data.size(), (long) data.count());
        List<Binding> bindings = new ArrayList<>(others);
        for (int part = 0; part < parts.size(); part++) {
            int number = part;
            List<Tensor> values =
                    pieces.stream().map(piece -> piece.get(number)).toList();
            bindings.add(places.get(part)
                    .is(
                            axes.get(part) >= 0
                                    ? joined(values, axes.get(part))
                                    : added(values, parts.get(part).op() instanceof Mean, counts)));
        }
        Values values = Interpreter.run(outputs, bindings, Sizes.of(sizes), dtype);
        return outputs.stream().map(values::get).toList();
    }

    private static Tensor added(List<Tensor> values, boolean mean, List<Integer> counts) {
        double[] sum = new double[values.get(0).count()];
        double all = counts.stream().mapToInt(Integer::intValue).sum();
        for (int piece = 0; piece < values.size(); piece++) {
            double weight = mean ? counts.get(piece) / all : 1;
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values.get(piece).at(i);
            }
        }
        return Tensor.of(values.get(0).dtype(), values.get(0).shape(), sum);
    }

    private static Tensor joined(List<Tensor> values, int axis) {
        Shape shape = values.get(0).shape();
        int inner = IntStream.range(axis + 1, shape.rank()).map(shape::extent).reduce(1, (a, b) -> a * b);
        int[] lengths = values.stream()
                .mapToInt(value -> value.shape().extent(axis) * inner)
                .toArray();
        int length = Arrays.stream(lengths).sum();
        Shape result = shape.slice(0, axis)
                .concat(Shape.of(inner == 0 ? 0 : length / inner))
                .concat(shape.slice(axis + 1, shape.rank()));
        double[] entries = new double[result.entries()];
        int before = 0;
        for (int piece = 0; piece < lengths.length; piece++) {
            for (int i = 0; i < values.get(piece).count(); i++) {
                entries[i / lengths[piece] * length + before + i % lengths[piece]] =
                        values.get(piece).at(i);
            }
            before += lengths[piece];
        }
        return Tensor.of(values.get(0).dtype(), result, entries);
    }
}
