package org.chainrule.check.diagnose;

import java.util.Optional;
import org.chainrule.check.Samples;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** Compares numbers: whether an expression is the truth, or the truth but for a factor. */
final class TruthComparison {
    private static final double TOLERANCE = 1e-9;

    private final Samples samples;
    private final Node truth;
    /** A point at which the truth is not zero: where a mask hides everything, every factor fits. */
    private final Optional<Evaluator> point;

    private final Optional<Tensor> value;
    private final double scale;

    TruthComparison(Target target) {
        this.samples = target.samples();
        this.truth = target.truth();
        this.point = samples.all()
                .filter(at ->
                        value(truth, at).filter(found -> largest(found) > 0).isPresent())
                .findFirst()
                .or(() -> samples.all().findFirst());
        this.value = value(truth);
        this.scale = value.map(TruthComparison::largest).orElse(0.0);
    }

    /** The value at a point that shows something; empty when it cannot be computed, or is not finite. */
    Optional<Tensor> value(Node node) {
        return point.flatMap(at -> value(node, at));
    }

    private static Optional<Tensor> value(Node node, Evaluator at) {
        try {
            return Optional.of(at.value(node)).filter(Tensor::isFinite);
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Whether an expression is the truth. */
    boolean isTruth(Node node) {
        return agree(truth, node);
    }

    /** Whether two expressions are the same. */
    boolean agree(Node a, Node b) {
        return a.shape().sameShape(b.shape()) && samples.agree(a, b);
    }

    /**
     * The number that an expression has to be multiplied by to become the truth, at that point; empty when there is
     * none. Entries that are zero in both say nothing.
     */
    Optional<Double> ratio(Node node) {
        if (value.isEmpty() || !node.shape().sameShape(truth.shape())) {
            return Optional.empty();
        }
        return value(node).flatMap(v -> ratio(value.get(), v, scale));
    }

    /** The number r with {@code above = r * below} in every entry. */
    static Optional<Double> ratio(Tensor above, Tensor below, double scale) {
        if (above.count() != below.count()) {
            return Optional.empty();
        }
        int pivot = 0;
        for (int i = 0; i < below.count(); i++) {
            if (Math.abs(below.at(i)) > Math.abs(below.at(pivot))) {
                pivot = i;
            }
        }
        double ratio = below.count() == 0 ? 0 : above.at(pivot) / below.at(pivot);
        if (!Double.isFinite(ratio) || ratio == 0) {
            return Optional.empty();
        }
        for (int i = 0; i < below.count(); i++) {
            if (Math.abs(above.at(i) - ratio * below.at(i)) > TOLERANCE * scale) {
                return Optional.empty();
            }
        }
        return Optional.of(ratio);
    }

    /** The truth minus an expression at that point. */
    Optional<Tensor> missing(Node node) {
        if (value.isEmpty() || !node.shape().sameShape(truth.shape())) {
            return Optional.empty();
        }
        Tensor t = value.get();
        return value(node).map(v -> Tensor.fill(t.dtype(), t.shape(), i -> t.at(i) - v.at(i)));
    }

    /** The largest entry of the truth. */
    double scale() {
        return scale;
    }

    /** Whether a ratio is 1. */
    static boolean isOne(double ratio) {
        return Math.abs(ratio - 1) < TOLERANCE;
    }

    /** The largest entry, without its sign. */
    static double largest(Tensor tensor) {
        double largest = 0;
        for (int i = 0; i < tensor.count(); i++) {
            largest = Math.max(largest, Math.abs(tensor.at(i)));
        }
        return largest;
    }
}
