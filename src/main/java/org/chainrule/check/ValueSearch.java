package org.chainrule.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorParts;

/**
 * Looks for points at which the truth is not 0: in every entry, and at other sizes than the usual ones. A mistake in one entry,
 * or a number in the place of a size, shows only there.
 */
final class ValueSearch {
    private static final int MOST_ENTRIES = 6;
    private static final int DIRECTIONS = 3;
    private static final int MOST_TURNED = 4;
    private static final int MOST_LIFTED = 12;

    private final LineSearch lines;
    private final LineSearch spare;
    private final Node truth;
    private final Node claim;
    private final List<Node> moving;

    /**
     * A search.
     *
     * @param spare for what is tried last
     * @param moving what may move
     */
    ValueSearch(LineSearch lines, LineSearch spare, Node truth, Node claim, List<Node> moving) {
        this.lines = lines;
        this.spare = spare;
        this.truth = truth;
        this.claim = claim;
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
                        .or(() -> spare.lifted(goal, moving, known.subList(0, Math.min(MOST_LIFTED, known.size()))))
                        .ifPresent(found);
            }
        }
        SizeSearch.bySize(known, false).stream()
                .filter(points -> points.stream().noneMatch(point -> saysSomething(point.at())))
                .forEach(points -> lines.find(this::saysSomething, moving, DIRECTIONS, points)
                        .ifPresent(found));
    }

    /** Whether one of the two is not 0, as the claim may be where the truth cannot. */
    private boolean saysSomething(Evaluator at) {
        return hasValue(truth, at) || hasValue(claim, at);
    }

    /** Where another entry is not 0, with the positions of the two exchanged in all that has the sizes of the truth. */
    private Optional<SamplePoint> turned(List<SamplePoint> known, Predicate<Evaluator> goal, int entry, int entries) {
        int tried = 0;
        for (int other = 0; other < entries && tried < MOST_TURNED; other++) {
            int with = other;
            Optional<SamplePoint> start =
                    known.stream().filter(point -> isNonzero(point.at(), with)).findFirst();
            if (with != entry && start.isPresent()) {
                tried++;
                Evaluator at = start.get().at();
                Shape shape = at.value(truth).shape();
                List<Binding> bindings = at.bindings().stream()
                        .map(binding ->
                                moving.contains(binding.leaf()) ? exchanged(binding, shape, entry, with) : binding)
                        .toList();
                Optional<SamplePoint> point =
                        lines.point(new RandomPoint(bindings, at.sizes())).filter(each -> goal.test(each.at()));
                if (point.isPresent()) {
                    return point;
                }
            }
        }
        return Optional.empty();
    }

    private Binding exchanged(Binding binding, Shape shape, int entry, int with) {
        Tensor value = binding.value();
        int stride = 1;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int one = entry / stride % shape.extent(axis);
            int other = with / stride % shape.extent(axis);
            stride *= shape.extent(axis);
            Dim dim = truth.shape().dim(axis);
            for (int own = 0; own < value.rank(); own++) {
                if (one != other && binding.leaf().shape().dim(own).equals(dim)) {
                    int[] order = IntStream.range(0, value.shape().extent(own))
                            .map(k -> k == one ? other : k == other ? one : k)
                            .toArray();
                    value = TensorParts.take(value, own, order);
                }
            }
        }
        return binding.leaf().is(value);
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
        return hasValue(truth, at);
    }

    private static boolean hasValue(Node formula, Evaluator at) {
        try {
            Tensor value = at.value(formula);
            return value.isFinite() && ExactPoint.largest(value) != 0;
        } catch (ChainruleException e) {
            return false;
        }
    }
}
