package org.chainrule.check;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * A few random points at which expressions are compared: feasible for the domains of the leaves, with free sizes that
 * are all distinct and differ from point to point. What is computed at a point is kept, so that comparing one more
 * variant of a formula costs only its new nodes.
 *
 * <pre>{@code
 * Samples samples = Samples.of(List.of(loss), Assumptions.NONE, List.of(), 0);
 * boolean right = samples.compare(claim, truth).isEqual();
 * }</pre>
 */
public final class Samples {
    /** Two formulas that differ by less, relative to the largest entry, differ by rounding. */
    public static final double TOLERANCE = 1e-9;

    /** Rounding leaves this much where a sum cancels to zero. */
    private static final double FLOOR = 1e-12;

    private static final int POINTS = 4;
    private static final int DRAWS = 24;

    private final List<Evaluator> points;
    /** The same points in many digits. */
    private final List<ExactPoint> exact;

    private final Message trouble;

    private Samples(List<Evaluator> points, boolean assumed, Message trouble) {
        this.points = List.copyOf(points);
        this.exact =
                points.stream().map(point -> new ExactPoint(point, assumed)).toList();
        this.trouble = trouble;
    }

    /**
     * Draws points at which some expressions are finite.
     *
     * @param roots what will be compared, or what it is made of: their leaves are given values
     * @param assumptions equations that hold at every point
     * @param given values that stay as they are, such as a number of samples given as an input
     * @param seed the same seed draws the same points
     */
    public static Samples of(List<Node> roots, Assumptions assumptions, List<Binding> given, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Evaluator> points = new ArrayList<>();
        Message trouble = Message.NONE;
        List<Node> all = new ArrayList<>(roots);
        all.addAll(assumptions.nodes());
        for (int draw = 0; draw < DRAWS && points.size() < POINTS; draw++) {
            try {
                int larger = points.size() % 2;
                RandomPoint point = Range.at(draw).apply(RandomPoint.completing(all, given, larger, random), given);
                Evaluator evaluator = assumptions.imposed(point);
                trouble = firstNonFinite(evaluator, roots);
                if (trouble.isEmpty()) {
                    points.add(evaluator);
                }
            } catch (ChainruleException e) {
                trouble = e.sentence().firstLine();
            }
        }
        return new Samples(points, !assumptions.equations().isEmpty(), points.isEmpty() ? trouble : Message.NONE);
    }

    private static Message firstNonFinite(Evaluator evaluator, List<Node> roots) {
        for (Node root : roots) {
            if (!evaluator.value(root).isFinite()) {
                return evaluator
                        .values()
                        .firstNonFinite()
                        .map(what -> what.message().firstLine())
                        .orElse(Message.NONE);
            }
        }
        return Message.NONE;
    }

    /** The number of points; 0 when none was found. */
    public int count() {
        return points.size();
    }

    /** A point, with everything computed at it so far. */
    public Evaluator point(int i) {
        return points.get(i);
    }

    /** Why there is no point; nothing to say when there are some. */
    public Message trouble() {
        return trouble;
    }

    /**
     * Compares two expressions at all points. A scalar constant equals a tensor all of whose entries are that number.
     *
     * @param left finite at these points
     * @param right may be undefined at some, which are left out
     */
    public ComparisonAtPoints compare(Node left, Node right) {
        if (points.isEmpty()) {
            return ComparisonAtPoints.unknown(trouble);
        }
        Difference difference = new Difference(false);
        for (int i = 0; i < points.size(); i++) {
            Message shapes = difference.add(i, left, right);
            if (!shapes.isEmpty()) {
                return ComparisonAtPoints.shapes(shapes);
            }
        }
        return difference.comparison();
    }

    /** Whether two expressions are equal at all points; cheaper than {@link #compare} when they are not. */
    public boolean agree(Node left, Node right) {
        boolean any = false;
        for (int i = 0; i < points.size(); i++) {
            Difference difference = new Difference(true);
            if (!difference.add(i, left, right).isEmpty() || difference.outcome() == Outcome.DIFFERENT) {
                return false;
            }
            any |= difference.outcome() == Outcome.EQUAL;
        }
        return any;
    }

    /** Whether many digits show, at some point, that two expressions differ. */
    public boolean differExactly(Node left, Node right) {
        return exact.stream().anyMatch(point -> point.compare(left, right)
                .map(ExactPoint.Verdict::differs)
                .orElse(false));
    }

    private final class Difference {
        /** Whether what doubles call different is not looked at again. */
        private final boolean quick;

        private int compared;
        private boolean different;
        private double worst;
        private Optional<Counterexample> counterexample = Optional.empty();
        private Message reason = Message.NONE;
        private int undefined;
        private Optional<Counterexample> gap = Optional.empty();

        Difference(boolean quick) {
            this.quick = quick;
        }

        /** Returns what is wrong with the shapes, if anything. */
        Message add(int i, Node left, Node right) {
            Evaluator point = points.get(i);
            Tensor a;
            Tensor b;
            try {
                a = point.value(left);
                b = point.value(right);
            } catch (ChainruleException e) {
                reason = e.sentence().firstLine();
                return Message.NONE;
            }
            Shape shape = a.shape().equals(b.shape()) || isNumber(right) ? a.shape() : b.shape();
            if (!fits(a, left, shape) || !fits(b, right, shape)) {
                return say("left has shape {0}, right has shape {1}", left.shape(), right.shape());
            }
            Optional<ExactPoint.Verdict> verdict = exactly(i, left, right, a, b, shape);
            if (verdict.isPresent()) {
                settled(i, verdict.get(), shape);
            } else if (!a.isFinite()) {
                reason = say("the left side is not finite");
            } else if (!b.isFinite()) {
                undefined(i, a, b, shape);
            } else {
                measure(i, a, b, shape);
            }
            return Message.NONE;
        }

