package org.chainrule.check;

import java.util.List;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Constant;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Indexing;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.Norms;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Statistics;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/**
 * Between which numbers all entries of an expression lie, whatever the inputs are, by interval arithmetic (R. E. Moore,
 * Interval Analysis, 1966). It tells a side of a switch that no point can be on from one that was not found.
 */
final class Ranges {
    /** Functions that do not decrease, of one number. */
    private static final Set<Op> INCREASING = Set.of(
            Powers.EXP,
            Powers.LOG,
            Powers.SQRT,
            Logarithms.EXPM1,
            Logarithms.LOG1P,
            Sigmoids.SIGMOID,
            Sigmoids.LOGSIGMOID,
            Sigmoids.SOFTPLUS,
            Sigmoids.STEP,
            Gaussian.NORMAL_CDF,
            Gaussian.ERF,
            Hyperbolic.TANH,
            Hyperbolic.SINH,
            Trigonometry.ATAN,
            Rectifiers.RELU,
            Rectifiers.RELU6,
            Rounding.SIGN,
            Rounding.FLOOR,
            Rounding.CEIL,
            Rounding.ROUND);

    /** Greater than 0, if only by an underflow. */
    private static final Set<Op> POSITIVE =
            Set.of(Powers.EXP, Sigmoids.SIGMOID, Sigmoids.SOFTPLUS, Gaussian.NORMAL_CDF, Gaussian.NORMAL_PDF);

    private final List<Binding> given;
    private final NodeMap<Range> known = new NodeMap<>();

    /**
     * All numbers from {@code low} to {@code high}. The least positive number stands for "greater than 0", since no limit of
     * its own is worth the trouble.
     */
    private record Range(double low, double high) {
        static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        static final Range POSITIVE = new Range(Double.MIN_VALUE, Double.POSITIVE_INFINITY);
        static final Range NONNEGATIVE = new Range(0, Double.POSITIVE_INFINITY);
        static final Range UNIT = new Range(0, 1);

        Range {
            low = Double.isNaN(low) ? Double.NEGATIVE_INFINITY : low;
            high = Double.isNaN(high) ? Double.POSITIVE_INFINITY : high;
        }

        Range negated() {
            return new Range(-high, -low);
        }

        Range plus(Range other) {
            return new Range(low + other.low, high + other.high);
        }

        Range times(Range other) {
            if (low >= 0 && other.low >= 0) {
                double least = low > 0 && other.low > 0 ? Math.max(low * other.low, Double.MIN_VALUE) : 0;
                return new Range(least, product(high, other.high));
            }
            if (low < 0 && high <= 0) {
                return negated().times(other).negated();
            }
            if (other.low < 0 && other.high <= 0) {
                return times(other.negated()).negated();
            }
            double[] ends = {
                product(low, other.low), product(low, other.high), product(high, other.low), product(high, other.high)
            };
            double least = Math.min(Math.min(ends[0], ends[1]), Math.min(ends[2], ends[3]));
            double most = Math.max(Math.max(ends[0], ends[1]), Math.max(ends[2], ends[3]));
            return new Range(least, most);
        }

        private static double product(double a, double b) {
            return a == 0 || b == 0 ? 0 : a * b;
        }

        Range inverse() {
            if (low > 0) {
                return new Range(Math.max(1 / high, Double.MIN_VALUE), 1 / low);
            }
            return high < 0 ? negated().inverse().negated() : low == 0 ? NONNEGATIVE : ANY;
        }

        Range square() {
            Range size = size();
            return size.times(size);
        }

        Range size() {
            return low >= 0 ? this : high <= 0 ? negated() : new Range(0, Math.max(-low, high));
        }

        Range with(Range other) {
            return new Range(Math.min(low, other.low), Math.max(high, other.high));
        }

        /** A sum of one or more such numbers. */
        Range sum() {
            return new Range(low >= 0 ? low : Double.NEGATIVE_INFINITY, high <= 0 ? high : Double.POSITIVE_INFINITY);
        }
    }

    /** @param given values that leaves have at every point */
    Ranges(List<Binding> given) {
        for (Binding binding : given) {
            known.put(binding.leaf(), of(binding.value()));
        }
        this.given = given;
    }

    /** Whether no point can be on this side of a switch. */
    boolean isNever(Switch each, boolean on) {
        Node margin = each.margin();
        if (isFixed(margin)) {
            return true;
        }
        for (Node node : Walk.from(List.of(margin)).nodes()) {
            if (!known.has(node)) {
                known.put(node, compute(node));
            }
        }
        Range range = of(margin);
        return switch (each.relation()) {
            case GREATER -> on ? range.high <= 0 : range.low > 0;
            case GREATER_EQUAL -> on ? range.high < 0 : range.low >= 0;
            case EQUAL -> on ? range.low > 0 || range.high < 0 : range.low == 0 && range.high == 0;
        };
    }

    /** Whether nothing can be chosen that would change it. */
    private boolean isFixed(Node margin) {
        for (Node node : Walk.from(List.of(margin)).nodes()) {
            boolean free = node.op() instanceof SizeOf || !node.shape().isKnown();
            boolean unbound = node.isLeaf() && given.stream().noneMatch(binding -> binding.leaf() == node);
            if (free || unbound) {
                return false;
            }
        }
        return true;
    }

