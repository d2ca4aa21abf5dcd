package org.chainrule.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.facts.Condition;
import org.chainrule.symbolic.facts.Definedness;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * Looks for points on both sides of every switch: along lines through known points, outwards by doubling and then back
 * towards the switch by halving; for switches of sizes, among sizes.
 */
final class BranchSearch {
    private static final int DIRECTIONS = 24;
    private static final int PAIR_DIRECTIONS = 3;
    private static final int OTHER_DIRECTIONS = 6;
    private static final int REDRAWS = 16;
    private static final double[] STRETCHES = {0.1, 0.01, 1e-3, 10, 100};
    private static final double[] NEAR_ZERO = {1e-6, 1e-8, 1e-10, 1e-12, 1e-15, 1e-18, 1e-21};
    private static final int MOST_STARTS = 4;
    private static final int MOST_SHOWING = 2;
    private static final int MOST_UNSHOWN = 2;
    /** Evaluations of switches in one search; a search that needs more is given up. */
    private static final int BUDGET = 12_000;

    /** Points for what is tried last, and how many nodes may be evaluated at them. */
    private static final int SPARE = 4_000;

    private static final int SPARE_WORK = 600_000;

    private final PointSource source;
    private final List<SamplePoint> known;
    private final Node truth;
    private final List<Node> formulas;
    private final List<SamplePoint> reached = new ArrayList<>();
    private final List<SamplePoint> pool;
    private final List<SamplePoint> unshown = new ArrayList<>();
    private final Set<Switch> unshownYet = new LinkedHashSet<>();
    private final List<String> neverSeen = new ArrayList<>();
    private final ShowingSides sides;
    private final LineSearch lines;
    /** For what is tried last, so that nothing else comes short. */
    private final LineSearch spare;

    private final ValueSearch values;

    /**
     * A search.
     *
     * @param pool points drawn by chance: what is not rare is found there at once
     * @param truth what has to have a value at a point that counts
     * @param claim what it is compared with
     */
    BranchSearch(PointSource source, List<SamplePoint> known, List<SamplePoint> pool, Node truth, Node claim) {
        this.source = source;
        this.known = known;
        this.pool = pool;
        this.truth = truth;
        this.formulas = List.of(truth, claim);
        this.sides = new ShowingSides(formulas);
        this.lines = new LineSearch(source, this::isDefined, BUDGET);
        int affordable = SPARE_WORK / Walk.from(formulas).size();
        this.spare = new LineSearch(source, this::isDefined, Math.min(SPARE, affordable));
        this.values = new ValueSearch(lines, spare, truth, claim, leaves(formulas));
    }

    /** All points found. */
    List<SamplePoint> reached() {
        return reached;
    }

    /** Points on sides that show at none, as far as doubles can say. */
    List<SamplePoint> unshown() {
        return unshown;
    }

    /** Looks for the sides that are on no known point. */
    void reach(List<Switch> switches) {
        Ranges ranges = new Ranges(source.given());
        for (Switch each : switches) {
            Node margin = each.margin();
            for (boolean on : new boolean[] {true, false}) {
                Predicate<Evaluator> goal = at -> isOn(each, at, margin, on);
                if (!isSeen(goal)) {
                    if (!isAsked(each, margin) || ranges.isNever(each, on)) {
                        continue;
                    }
                    Optional<SamplePoint> point = amongSizes(List.of(margin), goal, at -> isDefined(at.at()))
                            .or(() -> find(goal, leaves(List.of(margin)), DIRECTIONS, known))
                            .or(() -> nearZero(goal, leaves(List.of(margin))));
                    point.ifPresent(reached::add);
                    if (point.isEmpty()) {
                        neverSeen.add(each.text(on));
                        continue;
                    }
                }
                reachAtUsualSizes(goal, margin);
                seekShowing(each, on, margin, goal);
                seekAll(each, on, margin);
            }
        }
    }

    /** A side that was seen only where a sum has one term, or none, is looked for where it has several. */
    private void reachAtUsualSizes(Predicate<Evaluator> goal, Node margin) {
        Map<String, Long> usual = known.get(0).at().sizes().asMap();
        Predicate<Evaluator> there = at -> at.sizes().asMap().equals(usual) && goal.test(at);
        List<Node> moving = leaves(List.of(margin));
        if (!moving.isEmpty() && !isSeen(there)) {
            inPool(there)
                    .or(() -> find(there, moving, PAIR_DIRECTIONS, known))
                    .or(() -> nearZero(there, moving))
                    .ifPresent(reached::add);
        }
    }

