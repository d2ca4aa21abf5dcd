package org.chainrule.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * Looks for a point on several sides at once: one switch after the other is solved for along a line, and a step is taken only if
 * it comes nearer to all of them. Switches of one shape are on their sides at the same entry.
 */
final class SidesSearch {
    private static final int BUDGET = 9000;
    private static final int MOST_STEPS = 12;
    /** A step that comes so much nearer is taken at once. */
    private static final double MUCH = 0.05;

    private static final int MOST_STARTS = 2;
    private static final int MOST_LEAVES = 5;
    private static final int MOST_DRAWN = 4;
    private static final int MOST_SECANTS = 7;
    /** First steps; a switch may be flat next to the start. */
    private static final double[] STEPS = {1, -1, 30, -30, 1e6, -1e6, 1e15, -1e15, 1e22, -1e22};
    /** How far beyond a switch, in parts of the way to it: rounding hides what is close, but there may be another switch behind. */
    private static final double[] BEYOND = {1, 0.3, 1e-2, 1e-4, 1e-6, 1e-9, 1e-12};

    /** Switches at less than this are not found from numbers of usual size. */
    private static final double NEAR_ZERO = 1e-5;

    /** How far a point is from one that a search ends at, relative to its numbers. */
    private static final double ASIDE = 1e-8;

    /** A point on a switch is on the one side of it, but tells little of it. */
    private static final double TIE = 0.01;

    /** So far is a point at least that is not on all sides, or of no use. */
    private static final double MISSED = 0.5;

    private final LineSearch lines;
    private final Predicate<Evaluator> counts;
    private final Function<List<Node>, List<Node>> leaves;
    private final SplittableRandom random;
    private final int limit;
    /** By which first steps are smaller than usual. */
    private double unit = 1;

    /**
     * A search.
     *
     * @param counts whether a point can be used at all
     * @param leaves what may move to change some nodes
     */
    SidesSearch(LineSearch lines, Predicate<Evaluator> counts, Function<List<Node>, List<Node>> leaves, long seed) {
        this.lines = lines;
        this.counts = counts;
        this.leaves = leaves;
        this.random = new SplittableRandom(seed + 1201);
        this.limit = lines.spent() + BUDGET;
    }

    /** How far a point is from some sides. */
    private static final class State {
        private final SamplePoint point;
        /** Less than {@link #MISSED} on all of them; each that it is not on counts 1 to 2. */
        private final double distance;

        private final double[][] margins;
        /** For each side the entry that is meant. */
        private final int[] entries;

        State(SamplePoint point, double distance, double[][] margins, int[] entries) {
            this.point = point;
            this.distance = distance;
            this.margins = margins;
            this.entries = entries;
        }
    }

    /** Whether a point is on some sides. */
    static boolean isOn(List<Side> sides, Evaluator at) {
        return distance(margins(sides, at), sides, new int[sides.size()]) < MISSED;
    }

    private static double[][] margins(List<Side> sides, Evaluator at) {
        double[][] margins = new double[sides.size()][];
        for (int i = 0; i < margins.length; i++) {
            try {
                margins[i] = at.value(sides.get(i).each().margin()).toArray();
            } catch (ChainruleException e) {
                margins[i] = new double[0];
            }
        }
        return margins;
    }

    private static double distance(double[][] margins, List<Side> sides, int[] entries) {
        int common = Arrays.stream(margins)
                .mapToInt(each -> each.length)
                .filter(count -> count > 1)
                .findFirst()
                .orElse(1);
        double best = Double.POSITIVE_INFINITY;
        for (int entry = 0; entry < common; entry++) {
            double sum = 0;
            int[] chosen = new int[margins.length];
            for (int i = 0; i < margins.length; i++) {
                chosen[i] = margins[i].length == common ? entry : nearest(margins[i], sides.get(i));
                sum += chosen[i] < 0 ? Double.POSITIVE_INFINITY : distance(margins[i][chosen[i]], sides.get(i));
            }
            if (sum < best) {
                best = sum;
                System.arraycopy(chosen, 0, entries, 0, chosen.length);
            }
        }
        return best;
    }

