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
import java.util.SplittableRandom;
import org.chainrule.check.ComparisonAtPoints.Counterexample;
import org.chainrule.check.ComparisonAtPoints.Outcome;
import org.chainrule.check.PointDifference.Kind;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Two expressions under comparison: what the points so far have said.
 *
 * <p>Where two entries are the largest of their own, conventions decide which of them counts, all of them equally or the first
 * one, and no difference is a mistake. It is one where nothing is left to decide: what ties in a whole region, such as
 * {@code relu(x)} below 0, is one function there, and what is true stays the same whichever entry wins. What rounding alone
 * makes equal is no tie.
 */
final class Comparing {
    /** Points at which both sides have values and are compared in many digits where doubles leave anything open. */
    private static final int MOST_CLOSE_LOOKS = 3;

    /** A step to a point beside, and what breaks a tie. */
    private static final double BESIDE = 1e-6;

    /** So much of a difference is not decided by who wins. */
    private static final double SLIGHT = 1e-3;

    /** The same for points that are on sides of switches together on which none was before. */
    private static final int MOST_BRANCHES = 24;

    private final Node left;
    private final Node right;
    private final PointSource source;
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
    private @Nullable List<Node> leads;
    private final List<SamplePoint> outOfRange = new ArrayList<>();
    private Message shapes = Message.NONE;
    private Message reason = Message.NONE;
    private Message unseen = Message.NONE;

    Comparing(PointSource source, Node left, Node right) {
        this.left = left;
        this.right = right;
        this.source = source;
        this.hides = Walk.from(List.of(right)).nodes().stream().anyMatch(Definedness::mayAsk);
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

    /** At a tie conventions decide: there, a difference is one if it is beside the point as well, and no convention changes what is true. */
    private void note(PointDifference difference, SamplePoint point) {
        if (difference.kind() != Kind.DIFFERENT || !isAtTie(point)) {
            add(difference, point);
            return;
        }
        Line line = Line.through(point.at().bindings(), Line.random(new SplittableRandom(source.seed() + 1701)));
        try {
            SamplePoint near =
                    source.point(new RandomPoint(line.at(BESIDE), point.at().sizes()));
            PointDifference there = PointDifference.at(near, points, left, right, true);
            if (there.kind() == Kind.DIFFERENT && (!isAtTie(near) || isWhicheverWins(near.at()))) {
                add(there, near);
            }
        } catch (ChainruleException e) {
            // Nothing beside it can be computed.
        }
    }

    /** What is ahead of all others, by how much. */
    private List<Node> leads() {
        if (leads == null) {
            leads = new ArrayList<>();
            for (Node node : Walk.from(List.of(left, right)).nodes()) {
                for (Switch each : node.op().switches(node.inputs())) {
                    Leads.of(each).ifPresent(leads::add);
                }
            }
        }
        return leads;
    }

    private boolean isAtTie(SamplePoint point) {
        for (Node lead : leads()) {
            try {
                if (RoundingNoise.hasZero(List.of(point.at().value(lead)))
                        && !point.exact().isNowhereZero(lead)) {
                    return true;
                }
            } catch (ChainruleException e) {
                // Without a value nothing ties.
            }
        }
        return false;
    }

    private boolean isWhicheverWins(Evaluator at) {
        List<Node> tied = new ArrayList<>();
        for (Node lead : leads()) {
            Node rising = lead.input(0);
            tied.add(rising.op() == Arithmetic.NEG ? rising.input(0) : rising);
        }
        // Of entries that tie, the last is the largest now.
        Evaluator broken = at.disturbed((node, in, value) -> tied.contains(node)
                ? Tensor.fill(
                        value.dtype(),
                        value.shape(),
                        k -> value.at(k) + BESIDE * k / value.count() * (1 + Math.abs(value.at(k))))
                : value);
        Tensor here = at.value(left);
        return Samples.Gap.of(here, broken.value(left)).apart()
                <= SLIGHT * Samples.Gap.of(here, at.value(right)).apart();
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