    /** Points at which the claim lacks a value on a whole region, and the truth does not: those whose sizes decide it are the result. */
    List<SamplePoint> reachGaps() {
        Walk right = Walk.from(List.of(truth));
        boolean asks = Walk.from(List.of(formulas.get(1))).nodes().stream()
                .anyMatch(node -> right.indexOf(node) < 0 && Switches.mayLackValues(node));
        List<SamplePoint> gaps = new ArrayList<>();
        List<Condition> met = asks ? Definedness.of(truth) : List.of();
        for (Condition condition : asks ? Definedness.of(formulas.get(1)) : met) {
            Node of = condition.of();
            boolean isWide = !condition.leavesOutLittle() || Switches.isFlat(of);
            if (isWide && Definedness.varies(of) && met.stream().noneMatch(other -> other.implies(condition))) {
                Predicate<Evaluator> goal = at -> isBroken(at, condition) && source.isFeasible(at);
                amongSizes(List.of(of), at -> isBroken(at, condition), at -> goal.test(at.at()))
                        .ifPresent(gaps::add);
                if (!isSeen(goal)) {
                    List<Node> moving = leaves(List.of(of));
                    inPool(goal)
                            .or(() -> find(goal, moving, DIRECTIONS, known))
                            .or(() -> nearZero(goal, moving))
                            .ifPresent(reached::add);
                }
            }
        }
        return gaps;
    }

    private static boolean isBroken(Evaluator at, Condition condition) {
        return any(at, condition.of(), x -> !condition.allows(x));
    }

    /** Points at which the truth is not 0, in entries and at sizes where it was so far. */
    void reachValues() {
        // The first of them has the usual sizes.
        List<SamplePoint> ordered =
                Stream.concat(known.stream(), reached.stream()).toList();
        values.reach(ordered, this::inPool, reached::add);
    }

    /** The sides that no point is on, as they are written. */
    List<String> neverSeen() {
        return neverSeen.stream().distinct().toList();
    }

    /** Sides that show at none of all points, and on which the formulas would differ, as they are written. */
    List<String> neverShown(List<Switch> switches, List<SamplePoint> points) {
        List<Switch> asked =
                switches.stream().filter(each -> isAsked(each, each.margin())).toList();
        return sides.neverShown(asked, new Ranges(source.given()), points);
    }

    /** Points close to switches, on both sides: there another switch that is nearly the same differs. */
    void straddle(List<Switch> switches) {
        Straddling straddling = new Straddling(source, this::startsFor, formulas);
        straddling.beside(switches, this::leaves).stream()
                .filter(point -> isDefined(point.at()))
                .forEach(reached::add);
        unshown.addAll(straddling.unshown());
    }

    /** Points in regions that lines pass, at which the formulas look as if they were apart. */
    List<SamplePoint> apart(List<Switch> switches) {
        List<Node> margins = Straddling.margins(switches).keySet().stream()
                .filter(Node::isVariable)
                .toList();
        List<SamplePoint> starts = Stream.concat(all(), pool.stream())
                .filter(point -> isDefined(point.at()))
                .toList();
        return new Regions(source, margins, leaves(formulas), truth, formulas.get(1)).apart(starts);
    }

    /** The same for switches that showed nowhere then, and do now. */
    void straddleAgain() {
        List<Switch> now =
                unshownYet.stream().filter(each -> !showing(each).isEmpty()).toList();
        unshownYet.clear();
        straddle(now);
    }

    /** Where a switch shows, a step over it tells most. */
    private List<SamplePoint> startsFor(Switch each, int number) {
        List<SamplePoint> showing = showing(each);
        if (showing.isEmpty()) {
            unshownYet.add(each);
        }
        return showing.isEmpty() ? List.of(known.get(number % known.size())) : showing;
    }

    /** Some points at which a switch is known to show. */
    private List<SamplePoint> showing(Switch each) {
        return all().filter(point -> Stream.of(true, false)
                        .anyMatch(on -> sides.isKnown(each, on) && sides.shows(each, on, point.at())))
                .limit(MOST_SHOWING)
                .toList();
    }

    /** Sides that have to come together for a switch to count, and those of two such switches. */
    void reachTogether() {
        JointSearch joint = new JointSearch(
                source, known, formulas, new SidesSearch(lines, this::isDefined, this::leaves, source.seed()));
        joint.reach(this::isSeen, this::inPool, reached::add);
    }

