package org.chainrule.check;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/**
 * Looks for points along lines through known points: outwards by doubling, and then back by halving; and in multiples of
 * a point.
 */
final class LineSearch {
    private static final int FIRST = -3;
    private static final int LAST = 33;
    private static final int HALVINGS = 4;
    private static final int LEVELLINGS = 16;
    private static final double UNLIKE = 1e-3;
    private static final double[] LIFTS = {3, -3, 30, -30, 1e3, -1e3};

    private final PointSource source;
    private final Predicate<Evaluator> counts;
    private final int budget;
    private int spent;

    /**
     * Nothing spent yet.
     *
     * @param counts whether a point can be used, whatever is looked for
     * @param budget how many points there may be
     */
    LineSearch(PointSource source, Predicate<Evaluator> counts, int budget) {
        this.source = source;
        this.counts = counts;
        this.budget = budget;
    }

    /** How many points have been made. */
    int spent() {
        return spent;
    }

    /**
     * A point that meets a goal and counts.
     *
     * @param moving the leaves that may change
     * @param directions how many lines are tried
     * @param starts where they begin, in turn
     */
    Optional<SamplePoint> find(Predicate<Evaluator> goal, List<Node> moving, int directions, List<SamplePoint> starts) {
        if (moving.isEmpty() || starts.isEmpty()) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(source.seed() + 307);
        for (int i = 0; i < directions && spent < budget; i++) {
            SamplePoint start = starts.get(i % starts.size());
            double reach = Math.pow(10, i % 6);
            List<Binding> bindings = start.at().bindings().stream()
                    .map(binding -> moving.contains(binding.leaf())
                            ? binding.leaf().is(Line.redrawn(binding.leaf(), binding.value(), reach, random))
                            : binding)
                    .toList();
            Line.Direction chosen =
                    switch (i % 3) {
                        case 0 -> Line.random(random);
                        case 1 -> Line.together(random);
                        default -> Line.single(random, moving.size());
                    };
            Line line = Line.through(bindings, only(moving, chosen));
            Optional<SamplePoint> found =
                    along(t -> new RandomPoint(line.at(t), start.at().sizes()), goal);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** A direction in which only some leaves move. */
    static Line.Direction only(List<Node> moving, Line.Direction chosen) {
        return (leaf, value) ->
                moving.contains(leaf) ? chosen.of(leaf, value) : Tensor.full(DType.F64, value.shape(), 0);
    }

    private Optional<SamplePoint> along(DoubleFunction<RandomPoint> line, Predicate<Evaluator> goal) {
        for (int k = FIRST; k <= LAST; k += 2) {
            for (double t : new double[] {Math.pow(2, k), -Math.pow(2, k)}) {
                Optional<SamplePoint> point = point(line.apply(t));
                if (point.isPresent() && goal.test(point.get().at())) {
                    Optional<SamplePoint> near = nearer(line, t, goal);
                    if (near.filter(candidate -> counts.test(candidate.at())).isPresent()) {
                        return near;
                    }
                    if (counts.test(point.get().at())) {
                        return point;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A point of the wanted side that is not much farther out than it needs to be. */
    private Optional<SamplePoint> nearer(DoubleFunction<RandomPoint> line, double far, Predicate<Evaluator> goal) {
        double outside = far / 4;
        double inside = far;
        Optional<SamplePoint> best = Optional.empty();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = outside + (inside - outside) / 2;
            Optional<SamplePoint> point = point(line.apply(middle));
            if (point.isPresent() && goal.test(point.get().at())) {
                inside = middle;
                best = point;
            } else {
                outside = middle;
            }
        }
        return best;
    }

    /** All of some leaves, and each of them by itself. */
    static Stream<List<Node>> allOrOne(List<Node> leaves) {
        return Stream.concat(Stream.of(leaves), leaves.stream().map(List::of)).distinct();
    }

    /** A point that meets a goal where some leaves are smaller or larger by a factor. */
    Optional<SamplePoint> stretched(
            Predicate<Evaluator> goal, List<Node> moving, List<SamplePoint> starts, double[] factors) {
        return multiples(moving, starts, factors)
                .filter(point -> goal.test(point.at()))
                .findFirst();
    }

    /**
     * A point that meets a goal where all entries of some leaves, or of one, have moved alike: the least of many is above
     * something only where all of them are.
     */
    Optional<SamplePoint> lifted(Predicate<Evaluator> goal, List<Node> moving, List<SamplePoint> starts) {
        SplittableRandom random = new SplittableRandom(source.seed() + 337);
        // Not quite alike: far from small numbers, equal ones would be a tie.
        Line.Direction up =
                (leaf, value) -> Tensor.fill(DType.F64, value.shape(), k -> 1 + UNLIKE * random.nextDouble());
        for (SamplePoint start : spent < budget ? starts : List.<SamplePoint>of()) {
            for (List<Node> each : allOrOne(moving).toList()) {
                Line line = Line.through(start.at().bindings(), only(each, up));
                for (double lift : LIFTS) {
                    Optional<SamplePoint> point = point(
                                    new RandomPoint(line.at(lift), start.at().sizes()))
                            .filter(at -> goal.test(at.at()) && counts.test(at.at()));
                    if (point.isPresent() || spent >= budget) {
                        return point;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A point that meets a goal where some entries are about as large as the largest: far out, sums cancel only so. */
    Optional<SamplePoint> levelled(Predicate<Evaluator> goal, List<Node> moving, List<SamplePoint> starts) {
        SplittableRandom random = new SplittableRandom(source.seed() + 331);
        for (int i = 0; i < LEVELLINGS * starts.size() && spent < budget; i++) {
            SamplePoint start = starts.get(i % starts.size());
            List<Binding> bindings = start.at().bindings().stream()
                    .map(binding -> moving.contains(binding.leaf()) ? levelled(binding, random) : binding)
                    .toList();
            Optional<SamplePoint> point = point(
                            new RandomPoint(bindings, start.at().sizes()))
                    .filter(at -> goal.test(at.at()) && counts.test(at.at()));
            if (point.isPresent()) {
                return point;
            }
        }
        return Optional.empty();
    }

    private static Binding levelled(Binding binding, SplittableRandom random) {
        Tensor value = binding.value();
        double largest = ExactPoint.largest(value);
        return binding.leaf().is(Line.stretched(binding.leaf(), value, k -> {
            double size = Math.abs(value.at(k));
            double other = 4 * random.nextDouble() - 2;
            boolean stays = size == largest || size == 0 || random.nextBoolean();
            return stays ? 1 : largest / size * other;
        }));
    }

    private Stream<SamplePoint> multiples(List<Node> moving, List<SamplePoint> starts, double[] factors) {
        return starts.stream().flatMap(start -> Arrays.stream(factors).boxed().flatMap(factor -> {
            List<Binding> bindings = start.at().bindings().stream()
                    .map(binding -> moving.contains(binding.leaf())
                            ? binding.leaf().is(Line.stretched(binding.leaf(), binding.value(), k -> factor))
                            : binding)
                    .toList();
            return point(new RandomPoint(bindings, start.at().sizes())).stream();
        }));
    }

    /** A point near these values, if there is one. */
    Optional<SamplePoint> point(RandomPoint near) {
        spent++;
        try {
            return Optional.of(source.point(near));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
