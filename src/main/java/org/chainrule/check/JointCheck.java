package org.chainrule.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.chainrule.check.LineSlope.Verdict;
import org.chainrule.check.VariableCheck.Entry;
import org.chainrule.check.VariableCheck.Outcome;
import org.chainrule.tensor.Tensor;

/**
 * The gradients of a function that is too dear for lines of their own through every variable. Groups of variables move together
 * along random directions; a group that disagrees is halved until the variable is found; with what is left of the budget
 * entries are compared one by one, the largest of each gradient first, then others by chance.
 */
final class JointCheck {
    private static final int DIRECTIONS = 2;
    /** Steps of a variable are these of its size, or of this where it is nearly 0. */
    private static final double SMALL = 1e-2;
    /** A variable whose gradient is small moves further, up to so many times, or others would hide it. */
    private static final double FURTHER = 10;

    private static final int MOST_ENTRIES = 1024;
    /** Entries that are tried until one can be compared. */
    private static final int OWED = 16;

    private static final int WORST = 10;

    /** What is known of one variable. */
    private static final class Variable {
        private final int index;
        private final String name;
        private final Coordinates x;
        private final double[] claim;
        private final double scale;
        private final double reach;
        private boolean agreed;
        private boolean differs;
        private double slope;
        private double claimed;
        private double maxRelError;
        private int entries;
        /** Entries by which there is no slope, and the gradient says so. */
        private int nowhere;

        private final List<Entry> wrong = new ArrayList<>();
        private final Set<Integer> chosen = new LinkedHashSet<>();

        Variable(int index, String name, Coordinates x, Tensor claim) {
            this.index = index;
            this.name = name;
            this.x = x;
            this.claim = x.gradient(claim);
            double largest = 0;
            for (double entry : this.claim) {
                largest = Math.max(largest, Double.isNaN(entry) ? Double.POSITIVE_INFINITY : Math.abs(entry));
            }
            this.scale = largest;
            double squares = 0;
            for (int k = 0; k < x.count(); k++) {
                squares += x.value(k) * x.value(k);
            }
            double size = Math.sqrt(squares / Math.max(1, x.count()));
            this.reach = size > SMALL ? Math.min(1, size) : SMALL;
        }
    }

    /** What was done, in numbers. */
    record Done(int groups, long entries, long all) {}

    private final int order;
    private final JointProbe probe;
    private final List<Variable> variables = new ArrayList<>();
    private final List<Tensor> base;
    private final double f0;
    private final double tolerance;
    private final SplittableRandom random;
    private final Spending spending;
    private final long work;
    private int directions = DIRECTIONS;

    /**
     * @param order 1 for a gradient, 2 for a gradient of a gradient
     * @param points the variables where they are
     * @param claims the gradients under test, of the shapes of the variables
     * @param spending what may be spent
     * @param work how many operations one value of the function takes
     */
    JointCheck(
            int order,
            JointProbe probe,
            List<String> names,
            List<Coordinates> points,
            List<Tensor> claims,
            double tolerance,
            SplittableRandom random,
            Spending spending,
            long work) {
        this.order = order;
        this.probe = probe;
        this.base = points.stream().map(Coordinates::base).toList();
        this.tolerance = tolerance;
        this.random = random;
        this.spending = spending;
        this.work = work;
        for (int i = 0; i < names.size(); i++) {
            variables.add(new Variable(i, names.get(i), points.get(i), claims.get(i)));
        }
        this.f0 = at(base);
    }

    private double at(List<Tensor> values) {
        spending.spend(work);
        return probe.at(values);
    }

    /** Compares, and returns what was done; the results are in {@link #checks}. */
    Done run() {
        List<Variable> moving = variables.stream().filter(v -> v.x.count() > 0).toList();
        variables.stream().filter(v -> v.x.count() == 0).forEach(v -> v.agreed = true);
        List<Variable> finite =
                moving.stream().filter(v -> Double.isFinite(v.scale)).toList();
        moving.stream().filter(v -> !Double.isFinite(v.scale)).forEach(v -> v.agreed = false);
        long line = (LineSlope.MOST_VALUES / 2) * work;
        directions = spending.left() / 2 < DIRECTIONS * line ? 1 : DIRECTIONS;
        long each = directions * line;
        int groups = (int) Math.max(1, Math.min(finite.size(), spending.left() / 2 / Math.max(1, each)));
        Deque<List<Variable>> waiting = new ArrayDeque<>(Spending.parts(finite, groups));
        int began = waiting.size();
        while (!waiting.isEmpty()) {
            List<Variable> group = waiting.removeFirst();
            Verdict verdict = directions(group);
            // What is different is looked for whatever it takes: a number of halvings.
            if (verdict == Verdict.AGREES || group.size() == 1) {
                settle(group, verdict);
            } else if (verdict == Verdict.DIFFERS || spending.affords(2 * each)) {
                List<List<Variable>> halves = Spending.parts(group, 2);
                waiting.addFirst(halves.get(1));
                waiting.addFirst(halves.get(0));
            }
        }
        finite.stream().filter(v -> v.differs).forEach(this::search);
        entries(moving);
        long all = moving.stream().mapToLong(v -> v.x.count()).sum();
        return new Done(began, moving.stream().mapToLong(v -> v.entries).sum(), all);
    }

