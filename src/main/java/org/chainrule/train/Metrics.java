package org.chainrule.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** How good predictions are. */
public final class Metrics {
    private Metrics() {}

    /** The part of predictions that are right. */
    public static double accuracy(Tensor predicted, Tensor actual) {
        return IntStream.range(0, same(predicted, actual))
                        .filter(i -> predicted.at(i) == actual.at(i))
                        .count()
                / (double) predicted.count();
    }

    /**
     * How often which class was taken for which: rows are what is, columns what was predicted.
     *
     * @param predicted classes, whole numbers from 0
     */
    public static Tensor confusion(Tensor predicted, Tensor actual) {
        int count = same(predicted, actual);
        int classes = 1 + (int) Math.max(most(predicted), most(actual));
        double[] times = new double[classes * classes];
        for (int i = 0; i < count; i++) {
            int row = (int) actual.at(i);
            int column = (int) predicted.at(i);
            times[row * classes + column]++;
        }
        return Tensor.of(Shape.of(classes, classes), times);
    }

    private static double most(Tensor labels) {
        double[] entries = labels.toArray();
        for (double entry : entries) {
            if (entry != Math.rint(entry) || entry < 0 || entry > 1000) {
                throw new ChainruleException(
                        "confusion counts classes, whole numbers from 0 to 1000, and {0} is none", entry);
            }
        }
        return Arrays.stream(entries).max().orElse(0);
    }

    /** R², 1 − Σ(y − p)²/Σ(y − ȳ)²: 1 when everything is predicted, 0 when no more than the mean is. */
    public static double r2(Tensor predicted, Tensor actual) {
        int count = same(predicted, actual);
        double mean = Arrays.stream(actual.toArray()).sum() / count;
        double unexplained = 0;
        double all = 0;
        for (int i = 0; i < count; i++) {
            unexplained += Math.pow(actual.at(i) - predicted.at(i), 2);
            all += Math.pow(actual.at(i) - mean, 2);
        }
        return 1 - unexplained / all;
    }

    /**
     * The area under the curve of true against false alarms: the probability that a sample with label 1 has a higher score than
     * one with label 0, where ties count half.
     *
     * @param scores any numbers that grow with the probability of label 1
     * @param labels 0 or 1
     */
    public static double auc(Tensor scores, Tensor labels) {
        int count = same(scores, labels);
        Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(scores::at));
        double ranks = 0;
        double ones = 0;
        int from = 0;
        while (from < count) {
            int to = from;
            while (to < count && scores.at(order[to]) == scores.at(order[from])) {
                to++;
            }
            // Equal scores share the mean of their ranks, which count from 1.
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                ranks += labels.at(order[i]) > 0 ? rank : 0;
                ones += labels.at(order[i]) > 0 ? 1 : 0;
            }
            from = to;
        }
        return (ranks - ones * (ones + 1) / 2) / (ones * (count - ones));
    }

    /** What a mean cross-entropy in nats says about a text: among how many letters the choice seems to be. */
    public static double perplexity(double loss) {
        return Math.exp(loss);
    }

    private static int same(Tensor predicted, Tensor actual) {
        if (predicted.count() != actual.count()) {
            throw new ChainruleException(
                    "predictions of shape {0} are compared with values of shape {1}",
                    predicted.shape(), actual.shape());
        }
        return predicted.count();
    }

    static Tensor scalar(double value) {
        return Tensor.full(DType.F64, Shape.SCALAR, value);
    }
}