        /** What many digits say where doubles leave it open, and no point before has decided. */
        private Optional<ExactPoint.Verdict> exactly(int i, Node left, Node right, Tensor a, Tensor b, Shape shape) {
            if (different || (quick && differs(a, b, shape))) {
                return Optional.empty();
            }
            return exact.get(i).isOpen(left, right, a, b) ? exact.get(i).compare(left, right) : Optional.empty();
        }

        private static boolean differs(Tensor a, Tensor b, Shape shape) {
            double largest = 0;
            for (int k = 0; k < shape.entries(); k++) {
                largest = Math.max(largest, Math.abs(entry(a, k) - entry(b, k)));
            }
            return !(largest <= TOLERANCE * Math.max(ExactPoint.largest(a), ExactPoint.largest(b)) + FLOOR);
        }

        private void settled(int i, ExactPoint.Verdict verdict, Shape shape) {
            compared++;
            different |= verdict.differs();
            if (verdict.differs() && (counterexample.isEmpty() || verdict.error() > worst)) {
                worst = verdict.error();
                counterexample = Optional.of(new Counterexample(
                        i,
                        index(verdict.entry(), shape),
                        verdict.left(),
                        verdict.right(),
                        points.get(i).sizes()));
            }
        }

        /** Where the left side has a value and the right side has none, the two differ, unless they agree elsewhere. */
        private void undefined(int i, Tensor a, Tensor b, Shape shape) {
            undefined++;
            reason = say("the right side is not finite at {0} of {1} points", undefined, points.size());
            for (int k = 0; k < shape.entries() && gap.isEmpty(); k++) {
                if (!Double.isFinite(entry(b, k))) {
                    gap = Optional.of(new Counterexample(
                            i,
                            index(k, shape),
                            entry(a, k),
                            entry(b, k),
                            points.get(i).sizes()));
                }
            }
        }

        private void measure(int i, Tensor a, Tensor b, Shape shape) {
            compared++;
            double scale = Math.max(ExactPoint.largest(a), ExactPoint.largest(b));
            int count = shape.entries();
            int at = -1;
            double largest = 0;
            for (int k = 0; k < count; k++) {
                double apart = Math.abs(entry(a, k) - entry(b, k));
                if (apart > largest) {
                    largest = apart;
                    at = k;
                }
            }
            double error = scale > 0 ? largest / scale : 0;
            boolean differs = largest > TOLERANCE * scale + FLOOR;
            different |= differs;
            if (differs ? error > worst || counterexample.isEmpty() : counterexample.isEmpty() && error > worst) {
                worst = error;
                if (differs) {
                    counterexample = Optional.of(new Counterexample(
                            i,
                            index(at, shape),
                            entry(a, at),
                            entry(b, at),
                            points.get(i).sizes()));
                }
            }
        }

        Outcome outcome() {
            return different || (compared == 0 && undefined > 0)
                    ? Outcome.DIFFERENT
                    : compared > 0 ? Outcome.EQUAL : Outcome.UNKNOWN;
        }

        ComparisonAtPoints comparison() {
            if (compared == 0) {
                return undefined == 0
                        ? ComparisonAtPoints.unknown(reason)
                        : new ComparisonAtPoints(Outcome.DIFFERENT, 0, Double.POSITIVE_INFINITY, gap, reason);
            }
            return new ComparisonAtPoints(
                    outcome(), compared, worst, counterexample, different ? Message.NONE : reason);
        }
    }

    private static boolean isNumber(Node node) {
        return node.isScalar() && !node.isVariable();
    }

    private static boolean fits(Tensor value, Node node, Shape shape) {
        return value.shape().equals(shape) || isNumber(node);
    }

    private static double entry(Tensor value, int k) {
        return value.at(value.rank() == 0 ? 0 : k);
    }

    private static String index(int flat, Shape shape) {
        int[] index = new int[shape.rank()];
        int rest = flat;
        for (int axis = index.length - 1; axis >= 0; axis--) {
            index[axis] = rest % shape.extent(axis);
            rest /= shape.extent(axis);
        }
        return index.length == 0 ? "" : Arrays.toString(index);
    }

    /** Where the entries of real leaves come from. Some formulas are finite only for positive, or only for small, numbers. */
    private enum Range {
        ANY,
        POSITIVE,
        SMALL;

        static Range at(int draw) {
            return draw < DRAWS / 2 ? ANY : draw < DRAWS * 3 / 4 ? POSITIVE : SMALL;
        }

        RandomPoint apply(RandomPoint point, List<Binding> given) {
            if (this == ANY) {
                return point;
            }
            List<Binding> bindings = new ArrayList<>();
            for (Binding binding : point.bindings()) {
                bindings.add(given.contains(binding) ? binding : moved(binding));
            }
            return new RandomPoint(bindings, point.sizes());
        }

        private Binding moved(Binding binding) {
            if (!Assumptions.isFree(binding.leaf())) {
                return binding;
            }
            Tensor value = binding.value();
            return binding.leaf()
                    .is(Tensor.fill(
                            DType.F64,
                            value.shape(),
                            k -> this == POSITIVE ? 0.1 + Math.abs(value.at(k)) : 0.3 * Math.tanh(value.at(k))));
        }
    }
}
