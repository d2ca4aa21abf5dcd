package org.chainrule.check;

import static org.chainrule.message.Message.say;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.digits.Digits.Effort;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.symbolic.facts.Condition;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * How two expressions compare at one point.
 *
 * @param kind what the point says
 * @param relError the largest difference, relative to the largest entry
 * @param example the entry with the largest difference, or that is undefined
 * @param message what is to be said of it
 */
record PointDifference(Kind kind, double relError, Optional<Counterexample> example, Message message) {
    /** What one point says. */
    enum Kind {
        /** They are equal. */
        SAME,
        /** Both are zero, up to rounding: any multiple of them would be. */
        ZERO,
        /** They differ by no more than rounding can. */
        HIDDEN,
        /** They differ by more than rounding does as a rule, and less than two formulas do; many digits say which. */
        NEARLY,
        /** They differ. */
        DIFFERENT,
        /** The right side has no value where the left has one. */
        GAP,
        /** The right side is out of range where the left is not. */
        OVERFLOW,
        /** The right side cannot be computed where the left can. */
        FAILED,
        /** They have different shapes. */
        SHAPES,
        /** The left side has no value. */
        NOTHING
    }

    /** Rounding is estimated from a few runs; it may be so many times larger. */
    private static final double SAFETY = 1000;

    /** Beyond this multiple of the estimate a difference is hardly rounding. */
    private static final double SUSPICIOUS = 4;

    /** A difference of this part of the larger side, and rounding of this part of the difference. */
    private static final double FAR = 1e-3;

    private static final double[] EXACT = {0};

    /** No function of a number below this overflows. */
    private static final double MODERATE = 100;

    static PointDifference at(SamplePoint point, int number, Node left, Node right) {
        return at(point, number, left, right, point.isOrdinary());
    }

    /** @param closely whether many digits are asked although doubles say that both sides are the same */
    static PointDifference at(SamplePoint point, int number, Node left, Node right, boolean closely) {
        Tensor a;
        Tensor b;
        try {
            a = point.at().value(left);
        } catch (ChainruleException e) {
            return saying(Kind.NOTHING, e.sentence().firstLine());
        }
        if (!a.isFinite()) {
            return saying(Kind.NOTHING, say("the left side is not finite"));
        }
        try {
            b = point.at().value(right);
        } catch (ChainruleException e) {
            return isLost(point, left, right)
                    ? new Entries(a, Tensor.full(DType.F64, a.shape(), Double.NaN), a.shape())
                            .undefined(point, number, true)
                    : saying(Kind.FAILED, e.sentence().firstLine());
        }
        Shape shape = a.shape().equals(b.shape()) || isNumber(right) ? a.shape() : b.shape();
        if (!fits(a, left, shape) || !fits(b, right, shape)) {
            Message shapes = say("left has shape {0}, right has shape {1}", left.shape(), right.shape());
            return new PointDifference(Kind.SHAPES, Double.POSITIVE_INFINITY, Optional.empty(), shapes);
        }
        Entries entries = new Entries(a, b, shape);
        PointDifference inDoubles = b.isFinite()
                ? entries.measured(point, number, left, right)
                : entries.undefined(point, number, point.isOrdinary() && isInherent(point, right));
        // Without a value only by rounding, as 0/0 is where a tie is missed.
        boolean isGap = inDoubles.kind == Kind.GAP;
        boolean asked = inDoubles.isLossy()
                || ((isGap || leavesOpen(inDoubles.kind, closely))
                        && (isGap
                                || isDoubtful(inDoubles, point)
                                || point.exact().isOpen(left, right, a, b)
                                || (inDoubles.kind == Kind.DIFFERENT
                                        && point.exact().hasNearTie(left, right, point.noise()))));
        if (!asked) {
            return inDoubles.settled();
        }
        return point.exact()
                .compare(left, right, effort(inDoubles, point))
                .map(exact -> entries.exactly(exact, inDoubles.kind, point, number))
                .orElseGet(() -> {
                    boolean mayTie = point.exact().hasNearTie(left, right, point.noise());
                    if (inDoubles.kind == Kind.DIFFERENT && (mayTie || hidesNothing(point, left))) {
                        return saying(Kind.HIDDEN, say("rounding hides what the difference is"));
                    }
                    return inDoubles.settled().kind == Kind.SAME
                                    && point.exact().isLeftOut(left, right)
                            ? new Entries(a, Tensor.full(DType.F64, shape, Double.NaN), shape)
                                    .undefined(point, number, point.isOrdinary())
                            : inDoubles.settled();
                });
    }

    /** Whether the right side cannot be computed for what it is not defined for, as the logarithm of a negative determinant. */
    private static boolean isLost(SamplePoint point, Node left, Node right) {
        return point.isOrdinary()
                && left.shape().sameShape(right.shape())
                && Definedness.of(right).stream()
                        .anyMatch(condition -> condition.where() == null
                                && !condition.leavesOutLittle()
                                && isBroken(condition, point));
    }

