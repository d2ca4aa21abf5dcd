package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;

/**
 * Points beside switches that a line by chance does not find: on the way from a point on one side to a point on the other, where
 * one of them is small; and at sizes beyond the usual ones, since a sum of many entries reaches what one of few does not.
 *
 * @param leaves what may move to change some nodes
 */
record Crossings(PointSource source, Straddling straddling, Function<List<Node>, List<Node>> leaves) {
    private static final int MOST_SWITCHES = 8;

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
        return found;
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
}
