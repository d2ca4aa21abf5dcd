package org.chainrule.exec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        List<Node> both = List.of(kink.left(), kink.right());
        Map<Node, Tensor> here = new HashMap<>();
        for (Node node : both) {
            values.find(node).ifPresent(value -> here.put(node, value));
        }
        if (here.size() < Set.copyOf(both).size()) {
            here.putAll(new Sides(values, both, null).step(0));
        }
        Tensor left = here.get(kink.left());
        Tensor right = here.get(kink.right());
        return left != null && right != null && Kink.isHit(left, right);
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
        Map<Node, Tensor> here = sides.step(0);
        return here.isEmpty() || sides.jumps(here);
    }

    private boolean jumps(Map<Node, Tensor> here) {
        Map<Node, double[]> far = gaps(here, FAR);
        Map<Node, double[]> near = gaps(here, NEAR);
        for (Node output : outputs) {
            double[] wide = far.get(output);
            double[] narrow = near.get(output);
            Tensor value = here.get(output);
            for (int i = 0; i < narrow.length; i++) {
                boolean closes = narrow[i] <= CLOSED * wide[i] || narrow[i] <= ROUNDING * Math.abs(value.at(i));
                if (!closes) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By how much each entry differs from its value here, on the side where it differs more. */
    private Map<Node, double[]> gaps(Map<Node, Tensor> here, double step) {
        Map<Node, double[]> gaps = new HashMap<>();
        for (double side : new double[] {step, -step}) {
            Map<Node, Tensor> there = step(side);
            for (Node output : outputs) {
                Tensor value = here.get(output);
                double[] gap = gaps.computeIfAbsent(output, o -> new double[value.count()]);
                for (int i = 0; i < gap.length; i++) {
                    gap[i] = Math.max(gap[i], Math.abs(there.get(output).at(i) - value.at(i)));
                }
            }
        }
        return gaps;
    }

    /** The values after a step of some length in a direction that no axis has; empty when a leaf has no value. */
    private Map<Node, Tensor> step(double length) {
        List<Binding> bindings = new ArrayList<>();
        for (Node node : Walk.from(outputs).nodes()) {
            if (node.isLeaf()) {
                Tensor value = values.find(node).orElse(null);
                if (value == null) {
                    return Map.of();
                }
                bindings.add(new Binding(node, node == by ? moved(value, length) : value));
            }
        }
        Values there = Interpreter.run(outputs, bindings, values.sizes(), DType.F64);
        Map<Node, Tensor> results = new HashMap<>();
        outputs.forEach(output -> results.put(output, there.get(output)));
        return results;
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
