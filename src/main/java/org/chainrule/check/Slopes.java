package org.chainrule.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.chainrule.check.Ridders.Side;
import org.chainrule.check.Ridders.Slope;

/**
 * One claimed slope against the function itself. A claim is called wrong only when estimates from different steps agree
 * with each other and not with it; where they do not agree with each other, rounding has the last word and there is no
 * verdict.
 */
final class Slopes {
    /** What the function says of a claim. */
    enum Verdict {
        /** The central slope is the claimed one. */
        AGREES,
        /** Estimates agree on another slope. */
        DIFFERS,
        /** Estimates scatter more than the difference. */
        NOISY,
        /** There is no central slope: the function is not finite on one side, or on both. */
        UNDEFINED
    }

    /**
     * The answer.
     *
     * @param value the best estimate of the slope; NaN when undefined
     * @param noise how far it may be off
     * @param step the smallest step used
     */
    record Answer(Verdict verdict, double value, double noise, double step) {}

    /** First steps, the usual one first; a large one helps against rounding, small ones against kinks and borders. */
    private static final double[] STARTS = {1e-2, 1e-3, 1e-1, 1e-4, 1e-5, 1e-6};

    /** For functions that swing faster than those steps: to them such a function is nearly constant. */
    private static final double[] FINE_STARTS = {1e-7, 1e-8, 1e-9};

    private static final double[] ONE_SIDED_STARTS = {1e-2, 1e-4, 1e-6};

    private final DoubleUnaryOperator f;
    private final double f0;
    /** Steps are multiplied by this: below 1 for entries much smaller than 1 that steps must not dwarf. */
    private final double reach;
    /** How much intermediate results may be off by rounding. */
    private final double rounding;

    /**
     * @param f the function
     * @param f0 its value at 0
     * @param magnitude the largest intermediate result
     */
    Slopes(DoubleUnaryOperator f, double f0, double reach, double magnitude) {
        this.f = f;
        this.f0 = f0;
        this.reach = reach;
        this.rounding = 16 * Math.ulp(magnitude);
    }

    /**
     * Compares the central slope with a claim.
     *
     * @param allowance how far the claim may be off
     */
    Answer compare(double claim, double allowance) {
        List<Slope> slopes = new ArrayList<>();
        boolean anySwallowed = false;
        for (double start : STARTS) {
            Slope slope = Ridders.slope(f, f0, Side.BOTH, start);
            if (slope.isFinite()) {
                if (Math.abs(slope.value() - claim) <= allowance) {
                    return new Answer(Verdict.AGREES, slope.value(), slope.noise(f0), slope.step());
                }
                if (swallowed(slope, claim)) {
                    anySwallowed = true;
                } else {
                    slopes.add(slope);
                }
                if (slopes.size() == 2 && settled(slopes.get(0), slopes.get(1), claim)) {
                    break;
                }
            }
        }
        if (reach < 1) {
            Slope slope = Ridders.slope(f, f0, Side.BOTH, STARTS[0] * reach);
            if (slope.isFinite() && Math.abs(slope.value() - claim) <= allowance) {
                return new Answer(Verdict.AGREES, slope.value(), slope.noise(f0), slope.step());
            }
            if (slope.isFinite()) {
                slopes.add(slope);
            }
        }
        Answer answer = judge(slopes, claim, anySwallowed);
        return answer.verdict() == Verdict.DIFFERS ? closer(answer, claim, allowance) : answer;
    }

    /** What far smaller steps say of a slope that differs from the claim, where rounding leaves them anything to say. */
    private Answer closer(Answer differs, double claim, double allowance) {
        double most = Math.abs(differs.value() - claim) / 20;
        for (double start : FINE_STARTS) {
            Slope slope = Ridders.slope(f, f0, Side.BOTH, start * reach);
            double noise = slope.noise(f0) + rounding / slope.step();
            if (!slope.isFinite() || noise > most) {
                continue;
            }
            if (Math.abs(slope.value() - claim) <= allowance + noise) {
                return new Answer(Verdict.AGREES, slope.value(), noise, slope.step());
            }
            if (Math.abs(slope.value() - differs.value()) > most) {
                return new Answer(Verdict.NOISY, slope.value(), differs.noise(), slope.step());
            }
        }
        return differs;
    }

    /** The function looks constant because its intermediate results are too large to feel such steps. */
    private boolean swallowed(Slope slope, double claim) {
        return slope.value() == 0 && Math.abs(claim) * slope.step() <= rounding;
    }

