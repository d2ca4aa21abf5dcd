package org.chainrule.check;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Tensor;

/**
 * Looks for points with all entries on one side of a switch and some on a side of another: a largest entry of
 * {@code x * (x > t)} that is negative is found only where no entry is 0.
 */
final class WholeSides {
    private static final int MOST_STARTS = 4;
    private static final int MOST_SOUGHT = 24;
    /** Pairs of sides that are looked at; there are as many as switches times switches. */
    private static final int MOST_PAIRS = 600;

    private final LineSearch lines;
    private final Function<List<Node>, List<Node>> leaves;

    /** @param leaves what may move to change some nodes */
    WholeSides(LineSearch lines, Function<List<Node>, List<Node>> leaves) {
        this.lines = lines;
        this.leaves = leaves;
    }

    /** Whether all entries, of which there are several, are on a side. */
    static boolean isAllOn(Switch each, Evaluator at, boolean on) {
        return isOn(each, at, value -> IntStream.range(0, value.count())
                .allMatch(k -> value.count() > 1 && each.isOn(value.at(k)) == on));
    }

    private static boolean isAnyOn(Side side, Evaluator at) {
        return isOn(side.each(), at, value -> IntStream.range(0, value.count()).anyMatch(k -> side.holds(value.at(k))));
    }

    private static boolean isOn(Switch each, Evaluator at, Predicate<Tensor> test) {
        try {
            return test.test(at.value(each.margin()));
        } catch (ChainruleException e) {
            return false;
        }
    }

    /**
     * Tells points that are on none of those known so far.
     *
     * @param known the points so far, those told among them
     */
    void reach(List<Switch> switches, Supplier<Stream<SamplePoint>> known, Consumer<SamplePoint> found) {
        List<Side> sides = switches.stream()
                .filter(each -> each.relation() != Switch.Relation.EQUAL)
                .flatMap(each -> Stream.of(new Side(each, true), new Side(each, false)))
                .toList();
        int sought = 0;
        int pairs = 0;
        for (Side all : sides) {
            List<SamplePoint> starts = sought == MOST_SOUGHT || pairs >= MOST_PAIRS
                    ? List.of()
                    : known.get()
                            .filter(point -> isAllOn(all.each(), point.at(), all.on()))
                            .limit(MOST_STARTS)
                            .toList();
            for (Side other : sides) {
                Node margin = other.each().margin();
                boolean isAsked = !starts.isEmpty()
                        && margin != all.each().margin()
                        && sought < MOST_SOUGHT
                        && pairs++ < MOST_PAIRS;
                Predicate<Evaluator> goal = at -> isAllOn(all.each(), at, all.on()) && isAnyOn(other, at);
                if (isAsked && known.get().noneMatch(point -> goal.test(point.at()))) {
                    sought++;
                    lines.lifted(goal, leaves.apply(List.of(all.each().margin(), margin)), starts)
                            .ifPresent(found);
                }
            }
        }
    }
}
