package org.chainrule.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * Goes along lines through known points and looks at two formulas in every region of the switches that a line passes, however
 * narrow: between two points on other sides of several switches there are points on other sides of fewer.
 */
final class Regions {
    /** How many nodes may be evaluated, and how many where both formulas turn at the same places. */
    private static final int WORK = 150_000;

    private static final int LITTLE_WORK = 25_000;

    /** Steps outwards, as powers of 2. */
    private static final int FIRST = -7;

    private static final int LAST = 13;
    private static final int MOST_STARTS = 40;
    private static final int KINDS = 5;
    private static final int FEW = 6;

    /** How often the way over several switches is halved, and that over one. */
    private static final int HALVINGS = 24;

    private static final int FEW_HALVINGS = 5;

    /** A difference from which on rounding is hardly the reason, and when enough of these are found. */
    private static final double CLEAR = 1e-3;

    private static final int ENOUGH = 3;
    private static final int MOST_FOUND = 6;

    private final PointSource source;
    private final List<Node> margins;
    private final List<Node> moving;
    private final Node left;
    private final Node right;
    private final List<Seen> apart = new ArrayList<>();
    private int points;
    private int clear;

    /**
     * Nothing looked at yet.
     *
     * @param margins what changes its sign where a switch is crossed
     * @param moving leaves that may move
     */
    Regions(PointSource source, List<Node> margins, List<Node> moving, Node left, Node right) {
        this.source = source;
        this.margins = margins;
        this.moving = moving;
        this.left = left;
        this.right = right;
    }

    /** Whether some switch of the one formula turns where none of the other does, as far as some points tell. */
    private boolean turnApart(List<SamplePoint> known) {
        List<Node> ofLeft = margins(left);
        List<Node> ofRight = margins(right);
        return !turnWith(ofLeft, ofRight, known) || !turnWith(ofRight, ofLeft, known);
    }

    private static List<Node> margins(Node formula) {
        return List.copyOf(Straddling.margins(Switches.of(List.of(formula))).keySet());
    }

    private static boolean turnWith(List<Node> some, List<Node> others, List<SamplePoint> known) {
        return some.stream()
                .allMatch(one -> others.contains(one)
                        || others.stream().anyMatch(other -> ShowingSides.turnTogether(one, other, known)));
    }

    /** A point by its sides, and how far apart the formulas are there. */
    private record Seen(SamplePoint point, List<double[]> sides, double apart) {
        int crossed(Seen other) {
            return (int) IntStream.range(0, sides.size())
                    .filter(i -> !Arrays.equals(sides.get(i), other.sides.get(i)))
                    .count();
        }
    }

    /** Points at which the formulas look as if they were apart, those first that leave least doubt. */
    List<SamplePoint> apart(List<SamplePoint> starts) {
        SplittableRandom random = new SplittableRandom(source.seed() + 1301);
        List<SamplePoint> from = bySizes(starts);
        int work = turnApart(from.subList(0, Math.min(FEW, from.size()))) ? WORK : LITTLE_WORK;
        points = work / Walk.from(List.of(left, right)).size();
        for (int i = 0; !isDone() && !moving.isEmpty() && !from.isEmpty() && i < KINDS * from.size() * 4; i++) {
            walk(line(from, i, random));
        }
        return apart.stream()
                .sorted(Comparator.comparingDouble((Seen each) -> -each.apart))
                .limit(MOST_FOUND)
                .map(Seen::point)
                .toList();
    }

    /** One point of each size after the other: a sum of many entries reaches what one of few does not. */
    private static List<SamplePoint> bySizes(List<SamplePoint> points) {
        Map<Map<String, Long>, Integer> seen = new HashMap<>();
        Map<SamplePoint, Integer> rounds = new HashMap<>();
        points.forEach(point -> rounds.put(point, seen.merge(point.at().sizes().asMap(), 1, Integer::sum)));
        return points.stream()
                .sorted(Comparator.comparingInt(rounds::get))
                .limit(MOST_STARTS)
                .toList();
    }

    private boolean isDone() {
        return points <= 0 || clear >= ENOUGH;
    }

