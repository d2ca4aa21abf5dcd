package org.chainrule.cli;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Binding;
import org.chainrule.tensor.Tensor;
import org.chainrule.train.Metric;
import org.chainrule.train.Trainer;
import org.chainrule.train.Training;

/** What is told at the end of a training. */
final class TrainReport {
    /** A parameter with more numbers is told by its range, unless it is asked for. */
    private static final int SMALL = 24;

    private TrainReport() {}

    /** What the metrics are on the samples that were trained on, and on those for tests. */
    static Map<String, Map<String, Tensor>> metrics(
            Training training, Trainer trainer, Map<String, Tensor> learned, List<Binding> held) {
        Map<String, Map<String, Tensor>> sets = new LinkedHashMap<>();
        sets.put("train", learned);
        if (!held.isEmpty()) {
            sets.put("validation", trainer.evaluate(training.block().metrics(), held));
        }
        if (!training.test().isEmpty()) {
            sets.put("test", trainer.evaluate(training.block().metrics(), training.test()));
        }
        Map<String, Map<String, Tensor>> metrics = new LinkedHashMap<>();
        for (Metric metric : training.block().metrics()) {
            Map<String, Tensor> by = new LinkedHashMap<>();
            sets.forEach((set, values) -> by.put(set, values.get(metric.name())));
            metrics.put(metric.name(), by);
        }
        return metrics;
    }

    /** Shape and value of a parameter; of a large one that nobody has asked for the range. */
    static String of(Tensor value, boolean asked) {
        String shape = value.rank() == 0 ? "" : " " + value.shape();
        if (value.count() <= SMALL || asked) {
            return shape + " =" + ValueText.of(value);
        }
        DoubleSummaryStatistics range = Arrays.stream(value.toArray()).summaryStatistics();
        return shape + " between " + ValueText.number(range.getMin()) + " and " + ValueText.number(range.getMax());
    }
}
