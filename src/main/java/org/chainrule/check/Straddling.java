package org.chainrule.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Tensor;

/** Pairs of points close to a switch, one on each side, by halving a line that crosses it. */
final class Straddling {
    private static final int MOST_SWITCHES = 8;
    /** Close enough for thresholds that nearly agree, and for a narrow band between two switches. */
    private static final int CLOSE = 12;

    private static final int HALVINGS = 34;
    private static final int FIRST = -3;
    private static final int LAST = 33;

    /** A jump beyond this is seen, and no rounding. */
    private static final double JUMP = 1e-6;

    private static final int MOST_LEAVES = 3;

    private final PointSource source;
    private final BiFunction<Switch, Integer, List<SamplePoint>> starts;
    private final List<Node> formulas;
    private final List<SamplePoint> found = new ArrayList<>();
    private final List<SamplePoint> unshown = new ArrayList<>();

    /**
     * Nothing found yet.
     *
     * @param starts points from which lines to a switch begin; they are at hand by its number
     * @param formulas what is compared
     */
    Straddling(PointSource source, BiFunction<Switch, Integer, List<SamplePoint>> starts, List<Node> formulas) {
        this.source = source;
        this.starts = starts;
        this.formulas = formulas;
    }

    /**
     * Points beside switches.
     *
     * @param leaves what may move to change some nodes
     */
    List<SamplePoint> beside(List<Switch> switches, Function<List<Node>, List<Node>> leaves) {
        Map<Node, Switch> margins = margins(switches);
        int number = 0;
        for (Node margin : margins.keySet()) {
            List<Node> moving = leaves.apply(List.of(margin));
            if (number < MOST_SWITCHES && !moving.isEmpty()) {
                beside(margin, moving, starts.apply(margins.get(margin), number), number);
                number++;
            }
        }
        return found;
    }

    /** What changes its sign where a switch is crossed, each with the first switch of which that is so. */
    static Map<Node, Switch> margins(List<Switch> switches) {
        Map<Node, Switch> margins = new LinkedHashMap<>();
        switches.stream()
                .filter(each -> each.relation() != Switch.Relation.EQUAL)
                .forEach(each -> margins.putIfAbsent(each.margin(), each));
        switches.forEach(each -> Leads.all(each).forEach(lead -> margins.putIfAbsent(lead, each)));
        return margins;
    }

    private void beside(Node margin, List<Node> moving, List<SamplePoint> from, int number) {
        SplittableRandom random = new SplittableRandom(source.seed() + 503 + number);
        List<SamplePoint> first = List.of();
        for (SamplePoint start : from) {
            for (int attempt = 0; attempt <= Math.min(moving.size(), MOST_LEAVES); attempt++) {
                List<Node> chosen = attempt == 0 ? moving : List.of(moving.get(attempt - 1));
                Line line = Line.through(start.at().bindings(), LineSearch.only(chosen, Line.random(random)));
                List<SamplePoint> pairs =
                        straddle(t -> new RandomPoint(line.at(t), start.at().sizes()), margin);
                if (jumps(pairs)) {
                    found.addAll(pairs);
                    return;
                }
                first = first.isEmpty() ? pairs : first;
            }
        }
        found.addAll(first);
        unshown.addAll(first.subList(0, Math.min(2, first.size())));
    }

    /** Points on both sides of switches over which doubles see no formula jump. */
    List<SamplePoint> unshown() {
        return unshown;
    }

    /** Whether some formula is another one from one side to the other. */
    private boolean jumps(List<SamplePoint> pairs) {
        return pairs.size() > 1
                && formulas.stream()
                        .anyMatch(formula -> jumps(
                                formula,
                                pairs.get(pairs.size() - 2).at(),
                                pairs.get(pairs.size() - 1).at()));
    }

    private static boolean jumps(Node formula, Evaluator near, Evaluator far) {
        try {
            Tensor a = near.value(formula);
            Tensor b = far.value(formula);
            double scale = ExactPoint.largest(a) + ExactPoint.largest(b);
            return IntStream.range(0, a.count()).anyMatch(k -> Math.abs(a.at(k) - b.at(k)) > JUMP * scale);
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** Points on both sides where a line first crosses the switch; none where it does not. */
    private List<SamplePoint> straddle(DoubleFunction<RandomPoint> line, Node margin) {
        for (int sign = 1; sign >= -1; sign -= 2) {
            double before = 0;
            for (int k = FIRST; k <= LAST; k += 2) {
                double t = sign * Math.pow(2, k);
                int entry = flipped(values(line, before, margin), values(line, t, margin));
                if (entry >= 0) {
                    return closeIn(line, before, t, margin, entry);
                }
                before = t;
            }
        }
        return List.of();
    }

    private double[] values(DoubleFunction<RandomPoint> line, double t, Node margin) {
        try {
            return point(line.apply(t))
                    .map(at -> at.at().value(margin).toArray())
                    .orElse(new double[0]);
        } catch (ChainruleException e) {
            return new double[0];
        }
    }

    /** An entry that changes its sign; negative when there is none. */
    private static int flipped(double[] a, double[] b) {
        for (int k = 0; k < Math.min(a.length, b.length); k++) {
            if (a[k] * b[k] < 0) {
                return k;
            }
        }
        return -1;
    }

    private List<SamplePoint> closeIn(
            DoubleFunction<RandomPoint> line, double near, double far, Node margin, int entry) {
        double a = near;
        double b = far;
        List<SamplePoint> pairs = new ArrayList<>();
        for (int i = 1; i <= HALVINGS; i++) {
            double middle = a + (b - a) / 2;
            double[] there = values(line, middle, margin);
            double[] here = values(line, a, margin);
            if (there.length == 0 || here.length == 0) {
                return pairs;
            }
            if (there[entry] * here[entry] < 0) {
                b = middle;
            } else {
                a = middle;
            }
            if (i == CLOSE || i == HALVINGS) {
                for (double t : new double[] {a, b}) {
                    point(line.apply(t)).ifPresent(pairs::add);
                }
            }
        }
        return pairs;
    }

    private Optional<SamplePoint> point(RandomPoint near) {
        try {
            return Optional.of(source.point(near));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