    private static boolean isBroken(Condition condition, SamplePoint point) {
        try {
            if (condition.relation() == Condition.Relation.DEFINITE) {
                return !isDefinite(point, condition.of());
            }
            return Arrays.stream(point.at().value(condition.of()).toArray()).anyMatch(x -> !condition.allows(x));
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static boolean isDefinite(SamplePoint point, Node matrix) {
        point.at().value(matrix);
        try {
            point.at().value(Node.of(MatrixFunctions.CHOLESKY_FACTOR, matrix));
            return true;
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** Whether a value was compared that is none in doubles, as ∞ − ∞ of numbers out of their range. */
    private static boolean hidesNothing(SamplePoint point, Node root) {
        return Walk.from(List.of(root)).nodes().stream()
                .map(node -> point.at().value(node))
                .anyMatch(value -> Arrays.stream(value.toArray()).anyMatch(Double::isNaN));
    }

    /** Whether both sides are the same as far as doubles know, which have lost so many digits that how far apart they are says nothing. */
    private boolean isLossy() {
        return (kind == Kind.SAME || kind == Kind.NEARLY) && relError > Samples.TOLERANCE;
    }

    /** What is left to say when no more digits are to be had; of lost digits, no figure. */
    private PointDifference settled() {
        return kind == Kind.NEARLY || isLossy()
                ? new PointDifference(Kind.SAME, isLossy() ? 0 : relError, example, message)
                : this;
    }

    /** Whether two sides with values are apart by so much more than rounding that no digits need to be asked. */
    static boolean isFarApart(SamplePoint point, Node left, Node right, Tensor a, Tensor b) {
        if (!point.isOrdinary() || !a.isFinite() || !b.isFinite() || !a.shape().equals(b.shape())) {
            return false;
        }
        Entries entries = new Entries(a, b, a.shape());
        double[] offA = point.noise().of(left, a);
        double[] offB = point.noise().of(right, b);
        int at = entries.differing(offA, offB);
        return at >= 0
                && entries.apart(at) > FAR * Math.max(ExactPoint.largest(a), ExactPoint.largest(b))
                && entries.apart(at) * FAR > SAFETY * (offA[at] + offB[at])
                && !point.exact().hasNearTie(left, right, point.noise());
    }

    /** Far out, a number that underflows can put a switch on the wrong side, and leaves no estimate of rounding. */
    private static boolean isDoubtful(PointDifference inDoubles, SamplePoint point) {
        return inDoubles.kind == Kind.HIDDEN
                || (inDoubles.kind == Kind.DIFFERENT && !point.isOrdinary())
                || (inDoubles.kind == Kind.ZERO && !inDoubles.message.isEmpty());
    }

    /** Whether many digits may see what doubles do not. */
    private static boolean leavesOpen(Kind kind, boolean closely) {
        return kind == Kind.HIDDEN
                || kind == Kind.NEARLY
                || kind == Kind.DIFFERENT
                || kind == Kind.OVERFLOW
                || (closely && (kind == Kind.SAME || kind == Kind.ZERO));
    }

    /**
     * A point far out that says nothing, as where a sigmoid is flat, is not worth a thousand digits, unless doubles that cannot
     * be trusted are far apart, as those beside a tie are.
     */
    private static Effort effort(PointDifference inDoubles, SamplePoint point) {
        boolean saysNothing = (inDoubles.kind == Kind.HIDDEN && inDoubles.relError < Samples.TOLERANCE)
                || inDoubles.kind == Kind.OVERFLOW;
        return point.isOrdinary() || !(saysNothing || inDoubles.isLossy()) ? Effort.DEEP : Effort.USUAL;
    }

    private static PointDifference saying(Kind kind, Message reason) {
        return new PointDifference(kind, 0, Optional.empty(), reason);
    }

    private static boolean isNumber(Node node) {
        return node.isScalar() && !node.isVariable();
    }

    private static boolean fits(Tensor value, Node node, Shape shape) {
        return value.shape().equals(shape) || isNumber(node);
    }

    /** Both sides at one point, entry by entry. */
    private record Entries(Tensor a, Tensor b, Shape shape) {
        private PointDifference measured(SamplePoint point, int number, Node left, Node right) {
            double scale = Math.max(ExactPoint.largest(a), ExactPoint.largest(b));
            if (scale == 0) {
                return new PointDifference(Kind.ZERO, 0, Optional.empty(), Message.NONE);
            }
            if (differing(EXACT, EXACT) < 0) {
                return new PointDifference(Kind.SAME, worst(scale), Optional.empty(), Message.NONE);
            }
            double[] offA = point.noise().of(left, a);
            double[] offB = point.noise().of(right, b);
            int at = differing(offA, offB);
            if (at >= 0) {
                return new PointDifference(
                        Kind.DIFFERENT, apart(at) / scale, Optional.of(example(at, point, number)), Message.NONE);
            }
            return new PointDifference(
                    isZero(a, offA) && isZero(b, offB)
                            ? Kind.ZERO
                            : isVague(offA, offB) ? Kind.HIDDEN : isSuspicious(offA, offB) ? Kind.NEARLY : Kind.SAME,
                    worst(scale),
                    Optional.empty(),
                    say("rounding hides what the difference is"));
        }

        private PointDifference exactly(ExactPoint.Verdict exact, Kind inDoubles, SamplePoint point, int number) {
            if (!exact.differs()) {
                Kind kind = inDoubles == Kind.ZERO ? Kind.ZERO : Kind.SAME;
                return new PointDifference(kind, exact.error(), Optional.empty(), Message.NONE);
            }
            Counterexample example = exact.example(
                    number, index(exact.entry(), shape), point.at().sizes());
            return new PointDifference(Kind.DIFFERENT, exact.error(), Optional.of(example), Message.NONE);
        }

        /** @param region whether a point without a value has neighbours without one */
        private PointDifference undefined(SamplePoint point, int number, boolean region) {
            for (int k = 0; k < shape.entries(); k++) {
                if (!Double.isFinite(entry(b, k))) {
                    Kind kind = region ? Kind.GAP : Kind.OVERFLOW;
                    return new PointDifference(
                            kind, Double.POSITIVE_INFINITY, Optional.of(example(k, point, number)), Message.NONE);
                }
            }
            throw new IllegalStateException("no entry is undefined");
        }

        /** The entry that differs most, beyond rounding; negative when none does. */
        private int differing(double[] offA, double[] offB) {
            int at = -1;
            double largest = 0;
            for (int k = 0; k < shape.entries(); k++) {
                double apart = apart(k);
                double usual = Samples.TOLERANCE * Math.max(Math.abs(entry(a, k)), Math.abs(entry(b, k)));
                double rounding = SAFETY * (entry(offA, k) + entry(offB, k));
                if (apart > Math.max(usual, rounding) && apart > largest) {
                    largest = apart;
                    at = k;
                }
            }
            return at;
        }

        private double apart(int k) {
            return Math.abs(entry(a, k) - entry(b, k));
        }

        private double worst(double scale) {
            double worst = 0;
            for (int k = 0; k < shape.entries(); k++) {
                worst = Math.max(worst, apart(k));
            }
            return worst / scale;
        }

        private boolean isSuspicious(double[] offA, double[] offB) {
            return IntStream.range(0, shape.entries())
                    .anyMatch(k -> apart(k) > SUSPICIOUS * (entry(offA, k) + entry(offB, k)));
        }

        private boolean isVague(double[] offA, double[] offB) {
            // Some entry is known well enough to say that it is the same.
            for (int k = 0; k < shape.entries(); k++) {
                double size = Math.max(Math.abs(entry(a, k)), Math.abs(entry(b, k)));
                if (size > 0 && SAFETY * (entry(offA, k) + entry(offB, k)) < size) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isZero(Tensor value, double[] off) {
            for (int k = 0; k < off.length; k++) {
                if (Math.abs(value.at(k)) > SAFETY * off[k] || Double.isNaN(off[k])) {
                    return false;
                }
            }
            return true;
        }

        private Counterexample example(int k, SamplePoint point, int number) {
            return Counterexample.of(
                    number,
                    index(k, shape),
                    entry(a, k),
                    entry(b, k),
                    point.at().sizes());
        }
    }

    /** What a point says at which the right side has a value in doubles only, by a comparison with something undefined. */
    static Optional<PointDifference> strictly(SamplePoint point, int number, Node left, Node right) {
        try {
            Tensor a = point.at().value(left);
            Tensor b = point.strict().value(right);
            boolean leftOut = a.isFinite()
                    && a.shape().equals(b.shape())
                    && point.at().value(right).isFinite()
                    && !b.isFinite()
                    && point.strict().value(left).isFinite();
            return leftOut
                    ? Optional.of(new Entries(a, b, a.shape()).undefined(point, number, point.isOrdinary()))
                    : Optional.empty();
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** Whether the first undefined value comes from moderate numbers, as the root of a negative number does. */
    private static boolean isInherent(SamplePoint point, Node right) {
        for (Node node : Walk.from(List.of(right)).nodes()) {
            if (!point.at().value(node).isFinite()) {
                return node.inputs().stream()
                        .allMatch(input -> ExactPoint.largest(point.at().value(input)) < MODERATE);
            }
        }
        return false;
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

    private static double entry(Tensor value, int k) {
        return value.at(value.rank() == 0 ? 0 : k);
    }

    private static double entry(double[] values, int k) {
        return values[values.length == 1 ? 0 : k];
    }
}
