package org.chainrule.exec.digits;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A graph evaluated to 50 decimal digits or more: what it means over the real numbers, where {@link
 * org.chainrule.exec.Interpreter} says what doubles make of it. Ops are evaluated by their definitions, constants as the
 * numbers they stand for (0.1 is one tenth, 3.141592653589793 is π), and every number carries a bound of its error. When the
 * errors do not allow an answer, the graph is run again with more digits, up to sixteen times as many.
 *
 * <pre>{@code
 * Ball y = Digits.of(List.of(x.is(30)), Sizes.NONE).value(sigmoid(x).minus(1)).at(0);   // -9.357622968839…e-14
 * }</pre>
 */
public final class Digits {
    /** What the leaves are. */
    public interface Given {
        /** The value of a leaf. */
        Tensor value(Node leaf);

        /** Whether 0.1 stands for one tenth, as somebody wrote it, and not for the double next to that. */
        default boolean isAsWritten() {
            return true;
        }

        /** How far the value may be from what was meant; 0 for an exact one. */
        default double blur(Node leaf) {
            return 0;
        }
    }

    /** How two expressions compare. */
    public enum Order {
        /** Equal in 50 digits, or as far as rounded constants allow to say. */
        EQUAL,
        /** The difference is not 0. */
        DIFFERENT,
        /** One has a value where the other has none. */
        ONE_UNDEFINED,
        /** Neither has a value. */
        BOTH_UNDEFINED
    }

    /**
     * One entry of two expressions.
     *
     * @param entry its row-major position
     * @param difference how far apart they are, relative to the larger magnitude; 0 when equal
     */
    public record Compared(int entry, Order order, Ball left, Ball right, double difference) {}

    /** How far a comparison goes for digits that cancel. */
    public enum Effort {
        /** 77 decimal digits on the way. */
        USUAL(1),
        /** Up to 1,200 digits on the way. */
        DEEP(4);

        private final int levels;

        Effort(int levels) {
            this.levels = levels;
        }
    }

    /** 50 decimal digits. */
    private static final double ENOUGH = 166.1;

    /** What may be 0 and is closer to it than any double, as a power of 2, is 0. */
    private static final double NOTHING = -1100;

    private static final int[] BITS = {256, 512, 1024, 4096};
    private static final double USUAL_BUDGET = 3e7;
    /** An ordinary comparison takes less than this part of all work. */
    private static final double SHARES = 30;

    private final Given given;
    private final Sizes sizes;
    private final double budget;
    private final List<@Nullable DigitRun> runs = new ArrayList<>();

    private Digits(Given given, Sizes sizes, double budget) {
        this.given = given;
        this.sizes = sizes;
        this.budget = budget;
        for (int i = 0; i < BITS.length; i++) {
            runs.add(null);
        }
    }

    /**
     * Nothing computed yet.
     *
     * @param sizes all free named sizes
     * @param budget how much work there may be, in products of numbers of 256 bits
     */
    public static Digits of(Given given, Sizes sizes, double budget) {
        return new Digits(given, sizes, budget);
    }

    /** With values for the leaves, taken with all their binary digits. */
    public static Digits of(List<Binding> bindings, Sizes sizes) {
        return of(bindings, sizes, USUAL_BUDGET);
    }

    /** The same within a budget. */
    public static Digits of(List<Binding> bindings, Sizes sizes, double budget) {
        return new Digits(new Bound(bindings), sizes, budget);
    }

    private record Bound(List<Binding> bindings) implements Given {
        @Override
        public Tensor value(Node leaf) {
            for (Binding binding : bindings) {
                if (binding.leaf() == leaf) {
                    return binding.value();
                }
            }
            throw new ChainruleException(
                    "{0} has no value: give one of shape {1}", ((Leaf) leaf.op()).name(), leaf.shape());
        }

        @Override
        public boolean isAsWritten() {
            return false;
        }
    }

    /** Allows at least a share of the work allowed at the beginning; what has been computed stays. */
    public void refill() {
        for (DigitRun run : runs) {
            if (run != null) {
                run.allow(budget / SHARES);
            }
        }
    }

    private DigitRun run(int level) {
        DigitRun run = runs.get(level);
        if (run == null) {
            run = new DigitRun(given, sizes, BITS[level], level == BITS.length - 1, budget);
            runs.set(level, run);
        }
        return run;
    }

