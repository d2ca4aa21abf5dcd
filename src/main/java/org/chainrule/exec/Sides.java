package org.chainrule.exec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Kink;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Whether a derivative is another one on the two sides of a kink. Function and derivative are evaluated a little to one side
 * and a little to the other, far and near: what is continuous comes closer, what jumps does not.
 */
final class Sides {
    private static final double FAR = 1e-4;
    private static final double NEAR = 1e-7;
    /** What is left of a gap that closes, from far to near. */
    private static final double CLOSED = 0.1;
    /** What is rounding, as a share of the size of the entry. */
    private static final double ROUNDING = 1e-9;

    private final Values values;
    private final List<Node> outputs;
    private final @Nullable Node by;

    /** By nothing to stay where one is. */
    private Sides(Values values, List<Node> outputs, @Nullable Node by) {
        this.values = values;
        this.outputs = outputs;
        this.by = by;
    }

    /** Whether the point of a run lies on a kink. */
    static boolean meet(Values values, Kink kink) {
        Optional<Tensor> left = values.find(kink.left());
        Optional<Tensor> right = values.find(kink.right());
        if (left.isEmpty() || right.isEmpty()) {
            List<Tensor> here = new Sides(values, List.of(kink.left(), kink.right()), null).step(0);
            return !here.isEmpty() && Kink.isHit(here.get(0), here.get(1));
        }
        return Kink.isHit(left.get(), right.get());
    }

    /**
     * Whether function and derivative differ on the sides of the point of a run. A kink across which one cannot step, as a
     * variable that is computed, counts.
     */
    static boolean differ(Values values, Node derivative, Kink kink) {
        if (!kink.by().isLeaf()) {
            return true;
        }
        Sides sides = new Sides(values, List.of(kink.function(), derivative), kink.by());
        List<Tensor> here = sides.step(0);
        return here.isEmpty() || sides.jumps(here);
    }

    private boolean jumps(List<Tensor> here) {
        List<double[]> far = gaps(here, FAR);
        List<double[]> near = gaps(here, NEAR);
        for (int k = 0; k < here.size(); k++) {
            for (int i = 0; i < here.get(k).count(); i++) {
                double narrow = near.get(k)[i];
                double rounding = ROUNDING * Math.abs(here.get(k).at(i));
                boolean closes = narrow <= CLOSED * far.get(k)[i] || narrow <= rounding;
                if (!closes) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By how much each entry differs from its value here, on the side where it differs more. */
    private List<double[]> gaps(List<Tensor> here, double step) {
        List<Tensor> above = step(step);
        List<Tensor> below = step(-step);
        List<double[]> gaps = new ArrayList<>();
        for (int k = 0; k < here.size(); k++) {
            double[] gap = new double[here.get(k).count()];
            for (int i = 0; i < gap.length; i++) {
                double value = here.get(k).at(i);
                gap[i] = Math.max(
                        Math.abs(above.get(k).at(i) - value),
                        Math.abs(below.get(k).at(i) - value));
            }
            gaps.add(gap);
        }
        return gaps;
    }

    /** The values after a step of some length in a direction that no axis has; empty when a leaf has no value. */
    private List<Tensor> step(double length) {
        List<Binding> bindings = new ArrayList<>();
        for (Node node : Walk.from(outputs).nodes()) {
            if (node.isLeaf()) {
                Optional<Tensor> value = values.find(node);
                if (value.isEmpty()) {
                    return List.of();
                }
                bindings.add(new Binding(node, node == by ? moved(value.get(), length) : value.get()));
            }
        }
        Values there = Interpreter.run(outputs, bindings, values.sizes(), DType.F64);
        return outputs.stream().map(there::get).toList();
    }

    private static Tensor moved(Tensor from, double length) {
        SplittableRandom random = new SplittableRandom(1);
        double[] to = from.toArray();
        for (int i = 0; i < to.length; i++) {
            double sign = random.nextBoolean() ? 1 : -1;
            to[i] += length * sign * random.nextDouble(0.5, 1.5) * Math.max(1, Math.abs(to[i]));
        }
        return Tensor.of(from.shape(), to);
    }
}
