package org.chainrule.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.SizeOf;
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

    /** Points to start from: all together, or those of each size where sizes take part in what decides. */
    static Collection<List<SamplePoint>> starts(List<SamplePoint> known, List<Node> decide) {
        boolean bySize = Walk.from(decide).nodes().stream().anyMatch(node -> node.op() instanceof SizeOf);
        Map<Map<String, Long>, List<SamplePoint>> starts = new LinkedHashMap<>();
        for (SamplePoint point : known) {
            Map<String, Long> sizes = bySize ? point.at().sizes().asMap() : Map.of();
            starts.computeIfAbsent(sizes, none -> new ArrayList<>()).add(point);
        }
        return starts.values();
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
