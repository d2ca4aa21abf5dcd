package org.chainrule.symbolic.facts;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Mean;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Rounding;

/**
 * What is known of nodes by themselves and by their inputs: a product of positive factors is positive, 1 − p is a probability
 * when p is one, the inverse of a symmetric matrix is symmetric. Each node is looked at once and remembered.
 */
public final class Deduction {
    private final NodeMap<ValueFacts> known = new NodeMap<>();

    /** A deduction that knows nothing yet. */
    public Deduction() {}

    /** What is known of a node. */
    public ValueFacts of(Node node) {
        Deque<Node> stack = new ArrayDeque<>(List.of(node));
        while (!stack.isEmpty()) {
            Node top = stack.peek();
            int waiting = stack.size();
            if (!known.has(top) && hands(top.op())) {
                for (Node input : top.inputs()) {
                    if (!known.has(input)) {
                        stack.push(input);
                    }
                }
            }
            if (stack.size() == waiting) {
                stack.pop();
                known.putIfAbsent(top, facts(top));
            }
        }
        return at(node);
    }

    private ValueFacts at(Node node) {
        ValueFacts facts = known.get(node);
        return facts == null ? ValueFacts.NONE : facts;
    }

    /** Whether something of the inputs says something of the result. */
    private static boolean hands(Op op) {
        return op instanceof Elementwise || keepsEntries(op) || joinsEntries(op) || op instanceof Inverses.Inverse;
    }

    /** Whether each entry of the result is one of the input. */
    private static boolean keepsEntries(Op op) {
        return op instanceof Transpose
                || op instanceof Broadcast
                || op instanceof Reshape
                || op instanceof ExpandDims
                || op instanceof Squeeze
                || op instanceof StopGradient;
    }

    private static boolean joinsEntries(Op op) {
        return op instanceof Where || op instanceof Sum || op instanceof Mean || op instanceof MatMul;
    }

    private ValueFacts facts(Node node) {
        ValueFacts own = ValueFacts.declared(node);
        Op op = node.op();
        if (op instanceof Elementwise row) {
            return own.and(elementwise(node, row));
        }
        if (keepsEntries(op)) {
            return own.and(moved(node));
        }
        if (op instanceof Inverses.Inverse) {
            return own.and(matrixFacts(at(node.input(0))));
        }
        return joinsEntries(op) ? own.and(joined(node)) : own;
    }

    private static ValueFacts matrixFacts(ValueFacts x) {
        return new ValueFacts(Interval.REAL, false, Set.of(), x.symmetric(), x.definite(), x.invertible());
    }

    private ValueFacts elementwise(Node node, Elementwise row) {
        ValueFacts x = at(node.input(0));
        ValueFacts y = at(node.input(row.arity() - 1));
        boolean symmetric = node.rank() >= 2;
        for (Node input : node.inputs()) {
            symmetric &= input.isScalar() || (input.rank() == node.rank() && at(input).symmetric());
        }
        boolean whole = x.whole()
                && y.whole()
                && (row == Arithmetic.ADD || row == Arithmetic.SUB || row == Arithmetic.MUL || row == Arithmetic.NEG);
        return ValueFacts.NONE.within(range(node, row, x.range(), y.range())).whole(whole).symmetric(symmetric);
    }

    private static Interval range(Node node, Elementwise row, Interval x, Interval y) {
        if (row == Arithmetic.ADD) {
            return x.plus(y);
        }
        if (row == Arithmetic.SUB) {
            return x.minus(y);
        }
        if (row == Arithmetic.NEG) {
            return x.negate();
        }
        if (row == Arithmetic.MUL) {
            return node.input(0) == node.input(1) ? x.pow(2) : x.times(y);
        }
        if (row == Arithmetic.DIV) {
            return x.times(y.inverse());
        }
        if (row == Powers.SQUARE) {
            return x.pow(2);
        }
        if (row == Powers.RECIPROCAL) {
            return x.inverse();
        }
        if (row == Powers.POW) {
            double power = node.input(1).constantScalar().orElse(0.5);
            boolean whole = power == Math.rint(power) && Math.abs(power) < Integer.MAX_VALUE;
            return whole ? x.pow((int) power) : sign(x);
        }
        if (row == Rounding.ABS) {
            return x.abs();
        }
        if (row == Extremes.MAXIMUM) {
            return x.or(y).and(x.low() >= y.low() ? above(x) : above(y));
        }
        if (row == Extremes.MINIMUM) {
            return x.negate().or(y.negate()).and(x.high() <= y.high() ? above(x.negate()) : above(y.negate())).negate();
        }
        return row == Powers.SQRT ? sign(x) : Interval.REAL;
    }

    /** Positive or not negative, as the base of a power or the argument of a root is. */
    private static Interval sign(Interval x) {
        return x.isPositive() ? Interval.POSITIVE : x.isNonnegative() ? Interval.NONNEGATIVE : Interval.REAL;
    }

    private static Interval above(Interval x) {
        return new Interval(x.low(), x.aboveLow(), Double.POSITIVE_INFINITY, true);
    }

    private ValueFacts moved(Node node) {
        ValueFacts x = at(node.input(0));
        ValueFacts entries = ValueFacts.NONE.within(x.range()).whole(x.whole());
        if (node.op() instanceof Transpose transpose) {
            List<Integer> axes = transpose.axes();
            Set<Integer> summed = new TreeSet<>();
            for (int axis = 0; axis < axes.size(); axis++) {
                if (x.sumsToOne().contains(axes.get(axis))) {
                    summed.add(axis);
                }
            }
            return axes.size() == 2 ? entries.summing(summed).and(matrixFacts(x)) : entries.summing(summed);
        }
        return node.op() instanceof StopGradient ? x : entries;
    }

    private ValueFacts joined(Node node) {
        List<ValueFacts> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(at(input)));
        Op op = node.op();
        if (op instanceof Where) {
            return inputs.get(1).or(inputs.get(2));
        }
        if (op instanceof Mean) {
            return ValueFacts.NONE.within(inputs.get(0).range());
        }
        boolean nonnegative = inputs.stream().allMatch(ValueFacts::isNonnegative);
        boolean whole = inputs.stream().allMatch(ValueFacts::whole);
        ValueFacts facts = (nonnegative ? ValueFacts.NONE.within(Interval.NONNEGATIVE) : ValueFacts.NONE).whole(whole);
        return op instanceof MatMul ? facts.symmetric(isGram(node.input(0), node.input(1))) : facts;
    }

    /** Whether one is the transpose of the other. */
    private static boolean isGram(Node x, Node y) {
        return x.rank() == 2
                && y.rank() == 2
                && ((x.op() instanceof Transpose && x.input(0) == y)
                        || (y.op() instanceof Transpose && y.input(0) == x));
    }
}
