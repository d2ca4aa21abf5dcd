package org.chainrule.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/**
 * A number, or a table, that is told of a trained model.
 *
 * @param name what it is called
 * @param nodes what it is computed from: the scalar itself, or predictions and what is true
 * @param value what it comes to, from the values of the nodes
 */
public record Metric(String name, List<Node> nodes, Value value) {
    /** How a metric is made of the values of its nodes. */
    @FunctionalInterface
    public interface Value {
        /** The metric. */
        Tensor of(List<Tensor> values);
    }

    /** Those that a text can call, {@code auc(z, t)}, each with a prediction and what is true. */
    static final Map<String, BinaryOperator<Tensor>> CALLED = called();

    /** Copies the list. */
    public Metric {
        nodes = List.copyOf(nodes);
    }

    private static Map<String, BinaryOperator<Tensor>> called() {
        Map<String, BinaryOperator<Tensor>> called = new LinkedHashMap<>();
        called.put("accuracy", (p, t) -> Metrics.scalar(Metrics.accuracy(p, t)));
        called.put("auc", (p, t) -> Metrics.scalar(Metrics.auc(p, t)));
        called.put("confusion", Metrics::confusion);
        called.put("r2", (p, t) -> Metrics.scalar(Metrics.r2(p, t)));
        return called;
    }

    /** Those of a loss alone, {@code perplexity(J)}. */
    static final Map<String, UnaryOperator<Tensor>> OF_LOSS =
            Map.of("perplexity", loss -> Metrics.scalar(Metrics.perplexity(loss.item())));

    /** A scalar of the model. */
    static Metric scalar(String name, Node node) {
        return new Metric(name, List.of(node), values -> values.get(0));
    }

    /**
     * The loss and some metrics by name.
     *
     * @param values of the nodes of the metrics, one after the other
     */
    static Map<String, Tensor> told(Tensor loss, List<Metric> metrics, List<Tensor> values) {
        Map<String, Tensor> told = new LinkedHashMap<>();
        told.put("loss", loss);
        int from = 0;
        for (Metric metric : metrics) {
            int to = from + metric.nodes().size();
            told.put(metric.name(), metric.value().of(values.subList(from, to)));
            from = to;
        }
        return told;
    }

    /** What the metric is on some data, with the parameters as they are now. */
    public Tensor of(Trainer trainer, List<Binding> inputs) {
        return value.of(trainer.predict(nodes, inputs));
    }
}