    private boolean isSeen(Predicate<Evaluator> goal) {
        for (List<SamplePoint> points : List.of(known, reached)) {
            for (SamplePoint point : points) {
                if (goal.test(point.at()) && isDefined(point.at())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A side that was seen only where it does not show is looked for where it does, as far as that is cheap. */
    private void seekShowing(Switch each, boolean on, Node margin, Predicate<Evaluator> goal) {
        Predicate<Evaluator> telling = at -> goal.test(at)
                && (sides.isKnown(each, on) ? isDefined(at) && sides.shows(each, on, at) : values.hasValue(at));
        if (isSeen(telling)) {
            return;
        }
        List<Node> own = leaves(List.of(margin));
        if (own.isEmpty()) {
            Optional<SamplePoint> drawn = redrawn(goal, telling);
            if (drawn.isPresent()) {
                reached.add(drawn.get());
                return;
            }
        }
        // Where the other side shows, the step over the switch alone is often enough.
        List<SamplePoint> starts = all().filter(
                        point -> !own.isEmpty() && sides.isKnown(each, !on) && sides.shows(each, !on, point.at()))
                .limit(MOST_STARTS)
                .toList();
        List<SamplePoint> there =
                all().filter(point -> goal.test(point.at())).limit(MOST_STARTS).toList();
        inPool(telling)
                .or(() -> find(telling, own, 2 * starts.size(), starts))
                .or(() -> stretched(telling, own, there))
                .or(() -> find(telling, others(own), OTHER_DIRECTIONS, there))
                .or(() -> nearZero(telling, own))
                .or(() -> find(telling, leaves(formulas), PAIR_DIRECTIONS, there))
                .or(() -> spare.levelled(telling, leaves(formulas), there))
                .ifPresentOrElse(
                        reached::add, () -> there.stream().limit(MOST_UNSHOWN).forEach(unshown::add));
    }

    /** What may move while a switch stays where it is. */
    private List<Node> others(List<Node> own) {
        return leaves(formulas).stream().filter(leaf -> !own.contains(leaf)).toList();
    }

    /** All entries on one side is a case of its own: a largest entry of {@code relu(x)} that is 0, a norm of nothing. */
    private void seekAll(Switch each, boolean on, Node margin) {
        Predicate<Evaluator> goal = at -> WholeSides.isAllOn(each, at, on);
        if (!margin.isScalar() && each.relation() != Switch.Relation.EQUAL && !isSeen(goal)) {
            find(goal, leaves(List.of(margin)), PAIR_DIRECTIONS, known).ifPresent(reached::add);
        }
    }

    /** All entries on one side of a switch together with each side of another one. */
    void reachAllTogether(List<Switch> switches) {
        WholeSides whole = new WholeSides(spare, this::leaves);
        whole.reach(switches, () -> all().filter(point -> isDefined(point.at())), reached::add);
    }

    private Optional<SamplePoint> inPool(Predicate<Evaluator> goal) {
        return pool.stream()
                .filter(point -> isDefined(point.at()) && goal.test(point.at()))
                .findFirst();
    }

    /** The same side with everything else smaller or larger, so that nothing there saturates. */
    private Optional<SamplePoint> stretched(Predicate<Evaluator> goal, List<Node> staying, List<SamplePoint> starts) {
        return lines.stretched(goal, others(staying), starts, STRETCHES);
    }

    /** Where leaves, all or one, are next to 0: an interval there is too narrow to be met by chance. */
    private Optional<SamplePoint> nearZero(Predicate<Evaluator> goal, List<Node> moving) {
        List<SamplePoint> from = known.subList(0, Math.min(3, known.size()));
        return LineSearch.allOrOne(moving)
                .flatMap(each -> lines.stretched(goal, each, from, NEAR_ZERO).stream())
                .findFirst();
    }

    private Stream<SamplePoint> all() {
        return Stream.concat(reached.stream(), known.stream());
    }

    /** For a side that sizes alone decide: other values at the same sizes. */
    private Optional<SamplePoint> redrawn(Predicate<Evaluator> goal, Predicate<Evaluator> telling) {
        Optional<SamplePoint> there =
                all().filter(point -> goal.test(point.at())).findFirst();
        if (there.isEmpty()) {
            return there;
        }
        Sizes sizes = there.get().at().sizes();
        List<SamplePoint> drawn = new ArrayList<>(source.ofOtherMagnitudes(sizes));
        for (int i = 0; i < REDRAWS; i++) {
            source.at(sizes, new SplittableRandom(source.seed() + 601 + i)).ifPresent(drawn::add);
        }
        return drawn.stream().filter(candidate -> telling.test(candidate.at())).findFirst();
    }

    private boolean isDefined(Evaluator at) {
        try {
            return at.value(truth).isFinite();
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static boolean isOn(Switch each, Evaluator at, Node margin, boolean on) {
        return any(at, margin, x -> !Double.isNaN(x) && each.isOn(x) == on);
    }

    private static boolean any(Evaluator at, Node node, DoublePredicate test) {
        try {
            Tensor value = at.value(node);
            return IntStream.range(0, value.count()).anyMatch(k -> test.test(value.at(k)));
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** Numbers are hardly ever equal, and need not be, unless they are whole. */
    private boolean isAsked(Switch each, Node margin) {
        if (each.relation() != Switch.Relation.EQUAL) {
            return true;
        }
        boolean any = false;
        for (SamplePoint point : known) {
            try {
                Tensor value = point.at().value(margin);
                for (int k = 0; k < value.count(); k++) {
                    if (value.at(k) != Math.rint(value.at(k))) {
                        return false;
                    }
                }
                any |= value.count() > 0;
            } catch (ChainruleException e) {
                return false;
            }
        }
        return any;
    }

    private List<Node> leaves(List<Node> margins) {
        return Walk.from(margins).nodes().stream()
                .filter(node -> node.isLeaf() && source.given().stream().noneMatch(binding -> binding.leaf() == node))
                .toList();
    }

    private Optional<SamplePoint> find(
            Predicate<Evaluator> goal, List<Node> moving, int directions, List<SamplePoint> starts) {
        return lines.find(goal, moving, directions, starts);
    }

    private Optional<SamplePoint> amongSizes(
            List<Node> decide, Predicate<Evaluator> goal, Predicate<SamplePoint> wanted) {
        return SizeSearch.decided(source, known.get(0).at().sizes(), decide, goal, wanted);
    }
}