    private static void settle(List<Variable> group, Verdict verdict) {
        for (Variable variable : group) {
            variable.agreed = verdict == Verdict.AGREES || verdict == Verdict.BETWEEN;
            variable.differs = verdict == Verdict.DIFFERS;
        }
    }

    private Verdict directions(List<Variable> group) {
        for (int n = 0; n < directions; n++) {
            Verdict verdict = direction(group);
            // Of many kinks at once it says little that the claim lies between both sides, of one variable enough.
            if (verdict != Verdict.AGREES) {
                return verdict;
            }
        }
        return Verdict.AGREES;
    }

    private Verdict direction(List<Variable> group) {
        long[] seeds = new long[group.size()];
        double[] slopes = new double[group.size()];
        double[] sizes = new double[group.size()];
        double largest = 0;
        for (int i = 0; i < seeds.length; i++) {
            Variable variable = group.get(i);
            seeds[i] = random.nextLong();
            double[] direction = variable.x.direction(new SplittableRandom(seeds[i]));
            double squares = 0;
            for (int k = 0; k < direction.length; k++) {
                double along = variable.claim[k] * direction[k] * variable.reach;
                slopes[i] += along;
                squares += along * along;
            }
            sizes[i] = Math.sqrt(squares);
            largest = Math.max(largest, sizes[i]);
        }
        double slope = 0;
        double squares = 0;
        double[] reach = new double[seeds.length];
        for (int i = 0; i < seeds.length; i++) {
            double further = sizes[i] == 0 ? 1 : Math.min(FURTHER, largest / sizes[i]);
            reach[i] = group.get(i).reach * further;
            slope += slopes[i] * further;
            squares += sizes[i] * sizes[i] * further * further;
        }
        double size = Math.sqrt(squares);
        LineSlope found =
                LineSlope.of(t -> at(moved(group, seeds, reach, t)), f0, slope, allowance(size), size, LineSlope.MANY);
        for (Variable variable : group) {
            variable.slope = found.value();
            variable.claimed = slope;
            if (found.verdict() == Verdict.AGREES || group.size() == 1) {
                double off = found.verdict() == Verdict.AGREES ? found.error() : Math.abs(found.value() - slope);
                variable.maxRelError = Math.max(variable.maxRelError, relative(off, size));
            }
        }
        return found.verdict();
    }

    private List<Tensor> moved(List<Variable> group, long[] seeds, double[] reach, double t) {
        List<Tensor> values = new ArrayList<>(base);
        for (int i = 0; i < seeds.length; i++) {
            Variable variable = group.get(i);
            // Made anew each time: kept for all variables directions would take as much room as the model.
            double[] direction = variable.x.direction(new SplittableRandom(seeds[i]));
            values.set(variable.index, variable.x.moved(direction, t * reach[i]));
        }
        return values;
    }

    private double allowance(double size) {
        return tolerance * size + 1e-13 * Math.abs(f0);
    }

    private double relative(double error, double size) {
        return error == 0 || Double.isNaN(error) ? 0 : tolerance * Math.abs(error) / allowance(size);
    }

    /** One entry whose slope differs, whatever it takes: a number of halvings. */
    private void search(Variable variable) {
        double[] direction = variable.x.direction(random);
        for (int k = 0; k < direction.length; k++) {
            direction[k] *= variable.reach;
        }
        LineSlope.culprit(
                        (part, t) -> {
                            List<Tensor> values = new ArrayList<>(base);
                            values.set(variable.index, variable.x.moved(part, t));
                            return at(values);
                        },
                        f0,
                        variable.claim,
                        direction,
                        this::allowance)
                .ifPresent(k -> {
                    variable.chosen.add(k);
                    entry(variable, k);
                });
    }

