package org.chainrule.check;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.facts.Interval;
import org.chainrule.symbolic.facts.ValueFacts;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * Equations that hold wherever expressions are compared, such as {@code sum(t) == 1}. A random point is moved onto them by
 * Gauss-Newton steps of least norm (Nocedal and Wright, Numerical Optimization, 2nd ed., section 10.3).
 *
 * @param equations left and right sides, of one shape, or one of them a scalar
 */
public record Assumptions(List<Equation> equations) {
    /** No equation. */
    public static final Assumptions NONE = new Assumptions(List.of());

    private static final int STEPS = 40;
    private static final double CLOSE = 1e-13;
    private static final double STEP = 1e-7;
    /** Largest number of unknown entries: more would make one step too slow. */
    private static final int MOST_UNKNOWNS = 2000;

    /** One equation. */
    public record Equation(Node left, Node right) {}

    /** Copies the equations. */
    public Assumptions {
        equations = List.copyOf(equations);
    }

    /** Both sides of all equations. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        equations.forEach(equation -> {
            nodes.add(equation.left());
            nodes.add(equation.right());
        });
        return nodes;
    }

    /** Whether an equation may move a leaf: only real ones without a structure of their own are free. */
    static boolean isFree(Node leaf) {
        return leaf.isLeaf()
                && leaf.type().isReal()
                && !ValueFacts.declared(leaf).isBound();
    }

    /**
     * A point at which the equations hold, near a given one.
     *
     * @throws ChainruleException when none is found
     */
    Evaluator imposed(RandomPoint start) {
        Evaluator at = evaluator(start.bindings(), start);
        if (equations.isEmpty()) {
            return at;
        }
        List<Node> differences = equations.stream()
                .map(equation -> equation.left().minus(equation.right()))
                .toList();
        Walk walk = Walk.from(differences);
        List<Node> unknowns = walk.nodes().stream().filter(Assumptions::isFree).toList();
        List<Binding> bindings = new ArrayList<>(start.bindings());
        for (int step = 0; step < STEPS; step++) {
            double[] residual = residual(at, differences);
            if (norm(residual) < CLOSE * residual.length + CLOSE) {
                return at;
            }
            double[] move = leastMove(bindings, start, unknowns, differences, residual);
            shift(bindings, unknowns, move);
            at = evaluator(bindings, start);
        }
        throw new ChainruleException(
                "found no values for which the assumptions hold; look for one that contradicts the domains or another");
    }

    private static Evaluator evaluator(List<Binding> bindings, RandomPoint start) {
        return new Evaluator(bindings, start.sizes(), DType.F64);
    }

    private static double[] residual(Evaluator at, List<Node> differences) {
        return differences.stream()
                .map(at::value)
                .flatMapToDouble(value -> IntStream.range(0, value.count()).mapToDouble(value::at))
                .toArray();
    }

    private static double norm(double[] vector) {
        double sum = 0;
        for (double x : vector) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    /** The shortest step that would meet the equations if they were linear. */
    private static double[] leastMove(
            List<Binding> bindings, RandomPoint start, List<Node> unknowns, List<Node> differences, double[] residual) {
        int count = 0;
        for (Binding binding : bindings) {
            count += unknowns.contains(binding.leaf()) ? binding.value().count() : 0;
        }
        if (count == 0 || count > MOST_UNKNOWNS) {
            throw new ChainruleException(
                    count == 0
                            ? say("an assumption speaks only of values that cannot be chosen freely")
                            : say("the assumptions speak of {0} numbers, more than can be solved for", count));
        }
        RealMatrix jacobian = new Array2DRowRealMatrix(residual.length, count);
        double[] unit = new double[count];
        for (int k = 0; k < count; k++) {
            List<Binding> moved = new ArrayList<>(bindings);
            unit[k] = STEP;
            shift(moved, unknowns, unit);
            unit[k] = 0;
            double[] there = residual(evaluator(moved, start), differences);
            for (int r = 0; r < residual.length; r++) {
                jacobian.setEntry(r, k, (there[r] - residual[r]) / STEP);
            }
        }
        return new SingularValueDecomposition(jacobian)
                .getSolver()
                .solve(new ArrayRealVector(residual).mapMultiply(-1))
                .toArray();
    }

    private static void shift(List<Binding> bindings, List<Node> unknowns, double[] move) {
        int at = 0;
        for (int b = 0; b < bindings.size(); b++) {
            Binding binding = bindings.get(b);
            if (unknowns.contains(binding.leaf())) {
                int from = at;
                Tensor value = binding.value();
                Interval range = ValueFacts.declared(binding.leaf()).range();
                bindings.set(
                        b,
                        binding.leaf()
                                .is(Tensor.fill(
                                        DType.F64, value.shape(), k -> kept(range, value.at(k), move[from + k]))));
                at += value.count();
            }
        }
    }

    /** Stays inside the domain: at most halfway to its border. */
    private static double kept(Interval range, double value, double move) {
        double low = range.low() == Double.NEGATIVE_INFINITY ? range.low() : (range.low() + value) / 2;
        double high = range.high() == Double.POSITIVE_INFINITY ? range.high() : (range.high() + value) / 2;
        return Math.min(high, Math.max(low, value + move));
    }
}