    /** A line through a point: one entry moves, one leaf, all leaves, or towards another point. */
    private DoubleFunction<RandomPoint> line(List<SamplePoint> from, int number, SplittableRandom random) {
        SamplePoint start = from.get(number % from.size());
        List<Binding> bindings = start.at().bindings();
        List<SamplePoint> alike = from.stream()
                .filter(point -> point != start
                        && point.at().sizes().asMap().equals(start.at().sizes().asMap()))
                .toList();
        int kind = random.nextInt(alike.isEmpty() ? KINDS - 1 : KINDS);
        if (kind == KINDS - 1) {
            List<Binding> end = alike.get(random.nextInt(alike.size())).at().bindings();
            return t ->
                    new RandomPoint(Line.between(bindings, end, t), start.at().sizes());
        }
        List<Node> one = List.of(moving.get(random.nextInt(moving.size())));
        int entry = random.nextInt(1 << 16);
        Line.Direction direction =
                switch (kind) {
                    case 0 -> LineSearch.only(moving, Line.random(random));
                    case 1 -> LineSearch.only(one, Line.random(random));
                    case 2 -> LineSearch.only(one, (leaf, value) -> Tensor.full(DType.F64, value.shape(), 1));
                    default ->
                        LineSearch.only(
                                one,
                                (leaf, value) ->
                                        Tensor.fill(DType.F64, value.shape(), k -> k == entry % value.count() ? 1 : 0));
                };
        Line line = Line.through(bindings, direction);
        return t -> new RandomPoint(line.at(t), start.at().sizes());
    }

    private void walk(DoubleFunction<RandomPoint> line) {
        record Way(double a, Seen from, double b, Seen to, int halvings) {}
        Deque<Way> open = new ArrayDeque<>();
        Optional<Seen> start = at(line, 0);
        for (int sign = 1; sign >= -1 && start.isPresent(); sign -= 2) {
            double before = 0;
            Seen here = start.get();
            for (int k = FIRST; k <= LAST && !isDone(); k += 2) {
                double t = sign * Math.pow(2, k);
                Optional<Seen> there = at(line, t);
                if (there.isPresent()) {
                    open.add(new Way(before, here, t, there.get(), 0));
                    before = t;
                    here = there.get();
                }
            }
        }
        while (!open.isEmpty() && !isDone()) {
            Way way = open.remove();
            int crossed = way.from().crossed(way.to());
            double middle = way.a() + (way.b() - way.a()) / 2;
            if (crossed > 0 && way.halvings() < (crossed > 1 ? HALVINGS : FEW_HALVINGS)) {
                at(line, middle).ifPresent(between -> {
                    open.add(new Way(way.a(), way.from(), middle, between, way.halvings() + 1));
                    open.add(new Way(middle, between, way.b(), way.to(), way.halvings() + 1));
                });
            }
        }
    }

    /** Looks at a point of a line; empty where something has no value. */
    private Optional<Seen> at(DoubleFunction<RandomPoint> line, double t) {
        points--;
        try {
            SamplePoint point = source.point(line.apply(t));
            List<double[]> sides = margins.stream()
                    .map(margin -> Arrays.stream(point.at().value(margin).toArray())
                            // As one 0 is another.
                            .map(x -> Math.signum(x) + 0.0)
                            .toArray())
                    .toList();
            Seen seen = new Seen(
                    point, sides, difference(point.at().value(left), point.at().value(right)));
            // On a switch conventions decide, and what is 0 by underflow is on the wrong side.
            boolean isBeside = IntStream.range(0, sides.size())
                    .allMatch(i -> Arrays.stream(sides.get(i))
                                    .filter(side -> side == 0)
                                    .count()
                            == Leads.ofPairs(margins.get(i))
                                    .map(of -> point.at().value(of).count())
                                    .orElse(0));
            if (seen.apart > Samples.TOLERANCE && isBeside) {
                apart.add(seen);
                clear += seen.apart > CLEAR ? 1 : 0;
            }
            return Optional.of(seen);
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    /** The largest difference of two entries, relative to these; 0 where the left side has no value. */
    private static double difference(Tensor a, Tensor b) {
        double largest = 0;
        int count = a.isFinite() ? Math.max(a.count(), b.count()) : 0;
        for (int k = 0; k < count; k++) {
            double x = a.at(a.count() == 1 ? 0 : k);
            double y = b.at(b.count() == 1 ? 0 : k);
            largest = Math.max(largest, x == y ? 0 : Math.abs(x - y) / Math.max(Math.abs(x), Math.abs(y)));
        }
        return largest;
    }
}