    /** The difference to the claim is one that rounding of intermediate results could make. */
    private boolean inRounding(Slope slope, double claim) {
        return Math.abs(slope.value() - claim) * slope.step() <= rounding;
    }

    private boolean settled(Slope a, Slope b, double claim) {
        double difference = Math.min(Math.abs(a.value() - claim), Math.abs(b.value() - claim));
        return 20 * (Math.abs(a.value() - b.value()) + a.noise(f0) + b.noise(f0)) < difference
                && !inRounding(a, claim)
                && !inRounding(b, claim);
    }

    private Answer judge(List<Slope> slopes, double claim, boolean anySwallowed) {
        if (slopes.isEmpty()) {
            boolean defined = Double.isFinite(f.applyAsDouble(STARTS[STARTS.length - 1]))
                    && Double.isFinite(f.applyAsDouble(-STARTS[STARTS.length - 1]));
            Verdict verdict = defined ? Verdict.NOISY : Verdict.UNDEFINED;
            return new Answer(verdict, Double.NaN, Double.POSITIVE_INFINITY, 0);
        }
        slopes.sort(Comparator.comparingDouble(slope -> slope.noise(f0)));
        Slope best = slopes.get(0);
        double spread = 0;
        int counted = inRounding(best, claim) ? slopes.size() : Math.min(3, slopes.size());
        for (Slope other : slopes.subList(0, counted)) {
            spread = Math.max(spread, Math.abs(other.value() - best.value()));
        }
        double noise = best.noise(f0) + 3 * spread;
        boolean clear = Math.abs(best.value() - claim) > noise && !(anySwallowed && inRounding(best, claim));
        Verdict verdict = clear ? Verdict.DIFFERS : Verdict.NOISY;
        return new Answer(verdict, best.value(), noise, best.step());
    }

    /** The function itself. */
    DoubleUnaryOperator function() {
        return f;
    }

    /** The slope on one side; NaN when the function is not finite there. */
    Slope oneSided(Side side) {
        Slope best = new Slope(Double.NaN, Double.POSITIVE_INFINITY, 1);
        for (double start : ONE_SIDED_STARTS) {
            Slope slope = Ridders.slope(f, f0, side, start * reach);
            if (slope.isFinite() && !(slope.noise(f0) >= best.noise(f0))) {
                best = slope;
            }
        }
        return best;
    }

    /**
     * How much the slope jumps at 0, from second differences: they shrink with the step where the function is smooth.
     *
     * @param step a step small enough to see the function near 0
     */
    double bend(double step) {
        double half = step / 2;
        double wide = (f.applyAsDouble(step) - 2 * f0 + f.applyAsDouble(-step)) / step;
        double narrow = (f.applyAsDouble(half) - 2 * f0 + f.applyAsDouble(-half)) / half;
        double bend = Math.abs(2 * narrow - wide);
        double rounding = 100 * Math.ulp(1.0) * Math.abs(f0) / half;
        return bend > rounding ? bend : 0;
    }

    /** How much the function itself jumps at 0 towards one side; 0 where it is continuous. */
    double jump(Side side) {
        double sign = side == Side.LEFT ? -1 : 1;
        double near = f.applyAsDouble(sign * 1e-10 * reach) - f0;
        double far = f.applyAsDouble(sign * 1e-5 * reach) - f0;
        boolean jumps = Math.abs(near) > 0.1 * Math.abs(far) && Math.abs(near) > 1e-8 * Math.abs(f0);
        return jumps ? near : 0;
    }

    /**
     * The slope beside a jump: that of the function with its value at 0 replaced by the limit from this side.
     */
    Slope besideJump(Side side, double jump) {
        Slope best = Ridders.slope(f, f0 + jump, side, 1e-4 * reach);
        Slope wide = Ridders.slope(f, f0 + jump, side, 1e-2 * reach);
        return wide.isFinite() && wide.error() < best.error() ? wide : best;
    }

    /** True when quotients on one side grow without bound towards the claimed infinity. */
    boolean risesTo(double claim) {
        for (Side side : new Side[] {Side.LEFT, Side.RIGHT}) {
            double sign = side == Side.LEFT ? -1 : 1;
            double before = 0;
            boolean rises = true;
            for (double h = 1e-4; h > 1e-11 && rises; h /= 100) {
                double quotient = sign * (f.applyAsDouble(sign * h * reach) - f0) / (h * reach);
                rises = Double.isFinite(quotient)
                        && Math.signum(quotient) == Math.signum(claim)
                        && Math.abs(quotient) > 2 * before;
                before = Math.abs(quotient);
            }
            if (rises) {
                return true;
            }
        }
        return false;
    }
}
