package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;

/**
 * Points beside switches that a line by chance does not find: on the way from a point on one side to a point on the other, where
 * one of them is small; at sizes beyond the usual ones, since a sum of many entries reaches what one of few does not; and where
 * a switch inside the first one is on either side.
 *
 * @param leaves what may move to change some nodes
 */
record Crossings(PointSource source, Straddling straddling, Function<List<Node>, List<Node>> leaves) {
    private static final int MOST_SWITCHES = 8;

    /** Sides of inner switches from which lines begin, in all. */
    private static final int MOST_INNER = 12;

    private static final int MOST_STARTS = 6;

    /** Lines from one such point: with everything that may move, and with one leaf each. */
    private static final int MOST_LINES = 4;

    /**
     * Points beside switches.
     *
     * @param uncrossed the margins whose switches need a way between known points
     * @param points the known points
     */
    List<SamplePoint> of(List<Switch> switches, Set<Node> uncrossed, List<SamplePoint> points) {
        List<Node> margins = Straddling.margins(switches).keySet().stream()
                .filter(Node::isVariable)
                .limit(MOST_SWITCHES)
                .toList();
        List<SamplePoint> found = new ArrayList<>();
        List<SamplePoint> large = margins.isEmpty() ? List.of() : atLargeSizes(points);
        for (Node margin : margins) {
            if (uncrossed.contains(margin)) {
                found.addAll(between(margin, points));
            }
            found.addAll(between(margin, large));
        }
        int sides = 0;
        for (Node margin : margins) {
            Walk walk = Walk.from(List.of(margin));
            for (Node inner : margins) {
                for (int sign = 1; sign >= -1 && isInside(inner, margin, walk); sign -= 2) {
                    if (sides++ < MOST_INNER) {
                        found.addAll(within(margin, inner, sign, points));
                    }
                }
            }
        }
        return found;
    }

    /** Whether a switch turns on what another one is computed from. */
    private static boolean isInside(Node inner, Node margin, Walk walk) {
        return inner != margin
                && inner.inputs().stream().allMatch(input -> !input.isVariable() || walk.indexOf(input) >= 0);
    }

    private List<SamplePoint> atLargeSizes(List<SamplePoint> points) {
        SamplePoint largest = points.get(0);
        for (SamplePoint point : points) {
            if (total(point) > total(largest)) {
                largest = point;
            }
        }
        if (total(largest) == total(points.get(0))) {
            return List.of();
        }
        List<SamplePoint> large = new ArrayList<>(List.of(largest));
        large.addAll(source.ofOtherMagnitudes(largest.at().sizes()));
        return large;
    }

    private static long total(SamplePoint point) {
        return point.at().sizes().asMap().values().stream()
                .mapToLong(size -> size)
                .sum();
    }

    /** On the way between the first two points of the same sizes that lie on different sides. */
    private List<SamplePoint> between(Node margin, List<SamplePoint> points) {
        List<double[]> values =
                points.stream().map(point -> values(point, margin)).toList();
        for (int i = 1; i < points.size(); i++) {
            for (int k = 0; k < i; k++) {
                if (Straddling.areApart(values.get(k), values.get(i)) && haveOneSize(points.get(k), points.get(i))) {
                    List<SamplePoint> found = straddling.between(margin, points.get(k), points.get(i));
                    if (!found.isEmpty()) {
                        return found;
                    }
                }
            }
        }
        return List.of();
    }

    private static boolean haveOneSize(SamplePoint one, SamplePoint other) {
        return one.at().sizes().asMap().equals(other.at().sizes().asMap());
    }

    private static double[] values(SamplePoint point, Node node) {
        try {
            return point.at().value(node).toArray();
        } catch (ChainruleException e) {
            return new double[0];
        }
    }

    /** Where a switch is crossed in an entry in which another one inside it stays on one side. */
    private List<SamplePoint> within(Node margin, Node inner, int sign, List<SamplePoint> points) {
        List<Node> moving = leaves.apply(List.of(margin));
        List<SamplePoint> starts = points.stream()
                .filter(point -> isOn(point, inner, sign, -1))
                .limit(MOST_STARTS)
                .toList();
        for (SamplePoint start : starts) {
            SplittableRandom random = new SplittableRandom(source.seed() + 907);
            for (int i = 0; i < Math.min(moving.size() + 1, MOST_LINES); i++) {
                List<Node> chosen = i == moving.size() ? moving : List.of(moving.get(i));
                Line line = Line.through(start.at().bindings(), LineSearch.only(chosen, Line.random(random)));
                List<SamplePoint> found = straddling.along(line, start, margin, k -> isOn(start, inner, sign, k));
                if (found.stream().anyMatch(point -> isOn(point, inner, sign, -1))) {
                    return found;
                }
            }
        }
        return List.of();
    }

    /** @param entry an entry of the outer switch; of all entries of the inner one when the two have different shapes */
    private static boolean isOn(SamplePoint point, Node inner, int sign, int entry) {
        double[] values = values(point, inner);
        return (entry >= 0 && entry < values.length)
                ? values[entry] * sign > 0
                : IntStream.range(0, values.length).anyMatch(k -> values[k] * sign > 0);
    }
}
