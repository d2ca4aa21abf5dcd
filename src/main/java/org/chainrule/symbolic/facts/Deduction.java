package org.chainrule.symbolic.facts;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Contraction;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.EntryRule;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MatMul;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Reshape;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.graph.Unchanged;
import org.chainrule.graph.Where;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/**
 * What is known of nodes by themselves and by their inputs: a product of positive factors is positive, 1 − p is a probability
 * when p is one, the inverse of a symmetric matrix is symmetric. Each node is looked at once and remembered.
 */
public final class Deduction {
    /** Functions of one number that increase, as far as doubles tell: what they give is rounded. */
    private static final Set<Op> INCREASING = Set.of(
            Powers.EXP,
            Powers.LOG,
            Powers.SQRT,
            Logarithms.EXPM1,
            Logarithms.LOG1P,
            Sigmoids.SIGMOID,
            Sigmoids.LOGSIGMOID,
            Sigmoids.SOFTPLUS,
            Gaussian.NORMAL_CDF,
            Gaussian.ERF,
            Hyperbolic.TANH,
            Hyperbolic.SINH,
            Trigonometry.ATAN);

    /** Functions of one number that do not decrease and whose values are exact. */
    private static final Set<Op> STEPS = Set.of(
            Sigmoids.STEP,
            Rectifiers.RELU,
            Rectifiers.RELU6,
            Rounding.SIGN,
            Rounding.FLOOR,
            Rounding.CEIL,
            Rounding.ROUND);

    /** More than the error of a function in doubles, relative to its value. */
    private static final double ROUNDING = 1e-12;

    private final NodeMap<ValueFacts> known = new NodeMap<>();

    /** A deduction that knows nothing yet. */
    public Deduction() {}

    /** A deduction that knows the values of some leaves. */
    public Deduction(List<Binding> given) {
        given.forEach(binding -> known.put(binding.leaf(), ValueFacts.of(binding.value())));
    }