    private static int nearest(double[] margins, Side side) {
        int nearest = -1;
        for (int k = 0; k < margins.length; k++) {
            nearest = nearest < 0 || distance(margins[k], side) < distance(margins[nearest], side) ? k : nearest;
        }
        return nearest;
    }

    private static double distance(double margin, Side side) {
        if (side.holds(margin)) {
            return margin == 0 && side.each().relation() != Switch.Relation.EQUAL ? TIE : 0;
        }
        double size = Math.abs(margin);
        return Double.isFinite(size) ? 1 + size / (1 + size) : 2;
    }

    private State state(List<Side> sides, SamplePoint point) {
        double[][] margins = margins(sides, point.at());
        int[] entries = new int[sides.size()];
        double distance = distance(margins, sides, entries);
        return new State(point, distance >= MISSED || counts.test(point.at()) ? distance : MISSED, margins, entries);
    }

    /** Whether all points that this search may make are made. */
    boolean isSpent() {
        return lines.spent() >= limit;
    }

    /** The same where all numbers are about as small as the smallest that the switches mention, if that is small. */
    Optional<SamplePoint> findNearZero(List<Side> sides, List<SamplePoint> starts) {
        List<Node> margins = sides.stream().map(side -> side.each().margin()).toList();
        OptionalDouble smallest = Walk.from(margins).nodes().stream()
                .flatMap(node -> node.constantScalar().stream())
                .mapToDouble(Math::abs)
                .filter(number -> number > 0 && number < NEAR_ZERO)
                .min();
        if (smallest.isEmpty()) {
            return Optional.empty();
        }
        double[] factors = {smallest.getAsDouble()};
        List<SamplePoint> near = starts.stream()
                .limit(MOST_STARTS)
                .flatMap(start -> lines.stretched(at -> true, leaves.apply(margins), List.of(start), factors).stream())
                .toList();
        unit = factors[0];
        try {
            return find(sides, near);
        } finally {
            unit = 1;
        }
    }

    /** A point on some sides, from those of some points that are nearest to them. */
    Optional<SamplePoint> find(List<Side> sides, List<SamplePoint> starts) {
        return starts.stream()
                .map(start -> state(sides, start))
                .filter(state -> Double.isFinite(state.distance))
                .sorted(Comparator.comparingDouble(state -> state.distance))
                .limit(MOST_STARTS)
                .flatMap(start -> isSpent() ? Stream.empty() : from(start, sides).stream())
                .findFirst();
    }

    private Optional<SamplePoint> from(State start, List<Side> sides) {
        State now = start;
        for (int step = 0; step < MOST_STEPS && now.distance >= MISSED; step++) {
            State next = step(now, sides);
            if (next.distance >= now.distance) {
                return Optional.empty();
            }
            now = next;
        }
        State aside = now.distance < MISSED ? aside(now, sides) : now;
        return aside.distance < MISSED ? Optional.of(aside.point) : Optional.empty();
    }

    /** A point next to another: what holds only on a tie of two numbers, where conventions decide, does not hold there. */
    private State aside(State from, List<Side> sides) {
        List<Node> moving = leaves.apply(
                from.point.at().bindings().stream().map(Binding::leaf).toList());
        List<Binding> stretched = from.point.at().bindings().stream()
                .map(binding -> moving.contains(binding.leaf())
                        ? binding.leaf()
                                .is(Line.stretched(
                                        binding.leaf(), binding.value(), k -> 1 + ASIDE * random.nextDouble()))
                        : binding)
                .toList();
        // A multiple of 0 is 0.
        Line.Direction off = (leaf, value) ->
                Tensor.fill(DType.F64, value.shape(), k -> value.at(k) == 0 ? random.nextDouble() - 0.5 : 0);
        List<Binding> bindings =
                Line.through(stretched, LineSearch.only(moving, off)).at(ASIDE);
        return at(bindings, from, sides);
    }

