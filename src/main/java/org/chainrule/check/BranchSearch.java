package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * Looks for points on both sides of every switch: along lines through known points, outwards by doubling and then back
 * towards the switch by halving; for switches of sizes, among sizes.
 */
final class BranchSearch {
    private static final int DIRECTIONS = 24;
    private static final int FIRST = -3;
    private static final int LAST = 33;
    private static final int HALVINGS = 4;
    /** Switches that are looked at two by two, and what that may cost. */
    private static final int MOST_PAIRED = 8;

    private static final int MOST_STRADDLED = 8;
    private static final int STRADDLE_HALVINGS = 12;
    private static final int PAIR_DIRECTIONS = 3;
    private static final int REDRAWS = 16;
    private static final int PAIR_BUDGET = 500;
    /** Sizes that are tried one after the other. */
    private static final long[] SIZES = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 21, 26, 31, 33, 51, 65, 101, 129
    };

    /** Evaluations of switches in one search; a search that needs more is given up. */
    private static final int BUDGET = 12_000;

    private final PointSource source;
    private final List<SamplePoint> known;
    private final Node truth;
    private final List<SamplePoint> reached = new ArrayList<>();
    private final List<String> neverSeen = new ArrayList<>();
    private int spent;

    /** @param truth what has to have a value at a point that counts */
    BranchSearch(PointSource source, List<SamplePoint> known, Node truth) {
        this.source = source;
        this.known = known;
        this.truth = truth;
    }

    /** Points for the sides that are on no known point. */
    List<SamplePoint> reach(List<Switch> switches) {
        Ranges ranges = new Ranges(source.given());
        for (Switch each : switches) {
            Node margin = each.margin();
            for (boolean on : new boolean[] {true, false}) {
                Goal goal = at -> isOn(each, at, margin, on);
                seekValues(margin, goal);
                if (isSeen(goal) || !isAsked(each, margin) || ranges.isNever(each, on)) {
                    continue;
                }
                Optional<SamplePoint> point =
                        amongSizes(each, margin, on).or(() -> find(goal, leaves(List.of(margin)), DIRECTIONS));
                point.ifPresent(reached::add);
                if (point.isEmpty()) {
                    neverSeen.add(each.text(on));
                }
            }
        }
        return reached;
    }

    /** The sides that no point is on, as they are written. */
    List<String> neverSeen() {
        return neverSeen.stream().distinct().toList();
    }

    /** One side of a switch, or of two at the same entry. */
    private interface Goal {
        boolean isMet(Evaluator at);
    }

    /** Points close to switches, on both sides: there another switch that is nearly the same differs. */
    void straddle(List<Switch> switches) {
        List<Node> margins = switches.stream()
                .filter(each -> each.relation() != Switch.Relation.EQUAL)
                .map(Switch::margin)
                .distinct()
                .limit(MOST_STRADDLED)
                .toList();
        for (int i = 0; i < margins.size(); i++) {
            SplittableRandom random = new SplittableRandom(source.seed() + 503 + i);
            Node margin = margins.get(i);
            List<Node> moving = leaves(List.of(margin));
            SamplePoint start = known.get(i % known.size());
            for (int attempt = 0; attempt < 2 && !moving.isEmpty(); attempt++) {
                Line.Direction chosen = attempt == 0 ? Line.random(random) : Line.single(random, moving.size());
                Line line = Line.through(start.at().bindings(), only(moving, chosen));
                if (straddle(t -> new RandomPoint(line.at(t), start.at().sizes()), margin)) {
                    break;
                }
            }
        }
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
        for (int i = 0; i < STRADDLE_HALVINGS; i++) {
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
        }
        for (double t : new double[] {a, b}) {
            point(line.apply(t)).filter(at -> isDefined(at.at())).ifPresent(reached::add);
        }
    }

    /** Both sides of one switch together with both sides of another, as far as a short search finds them. */
    void reachPairs(List<Switch> switches) {
        List<Switch> asked = switches.stream()
                .filter(each -> each.relation() != Switch.Relation.EQUAL)
                .limit(MOST_PAIRED)
                .toList();
        int limit = spent + PAIR_BUDGET;
        for (int i = 0; i < asked.size(); i++) {
            for (Switch second : asked.subList(i + 1, asked.size())) {
                Switch first = asked.get(i);
                if (!first.margin().shape().sameShape(second.margin().shape())) {
                    continue;
                }
                for (int sides = 0; sides < 4 && spent < limit; sides++) {
                    boolean a = sides % 2 == 0;
                    boolean b = sides / 2 == 0;
                    Goal goal = at -> areOn(at, first, a, second, b);
                    if (!isSeen(goal)) {
                        find(goal, leaves(List.of(first.margin(), second.margin())), PAIR_DIRECTIONS)
                                .ifPresent(reached::add);
                    }
                }
            }
        }
    }

    private static boolean areOn(Evaluator at, Switch first, boolean a, Switch second, boolean b) {
        try {
            Tensor x = at.value(first.margin());
            Tensor y = at.value(second.margin());
            for (int k = 0; k < x.count(); k++) {
                if (first.isOn(x.at(k)) == a && second.isOn(y.at(k)) == b) {
                    return true;
                }
            }
            return false;
        } catch (ChainruleException e) {
            return false;
        }
    }

    private boolean isSeen(Goal goal) {
        for (List<SamplePoint> points : List.of(known, reached)) {
            for (SamplePoint point : points) {
                if (goal.isMet(point.at()) && isDefined(point.at())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A side that was seen only where the truth vanishes is looked for where it does not, as far as that is cheap. */
    private void seekValues(Node margin, Goal goal) {
        Goal telling = at -> goal.isMet(at) && hasValue(at);
        if (!isSeen(goal) || isSeen(telling)) {
            return;
        }
        for (SamplePoint point : List.copyOf(known)) {
            if (!goal.isMet(point.at()) || !leaves(List.of(margin)).isEmpty()) {
                continue;
            }
            List<SamplePoint> drawn =
                    new ArrayList<>(source.ofOtherMagnitudes(point.at().sizes()));
            for (int i = 0; i < REDRAWS; i++) {
                source.at(point.at().sizes(), new SplittableRandom(source.seed() + 601 + i))
                        .ifPresent(drawn::add);
            }
            Optional<SamplePoint> found = drawn.stream()
                    .filter(candidate -> telling.isMet(candidate.at()))
                    .findFirst();
            if (found.isPresent()) {
                reached.add(found.get());
                return;
            }
        }
        find(telling, leaves(List.of(margin)), PAIR_DIRECTIONS).ifPresent(reached::add);
    }

    private boolean hasValue(Evaluator at) {
        if (!isDefined(at)) {
            return false;
        }
        Tensor value = at.value(truth);
        for (int k = 0; k < value.count(); k++) {
            if (value.at(k) != 0) {
                return true;
            }
        }
        return false;
    }

    private boolean isDefined(Evaluator at) {
        try {
            return at.value(truth).isFinite();
        } catch (ChainruleException e) {
            return false;
        }
    }

    private static boolean isOn(Switch each, Evaluator at, Node margin, boolean on) {
        try {
            Tensor value = at.value(margin);
            for (int k = 0; k < value.count(); k++) {
                if (!Double.isNaN(value.at(k)) && each.isOn(value.at(k)) == on) {
                    return true;
                }
            }
            return false;
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

    private Optional<SamplePoint> find(Goal goal, List<Node> moving, int directions) {
        if (moving.isEmpty()) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(source.seed() + 307);
        for (int i = 0; i < directions && spent < BUDGET; i++) {
            SamplePoint start = known.get(i % known.size());
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

    private static Line.Direction only(List<Node> moving, Line.Direction chosen) {
        return (leaf, value) ->
                moving.contains(leaf) ? chosen.of(leaf, value) : Tensor.full(DType.F64, value.shape(), 0);
    }

    private Optional<SamplePoint> along(DoubleFunction<RandomPoint> line, Goal goal) {
        for (int k = FIRST; k <= LAST; k += 2) {
            for (double t : new double[] {Math.pow(2, k), -Math.pow(2, k)}) {
                Optional<SamplePoint> point = point(line.apply(t));
                if (point.isPresent() && goal.isMet(point.get().at())) {
                    Optional<SamplePoint> near = nearer(line, t, goal);
                    if (near.filter(candidate -> isDefined(candidate.at())).isPresent()) {
                        return near;
                    }
                    if (isDefined(point.get().at())) {
                        return point;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A point of the wanted side that is not much farther out than it needs to be. */
    private Optional<SamplePoint> nearer(DoubleFunction<RandomPoint> line, double far, Goal goal) {
        double outside = far / 4;
        double inside = far;
        Optional<SamplePoint> best = Optional.empty();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = outside + (inside - outside) / 2;
            Optional<SamplePoint> point = point(line.apply(middle));
            if (point.isPresent() && goal.isMet(point.get().at())) {
                inside = middle;
                best = point;
            } else {
                outside = middle;
            }
        }
        return best;
    }

    private Optional<SamplePoint> point(RandomPoint near) {
        spent++;
        try {
            return Optional.of(source.point(near));
        } catch (ChainruleException e) {
            return Optional.empty();
        }
    }

    private Optional<SamplePoint> amongSizes(Switch each, Node margin, boolean on) {
        Sizes usual = known.get(0).at().sizes();
        List<String> names = source.freeSizes(usual);
        if (names.isEmpty() || Walk.from(List.of(margin)).nodes().stream().anyMatch(Node::isLeaf)) {
            return Optional.empty();
        }
        SplittableRandom random = new SplittableRandom(source.seed() + 401);
        for (long size : SIZES) {
            for (int i = 0; i <= names.size(); i++) {
                Map<String, Long> changed = new TreeMap<>(usual.asMap());
                for (String name : i < names.size() ? List.of(names.get(i)) : names) {
                    changed.put(name, size);
                }
                Sizes sizes = Sizes.of(changed);
                spent++;
                if (isOn(each, new Evaluator(List.of(), sizes, DType.F64), margin, on)) {
                    Optional<SamplePoint> point = source.at(sizes, random.split());
                    if (point.filter(candidate -> isDefined(candidate.at())).isPresent()) {
                        return point;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
