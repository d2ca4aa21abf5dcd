package org.chainrule.symbolic.facts;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * What is known of the values of a node, whoever says it: the domain of an input, or the op that made the node. Over the real
 * numbers and wherever the value is defined; what is not known is false, empty or all numbers. Immutable.
 *
 * @param range the interval all entries lie in
 * @param whole whether the entries are whole numbers
 * @param sumsToOne the axes along each of which the entries sum to 1, counted from the front
 * @param symmetric whether each matrix, the last two axes, is its own transpose
 * @param definite whether each matrix is symmetric and positive definite
 * @param invertible whether each matrix has an inverse
 */
public record ValueFacts(
        Interval range,
        boolean whole,
        Set<Integer> sumsToOne,
        boolean symmetric,
        boolean definite,
        boolean invertible) {
    /** Nothing known. */
    public static final ValueFacts NONE = new ValueFacts(Interval.REAL, false, Set.of(), false, false, false);

    /** Larger constants are not looked through. */
    private static final int MOST_ENTRIES = 1000;

    /** Facts that hold together. */
    public ValueFacts {
        sumsToOne = sumsToOne.isEmpty() ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(sumsToOne));
    }

    /** What a domain says of values of some shape. */
    public static ValueFacts of(Domain domain, Shape shape) {
        return switch (domain.kind()) {
            case REAL -> NONE;
            case POSITIVE -> NONE.within(Interval.POSITIVE);
            case NONNEGATIVE -> NONE.within(Interval.NONNEGATIVE);
            case PROBABILITY -> NONE.within(Interval.closed(0, 1));
            case BINARY -> NONE.within(Interval.closed(0, 1)).whole(true);
            case SIMPLEX -> NONE.within(Interval.closed(0, 1)).summing(axis(domain, shape));
            case ONEHOT -> NONE.within(Interval.closed(0, 1)).whole(true).summing(axis(domain, shape));
            case INTEGER ->
                NONE.within(Interval.closed(domain.low(), domain.high())).whole(true);
            case INTERVAL -> NONE.within(Interval.closed(domain.low(), domain.high()));
            case SYMMETRIC -> NONE.symmetric(true);
            case SPD -> new ValueFacts(Interval.REAL, false, Set.of(), true, true, true);
            case INVERTIBLE -> new ValueFacts(Interval.REAL, false, Set.of(), false, false, true);
        };
    }

    /** The axis of a domain, when the shape has it. */
    private static Set<Integer> axis(Domain domain, Shape shape) {
        int axis = domain.axis() < 0 ? domain.axis() + shape.rank() : domain.axis();
        return axis >= 0 && axis < shape.rank() ? Set.of(axis) : Set.of();
    }

    /** What a node says of itself, its inputs not asked: the domain of a leaf, the numbers of a constant, the range of an op. */
    public static ValueFacts declared(Node node) {
        if (node.op() instanceof Leaf leaf) {
            return of(leaf.domain(), node.shape());
        }
        if (node.op() instanceof Fill fill) {
            Shape shape = node.shape();
            boolean square = shape.rank() >= 2 && shape.dim(-1).sameSize(shape.dim(-2));
            return of(fill.value()).symmetric(square);
        }
        if (node.op() instanceof Constant constant) {
            return constant.value().count() > MOST_ENTRIES ? NONE : of(constant.value());
        }
        ValueFacts facts = NONE;
        List<Type> types = node.inputs().stream().map(Node::type).toList();
        for (Domain domain : node.op().range(types)) {
            facts = facts.and(of(domain, node.shape()));
        }
        return facts;
    }

    /** What is true of all entries of a value. */
    public static ValueFacts of(Tensor value) {
        ValueFacts facts = value.count() == 0 ? NONE : of(value.at(0));
        for (int i = 1; i < value.count(); i++) {
            facts = facts.or(of(value.at(i)));
        }
        return facts;
    }

    private static ValueFacts of(double number) {
        return Double.isFinite(number)
                ? NONE.within(Interval.closed(number, number)).whole(number == Math.rint(number))
                : NONE;
    }

    /** All facts of both. */
    public ValueFacts and(ValueFacts other) {
        Set<Integer> axes = new TreeSet<>(sumsToOne);
        axes.addAll(other.sumsToOne);
        return new ValueFacts(
                range.and(other.range),
                whole || other.whole,
                axes,
                symmetric || other.symmetric,
                definite || other.definite,
                invertible || other.invertible);
    }

    /** What holds for entries that are taken from either. */
    public ValueFacts or(ValueFacts other) {
        return NONE.within(range.or(other.range)).whole(whole && other.whole);
    }

    /** With this range. */
    public ValueFacts within(Interval other) {
        return new ValueFacts(other, whole, sumsToOne, symmetric, definite, invertible);
    }

    /** Whole or not known to be. */
    public ValueFacts whole(boolean is) {
        return new ValueFacts(range, is, sumsToOne, symmetric, definite, invertible);
    }

    /** With these axes along which the entries sum to 1. */
    public ValueFacts summing(Set<Integer> axes) {
        return new ValueFacts(range, whole, axes, symmetric, definite, invertible);
    }

    /** Symmetric, or no matrix facts at all. */
    public ValueFacts symmetric(boolean is) {
        return new ValueFacts(range, whole, sumsToOne, is, is && definite, is && invertible);
    }

    /** True for values greater than 0. */
    public boolean isPositive() {
        return range.isPositive();
    }

    /** True for values of at least 0. */
    public boolean isNonnegative() {
        return range.isNonnegative();
    }

    /** True for values from 0 to 1. */
    public boolean isWithinOne() {
        return range.low() >= 0 && range.high() <= 1;
    }

    /** True for values that are 0 or 1. */
    public boolean isBinary() {
        return whole && isWithinOne();
    }

    /** True when there is a single 1 along an axis, and 0 elsewhere. */
    public boolean isOneHot() {
        return isBinary() && !sumsToOne.isEmpty();
    }

    /** True when one entry cannot move without others, or not by a little. */
    public boolean isBound() {
        return whole || symmetric || !sumsToOne.isEmpty();
    }
}
