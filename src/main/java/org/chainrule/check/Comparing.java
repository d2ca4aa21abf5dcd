package org.chainrule.check;

import static org.chainrule.message.Message.say;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.PointDifference.Kind;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;

/** Two expressions under comparison: what the points so far have said. */
final class Comparing {
    private final Node left;
    private final Node right;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    private int points;
    private boolean sureAtOrdinary;
    private boolean hiddenAtOrdinary;
    private double worst;
    private double largestDifference;
    private Optional<Counterexample> example = Optional.empty();
    private Optional<Counterexample> gap = Optional.empty();
    private Message shapes = Message.NONE;
    private Message reason = Message.NONE;
    private Message unseen = Message.NONE;

    Comparing(Node left, Node right) {
        this.left = left;
        this.right = right;
    }

    /** Compares at some more points, until they differ in shape. */
    void at(List<SamplePoint> more) {
        for (int i = 0; i < more.size() && shapes.isEmpty(); i++) {
            add(PointDifference.at(more.get(i), points, left, right), more.get(i));
            points++;
        }
    }

    void neverSeen(List<String> sides) {
        if (!sides.isEmpty()) {
            unseen = say("never seen: {0}", String.join(", ", sides));
        }
    }

    private int count(Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    private void add(PointDifference difference, SamplePoint point) {
        counts.merge(difference.kind(), 1, Integer::sum);
        sureAtOrdinary |= point.isOrdinary() && difference.kind() == Kind.SAME;
        hiddenAtOrdinary |= point.isOrdinary() && difference.kind() == Kind.HIDDEN;
        switch (difference.kind()) {
            case SAME -> worst = Math.max(worst, difference.relError());
            case DIFFERENT -> {
                if (difference.relError() > largestDifference || example.isEmpty()) {
                    largestDifference = difference.relError();
                    example = difference.example();
                }
            }
            case GAP -> gap = gap.or(difference::example);
            case OVERFLOW -> {
                if (reason.isEmpty() && point.isOrdinary()) {
                    reason = say("the right side is not finite at some points");
                }
            }
            case FAILED, NOTHING -> {
                if (reason.isEmpty() && (point.isOrdinary() || difference.kind() == Kind.FAILED)) {
                    reason = difference.message();
                }
            }
            case SHAPES -> shapes = difference.message();
            case ZERO, HIDDEN -> {}
        }
    }

    /** Whether more points would change nothing: the two differ, or the left side has no value anywhere. */
    boolean isSettled() {
        return !shapes.isEmpty() || count(Kind.DIFFERENT) + count(Kind.GAP) > 0 || !hasValues();
    }

    /** Whether some point says that they are the same; one far out, where both are flat, is none if ordinary ones say nothing. */
    boolean isSure() {
        return count(Kind.SAME) > 0 && (sureAtOrdinary || !hiddenAtOrdinary);
    }

    private boolean hasValues() {
        return count(Kind.NOTHING) < points;
    }

    private int compared() {
        return count(Kind.SAME) + count(Kind.DIFFERENT);
    }

    ComparisonAtPoints comparison() {
        if (!shapes.isEmpty()) {
            return ComparisonAtPoints.shapes(shapes);
        }
        if (count(Kind.DIFFERENT) > 0) {
            return new ComparisonAtPoints(Outcome.DIFFERENT, compared(), largestDifference, example, Message.NONE);
        }
        if (count(Kind.GAP) > 0) {
            return new ComparisonAtPoints(
                    Outcome.DIFFERENT,
                    compared(),
                    Double.POSITIVE_INFINITY,
                    gap,
                    say("the right side is not finite at {0} of {1} points", count(Kind.GAP), points));
        }
        boolean zero = count(Kind.ZERO) > 0 && count(Kind.HIDDEN) == 0 && count(Kind.OVERFLOW) == 0;
        if (!isSure() && !zero) {
            return ComparisonAtPoints.unknown(
                    reason.isEmpty() && count(Kind.HIDDEN) > 0
                            ? say("rounding hides whether the two sides differ")
                            : reason);
        }
        int said = isSure() ? count(Kind.SAME) : count(Kind.ZERO);
        return unseen.isEmpty()
                ? new ComparisonAtPoints(Outcome.EQUAL, said, worst, Optional.empty(), reason)
                : new ComparisonAtPoints(Outcome.UNKNOWN, said, worst, Optional.empty(), unseen);
    }
}