    /** The first step that comes much nearer, else the one that comes nearest. */
    private State step(State now, List<Side> sides) {
        State nearest = now;
        for (int k = 0; k < sides.size(); k++) {
            int entry = now.entries[k];
            if (sides.get(k).holds(now.margins[k][entry])) {
                continue;
            }
            List<Node> moving = leaves.apply(List.of(sides.get(k).each().margin()));
            for (Node leaf : moving.subList(0, Math.min(MOST_LEAVES, moving.size()))) {
                for (int i = 0; i < MOST_DRAWN && Line.isWhole(leaf); i++) {
                    State drawn = drawn(now, sides, leaf);
                    if (drawn.distance < now.distance - MUCH) {
                        return drawn;
                    }
                    nearest = drawn.distance < nearest.distance ? drawn : nearest;
                }
                for (Line.Direction direction : directions(entry, now.margins[k].length)) {
                    Line line = Line.through(now.point.at().bindings(), LineSearch.only(List.of(leaf), direction));
                    State best = solved(now, sides, k, line);
                    if (best.distance < now.distance - MUCH) {
                        return best;
                    }
                    nearest = best.distance < nearest.distance ? best : nearest;
                }
            }
        }
        return nearest;
    }

    /** One entry of a leaf, that of the switch if it has as many; all entries alike; all as chance takes them. */
    private List<Line.Direction> directions(int entry, int count) {
        Line.Direction single = (leaf, value) -> {
            int own = value.count() == count || value.count() == 0 ? entry : random.nextInt(value.count());
            return Tensor.fill(DType.F64, value.shape(), k -> k == own ? 1 : 0);
        };
        return List.of(single, (leaf, value) -> Tensor.full(DType.F64, value.shape(), 1), Line.random(random));
    }

    /** The best point on a line where a switch turns, or a little beyond. */
    private State solved(State now, List<Side> sides, int side, Line line) {
        int entry = now.entries[side];
        double t0 = 0;
        double m0 = now.margins[side][entry];
        State best = now;
        double t1 = 0;
        double m1 = m0;
        for (int i = 0; i < STEPS.length && m1 == m0; i++) {
            t1 = STEPS[i] * unit;
            State there = at(line.at(t1), now, sides);
            m1 = margin(there, side, entry);
            best = there.distance < best.distance ? there : best;
        }
        if (best.distance < MISSED || m1 == m0) {
            return best;
        }
        List<State> there = new ArrayList<>();
        for (int i = 0; i < MOST_SECANTS && m1 != m0 && Double.isFinite(m1); i++) {
            double t2 = t1 - m1 * (t1 - t0) / (m1 - m0);
            t0 = t1;
            m0 = m1;
            t1 = t2;
            there.add(at(line.at(t1), now, sides));
            m1 = margin(there.get(i), side, entry);
        }
        for (int i = 0; i < BEYOND.length && Double.isFinite(t1); i++) {
            State beyond = at(line.at(t1 * (1 + BEYOND[i])), now, sides);
            if (beyond.distance < MISSED) {
                return beyond;
            }
            best = beyond.distance < best.distance ? beyond : best;
        }
        for (State each : there) {
            best = each.distance < best.distance ? each : best;
        }
        return best;
    }

    /** With other labels, or other whole numbers, which no line moves. */
    private State drawn(State from, List<Side> sides, Node leaf) {
        List<Binding> bindings = from.point.at().bindings().stream()
                .map(binding -> binding.leaf() == leaf
                        ? leaf.is(Line.redrawn(leaf, binding.value(), Math.pow(10, random.nextInt(6)), random))
                        : binding)
                .toList();
        return at(bindings, from, sides);
    }

    private State at(List<Binding> bindings, State from, List<Side> sides) {
        return lines.point(new RandomPoint(bindings, from.point.at().sizes()))
                .map(point -> state(sides, point))
                .orElse(new State(from.point, Double.POSITIVE_INFINITY, new double[sides.size()][0], from.entries));
    }

    private static double margin(State state, int side, int entry) {
        double[] margins = state.margins[side];
        return entry < margins.length ? margins[entry] : Double.NaN;
    }
}