    private Range of(Node node) {
        Range range = known.get(node);
        return range == null ? Range.ANY : range;
    }

    private static Range of(Tensor value) {
        Range range = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
        for (int k = 0; k < value.count(); k++) {
            range = range.with(new Range(value.at(k), value.at(k)));
        }
        return value.count() == 0 ? Range.ANY : range;
    }

    private Range compute(Node node) {
        return switch (node.inputs().size()) {
            case 0 -> source(node);
            case 1 -> unary(node.op(), of(node.input(0)));
            case 2 -> binary(node.op(), node, of(node.input(0)), of(node.input(1)));
            default -> node.op() instanceof Where ? of(node.input(1)).with(of(node.input(2))) : Range.ANY;
        };
    }

    private static Range source(Node node) {
        if (node.op() instanceof Leaf leaf) {
            return of(leaf.domain());
        }
        if (node.op() instanceof Constant constant) {
            return of(constant.value());
        }
        if (node.op() instanceof Fill fill) {
            return new Range(fill.value(), fill.value());
        }
        if (node.op() instanceof SizeOf size) {
            return size.dim().freeName().equals(size.dim().toString())
                    ? new Range(1, Double.POSITIVE_INFINITY)
                    : Range.NONNEGATIVE;
        }
        return Range.ANY;
    }

    private static Range of(Domain domain) {
        return switch (domain.kind()) {
            case POSITIVE -> Range.POSITIVE;
            case NONNEGATIVE -> Range.NONNEGATIVE;
            case PROBABILITY, BINARY, ONEHOT, SIMPLEX -> Range.UNIT;
            case INTERVAL, INTEGER -> new Range(domain.low(), domain.high());
            default -> Range.ANY;
        };
    }

    private static Range unary(Op op, Range x) {
        if (INCREASING.contains(op)) {
            double low = at(op, x.low);
            return new Range(POSITIVE.contains(op) ? Math.max(low, Double.MIN_VALUE) : low, below(op, at(op, x.high)));
        }
        if (op == Powers.SQUARE) {
            return x.square();
        }
        if (op == Rounding.ABS) {
            return x.size();
        }
        if (op == Arithmetic.NEG) {
            return x.negated();
        }
        if (op == Powers.RECIPROCAL || op == Powers.RSQRT) {
            return x.low > 0 ? Range.POSITIVE : op == Powers.RSQRT ? Range.POSITIVE : x.inverse();
        }
        if (op == Hyperbolic.COSH) {
            return new Range(1, Double.POSITIVE_INFINITY);
        }
        if (op == Trigonometry.SIN || op == Trigonometry.COS) {
            return new Range(-1, 1);
        }
        if (op == Gaussian.NORMAL_PDF || op == Hyperbolic.SECH2) {
            return Range.POSITIVE;
        }
        return structural(op, x);
    }

    private static Range structural(Op op, Range x) {
        if (op instanceof Reshape
                || op instanceof Transpose
                || op instanceof Broadcast
                || op instanceof ExpandDims
                || op instanceof Squeeze
                || op instanceof StopGradient
                || op instanceof Mean
                || op instanceof Slicing.Slice
                || op instanceof Indexing.Item) {
            return x;
        }
        if (op instanceof Sum) {
            return x.sum();
        }
        if (op instanceof Extremes.Clamp clamp) {
            return new Range(clamp.at(x.low), clamp.at(x.high));
        }
        if (op instanceof Softmax.Soft soft && !soft.log()) {
            return new Range(Double.MIN_VALUE, 1);
        }
        if (op instanceof Norms.Norm || op instanceof Statistics.Spread) {
            return Range.NONNEGATIVE;
        }
        return Range.ANY;
    }

    private static Range binary(Op op, Node node, Range x, Range y) {
        if (op == Arithmetic.ADD) {
            return x.plus(y);
        }
        if (op == Arithmetic.SUB) {
            return x.plus(y.negated());
        }
        if (op == Arithmetic.MUL) {
            return node.input(0) == node.input(1) ? x.square() : x.times(y);
        }
        if (op == Arithmetic.DIV) {
            return x.times(y.inverse());
        }
        if (op == Powers.POW && (x.low > 0 || (y.low == y.high && y.low % 2 == 0))) {
            return x.low > 0 ? Range.POSITIVE : Range.NONNEGATIVE;
        }
        if (op == Extremes.MAXIMUM) {
            return new Range(Math.max(x.low, y.low), Math.max(x.high, y.high));
        }
        if (op == Extremes.MINIMUM) {
            return new Range(Math.min(x.low, y.low), Math.min(x.high, y.high));
        }
        if (!Comparison.symbol(op).isEmpty()) {
            return Range.UNIT;
        }
        return op instanceof MatMul ? x.times(y).sum() : Range.ANY;
    }

    private static double at(Op op, double x) {
        return op.eval(List.of(Tensor.scalar(x).as(DType.F64))).item();
    }

    /** A sigmoid never quite is 1, though in numbers it is. */
    private static double below(Op op, double high) {
        boolean open = op == Sigmoids.SIGMOID || op == Hyperbolic.TANH || op == Gaussian.NORMAL_CDF;
        return open && high == 1 ? Math.nextDown(1.0) : high;
    }
}
