package org.chainrule.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Node;
import org.chainrule.graph.Switch;

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
                Optional<ShowingSide> other = side(each, !isOn);
                if (isKnown(each, isOn)
                        && !ranges.isNever(each, isOn)
                        && points.stream().noneMatch(point -> shows(each, isOn, point.at()))
                        && points.stream()
                                .anyMatch(point ->
                                        other.isPresent() && other.get().isApartWithout(point.at()))) {
                    never.add(each.text(isOn));
                }
            }
        }
        return never;
    }
}
