package org.chainrule.check;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.graph.Walk;
import org.chainrule.ops.MaxMin;
import org.chainrule.tensor.Sizes;

/** Looks for points on sides of several switches: those that have to come together for one to count, and those of two such ones. */
final class JointSearch {
    /** Places of switches that are looked at one by one and two by two. */
    private static final int MOST_PLACES = 16;

    /** Places behind these that are looked at two by two with them. */
    private static final int MOST_LATE = 6;

    private static final int MOST_SIZES = 7;

    private final PointSource source;
    private final List<SamplePoint> known;
    private final List<Node> formulas;
    private final SidesSearch search;

    /** @param formulas what is true, and what is compared with it */
    JointSearch(PointSource source, List<SamplePoint> known, List<Node> formulas, SidesSearch search) {
        this.source = source;
        this.known = known;
        this.formulas = formulas;
        this.search = search;
    }

    /**
     * Points for what is on none so far: at the usual sizes first, then at others.
     *
     * @param seen whether some point meets a goal
     * @param chance looks for a goal among points drawn by chance
     * @param found what becomes of a point
     */
    void reach(
            Predicate<Predicate<Evaluator>> seen,
            Function<Predicate<Evaluator>, Optional<SamplePoint>> chance,
            Consumer<SamplePoint> found) {
        Map<List<Side>, List<List<SamplePoint>>> open = new LinkedHashMap<>();
        wanted().forEach(sides -> open.put(List.copyOf(sides), startsAt(List.copyOf(sides))));
        for (int i = 0; i < MOST_SIZES && !search.isSpent(); i++) {
            int number = i;
            open.entrySet()
                    .removeIf(each -> number >= each.getValue().size()
                            || reach(each.getKey(), each.getValue().get(number), seen, chance, found));
        }
    }

    /** Whether nothing more is to be looked for. */
    private boolean reach(
            List<Side> sides,
            List<SamplePoint> starts,
            Predicate<Predicate<Evaluator>> seen,
            Function<Predicate<Evaluator>, Optional<SamplePoint>> chance,
            Consumer<SamplePoint> found) {
        Predicate<Evaluator> goal = at -> isOfSize(at, starts) && SidesSearch.isOn(sides, at);
        boolean reached = seen.test(goal);
        if (!reached) {
            Optional<SamplePoint> point = chance.apply(goal)
                    .or(() -> search.find(sides, starts))
                    .or(() -> search.findNearZero(sides, starts));
            point.ifPresent(found);
            reached = point.isPresent();
        }
        return reached && !SizeSearch.counts(margins(sides));
    }

    /** What is looked for, one by one before two by two. */
    private Set<Set<Side>> wanted() {
        BranchPaths paths = new BranchPaths(formulas);
        Ranges ranges = new Ranges(source.given());
        List<List<Set<Side>>> own =
                formulas.stream().map(paths::in).map(List::copyOf).toList();
        List<Set<Node>> margins = own.stream()
                .map(places -> places.stream()
                        .flatMap(Set::stream)
                        .map(side -> side.each().margin())
                        .collect(Collectors.toSet()))
                .toList();
        List<Set<Side>> places = own.stream()
                .flatMap(List::stream)
                .distinct()
                .filter(sides -> sides.stream().noneMatch(side -> ranges.isNever(side.each(), side.on())))
                .toList();
        List<Set<Side>> first = places.stream().limit(MOST_PLACES).toList();
        Set<Set<Side>> wanted = new LinkedHashSet<>(BranchPaths.both(first, paths.toValue(formulas.get(0))));
        wanted.addAll(first);
        for (int i = 1; i < first.size(); i++) {
            wanted.addAll(BranchPaths.both(first.subList(0, i), List.of(first.get(i))));
        }
        // A switch that only one formula has tells the two apart, wherever it stands; on a tie they may differ and be
        // right.
        places.stream()
                .skip(MOST_PLACES)
                .filter(sides -> !isTie(sides)
                        && sides.stream().anyMatch(side -> margins.stream()
                                .anyMatch(some -> !some.contains(side.each().margin()))))
                .limit(MOST_LATE)
                .forEach(late -> wanted.addAll(BranchPaths.both(first, List.of(late))));
        return wanted;
    }

    private static boolean isTie(Set<Side> sides) {
        return sides.stream()
                .anyMatch(side -> side.on()
                        && side.each().relation() == Switch.Relation.EQUAL
                        && side.each().margin().inputs().stream()
                                .noneMatch(input -> Leads.source(input).op() instanceof MaxMin.Extreme));
    }

    private static boolean isOfSize(Evaluator at, List<SamplePoint> points) {
        return points.stream()
                .anyMatch(point -> point.at().sizes().asMap().equals(at.sizes().asMap()));
    }

    /** Points to start from by their sizes, the usual ones first, those only at which sizes alone decide for the wanted sides. */
    private List<List<SamplePoint>> startsAt(List<Side> sides) {
        List<Side> ofSizes = sides.stream()
                .filter(side -> Walk.from(List.of(side.each().margin())).nodes().stream()
                        .noneMatch(Node::isLeaf))
                .toList();
        List<List<SamplePoint>> starts = SizeSearch.bySize(known, SizeSearch.counts(margins(sides))).stream()
                .filter(points -> SidesSearch.isOn(ofSizes, points.get(0).at()))
                .limit(MOST_SIZES)
                .toList();
        return !starts.isEmpty() || ofSizes.isEmpty()
                ? starts
                : ofSizes(ofSizes).map(point -> List.of(List.of(point))).orElse(List.of());
    }

    private static List<Node> margins(List<Side> sides) {
        return sides.stream().map(side -> side.each().margin()).toList();
    }

    /** A point of sizes on some sides: one size after the other is chosen so that more of them hold. */
    private Optional<SamplePoint> ofSizes(List<Side> sides) {
        Optional<SamplePoint> now = Optional.of(known.get(0));
        for (long held = 0; now.isPresent() && held < sides.size(); ) {
            Sizes from = now.get().at().sizes();
            long before = count(sides, now.get().at());
            now = SizeSearch.find(source, from, at -> count(sides, at) > before, at -> true);
            held = now.map(point -> count(sides, point.at())).orElse(0L);
        }
        return now;
    }

    private static long count(List<Side> sides, Evaluator at) {
        return sides.stream()
                .filter(side -> SidesSearch.isOn(List.of(side), at))
                .count();
    }
}
