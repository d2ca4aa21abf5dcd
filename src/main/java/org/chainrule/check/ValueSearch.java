package org.chainrule.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/**
 * Looks for points at which the truth is not 0: in every entry, and at other sizes than the usual ones. A mistake in one entry,
 * or a number in the place of a size, shows only there.
 */
final class ValueSearch {
    private static final int MOST_ENTRIES = 6;
    private static final int DIRECTIONS = 3;
    private static final int MOST_TURNED = 4;

    private final LineSearch lines;
    private final Node truth;
    private final List<Node> moving;

    /** @param moving what may move */
    ValueSearch(LineSearch lines, Node truth, List<Node> moving) {
        this.lines = lines;
        this.truth = truth;
        this.moving = moving;
    }

    /**
     * Points for the entries that are 0 at all known points.
     *
     * @param known the points so far; those found are told to the one who keeps them
     * @param chance looks for a goal among points drawn by chance
     * @param found what becomes of a point
     */
    void reach(
            List<SamplePoint> known,
            Function<Predicate<Evaluator>, Optional<SamplePoint>> chance,
            Consumer<SamplePoint> found) {
        Map<String, Long> usual = known.get(0).at().sizes().asMap();
        int entries = known.get(0).at().value(truth).count();
        for (int k = 0; k < Math.min(entries, MOST_ENTRIES); k++) {
            int entry = k;
            Predicate<Evaluator> goal = at -> at.sizes().asMap().equals(usual) && isNonzero(at, entry);
            if (known.stream().noneMatch(point -> goal.test(point.at()))) {
                chance.apply(goal)
                        .or(() -> turned(known, goal, entry, entries))
                        .or(() -> lines.find(goal, moving, DIRECTIONS, known))
                        .ifPresent(found);
            }
        }
        List<SamplePoint> others = known.stream()
                .filter(point -> !point.at().sizes().asMap().equals(usual))
                .toList();
        if (others.stream().noneMatch(point -> hasValue(point.at()))) {
            lines.find(this::hasValue, moving, 2 * DIRECTIONS, others).ifPresent(found);
        }
    }

    /** Where another entry is not 0, with the entries of all vectors of that length exchanged. */
    private Optional<SamplePoint> turned(List<SamplePoint> known, Predicate<Evaluator> goal, int entry, int entries) {
        for (int other = 0; other < Math.min(entries, MOST_TURNED); other++) {
            int with = other;
            Optional<SamplePoint> start =
                    known.stream().filter(point -> isNonzero(point.at(), with)).findFirst();
            if (with != entry && start.isPresent()) {
                List<Binding> bindings = start.get().at().bindings().stream()
                        .map(binding -> moving.contains(binding.leaf()) ? exchanged(binding, entry, with) : binding)
                        .toList();
                Optional<SamplePoint> point = lines.point(
                                new RandomPoint(bindings, start.get().at().sizes()))
                        .filter(each -> goal.test(each.at()));
                if (point.isPresent()) {
                    return point;
                }
            }
        }
        return Optional.empty();
    }

    private static Binding exchanged(Binding binding, int a, int b) {
        Tensor value = binding.value();
        return value.rank() != 1 || Math.max(a, b) >= value.count()
                ? binding
                : binding.leaf()
                        .is(Tensor.fill(value.dtype(), value.shape(), k -> value.at(k == a ? b : k == b ? a : k)));
    }

    private boolean isNonzero(Evaluator at, int entry) {
        try {
            Tensor value = at.value(truth);
            return value.isFinite() && entry < value.count() && value.at(entry) != 0;
        } catch (ChainruleException e) {
            return false;
        }
    }

    /** Whether the truth has a value that is not 0. */
    boolean hasValue(Evaluator at) {
        try {
            Tensor value = at.value(truth);
            return value.isFinite() && ExactPoint.largest(value) != 0;
        } catch (ChainruleException e) {
            return false;
        }
    }
}
