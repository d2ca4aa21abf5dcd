package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * A line through a point along which values move inside their domains: straight where any number will do, in the logarithm
 * of positive numbers, towards both ends of an interval.
 */
final class Line {
    private static final double LARGEST_EXPONENT = 60;

    private final List<Binding> start;
    private final List<Tensor> directions;

    private Line(List<Binding> start, List<Tensor> directions) {
        this.start = start;
        this.directions = directions;
    }

    /** How a leaf moves. */
    interface Direction {
        /** The direction of a leaf, of the shape of its value; entries 0 stay. */
        Tensor of(Node leaf, Tensor value);
    }

    static Line through(List<Binding> start, Direction direction) {
        List<Tensor> directions = new ArrayList<>();
        for (Binding binding : start) {
            directions.add(direction.of(binding.leaf(), binding.value()));
        }
        return new Line(start, directions);
    }

    /** The values on the way from one point, at 0, to another of the same sizes, at 1; what is not of real numbers stays. */
    static List<Binding> between(List<Binding> from, List<Binding> to, double t) {
        List<Binding> moved = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            Binding start = from.get(i);
            Tensor end = to.get(i).value();
            boolean moves = to.get(i).leaf() == start.leaf()
                    && start.leaf().type().isReal()
                    && end.shape().equals(start.value().shape());
            moved.add(moves ? start.leaf().is(each(start.value(), end, (a, b) -> a + t * (b - a))) : start);
        }
        return moved;
    }

    /** The values at a distance along the line. */
    List<Binding> at(double t) {
        List<Binding> moved = new ArrayList<>();
        for (int i = 0; i < start.size(); i++) {
            Binding binding = start.get(i);
            moved.add(binding.leaf().is(moved(binding, directions.get(i), t)));
        }
        return moved;
    }

    private static Tensor moved(Binding binding, Tensor direction, double t) {
        Domain domain = ((Leaf) binding.leaf().op()).domain();
        Tensor x = binding.value();
        boolean real = binding.leaf().type().isReal();
        return switch (domain.kind()) {
            case REAL, INVERTIBLE -> real ? each(x, direction, (v, d) -> v + t * d) : x;
            case SYMMETRIC -> mirrored(each(x, direction, (v, d) -> v + t * d));
            case SPD -> x.count() == 0 ? x : scaled(x, grown(1, t * direction.at(0)));
            case POSITIVE, NONNEGATIVE -> each(x, direction, (v, d) -> grown(v, t * d));
            case PROBABILITY -> each(x, direction, (v, d) -> between(0, 1, v, t * d));
            case INTERVAL -> each(x, direction, (v, d) -> between(domain.low(), domain.high(), v, t * d));
            case SIMPLEX -> domain.shares(each(x, direction, (v, d) -> grown(v, t * d)));
            case INTEGER -> whole(x, direction, domain, t);
            case ONEHOT, BINARY -> x;
        };
    }

    private static Tensor each(Tensor x, Tensor direction, DoubleBinaryOperator move) {
        return Tensor.fill(DType.F64, x.shape(), k -> move.applyAsDouble(x.at(k), direction.at(k)));
    }

    private static double grown(double v, double by) {
        return v * Math.exp(Math.max(-LARGEST_EXPONENT, Math.min(LARGEST_EXPONENT, by)));
    }

    private static double between(double low, double high, double v, double by) {
        double share = (v - low) / (high - low);
        if (!(share > 0 && share < 1) || by == 0) {
            return v;
        }
        double odds = grown(share / (1 - share), by);
        // An end itself is a point of its own: what holds inside need not hold there.
        return Math.max(Math.nextUp(low), Math.min(Math.nextDown(high), low + (high - low) * (odds / (1 + odds))));
    }

    private static Tensor scaled(Tensor x, double by) {
        return Tensor.fill(DType.F64, x.shape(), k -> x.at(k) * by);
    }

    private static Tensor mirrored(Tensor x) {
        int n = x.shape().extent(-1);
        return Tensor.fill(DType.F64, x.shape(), k -> {
            int row = k % (n * n) / n;
            int column = k % n;
            int mirror = k - k % (n * n) + column * n + row;
            return x.at(row <= column ? k : mirror);
        });
    }

    private static Tensor whole(Tensor x, Tensor direction, Domain domain, double t) {
        return Tensor.fill(x.dtype(), x.shape(), k -> {
            double moved = Math.rint(x.at(k) + t * direction.at(k));
            double high = Math.min(domain.high(), 1e15);
            return Math.max(domain.low(), Math.min(high, moved));
        });
    }

    /** The values of a leaf stretched by factors, one for each entry, as far as its domain allows. */
    static Tensor stretched(Node leaf, Tensor value, IntToDoubleFunction factor) {
        Domain domain = ((Leaf) leaf.op()).domain();
        return switch (domain.kind()) {
            case REAL -> leaf.type().isReal() ? each(value, factor, (v, f) -> v * f) : value;
            case SYMMETRIC -> mirrored(each(value, factor, (v, f) -> v * f));
            case SPD, INVERTIBLE -> value.count() == 0 ? value : scaled(value, factor.applyAsDouble(0));
            case POSITIVE, NONNEGATIVE -> each(value, factor, (v, f) -> v * f);
            case PROBABILITY -> each(value, factor, (v, f) -> between(0, 1, v, Math.signum(v - 0.5) * Math.log(f)));
            case INTERVAL -> {
                double middle = (domain.low() + domain.high()) / 2;
                yield each(
                        value,
                        factor,
                        (v, f) -> between(domain.low(), domain.high(), v, Math.signum(v - middle) * Math.log(f)));
            }
            case SIMPLEX -> domain.shares(each(value, factor, (v, f) -> v * f));
            case INTEGER, ONEHOT, BINARY -> value;
        };
    }

    private static Tensor each(Tensor x, IntToDoubleFunction factor, DoubleBinaryOperator change) {
        return Tensor.fill(DType.F64, x.shape(), k -> change.applyAsDouble(x.at(k), factor.applyAsDouble(k)));
    }

    /** A direction for all entries of all leaves. */
    static Direction random(SplittableRandom random) {
        return (leaf, value) -> Domain.REAL.sample(value.shape(), random);
    }

    /** All entries of each leaf together, one way or the other. */
    static Direction together(SplittableRandom random) {
        return (leaf, value) -> {
            double d = 2 * random.nextDouble() - 1;
            return Tensor.full(DType.F64, value.shape(), d);
        };
    }

    /** One entry of one leaf. */
    static Direction single(SplittableRandom random, int leaves) {
        int[] countdown = {random.nextInt(leaves)};
        return (leaf, value) -> {
            boolean chosen = countdown[0]-- == 0 && value.count() > 0;
            int entry = chosen ? random.nextInt(value.count()) : -1;
            return Tensor.fill(DType.F64, value.shape(), k -> k == entry ? 1 : 0);
        };
    }

    /** Whether a leaf is of labels or whole numbers, which may well be 0. */
    static boolean isWhole(Node leaf) {
        return switch (((Leaf) leaf.op()).domain().kind()) {
            case ONEHOT, BINARY, INTEGER -> true;
            default -> false;
        };
    }

    /** New values for what does not move along lines: labels, and whole numbers in a wide range. */
    static Tensor redrawn(Node leaf, Tensor value, double reach, SplittableRandom random) {
        Domain domain = ((Leaf) leaf.op()).domain();
        Shape shape = value.shape();
        return switch (domain.kind()) {
            case ONEHOT, BINARY, SIMPLEX -> domain.sample(shape, random);
            case INTEGER -> {
                long high = (long) Math.min(domain.high(), domain.low() + Math.max(3, reach));
                yield Tensor.fill(value.dtype(), shape, k -> random.nextLong((long) domain.low(), high + 1));
            }
            default -> value;
        };
    }
}
