package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * How far the values at one point may be off by rounding: the same point is computed again with every result moved by a
 * few units in the last place, up or down (the random rounding of J. Vignes, A stochastic arithmetic for reliable scientific
 * computation, 1993). Equal numbers that are made of equal numbers move equally, and what only chooses or moves numbers
 * adds nothing, so that ties stay ties.
 */
final class RoundingNoise {
    private static final int RUNS = 4;
    /** A result this small has lost digits. */
    private static final double TINY = 1e-280;

    private final List<Evaluator> runs = new ArrayList<>();
    private final Map<Op, Boolean> exact = new HashMap<>();
    private final Sizes sizes;
    private final NodeMap<Boolean> underflows = new NodeMap<>();
    private final NodeMap<Boolean> lossy = new NodeMap<>();

    RoundingNoise(Evaluator point) {
        this.sizes = point.sizes();
        for (int run = 1; run <= RUNS; run++) {
            long salt = run * 0x9E3779B97F4A7C15L;
            runs.add(point.disturbed((node, in, value) -> disturbed(node, in, value, salt)));
        }
    }

    /** How far each entry may be off; NaN where nothing can be said. */
    double[] of(Node node, Tensor value) {
        double[] noise = new double[value.count()];
        for (Evaluator run : runs) {
            Tensor other;
            try {
                other = run.value(node);
            } catch (ChainruleException e) {
                Arrays.fill(noise, Double.NaN);
                return noise;
            }
            for (int k = 0; k < noise.length; k++) {
                double off = Math.abs(other.at(k) - value.at(k));
                noise[k] = Double.isNaN(off) ? off : Math.max(noise[k], off);
            }
        }
        if (isUnderflowIn(node)) {
            Arrays.fill(noise, Double.NaN);
        }
        return noise;
    }

    /** Whether digits are lost in a node or in what it is computed from; all of that has been run. */
    private boolean isUnderflowIn(Node root) {
        if (!lossy.has(root)) {
            for (Node node : Walk.from(List.of(root), lossy::has).nodes()) {
                lossy.put(node, underflows.has(node) || node.inputs().stream().anyMatch(lossy::at));
            }
        }
        return lossy.at(root);
    }

    private Tensor disturbed(Node node, List<Tensor> in, Tensor value, long salt) {
        if (node.isLeaf()) {
            return Tensor.fill(
                    value.dtype(), value.shape(), k -> isWhole(value.at(k)) ? value.at(k) : moved(value.at(k), salt));
        }
        if (node.inputs().isEmpty() || exact.computeIfAbsent(node.op(), op -> isExact(op, in))) {
            return value;
        }
        boolean entrywise = node.op().maskRule() == MaskRule.ELEMENTWISE;
        if (entrywise && underflows(node.op(), in, value)) {
            underflows.put(node, true);
        }
        long own = salt + node.op().spelling().text().hashCode();
        return Tensor.fill(
                value.dtype(), value.shape(), k -> moved(value.at(k), entrywise ? mixed(own, in, value, k) : own + k));
    }

    /** Depends on the numbers that an entry is made of, as far as they stand at its own place. */
    private static long mixed(long salt, List<Tensor> in, Tensor value, int k) {
        long hash = salt;
        for (Tensor each : in) {
            double x = each.count() == value.count() ? each.at(k) : each.count() == 1 ? each.at(0) : k;
            hash = hash * 31 + Double.doubleToLongBits(x);
        }
        return hash;
    }

    private static boolean isWhole(double x) {
        return x == Math.rint(x);
    }

    private static double moved(double x, long salt) {
        if (x == 0 || !Double.isFinite(x)) {
            return x;
        }
        long mixed = (Double.doubleToLongBits(x) ^ salt) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 29) * 0x94D049BB133111EBL;
        // Steps of 1 to 8 units, so that two of them seldom cancel.
        double steps = 1 + (mixed >>> 40 & 7);
        return x + ((mixed >>> 50 & 1) == 0 ? steps : -steps) * Math.ulp(x);
    }

    private static boolean underflows(Op op, List<Tensor> in, Tensor value) {
        if (op == Arithmetic.ADD || op == Arithmetic.SUB || hasZero(in)) {
            return false;
        }
        for (int k = 0; k < value.count(); k++) {
            if (Math.abs(value.at(k)) < TINY) {
                return true;
            }
        }
        return false;
    }

    static boolean hasZero(List<Tensor> in) {
        for (Tensor each : in) {
            for (int k = 0; k < each.count(); k++) {
                if (each.at(k) == 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether an op gives back entries of its inputs, perhaps negated, or 0 and 1: tried with numbers of no pattern. */
    private boolean isExact(Op op, List<Tensor> in) {
        Set<Double> known = new HashSet<>(List.of(0.0, 1.0));
        List<Tensor> tried = new ArrayList<>();
        double next = 0.5772156649015329;
        for (Tensor each : in) {
            if (each.dtype() == DType.I64) {
                tried.add(each);
                continue;
            }
            double[] numbers = new double[each.count()];
            for (int k = 0; k < numbers.length; k++) {
                next = (next * 1.6180339887498949 + 0.3183098861837907) % 1;
                numbers[k] = next - 0.5;
                known.add(Math.abs(numbers[k]));
            }
            tried.add(Tensor.of(each.shape(), numbers));
        }
        try {
            Tensor result = op.eval(tried, sizes);
            for (int k = 0; k < result.count(); k++) {
                if (!known.contains(Math.abs(result.at(k)))) {
                    return false;
                }
            }
            return true;
        } catch (ChainruleException e) {
            return false;
        }
    }
}