    /**
     * The value of a node, each entry to 50 digits if it can be had.
     *
     * @throws RefusedException when an op has no exact meaning here, or it takes too long
     */
    public BallTensor value(Node node) {
        BallTensor value = null;
        for (int level = 0; level < BITS.length; level++) {
            try {
                value = run(level).value(node);
            } catch (UnsettledException e) {
                value = null;
            }
            if (value != null && value.balls().stream().allMatch(Digits::isSharp)) {
                return value;
            }
        }
        if (value == null) {
            throw new RefusedException(say("the numbers are too large or too small for an evaluation to many digits"));
        }
        return value;
    }

    private static boolean isSharp(Ball ball) {
        return !ball.isFinite() || ball.isExact() || ball.magnitude() - ball.radius() > ENOUGH;
    }

    /** {@link #compare(Node, Node, Effort)} with all digits that it takes. */
    public List<Compared> compare(Node left, Node right) {
        return compare(left, right, Effort.DEEP);
    }

    /**
     * Compares two expressions entry by entry, each on its own scale; a scalar stands for a tensor of it.
     *
     * @throws RefusedException when an op has no exact meaning here, it takes too long, or the digits do not suffice
     */
    public List<Compared> compare(Node left, Node right, Effort effort) {
        double blurBefore = Double.NaN;
        for (int level = 0; level < effort.levels; level++) {
            try {
                DigitRun run = run(level);
                BallTensor a = run.value(left);
                BallTensor b = run.value(right);
                Shape shape = a.shape().rank() == 0 ? b.shape() : a.shape();
                List<Compared> compared = new ArrayList<>();
                double blur = Double.NEGATIVE_INFINITY;
                for (int k = 0; k < shape.entries(); k++) {
                    Ball x = a.at(a.shape().rank() == 0 ? 0 : k);
                    Ball y = b.at(b.shape().rank() == 0 ? 0 : k);
                    compared.add(compared(run.arithmetic(), k, x, y));
                    blur = Math.max(blur, vague(run.arithmetic(), x, y));
                }
                // What more digits did not make sharper is due to rounded constants.
                if (blur == Double.NEGATIVE_INFINITY || blur > blurBefore - 64) {
                    if (run.arithmetic().hasGuessed() && compared.stream().anyMatch(Digits::isHardlyDifferent)) {
                        break;
                    }
                    return compared;
                }
                blurBefore = blur;
            } catch (UnsettledException e) {
                blurBefore = Double.NaN;
            }
        }
        throw new RefusedException(say("the numbers are too large or too small for an evaluation to many digits"));
    }

    /** Whether two numbers differ that are both closer to 0 than what may have been taken for 0, as 1 − tanh(2000). */
    private static boolean isHardlyDifferent(Compared each) {
        return each.order() == Order.DIFFERENT
                && each.left().isFinite()
                && each.right().isFinite()
                && Math.max(each.left().magnitude(), each.right().magnitude()) < NOTHING;
    }

    private static Compared compared(BallArithmetic arithmetic, int k, Ball x, Ball y) {
        if (x.isUndefined() || y.isUndefined()) {
            boolean both = x.isUndefined() && y.isUndefined();
            return new Compared(k, both ? Order.BOTH_UNDEFINED : Order.ONE_UNDEFINED, x, y, Double.POSITIVE_INFINITY);
        }
        if (!x.isFinite() || !y.isFinite()) {
            boolean same = x.kind() == y.kind();
            return new Compared(k, same ? Order.EQUAL : Order.DIFFERENT, x, y, same ? 0 : Double.POSITIVE_INFINITY);
        }
        Ball difference = arithmetic.minus(x, y);
        double scale = Math.max(x.magnitude(), y.magnitude());
        if (difference.mayBeZero()) {
            return new Compared(k, Order.EQUAL, x, y, 0);
        }
        return new Compared(k, Order.DIFFERENT, x, y, Math.pow(2, difference.magnitude() - scale));
    }

    /** How much is not known of a difference that may be 0, relative to the larger number; −∞ when it is enough. */
    private static double vague(BallArithmetic arithmetic, Ball x, Ball y) {
        if (!x.isFinite() || !y.isFinite()) {
            return Double.NEGATIVE_INFINITY;
        }
        Ball difference = arithmetic.minus(x, y);
        double scale = Math.max(x.magnitude(), y.magnitude());
        boolean settled = !difference.mayBeZero()
                || difference.isZero()
                // A term of usual size counts beside large ones as well.
                || Math.min(scale, 0) - difference.radius() > ENOUGH
                || (scale == Double.NEGATIVE_INFINITY && difference.radius() < NOTHING);
        return settled
                ? Double.NEGATIVE_INFINITY
                : scale == Double.NEGATIVE_INFINITY ? difference.radius() : difference.radius() - scale;
    }
}