    /** What is known of a node. */
    public ValueFacts of(Node node) {
        Deque<Node> stack = new ArrayDeque<>(List.of(node));
        while (!stack.isEmpty()) {
            Node top = stack.peek();
            int waiting = stack.size();
            if (!known.has(top) && hands(top)) {
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
    private static boolean hands(Node node) {
        Op op = node.op();
        return op instanceof Elementwise
                || op instanceof Extremes.Clamp
                || op instanceof Reshape
                || op instanceof Unchanged
                || op instanceof Where
                || op == Inverses.INVERSE
                || isChosen(node)
                || node.contraction().isPresent();
    }

    private ValueFacts facts(Node node) {
        return ValueFacts.declared(node).and(deduced(node));
    }

    private ValueFacts deduced(Node node) {
        Op op = node.op();
        if (op instanceof Elementwise row) {
            return elementwise(node, row);
        }
        if (op instanceof Unchanged) {
            return at(node.input(0));
        }
        if (op instanceof Extremes.Clamp) {
            return ValueFacts.NONE.within(image(op, at(node.input(0)).range()));
        }
        if (op instanceof SizeOf size) {
            boolean name = size.dim().freeName().equals(size.dim().toString());
            return ValueFacts.NONE.within(name ? Interval.closed(1, Double.POSITIVE_INFINITY) : Interval.REAL);
        }
        if (op instanceof Reshape) {
            return entries(at(node.input(0)));
        }
        if (op instanceof Where) {
            return at(node.input(1)).or(at(node.input(2)));
        }
        if (op instanceof Sum sum && isOfExtremes(sum, node.input(0))) {
            return ValueFacts.NONE
                    .within(Interval.closed(1, Double.POSITIVE_INFINITY))
                    .whole(true);
        }
        if (isChosen(node)) {
            return node.inputs().stream().map(this::at).reduce(ValueFacts::or).orElse(ValueFacts.NONE);
        }
        if (op == Inverses.INVERSE) {
            return matrixFacts(at(node.input(0)));
        }
        if (op == Diagonals.DIAGONAL
                && (node.input(0).op() == MatrixFunctions.CHOLESKY_FACTOR
                        || at(node.input(0)).definite())) {
            return ValueFacts.NONE.within(Interval.POSITIVE);
        }
        return node.contraction().map(how -> contracted(node, how)).orElse(ValueFacts.NONE);
    }

    /** Whether each entry is one of the inputs': the largest, or the next in their order. */
    private static boolean isChosen(Node node) {
        return node.op().entryRule() == EntryRule.CHOSEN && node.type().isReal();
    }

    private static ValueFacts entries(ValueFacts x) {
        return ValueFacts.NONE.within(x.range()).whole(x.whole());
    }

    private static ValueFacts matrixFacts(ValueFacts x) {
        return new ValueFacts(Interval.REAL, false, Set.of(), x.symmetric(), x.definite(), x.invertible());
    }

    private ValueFacts elementwise(Node node, Elementwise row) {
        ValueFacts x = at(node.input(0));
        ValueFacts y = at(node.input(row.arity() - 1));
        boolean symmetric = node.rank() >= 2;
        for (Node input : node.inputs()) {
            symmetric &= input.isScalar()
                    || (input.rank() == node.rank() && at(input).symmetric());
        }
        symmetric |= row == Arithmetic.ADD && areTransposed(node.input(0), node.input(1));
        boolean whole = x.whole()
                && y.whole()
                && (row == Arithmetic.ADD || row == Arithmetic.SUB || row == Arithmetic.MUL || row == Arithmetic.NEG);
        return ValueFacts.NONE
                .within(range(node, row, x.range(), y.range()))
                .whole(whole)
                .symmetric(symmetric);
    }

    private static Interval range(Node node, Elementwise row, Interval x, Interval y) {
        if (row == Arithmetic.ADD) {
            return x.plus(y);
        }
        if (row == Arithmetic.SUB) {
            return x.minus(y)
                    .and(isExtreme(node.input(1), node.input(0), true) ? Interval.NONNEGATIVE.negate() : Interval.REAL)
                    .and(isExtreme(node.input(1), node.input(0), false) ? Interval.NONNEGATIVE : Interval.REAL);
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
            return whole ? x.pow((int) power) : x.sign();
        }
        if (row == Rounding.ABS) {
            return x.abs();
        }
        if (row == Extremes.MAXIMUM) {
            return x.or(y).and(x.low() >= y.low() ? above(x) : above(y));
        }
        if (row == Extremes.MINIMUM) {
            return x.negate()
                    .or(y.negate())
                    .and(x.high() <= y.high() ? above(x.negate()) : above(y.negate()))
                    .negate();
        }
        if (!Comparison.symbol(row).isEmpty()) {
            return truth(row, x.minus(y));
        }
        return INCREASING.contains(row) || STEPS.contains(row) ? image(row, x) : Interval.REAL;
    }

    /** What a comparison gives for two numbers whose difference lies in an interval. */
    private static Interval truth(Op comparison, Interval apart) {
        boolean never = (comparison == Comparison.EQUAL && !apart.contains(0))
                || (comparison == Comparison.GREATER && apart.negate().isNonnegative())
                || (comparison == Comparison.LESS && apart.isNonnegative())
                || (comparison == Comparison.GREATER_EQUAL && apart.negate().isPositive())
                || (comparison == Comparison.LESS_EQUAL && apart.isPositive());
        boolean always = (comparison == Comparison.NOT_EQUAL && !apart.contains(0))
                || (comparison == Comparison.GREATER && apart.isPositive())
                || (comparison == Comparison.LESS && apart.negate().isPositive())
                || (comparison == Comparison.GREATER_EQUAL && apart.isNonnegative())
                || (comparison == Comparison.LESS_EQUAL && apart.negate().isNonnegative());
        return never ? Interval.closed(0, 0) : always ? Interval.closed(1, 1) : Interval.closed(0, 1);
    }

    /** The values of an increasing function. */
    private static Interval image(Op op, Interval x) {
        boolean rounded = INCREASING.contains(op);
        double low = rounded || !x.aboveLow() ? x.low() : Math.nextUp(x.low());
        double high = rounded || !x.belowHigh() ? x.high() : Math.nextDown(x.high());
        return new Interval(
                0 - above(op, low, -1, rounded),
                rounded && x.aboveLow(),
                above(op, high, 1, rounded),
                rounded && x.belowHigh());
    }

    /** A number that is not less than a function at a point, times a sign. */
    private static double above(Op op, double x, int sign, boolean rounded) {
        double value = sign * op.eval(List.of(Tensor.scalar(x).as(DType.F64))).item();
        if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
            return Double.POSITIVE_INFINITY;
        }
        double finite = Math.max(value, -Double.MAX_VALUE);
        boolean exact = Double.isInfinite(x)
                || (x == 0 && 2 * value == Math.rint(2 * value))
                || (op == Powers.LOG && value == 0)
                || (op == Powers.SQRT && value * value == x && value == Math.rint(value));
        return rounded && !exact ? finite + Math.max(ROUNDING * Math.abs(finite), Double.MIN_VALUE) : value;
    }

    private static Interval above(Interval x) {
        return new Interval(x.low(), x.aboveLow(), Double.POSITIVE_INFINITY, true);
    }

    private ValueFacts contracted(Node node, Contraction how) {
        Optional<Contraction.Factor> move = Moves.of(how);
        if (move.isPresent()) {
            return moved(node, move.get());
        }
        boolean mean = how.factors().size() == 1
                && how.equalities().isEmpty()
                && how.divisor().sameSize(product(how.bound()))
                && Moves.isInside(node, how.factors().get(0));
        if (mean) {
            return ValueFacts.NONE.within(
                    at(node.input(how.factors().get(0).input())).range());
        }
        Interval product = Interval.closed(1, 1);
        boolean all = how.equalities().isEmpty();
        boolean whole = how.divisor().isOne();
        for (Contraction.Factor factor : how.factors()) {
            ValueFacts x = at(node.input(factor.input()));
            product = product.times(x.range());
            all &= Moves.isInside(node, factor);
            whole &= x.whole();
        }
        // A sum of no entries is 0; sizes with a name are at least 1.
        all &= how.bound().stream().noneMatch(size -> size.isKnown() && size.size() == 0);
        Interval part = all ? product : product.or(Interval.closed(0, 0));
        return ValueFacts.NONE
                .within(part.sign().and(part.negate().sign().negate()))
                .whole(whole)
                .symmetric(node.op() instanceof MatMul && areTransposed(node.input(0), node.input(1)));
    }

    /** Whether entries are counted that are the largest of those counted, or the smallest: there is one at least. */
    private static boolean isOfExtremes(Sum sum, Node counted) {
        return counted.op() == Comparison.EQUAL
                && IntStream.of(0, 1).anyMatch(k -> extreme(counted.input(k), counted.input(1 - k))
                        .filter(known -> known.axes().equals(sum.axes()))
                        .isPresent());
    }

    private static boolean isExtreme(Node spread, Node of, boolean largest) {
        return extreme(spread, of).filter(known -> known.largest() == largest).isPresent();
    }

    /** What a node is if it is the largest or smallest entry of another one, beside each entry. */
    private static Optional<MaxMin.Extreme> extreme(Node spread, Node of) {
        Node extreme = spread;
        while (extreme.op() instanceof ExpandDims || extreme.op() instanceof Broadcast) {
            extreme = extreme.input(0);
        }
        return extreme.op() instanceof MaxMin.Extreme known && extreme.input(0) == of
                ? Optional.of(known)
                : Optional.empty();
    }

    private static Dim product(List<Dim> sizes) {
        return sizes.stream().reduce(Dim.ONE, Dim::times);
    }

    private ValueFacts moved(Node node, Contraction.Factor factor) {
        ValueFacts x = at(node.input(factor.input()));
        if (!Moves.isInside(node, factor)) {
            return entries(x).within(x.range().or(Interval.closed(0, 0)));
        }
        List<Place> places = factor.places();
        Set<Integer> summed = new TreeSet<>();
        for (int axis : x.sumsToOne()) {
            for (int own = 0; own < node.rank(); own++) {
                // The same size: not a stretched one.
                if (places.get(axis).equals(Place.axis(own))
                        && Collections.frequency(places, places.get(axis)) == 1
                        && node.shape()
                                .dim(own)
                                .sameSize(node.input(factor.input()).shape().dim(axis))) {
                    summed.add(own);
                }
            }
        }
        boolean mirrored = places.equals(List.of(Place.axis(1), Place.axis(0)));
        return entries(x).summing(summed).and(mirrored && node.rank() == 2 ? matrixFacts(x) : ValueFacts.NONE);
    }

    /** Whether each matrix of one is the transpose of that of the other. */
    private static boolean areTransposed(Node x, Node y) {
        return isTranspose(x, y) || isTranspose(y, x);
    }

    private static boolean isTranspose(Node x, Node of) {
        if (!(x.op() instanceof Transpose transpose) || x.input(0) != of || of.rank() < 2) {
            return false;
        }
        List<Integer> axes = transpose.axes();
        int last = axes.size() - 1;
        return axes.get(last) == last - 1
                && axes.get(last - 1) == last
                && IntStream.range(0, last - 1).allMatch(axis -> axes.get(axis) == axis);
    }
}
