package org.chainrule.check;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.PointDifference.Kind;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Comparison;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.message.Message;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.tensor.Tensor;

/** Two expressions under comparison: what the points so far have said. */
final class Comparing {
    /** Points at which both sides have values and are compared in many digits where doubles leave anything open. */
    private static final int MOST_CLOSE_LOOKS = 3;

    /** The same for points that are on sides of switches together on which none was before. */
    private static final int MOST_BRANCHES = 24;

    private final Node left;
    private final Node right;
    private final Ties ties;
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
    /** Whether a comparison may hide that something has no value. */
    private final boolean hides;

    private int points;
    private int closeLooks;
    private List<Node> margins = List.of();
    private final Set<List<Double>> branches = new LinkedHashSet<>();
    private boolean sureAtOrdinary;
    private boolean hiddenAtOrdinary;
    private double worst;
    private double largestDifference;
    private Optional<Counterexample> example = Optional.empty();
    private Optional<Counterexample> gap = Optional.empty();
    private final List<SamplePoint> outOfRange = new ArrayList<>();
    private Message shapes = Message.NONE;
    private Message reason = Message.NONE;
    private Message unseen = Message.NONE;

    Comparing(PointSource source, Node left, Node right) {
        this.left = left;
        this.right = right;
        this.ties = new Ties(source, left, right);
        List<Node> nodes = Walk.from(List.of(right)).nodes();
        this.hides = nodes.stream()
                        .anyMatch(node -> node.op() instanceof Where
                                || !Comparison.symbol(node.op()).isEmpty())
                && nodes.stream().anyMatch(Definedness::mayAsk);
    }

    /** Compares at some more points, until they differ in shape. */
    void at(List<SamplePoint> more) {
        for (int i = 0; i < more.size() && shapes.isEmpty(); i++) {
            SamplePoint point = more.get(i);
            boolean closely = point.isOrdinary() || closeLooks < MOST_CLOSE_LOOKS || isNewBranch(point);
            Optional<PointDifference> leftOut =
                    hides ? PointDifference.strictly(point, points, left, right) : Optional.empty();
            PointDifference difference =
                    leftOut.orElseGet(() -> PointDifference.at(point, points, left, right, closely));
            closeLooks += closely && difference.kind() == Kind.SAME ? 1 : 0;
            note(difference, point);
            points++;
        }
    }

    /** From now on, points on other sides of these switches than all before are compared in many digits. */
    void branchingAt(List<Switch> switches) {
        margins = switches.stream().map(Switch::margin).distinct().toList();
    }

    /** A difference where conventions decide is looked at beside. */
    private void note(PointDifference difference, SamplePoint point) {
        if (difference.kind() != Kind.DIFFERENT) {
            add(difference, point);
            return;
        }
        ties.decided(point).ifPresent(there -> {
            PointDifference decided =
                    there == point ? difference : PointDifference.at(there, points, left, right, true);
            if (decided.kind() == Kind.DIFFERENT) {
                add(decided, there);
            }
        });
    }

    private boolean isNewBranch(SamplePoint point) {
        if (margins.isEmpty() || branches.size() >= MOST_BRANCHES) {
            return false;
        }
        List<Double> signs = new ArrayList<>();
        for (Node margin : margins) {
            try {
                Tensor value = point.at().value(margin);
                signs.add(Math.signum(Arrays.stream(value.toArray()).min().orElse(0)));
                signs.add(Math.signum(Arrays.stream(value.toArray()).max().orElse(0)));
            } catch (ChainruleException e) {
                signs.add(Double.NaN);
            }
        }
        return branches.add(signs);
    }

    /** Compares in many digits at points that have been seen, and may say more so. */
    void closelyAt(Collection<SamplePoint> seen) {
        for (SamplePoint point : seen) {
            if (shapes.isEmpty() && !isSettled()) {
                PointDifference difference = PointDifference.at(point, points, left, right, true);
                if (difference.kind() == Kind.DIFFERENT) {
                    note(difference, point);
                }
            }
        }
    }

    /** Points at which the right side is not finite where the left one is, whatever the reason. */
    List<SamplePoint> outOfRange() {
        return outOfRange;
    }

    /** Says that at such a point, and around it, the right side has no value. */
    void isUndefinedAround(SamplePoint point) {
        counts.merge(Kind.GAP, 1, Integer::sum);
        gap = gap.or(() -> PointDifference.strictly(point, points, left, right)
                .orElseGet(() -> PointDifference.at(point, points, left, right))
                .example());
    }

    void neverSeen(List<String> sides) {
        if (!sides.isEmpty()) {
            unseen = say("never seen: {0}", String.join(", ", sides));
        }
    }

    /** Sides on which the two would differ, and that show at no point. */
    void neverShown(List<String> sides) {
        if (!sides.isEmpty() && unseen.isEmpty()) {
            unseen = say("never seen where it counts: {0}", String.join(", ", sides));
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
            case SAME, NEARLY -> worst = Math.max(worst, difference.relError());
            case DIFFERENT -> {
                if (difference.relError() > largestDifference || example.isEmpty()) {
                    largestDifference = difference.relError();
                    example = difference.example();
                }
            }
            case GAP -> gap = gap.or(difference::example);
            case OVERFLOW -> {
                outOfRange.add(point);
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
        // That something is 0 is said by zeros; that two things are the same is not.
        boolean isZero = zero && !(left.isVariable() && right.isVariable());
        if (!isSure() && !isZero) {
            Message why = zero
                    ? say("both sides are 0 at every point, which says nothing")
                    : count(Kind.HIDDEN) > 0 ? say("rounding hides whether the two sides differ") : Message.NONE;
            return ComparisonAtPoints.unknown(!unseen.isEmpty() ? unseen : !reason.isEmpty() ? reason : why);
        }
        int said = isSure() ? count(Kind.SAME) : count(Kind.ZERO);
        return unseen.isEmpty()
                ? new ComparisonAtPoints(Outcome.EQUAL, said, worst, Optional.empty(), reason)
                : new ComparisonAtPoints(Outcome.UNKNOWN, said, worst, Optional.empty(), unseen);
    }
}
