package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * What a model says of each point of a plane: its data have two features, and it predicts something from these and the
 * parameters alone.
 *
 * @param data the data, two features by samples or samples by two features
 * @param features which axis of the data has the features
 * @param shown the name of the prediction
 * @param prediction the prediction from {@code grid}, which stands for the data
 * @param labels what is to be predicted; empty when it is not found
 */
record Plane(Bench bench, Node data, int features, String shown, Node prediction, Node grid, Optional<Node> labels) {
    private static final double MARGIN = 0.15;

    /** A larger model would take too long at every point. */
    private static final int MOST_NODES = 2000;

    /** The plane of a model; empty when its data have not two features. */
    static Optional<Plane> of(Bench bench) {
        List<Node> order = Walk.from(List.of(bench.drawn())).nodes();
        if (order.size() > MOST_NODES) {
            return Optional.empty();
        }
        NodeMap<Boolean> trained = new NodeMap<>();
        for (Node node : order) {
            boolean param = node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.PARAM;
            if (param || node.inputs().stream().anyMatch(trained::has)) {
                trained.put(node, true);
            }
        }
        Values values = Evaluation.run(bench.model(), order, given(bench, bench.drawn()), DType.F64);
        for (int i = order.size() - 1; i >= 0; i--) {
            Node data = order.get(i);
            Shape shape = values.get(data).shape();
            if (trained.has(data) || bench.nameOf(data).isEmpty() || shape.rank() != 2 || !data.isVariable()) {
                continue;
            }
            // Two samples of two features: a size that is written as a number is that of the features.
            boolean rows = isNumber(data, 1) && !isNumber(data, 0);
            for (int axis : rows ? new int[] {1, 0} : new int[] {0, 1}) {
                if (shape.extent(axis) == 2) {
                    Optional<Plane> found = of(bench, order, trained, values, data, axis);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Plane> of(
            Bench bench, List<Node> order, NodeMap<Boolean> trained, Values values, Node data, int axis) {
        int samples = values.get(data).shape().extent(1 - axis);
        Node grid = Node.input("grid", data.type(), Domain.REAL);
        NodeMap<Node> replaced = new NodeMap<>();
        replaced.put(data, grid);
        for (int i = order.size() - 1; i >= 0; i--) {
            Node node = order.get(i);
            Shape shape = values.get(node).shape();
            boolean each = shape.rank() > 0
                    && shape.entries() % samples == 0
                    && shape.entries() >= samples
                    && shape.extent(sampleAxis(shape, axis)) == samples;
            if (!trained.has(node)
                    || bench.nameOf(node).isEmpty()
                    || !each
                    || !node.type().isReal()) {
                continue;
            }
            Node prediction = Substitution.apply(node, replaced);
            boolean alone = prediction != node
                    && prediction.ancestors().stream()
                            .allMatch(one ->
                                    one == grid || !(one.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT));
            if (alone) {
                Optional<Node> labels = order.stream()
                        .filter(one -> one != data
                                && !trained.has(one)
                                && !one.ancestors().contains(data)
                                && !data.ancestors().contains(one)
                                && !bench.nameOf(one).isEmpty()
                                && values.get(one).count() % samples == 0
                                && values.get(one).rank() > 0
                                && values.get(one)
                                                .shape()
                                                .extent(sampleAxis(
                                                        values.get(one).shape(), axis))
                                        == samples)
                        .findFirst();
                return Optional.of(new Plane(bench, data, axis, bench.nameOf(node), prediction, grid, labels));
            }
        }
        return Optional.empty();
    }

    private static boolean isNumber(Node data, int axis) {
        return data.shape().dim(axis).toString().chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Which axis has the samples, where the features are on another. */
    private static int sampleAxis(Shape shape, int features) {
        return shape.rank() == 1 ? 0 : 1 - features;
    }

    private static List<Binding> given(Bench bench, Node root) {
        return bench.bindings().stream()
                .filter(binding -> root.ancestors().contains(binding.leaf()))
                .toList();
    }

    /** Writes the field {@code plane}: the prediction on a grid of points, and the samples with what they should be. */
    void write(JsonWriter json, Map<Node, Tensor> now, int side) throws IOException {
        List<Node> asked = new ArrayList<>(List.of(data));
        labels.ifPresent(asked::add);
        Values values = Evaluation.run(bench.model(), asked, given(bench, bench.drawn()), DType.F64);
        Tensor points = values.get(data);
        int samples = points.shape().extent(1 - features);
        double[] low = new double[2];
        double[] high = new double[2];
        for (int f = 0; f < 2; f++) {
            low[f] = Double.POSITIVE_INFINITY;
            high[f] = Double.NEGATIVE_INFINITY;
            for (int s = 0; s < samples; s++) {
                low[f] = Math.min(low[f], at(points, f, s));
                high[f] = Math.max(high[f], at(points, f, s));
            }
            double margin = MARGIN * Math.max(high[f] - low[f], 1e-9);
            low[f] -= margin;
            high[f] += margin;
        }
        List<double[]> field = field(now, side, low, high, samples);
        json.name("plane").beginObject();
        json.name("name").value(shown);
        json.name("data").value(bench.nameOf(data));
        json.name("side").value(side);
        range(json, "low", low);
        range(json, "high", high);
        json.name("field").beginArray();
        for (double[] one : field) {
            if (one.length == 1) {
                Json.number(json, one[0]);
            } else {
                range(json, "", one);
            }
        }
        json.endArray();
        json.name("points").beginArray();
        for (int s = 0; s < samples; s++) {
            json.beginArray();
            Json.number(json, at(points, 0, s));
            Json.number(json, at(points, 1, s));
            if (labels.isPresent()) {
                Json.number(json, label(values.get(labels.get()), s, samples));
            }
            json.endArray();
        }
        json.endArray();
        json.endObject();
    }

    private static void range(JsonWriter json, String name, double[] numbers) throws IOException {
        if (!name.isEmpty()) {
            json.name(name);
        }
        json.beginArray();
        for (double one : numbers) {
            Json.number(json, one);
        }
        json.endArray();
    }

    private double at(Tensor points, int feature, int sample) {
        return features == 0 ? points.get(feature, sample) : points.get(sample, feature);
    }

    /** The label of a sample: its number, or which of several is the largest. */
    private double label(Tensor labels, int sample, int samples) {
        double[] each = column(labels, sample, samples);
        return each.length == 1 ? each[0] : largest(each);
    }

    private double[] column(Tensor value, int sample, int samples) {
        int width = value.count() / samples;
        double[] column = new double[width];
        boolean last = value.rank() > 1 && features == 0;
        for (int i = 0; i < width; i++) {
            column[i] = value.at(last ? i * samples + sample : sample * width + i);
        }
        return column;
    }

    private static int largest(double[] numbers) {
        int best = 0;
        for (int i = 1; i < numbers.length; i++) {
            best = numbers[i] > numbers[best] ? i : best;
        }
        return best;
    }

    /** The prediction at each point of the grid, row by row from the bottom; as many points at once as the model has samples. */
    private List<double[]> field(Map<Node, Tensor> now, int side, double[] low, double[] high, int samples) {
        List<Binding> others = given(bench, prediction).stream()
                .map(binding -> new Binding(binding.leaf(), now.getOrDefault(binding.leaf(), binding.value())))
                .toList();
        int all = side * side;
        int once = data.shape().isKnown() ? samples : all;
        List<double[]> field = new ArrayList<>(all);
        for (int start = 0; start < all; start += once) {
            double[] entries = new double[2 * once];
            for (int k = 0; k < once; k++) {
                int point = Math.min(start + k, all - 1);
                double x = low[0] + (high[0] - low[0]) * (point % side + 0.5) / side;
                double row = Math.floorDiv(point, side);
                double y = low[1] + (high[1] - low[1]) * (row + 0.5) / side;
                entries[features == 0 ? k : 2 * k] = x;
                entries[features == 0 ? once + k : 2 * k + 1] = y;
            }
            Shape shape = features == 0 ? Shape.of(2, once) : Shape.of(once, 2);
            List<Binding> bindings = new ArrayList<>(others);
            bindings.add(new Binding(grid, Tensor.of(shape, entries)));
            Tensor answer = Evaluation.run(bench.model(), List.of(prediction), bindings, DType.F64)
                    .get(prediction);
            for (int k = 0; k < once && start + k < all; k++) {
                field.add(column(answer, k, once));
            }
        }
        return field;
    }
}
