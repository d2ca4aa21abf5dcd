package org.chainrule.check;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.exec.Evaluator;
import org.chainrule.exec.digits.Ball;
import org.chainrule.exec.digits.Digits;
import org.chainrule.exec.digits.Digits.Compared;
import org.chainrule.exec.digits.Digits.Effort;
import org.chainrule.exec.digits.Digits.Order;
import org.chainrule.exec.digits.RefusedException;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** A point at which comparisons that doubles cannot settle are made in many digits, each entry on its own scale. */
final class ExactPoint {
    /** Doubles that differ by less are equal as far as doubles can say. */
    private static final double SAME = 1e-13;
    /** A difference of this size is no rounding, unless much larger numbers have cancelled. */
    private static final double CLEAR = 1e-6;
    /** Numbers so much larger than the result have cancelled. */
    private static final double LARGE = 1e6;
    /** Numbers so much smaller than the result may be lost in it. */
    private static final double SMALL = 1e-9;
    /** Numbers this close to each other may be equal. */
    private static final double TIE = 1e-12;

    /** Equations hold at a point up to this. */
    private static final double HELD = 1e-11;

    /** In products of numbers of 256 bits; a fraction of a second. */
    private static final double BUDGET = 1e6;

    /** Digits that are beyond a double, and those that are known at most. */
    private static final int DOUBLE = 17;

    private static final int DIGITS = 50;

    /** The largest difference at the point. */
    record Verdict(boolean differs, int entry, Ball left, Ball right, double error) {
        /** Where they differ; what is one double is written in more digits. */
        Counterexample example(int number, String index, Sizes sizes) {
            double a = left.toDouble();
            double b = right.toDouble();
            Counterexample inDoubles = Counterexample.of(number, index, a, b, sizes);
            if (a != b || !Double.isFinite(a)) {
                return inDoubles;
            }
            return IntStream.rangeClosed(DOUBLE, DIGITS)
                    .mapToObj(digits ->
                            new Counterexample(number, index, a, b, left.text(digits), right.text(digits), sizes))
                    .filter(example -> !example.leftText().equals(example.rightText()))
                    .findFirst()
                    .orElse(inDoubles);
        }
    }

    private final Evaluator point;
    private final boolean assumed;
    private final NodeMap<Extent> extents = new NodeMap<>();
    private final NodeMap<Boolean> nearTies = new NodeMap<>();
    private @Nullable Digits digits;

    /** @param assumed whether the point meets equations, which it does up to rounding only */
    ExactPoint(Evaluator point, boolean assumed) {
        this.point = point;
        this.assumed = assumed;
    }

    /** Another comparison begins, and has its share of the work, whatever the lines before it took. */
    void begin() {
        if (digits != null) {
            digits.refill();
        }
    }

    private Digits digits() {
        if (digits == null) {
            digits = Digits.of(
                    new Digits.Given() {
                        @Override
                        public Tensor value(Node leaf) {
                            return point.value(leaf);
                        }

                        @Override
                        public double blur(Node leaf) {
                            return assumed && Assumptions.isFree(leaf) ? HELD * largest(point.value(leaf)) : 0;
                        }
                    },
                    point.sizes(),
                    BUDGET);
        }
        return digits;
    }

    /** Whether doubles leave open how two expressions compare. */
    boolean isOpen(Node left, Node right, Tensor a, Tensor b) {
        if (!a.isFinite() || !b.isFinite()) {
            return true;
        }
        double scale = Math.max(largest(a), largest(b));
        double apart = 0;
        double worst = 0;
        for (int k = 0; k < Math.max(a.count(), b.count()); k++) {
            double x = a.at(a.rank() == 0 ? 0 : k);
            double y = b.at(b.rank() == 0 ? 0 : k);
            double off = Math.abs(x - y);
            apart = Math.max(apart, off);
            worst = off == 0 ? worst : Math.max(worst, off / Math.max(Math.abs(x), Math.abs(y)));
        }
        return (worst > SAME && apart <= CLEAR * scale) || isExtreme(left, right, scale);
    }

    /** Whether something compares numbers that are equal but for rounding, so that doubles may take the wrong side. */
    boolean hasNearTie(Node left, Node right, RoundingNoise noise) {
        return isNearTieIn(left, noise) || isNearTieIn(right, noise);
    }

    private boolean isNearTieIn(Node root, RoundingNoise noise) {
        if (!nearTies.has(root)) {
            for (Node node : Walk.from(List.of(root), nearTies::has).nodes()) {
                nearTies.put(
                        node, isNearTie(node, noise) || node.inputs().stream().anyMatch(nearTies::at));
            }
        }
        return nearTies.at(root);
    }

