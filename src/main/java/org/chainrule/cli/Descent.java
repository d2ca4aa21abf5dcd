package org.chainrule.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Values;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** Steps down the gradient, from the values that the page has. */
final class Descent {
    private Descent() {}

    /** {@code {"losses": […], "values": {"W1": […]}}}: the loss before each step and after the last. */
    static String of(Bench bench, Bench.Options options) {
        Node loss = bench.drawn();
        if (!loss.isScalar()) {
            throw new ChainruleException(
                    "{0} has no loss: add a scalar such as J = mean((A - Y)^2)",
                    bench.model().source().name());
        }
        double rate = options.number("rate", 0.1);
        Map<Node, Tensor> values = new LinkedHashMap<>();
        bench.bindings().stream()
                .filter(binding -> loss.ancestors().contains(binding.leaf()))
                .forEach(binding -> values.put(binding.leaf(), binding.value()));
        Gradient gradient = Gradient.of(loss);
        Map<Node, Node> slopes = new LinkedHashMap<>();
        for (Node leaf : values.keySet()) {
            Optional<Node> slope =
                    leaf.type().isReal() && leaf.op() instanceof Leaf kind && kind.role() == Leaf.Role.PARAM
                            ? gradient.find(leaf)
                            : Optional.empty();
            slope.ifPresent(node -> slopes.put(leaf, node));
        }
        List<Node> outputs = new ArrayList<>(slopes.values());
        outputs.add(loss);
        List<Double> losses = new ArrayList<>();
        int steps = (int) options.number("steps", 1);
        for (int i = 0; i <= steps; i++) {
            List<Binding> bindings = values.entrySet().stream()
                    .map(entry -> new Binding(entry.getKey(), entry.getValue()))
                    .toList();
            Values run = Evaluation.run(bench.model(), i < steps ? outputs : List.of(loss), bindings, DType.F64);
            double now = run.get(loss).item();
            losses.add(now);
            if (i == steps || !Double.isFinite(now)) {
                break;
            }
            values.replaceAll((leaf, value) -> {
                Node slope = slopes.get(leaf);
                return slope == null ? value : moved(value, run.get(slope), rate);
            });
        }
        return Json.object(json -> {
            json.name("losses").beginArray();
            for (double one : losses) {
                Json.number(json, one);
            }
            json.endArray();
            json.name("values").beginObject();
            for (Map.Entry<Node, Tensor> entry : values.entrySet()) {
                if (slopes.containsKey(entry.getKey())) {
                    json.name(bench.nameOf(entry.getKey()));
                    Lesson.nested(json, entry.getValue(), 0, new int[1]);
                }
            }
            json.endObject();
            int grid = (int) options.number("grid", 0);
            if (grid > 0) {
                Optional<Plane> plane = Plane.of(bench);
                if (plane.isPresent()) {
                    plane.get().write(json, values, grid);
                }
            }
        });
    }

    private static Tensor moved(Tensor from, Tensor slope, double rate) {
        double[] entries = from.toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] -= rate * slope.at(i);
        }
        return Tensor.of(DType.F64, from.shape(), entries);
    }
}
