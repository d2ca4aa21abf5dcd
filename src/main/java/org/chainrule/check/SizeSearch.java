package org.chainrule.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Sizes;

/** Looks for sizes at which something holds that sizes alone decide. */
final class SizeSearch {
    /** Sizes that are tried one after the other. */
    private static final long[] SIZES = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16, 17, 20, 21, 26, 31, 33, 51, 65, 101, 129
    };

    private SizeSearch() {}

    /** A point of other sizes, where it is they alone that decide. */
    static Optional<SamplePoint> decided(
            PointSource source,
            Sizes usual,
            List<Node> decide,
            Predicate<Evaluator> condition,
            Predicate<SamplePoint> wanted) {
        return Walk.from(decide).nodes().stream().noneMatch(Node::isLeaf)
                ? find(source, usual, condition, wanted)
                : Optional.empty();
    }

    /** Whether sizes take part in what decides: by themselves, or as how many terms with switches of their own a sum has. */
    static boolean counts(List<Node> decide) {
        return Walk.from(decide).nodes().stream()
                .anyMatch(node -> node.op() instanceof SizeOf || (node.op() instanceof Sum && switches(node)));
    }

    private static boolean switches(Node sum) {
        return Walk.from(sum.inputs()).nodes().stream()
                .anyMatch(node -> !node.op().switches(node.inputs()).isEmpty());
    }

    /** Points by their sizes: all of usual ones together first, or, where sizes take part in what decides, each after the others. */
    static List<List<SamplePoint>> bySize(List<SamplePoint> known, boolean counts) {
        Set<Map<String, Long>> usual = new HashSet<>();
        known.stream()
                .filter(SamplePoint::isOrdinary)
                .forEach(point -> usual.add(point.at().sizes().asMap()));
        Map<Map<String, Long>, List<SamplePoint>> groups = new LinkedHashMap<>();
        for (SamplePoint point : known) {
            Map<String, Long> sizes = point.at().sizes().asMap();
            groups.computeIfAbsent(usual.contains(sizes) && !counts ? Map.of() : sizes, none -> new ArrayList<>())
                    .add(point);
        }
        List<List<SamplePoint>> ordered = new ArrayList<>(groups.values());
        if (counts) {
            ordered.sort(Comparator.comparing(
                    points -> usual.contains(points.get(0).at().sizes().asMap())));
        }
        return ordered;
    }

    /** A point of the first sizes at which a condition holds, each size by itself and all together. */
    static Optional<SamplePoint> find(
            PointSource source, Sizes usual, Predicate<Evaluator> condition, Predicate<SamplePoint> wanted) {
        List<String> names = source.freeSizes(usual);
        SplittableRandom random = new SplittableRandom(source.seed() + 401);
        for (long size : SIZES) {
            for (int i = 0; i <= names.size() && !names.isEmpty(); i++) {
                Map<String, Long> changed = new TreeMap<>(usual.asMap());
                for (String name : i < names.size() ? List.of(names.get(i)) : names) {
                    changed.put(name, size);
                }
                Sizes sizes = Sizes.of(changed);
                if (condition.test(new Evaluator(List.of(), sizes, DType.F64))) {
                    Optional<SamplePoint> point =
                            source.at(sizes, random.split()).filter(wanted);
                    if (point.isPresent()) {
                        return point;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
