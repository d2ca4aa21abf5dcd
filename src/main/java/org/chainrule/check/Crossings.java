package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Sizes;

/**
 * Points beside switches, on the way from a point on one side to a point on the other: where one of the sides is small, a line by
 * chance misses it. And at sizes beyond the usual ones, since a sum of many entries reaches what one of few does not.
 */
record Crossings(PointSource source, Straddling straddling) {
    private static final int MOST_SWITCHES = 8;

    /** So many points back another end of the way is looked for. */
    private static final int MOST_BACK = 24;

    /**
     * Points beside switches.
     *
     * @param uncrossed the margins whose switches need a way between known points
     * @param points the known points
     */
    List<SamplePoint> of(List<Switch> switches, Set<Node> uncrossed, List<SamplePoint> points) {
        List<Node> margins = switches.stream()
                .filter(each -> each.relation() != Switch.Relation.EQUAL)
                .map(Switch::margin)
                .filter(Node::isVariable)
                .distinct()
                .limit(MOST_SWITCHES)
                .toList();
        List<SamplePoint> found = new ArrayList<>();
        List<SamplePoint> large = margins.isEmpty() ? List.of() : atLargeSizes(points);
        for (Node margin : margins) {
            if (uncrossed.contains(margin)) {
                found.addAll(crossed(margin, points));
            }
            found.addAll(crossed(margin, large));
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
        Sizes sizes = point.at().sizes();
        return sizes.asMap().values().stream().mapToLong(size -> size).sum();
    }

    private List<SamplePoint> crossed(Node margin, List<SamplePoint> points) {
        for (int i = 1; i < points.size(); i++) {
            for (int k = Math.max(0, i - MOST_BACK); k < i; k++) {
                List<SamplePoint> found = between(margin, points.get(k), points.get(i));
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private List<SamplePoint> between(Node margin, SamplePoint from, SamplePoint to) {
        try {
            boolean fits = from.at().sizes().asMap().equals(to.at().sizes().asMap());
            return fits ? straddling.between(margin, from, to) : List.of();
        } catch (ChainruleException e) {
            return List.of();
        }
    }
}
