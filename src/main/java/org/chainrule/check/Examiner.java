package org.chainrule.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.chainrule.check.Ridders.Side;
import org.chainrule.check.Ridders.Slope;
import org.chainrule.check.Slopes.Answer;
import org.chainrule.check.Slopes.Verdict;
import org.chainrule.check.VariableCheck.Entry;
import org.chainrule.check.VariableCheck.Kink;
import org.chainrule.check.VariableCheck.Outcome;
import org.chainrule.tensor.Tensor;

/**
 * Compares a claimed gradient by one variable with the function. Two random directions come first, a few evaluations
 * each; only when they disagree, or pass through a kink, every entry is looked at.
 */
final class Examiner {
    private static final int DIRECTIONS = 2;
    /** More entries than this are sampled: the largest, and as many others by chance. */
    private static final int MOST_ENTRIES = 1024;
    /** About how many values of the function one entry takes, and how many entries are compared whatever that costs. */
    private static final int VALUES = 60;

    private static final int FEWEST_ENTRIES = 8;

    private static final int WORST = 10;
    /** A slope that jumps by less than this, relative to the gradient, is no kink. */
    private static final double BEND = 1e-4;

    /** Of a power of a negative number by its exponent, for example. */
    static final String NOWHERE =
            " there is no slope, since the function is not a number on either side, and the gradient says so";

    private static final String BY_CONVENTION = "a value by convention: there is no derivative here";

    private final int order;
    private final Probe probe;
    private final Coordinates x;
    private final double[] claim;
    private final double tolerance;
    private final double wholeScale;
    private final SplittableRandom random;
    private final double f0;
    private final double scale;
    private final int mostEntries;

    private double maxRelError;
    private final List<Entry> wrong = new ArrayList<>();
    private final List<Kink> kinks = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int undecided;
    private boolean differs;

    /**
     * @param order 1 for a gradient, 2 for a gradient of a gradient
     * @param claimed the gradient under test, of the variable's shape
     * @param tolerance the largest difference let through, relative to the largest entry
     * @param wholeScale the largest entry of the gradients by all variables
     * @param mostValues about how many values of the function it may take
     */
    Examiner(
            int order,
            Probe probe,
            Coordinates x,
            Tensor claimed,
            double tolerance,
            double wholeScale,
            SplittableRandom random,
            int mostValues) {
        this.order = order;
        this.probe = probe;
        this.x = x;
        this.claim = x.gradient(claimed);
        this.tolerance = tolerance;
        this.wholeScale = wholeScale;
        this.random = random;
        this.mostEntries = Math.max(FEWEST_ENTRIES, Math.min(MOST_ENTRIES, mostValues / VALUES));
        this.f0 = probe.at(x.base());
        double largest = 0;
        for (double entry : claim) {
            largest = Math.max(largest, Math.abs(entry));
        }
        this.scale = largest;
    }

    /**
     * The comparison.
     *
     * @param sizes sizes of the graph by name, to be recognised as factors
     */
    VariableCheck examine(String name, Map<String, Long> sizes) {
        int entries = 0;
        if (x.count() > 0 && !directionsAgree()) {
            maxRelError = 0;
            int[] chosen = chosenEntries();
            entries = chosen.length;
            double[] numeric = new double[entries];
            for (int i = 0; i < entries; i++) {
                numeric[i] = entry(chosen[i]);
            }
            recognise(chosen, numeric, sizes);
            if (entries < x.count() && wrong.isEmpty() && Double.isFinite(scale)) {
                searchAlongLine();
            }
        }
        Outcome outcome =
                differs || !wrong.isEmpty() ? Outcome.WRONG : undecided > 0 ? Outcome.UNDECIDED : Outcome.AGREES;
        if (undecided > 0) {
            findings.add(undecided + " of " + entries + " entries could not be decided: rounding in the function is "
                    + "larger than the difference; try a point where the function is not so large against its slope");
        }
        wrong.sort(Comparator.comparingDouble(Entry::error).reversed());
        List<Entry> worst = List.copyOf(wrong.subList(0, Math.min(WORST, wrong.size())));
        return new VariableCheck(
                name,
                x.shape(),
                order,
                outcome,
                maxRelError,
                entries,
                worst,
                List.copyOf(kinks),
                List.copyOf(findings));
    }

    /** What a sample of entries does not show may show along a line through all. */
    private void searchAlongLine() {
        double[] direction = x.direction(random);
        LineSlope.Claim along = LineSlope.Claim.along(claim, direction);
        double slope = along.slope();
        double size = along.size();
        LineSlope line =
                LineSlope.of(t -> probe.at(x.moved(direction, t)), f0, slope, allowance(size), size, LineSlope.MANY);
        if (line.verdict() != LineSlope.Verdict.DIFFERS) {
            return;
        }
        differs = true;
        maxRelError = Math.max(maxRelError, relative(line.value() - slope, size));
        findings.add(alongLine(line.value(), slope));
        LineSlope.culprit((part, t) -> probe.at(x.moved(part, t)), f0, claim, direction, this::allowance)
                .ifPresent(this::entry);
    }