    private boolean isNearTie(Node node, RoundingNoise noise) {
        if (Comparison.symbol(node.op()).isEmpty()) {
            return false;
        }
        Node margin = node.input(0).minus(node.input(1));
        double size = Math.max(largest(point.value(node.input(0))), largest(point.value(node.input(1))));
        Tensor apart = point.value(margin);
        boolean isClose = IntStream.range(0, apart.count())
                .mapToDouble(k -> Math.abs(apart.at(k)))
                .anyMatch(each -> each > 0 && each < TIE * size);
        return isClose || isTiedByRounding(apart, noise.of(margin, apart));
    }

    /** Whether two numbers are equal in doubles, and would not be with other roundings on the way. */
    private static boolean isTiedByRounding(Tensor apart, double[] noise) {
        return IntStream.range(0, apart.count()).anyMatch(k -> apart.at(k) == 0 && noise[k] > 0);
    }

    /** Whether numbers on the way are of quite another magnitude than the result. */
    private boolean isExtreme(Node left, Node right, double scale) {
        double large = LARGE * (scale == 0 ? 1 : scale);
        double small = SMALL * (scale == 0 ? 1 : scale);
        Extent both = extent(left).with(extent(right));
        return both.largest > large || both.smallest < small;
    }

    /**
     * Sizes of the entries of a node and of all that it is computed from.
     *
     * @param largest infinite where one is no number
     * @param smallest of those that are not 0
     */
    private record Extent(double largest, double smallest) {
        static Extent of(Tensor value) {
            double largest = 0;
            double smallest = Double.POSITIVE_INFINITY;
            for (int k = 0; k < value.count(); k++) {
                double size = Math.abs(value.at(k));
                largest = Math.max(largest, Double.isNaN(size) ? Double.POSITIVE_INFINITY : size);
                smallest = size > 0 ? Math.min(smallest, size) : smallest;
            }
            return new Extent(largest, smallest);
        }

        Extent with(Extent other) {
            return new Extent(Math.max(largest, other.largest), Math.min(smallest, other.smallest));
        }
    }

    /** Kept for each node, so that a line asks only for the nodes that no line before it had. */
    private Extent extent(Node root) {
        if (!extents.has(root)) {
            Walk fresh = Walk.from(List.of(root), extents::has);
            for (Node node : fresh.nodes()) {
                Extent extent = Extent.of(point.value(node));
                for (Node input : node.inputs()) {
                    extent = extent.with(extents.at(input));
                }
                extents.put(node, extent);
            }
        }
        return extents.at(root);
    }

    /** How two expressions compare; nothing when they cannot be evaluated so, have no values, or it takes more digits. */
    Optional<Verdict> compare(Node left, Node right, Effort effort) {
        List<Compared> entries;
        try {
            entries = digits().compare(left, right, effort);
        } catch (RefusedException e) {
            return Optional.empty();
        }
        Compared worst = null;
        for (Compared entry : entries) {
            if (entry.order() == Order.BOTH_UNDEFINED || entry.order() == Order.ONE_UNDEFINED) {
                return Optional.empty();
            }
            worst = worst == null || entry.difference() > worst.difference() ? entry : worst;
        }
        return Optional.ofNullable(worst)
                .map(entry -> new Verdict(
                        entry.order() == Order.DIFFERENT,
                        entry.entry(),
                        entry.left(),
                        entry.right(),
                        entry.difference()));
    }

    /** Whether the right side has no value in some entry in which the left one has; false when that is not known. */
    boolean isLeftOut(Node left, Node right) {
        try {
            return digits().compare(left, right).stream()
                    .anyMatch(entry -> entry.order() == Order.ONE_UNDEFINED
                            && Double.isNaN(entry.right().toDouble()));
        } catch (RefusedException e) {
            return false;
        }
    }

    /** Whether no entry of an expression is 0, whatever doubles say. */
    boolean isNowhereZero(Node node) {
        try {
            return digits().compare(node, Node.constant(0)).stream()
                    .allMatch(entry -> entry.order() == Order.DIFFERENT);
        } catch (RefusedException e) {
            return false;
        }
    }

    static double largest(Tensor value) {
        double largest = 0;
        for (int k = 0; k < value.count(); k++) {
            largest = Math.max(largest, Math.abs(value.at(k)));
        }
        return largest;
    }
}
