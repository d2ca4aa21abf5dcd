package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Tensor;

/** Where the sides of switches show in some formulas, each asked for once. */
final class ShowingSides {
    private final List<Node> formulas;
    private final Map<Switch, Optional<ShowingSide>> on = new HashMap<>();
    private final Map<Switch, Optional<ShowingSide>> off = new HashMap<>();

    ShowingSides(List<Node> formulas) {
        this.formulas = formulas;
    }

    private Optional<ShowingSide> side(Switch each, boolean isOn) {
        return (isOn ? on : off).computeIfAbsent(each, key -> ShowingSide.of(key, isOn, formulas));
    }

    /** Whether it can be told where a side shows. */
    boolean isKnown(Switch each, boolean isOn) {
        return side(each, isOn).isPresent();
    }

    /** Whether a side shows at a point, as far as that can be told. */
    boolean shows(Switch each, boolean isOn, Evaluator at) {
        return side(each, isOn).map(side -> side.isAt(at)).orElse(true);
    }

    /** Sides that show at none of some points, as they are written, if the two formulas would differ were everything on such a side. */
    List<String> neverShown(List<Switch> switches, Ranges ranges, List<SamplePoint> points) {
        List<String> never = new ArrayList<>();
        for (Switch each : switches) {
            if (each.relation() == Switch.Relation.EQUAL) {
                // what is equal to a number, or is not, is often so by what it is made of: the first of several maxima
                continue;
            }
            for (boolean isOn : new boolean[] {true, false}) {
                if (isKnown(each, isOn)
                        && !ranges.isNever(each, isOn)
                        && points.stream().noneMatch(point -> shows(each, isOn, point.at()))
                        && differs(each, !isOn, points)) {
                    never.add(each.text(isOn));
                }
            }
        }
        return never;
    }

    /** Whether the formulas would differ somewhere were a side, of all switches that turn with this one, the other one. */
    private boolean differs(Switch each, boolean isOn, List<SamplePoint> points) {
        return ShowingSide.of(
                        each,
                        isOn,
                        formulas,
                        own -> ShowingSide.decidesAlike(own, each)
                                || (own.relation() != Switch.Relation.EQUAL && turnTogether(own, each, points)))
                .filter(side -> points.stream().anyMatch(point -> side.isApartWithout(point.at())))
                .isPresent();
    }

    /** Whether two switches are written differently and compare the same, or its opposite, as far as any point tells. */
    private static boolean turnTogether(Switch one, Switch other, List<SamplePoint> points) {
        return turnTogether(one.margin(), other.margin(), points);
    }

    /** Whether two numbers change their signs together: they are the same, or one is the other with its sign changed. */
    static boolean turnTogether(Node a, Node b, List<SamplePoint> points) {
        return a == b
                || DoubleStream.of(1, -1)
                        .anyMatch(sign -> points.stream().allMatch(point -> areSame(a, b, sign, point.at())));
    }

    private static boolean areSame(Node one, Node other, double sign, Evaluator at) {
        try {
            Tensor a = at.value(one);
            Tensor b = at.value(other);
            double rounding = Samples.TOLERANCE * ExactPoint.largest(a);
            return a.shape().equals(b.shape())
                    && IntStream.range(0, a.count()).allMatch(k -> !(Math.abs(a.at(k) - sign * b.at(k)) > rounding));
        } catch (ChainruleException e) {
            return true;
        }
    }
}