    /** What is said of a line along which the slope is another one. */
    static String alongLine(double slope, double claimed) {
        return "along a random direction the slope is " + slope + ", by the gradient it would be " + claimed;
    }

    private boolean directionsAgree() {
        if (!Double.isFinite(scale)) {
            return false;
        }
        for (int n = 0; n < DIRECTIONS; n++) {
            double[] direction = x.direction(random);
            LineSlope.Claim along = LineSlope.Claim.along(claim, direction);
            double slope = along.slope();
            double size = along.size();
            Slopes slopes = new Slopes(t -> probe.at(x.moved(direction, t)), f0, 1, probe.magnitude());
            Answer answer = slopes.compare(slope, allowance(size));
            if (answer.verdict() != Verdict.AGREES || slopes.bend(answer.step()) > BEND * size) {
                return false;
            }
            maxRelError = Math.max(maxRelError, relative(answer.value() - slope, size));
        }
        return true;
    }

    private double allowance(double size) {
        // Rounding alone moves a quotient with the usual step by about 1e-14 of the value.
        return tolerance * size + 1e-13 * Math.abs(f0);
    }

    /** The error relative to a size, such that what is let through comes out below the tolerance. */
    private double relative(double error, double size) {
        return error == 0 ? 0 : tolerance * Math.abs(error) / allowance(size);
    }

    private int[] chosenEntries() {
        int count = x.count();
        if (count <= mostEntries) {
            return IntStream.range(0, count).toArray();
        }
        findings.add("only " + mostEntries + " of the " + count + " entries were compared one by one: the largest, and "
                + "others by chance");
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        order.sort(Comparator.comparingDouble(k -> -Math.abs(claim[k])));
        List<Integer> rest = order.subList(mostEntries / 2, count);
        for (int i = 0; i < mostEntries / 2; i++) {
            int j = i + random.nextInt(rest.size() - i);
            Integer swap = rest.get(i);
            rest.set(i, rest.get(j));
            rest.set(j, swap);
        }
        return order.subList(0, mostEntries).stream().mapToInt(k -> k).sorted().toArray();
    }

    /** Compares one entry and returns its numeric slope. */
    private double entry(int k) {
        double unit = x.unit(k);
        double value = Math.abs(x.value(k));
        double reach = value > 0 && value < 1e-2 ? value : 1;
        Slopes slopes = new Slopes(t -> probe.at(x.moved(k, t)), f0, reach, probe.magnitude());
        double slope = claim[k] * unit;
        double size = Double.isFinite(scale) ? scale * unit : Math.abs(slope);
        if (!Double.isFinite(slope)) {
            return notFinite(k, slopes);
        }
        Answer answer = slopes.compare(slope, allowance(size));
        if (answer.verdict() == Verdict.AGREES) {
            note(answer.value() / unit, claim[k]);
            if (slopes.bend(answer.step()) > BEND * size) {
                describeKink(k, slopes, size);
            }
            return answer.value() / unit;
        }
        return disagreement(k, slopes, answer, size);
    }

    private double disagreement(int k, Slopes slopes, Answer answer, double size) {
        double unit = x.unit(k);
        double jumpLeft = slopes.jump(Side.LEFT);
        double jumpRight = slopes.jump(Side.RIGHT);
        boolean jumps = jumpLeft != 0 || jumpRight != 0;
        Slope left = jumps ? slopes.besideJump(Side.LEFT, jumpLeft) : slopes.oneSided(Side.LEFT);
        Slope right = jumps ? slopes.besideJump(Side.RIGHT, jumpRight) : slopes.oneSided(Side.RIGHT);
        double slope = claim[k] * unit;
        if (!left.isFinite() && !right.isFinite()) {
            findings.add("at entry " + x.index(k) + " the function is not a number on either side");
            undecided++;
            return Double.NaN;
        }
        double slack = 10 * allowance(size) + left.noise(f0) + right.noise(f0);
        if (!left.isFinite() || !right.isFinite()) {
            double only = left.isFinite() ? left.value() : right.value();
            double noise = Math.min(left.noise(f0), right.noise(f0));
            if (Math.abs(only - slope) <= 10 * allowance(size) + noise) {
                addKink(k, left, right, "the slope on the only side where the function is defined");
                note(only / unit, claim[k]);
            } else {
                addWrong(k, only / unit, noise / unit);
            }
            return only / unit;
        }
        double low = Math.min(left.value(), right.value());
        double high = Math.max(left.value(), right.value());
        double apart = 2 * allowance(size) + left.noise(f0) + right.noise(f0) + 3 * answer.noise();
        boolean kink = jumps || high - low > apart;
        boolean between = slope >= low - slack && slope <= high + slack;
        if ((kink && between) || (order > 1 && (jumps || isOnKink(k)))) {
            addKink(k, left, right, between && !jumps ? convention(slope, left, right, slack) : BY_CONVENTION);
            return claim[k];
        }
        double numeric = answer.verdict() == Verdict.UNDEFINED || kink ? nearer(slope, low, high) : answer.value();
        if (jumps || answer.verdict() != Verdict.NOISY) {
            addWrong(k, numeric / unit, answer.noise() / unit);
        } else if (negligible(slope, answer) || isSwallowed(claim[k], answer)) {
            note(claim[k], claim[k]);
        } else {
            undecided++;
            note(numeric / unit, claim[k]);
        }
        return numeric / unit;
    }

