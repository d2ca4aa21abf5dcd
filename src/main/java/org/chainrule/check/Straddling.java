package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;

/** Pairs of points close to a switch, one on each side, by halving a line that crosses it. */
final class Straddling {
    private static final int MOST_SWITCHES = 8;
    /** Close enough for thresholds that nearly agree, and for a narrow band between two switches. */
    private static final int CLOSE = 12;

    private static final int HALVINGS = 34;
    private static final int FIRST = -3;
    private static final int LAST = 33;

    private final PointSource source;
    private final List<SamplePoint> known;
    private final List<SamplePoint> found = new ArrayList<>();

    Straddling(PointSource source, List<SamplePoint> known) {
        this.source = source;
        this.known = known;
    }

    /**
     * Points beside switches.
     *
     * @param leaves what may move to change some nodes
     */
    List<SamplePoint> beside(List<Switch> switches, Function<List<Node>, List<Node>> leaves) {
        List<Node> margins = switches.stream()
                .filter(each -> each.relation() != Switch.Relation.EQUAL)
                .map(Switch::margin)
                .distinct()
                .limit(MOST_SWITCHES)
                .toList();
        for (int i = 0; i < margins.size(); i++) {
            SplittableRandom random = new SplittableRandom(source.seed() + 503 + i);
            Node margin = margins.get(i);
            List<Node> moving = leaves.apply(List.of(margin));
            SamplePoint start = known.get(i % known.size());
            for (int attempt = 0; attempt < 2 && !moving.isEmpty(); attempt++) {
                Line.Direction chosen = attempt == 0 ? Line.random(random) : Line.single(random, moving.size());
                Line line = Line.through(start.at().bindings(), BranchSearch.only(moving, chosen));
                if (straddle(t -> new RandomPoint(line.at(t), start.at().sizes()), margin)) {
                    break;
                }
            }
        }
        return found;
    }

    private boolean straddle(DoubleFunction<RandomPoint> line, Node margin) {
        for (int sign = 1; sign >= -1; sign -= 2) {
            double before = 0;
            for (int k = FIRST; k <= LAST; k += 2) {
                double t = sign * Math.pow(2, k);
                int entry = flipped(values(line, before, margin), values(line, t, margin));
                if (entry >= 0) {
                    closeIn(line, before, t, margin, entry);
                    return true;
                }
                before = t;
            }
        }
        return false;
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

    private void closeIn(DoubleFunction<RandomPoint> line, double near, double far, Node margin, int entry) {
        double a = near;
        double b = far;
        for (int i = 1; i <= HALVINGS; i++) {
            double middle = a + (b - a) / 2;
            double[] there = values(line, middle, margin);
            double[] here = values(line, a, margin);
            if (there.length == 0 || here.length == 0) {
                return;
            }
            if (there[entry] * here[entry] < 0) {
                b = middle;
            } else {
                a = middle;
            }
            if (i == CLOSE || i == HALVINGS) {
                for (double t : new double[] {a, b}) {
                    point(line.apply(t)).ifPresent(found::add);
                }
            }
        }
    }

    private Optional<SamplePoint> point(RandomPoint near) {
        try {
            return Optional.of(source.point(near));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }
}