    private void entries(List<Variable> moving) {
        List<Variable> waiting =
                new ArrayList<>(moving.stream().filter(v -> v.differs).toList());
        moving.stream().filter(v -> !v.differs && !v.agreed).forEach(waiting::add);
        moving.stream().filter(v -> v.agreed).forEach(waiting::add);
        Map<Variable, int[]> largest = new HashMap<>();
        for (int round = 0; !waiting.isEmpty(); round++) {
            List<Variable> next = new ArrayList<>();
            for (Variable variable : waiting) {
                // What no direction has decided is looked at a little, also beyond the budget.
                boolean open = !variable.agreed && (round < 2 || (variable.entries == 0 && round < OWED));
                long each = LineSlope.MOST_VALUES * work;
                if (open ? !spending.owes(each) : !spending.affords(each)) {
                    continue;
                }
                int k = round % 2 == 0
                        ? largest.computeIfAbsent(variable, JointCheck::largest)[Math.min(round / 2, top(variable) - 1)]
                        : random.nextInt(variable.x.count());
                if (variable.chosen.add(k)) {
                    entry(variable, k);
                }
                if (round < 2 * MOST_ENTRIES && variable.chosen.size() < variable.x.count()) {
                    next.add(variable);
                }
            }
            waiting = next;
        }
    }

    private static int top(Variable variable) {
        return Math.min(MOST_ENTRIES, variable.x.count());
    }

    private static int[] largest(Variable variable) {
        double[] claim = variable.claim;
        double[] sizes = new double[claim.length];
        for (int k = 0; k < claim.length; k++) {
            sizes[k] = -Math.abs(claim[k]);
        }
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double least = sorted[top(variable) - 1];
        List<Integer> chosen = new ArrayList<>();
        for (int k = 0; k < claim.length && chosen.size() < top(variable); k++) {
            // Not a number is the largest of all.
            if (!(sizes[k] > least)) {
                chosen.add(k);
            }
        }
        chosen.sort((a, b) -> Double.compare(sizes[a], sizes[b]));
        return chosen.stream().mapToInt(k -> k).toArray();
    }

    private void entry(Variable variable, int k) {
        double unit = variable.x.unit(k) * variable.reach;
        double slope = variable.claim[k] * unit;
        if (!Double.isFinite(slope)) {
            variable.entries++;
            double above = beside(variable, k, 1e-6);
            double below = beside(variable, k, -1e-6);
            if (Double.isNaN(slope) && !Double.isFinite(above) && !Double.isFinite(below)) {
                variable.nowhere++;
                return;
            }
            double numeric = (above - below) / (2e-6 * unit);
            variable.wrong.add(new Entry(variable.x.index(k), variable.claim[k], numeric, 0));
            variable.maxRelError = Double.POSITIVE_INFINITY;
            return;
        }
        double size = variable.scale * unit;
        LineSlope found = LineSlope.of(t -> beside(variable, k, t), f0, slope, allowance(size), size, LineSlope.ONE);
        switch (found.verdict()) {
            case AGREES, BETWEEN -> {
                variable.entries++;
                variable.maxRelError = Math.max(variable.maxRelError, relative(found.error(), size));
            }
            case DIFFERS -> {
                variable.entries++;
                double numeric = found.value() / unit;
                variable.wrong.add(new Entry(variable.x.index(k), variable.claim[k], numeric, found.error() / unit));
                double error = Math.abs(numeric - variable.claim[k]);
                variable.maxRelError = Math.max(
                        variable.maxRelError,
                        relative(error * unit, Math.max(variable.scale, Math.abs(numeric)) * unit));
            }
            default -> {
                // What kinks or rounding hide is no entry compared.
            }
        }
    }

    private double beside(Variable variable, int k, double t) {
        List<Tensor> values = new ArrayList<>(base);
        values.set(variable.index, variable.x.moved(k, t * variable.reach));
        return at(values);
    }

    /** The results, one a variable. */
    List<VariableCheck> checks() {
        return variables.stream().map(this::check).toList();
    }

    private VariableCheck check(Variable variable) {
        List<String> findings = new ArrayList<>();
        boolean wrong = variable.differs || !variable.wrong.isEmpty();
        if (variable.nowhere > 0) {
            findings.add("at " + variable.nowhere + " entries" + Examiner.NOWHERE);
        }
        if (variable.differs) {
            findings.add(Examiner.alongLine(variable.slope, variable.claimed));
        }
        if (!wrong && !variable.agreed) {
            String entries = " of its " + variable.x.count() + " entries could be compared";
            findings.add("kinks or rounding hide the slopes along random directions; one by one "
                    + (variable.entries == 0 ? "none" : variable.entries) + entries
                    + (variable.chosen.isEmpty() ? ", since twice the budget was spent" : ""));
        }
        variable.wrong.sort((a, b) -> Double.compare(b.error(), a.error()));
        return new VariableCheck(
                variable.name,
                variable.x.shape(),
                order,
                wrong ? Outcome.WRONG : variable.agreed || variable.entries > 0 ? Outcome.AGREES : Outcome.UNDECIDED,
                variable.maxRelError,
                variable.entries,
                List.copyOf(variable.wrong.subList(0, Math.min(WORST, variable.wrong.size()))),
                List.of(),
                List.copyOf(findings));
    }
}