    /**
     * At a kink of the function its second derivative is that of the conventions taken there, and need not lie between
     * those of the two sides: that of |x|² at 0 is 0. Comparisons and signs in the gradient switch there.
     */
    private boolean isOnKink(int k) {
        return probe.switches(x.moved(k, 1e-7)) || probe.switches(x.moved(k, -1e-7));
    }

    private static double nearer(double slope, double low, double high) {
        return Math.abs(slope - low) < Math.abs(slope - high) ? low : high;
    }

    /**
     * Noise that hides nothing: it is small against the gradients by all variables, or the claim is a zero, exact or up
     * to rounding, and the function shows no slope either.
     */
    private boolean negligible(double slope, Answer answer) {
        double ordinary = Math.max(Math.min(1, probe.magnitude()), Math.max(Math.abs(f0), wholeScale));
        boolean zero = Math.abs(slope) <= 1e-12 * ordinary;
        return zero || answer.noise() <= 10 * tolerance * Math.max(wholeScale, Math.abs(slope));
    }

    /** A zero up to rounding by a number so large that nothing moves: what stands in a softmax for what is masked. */
    private boolean isSwallowed(double claimed, Answer answer) {
        return Double.isNaN(answer.value()) && Math.abs(claimed) <= 1e-12 * Math.max(Math.abs(f0), wholeScale);
    }

    private void describeKink(int k, Slopes slopes, double size) {
        Slope left = slopes.oneSided(Side.LEFT);
        Slope right = slopes.oneSided(Side.RIGHT);
        double slack = 10 * allowance(size) + left.noise(f0) + right.noise(f0);
        if (Math.abs(left.value() - right.value()) > slack) {
            addKink(k, left, right, convention(claim[k] * x.unit(k), left, right, slack));
        }
    }

    private static String convention(double slope, Slope left, Slope right, double slack) {
        if (Math.abs(slope - left.value()) <= slack) {
            return "the left slope";
        }
        if (Math.abs(slope - right.value()) <= slack) {
            return "the right slope";
        }
        return Math.abs(2 * slope - left.value() - right.value()) <= 2 * slack ? "the mean of both" : "between both";
    }

    private void addKink(int k, Slope left, Slope right, String convention) {
        double unit = x.unit(k);
        kinks.add(new Kink(x.index(k), left.value() / unit, right.value() / unit, claim[k], convention));
    }

    private void addWrong(int k, double numeric, double noise) {
        wrong.add(new Entry(x.index(k), claim[k], numeric, noise));
        note(numeric, claim[k]);
    }

    private void note(double numeric, double analytic) {
        double size = Math.max(scale, Math.abs(numeric));
        maxRelError = Math.max(maxRelError, relative(numeric - analytic, size));
    }

    private double notFinite(int k, Slopes slopes) {
        if (!Double.isNaN(claim[k]) && slopes.risesTo(claim[k])) {
            Slope none = new Slope(claim[k], 0, 1);
            addKink(k, none, none, "the infinite slope of a vertical tangent");
            return claim[k];
        }
        Slope central = Ridders.slope(slopes.function(), f0, Side.BOTH, 1e-3);
        if (Double.isNaN(claim[k])
                && !slopes.oneSided(Side.LEFT).isFinite()
                && !slopes.oneSided(Side.RIGHT).isFinite()) {
            findings.add("at entry " + x.index(k) + NOWHERE);
            return Double.NaN;
        }
        wrong.add(new Entry(x.index(k), claim[k], central.value() / x.unit(k), central.noise(f0)));
        maxRelError = Double.POSITIVE_INFINITY;
        return central.value() / x.unit(k);
    }

    private void recognise(int[] chosen, double[] numeric, Map<String, Long> sizes) {
        if (wrong.isEmpty()) {
            return;
        }
        double[] claims = IntStream.of(chosen).mapToDouble(k -> claim[k]).toArray();
        boolean complete = chosen.length == x.count() && !x.isSymmetric();
        findings.addAll(Pattern.recognise(claims, numeric, complete ? x.shape() : Pattern.UNKNOWN, sizes));
    }
}
