package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Evaluator;
import org.chainrule.graph.Switch;
import org.chainrule.tensor.Tensor;

/**
 * A side of one switch together with a side of another: at one entry, or of a number and of some or of all entries.
 *
 * @param all whether all entries are meant, beside a number
 */
record SwitchPair(Switch first, boolean firstOn, Switch second, boolean secondOn, boolean all) {
    /** All pairs of sides of two switches; none when their entries do not correspond. */
    static List<SwitchPair> of(Switch first, Switch second) {
        boolean same = first.margin().shape().sameShape(second.margin().shape());
        boolean withNumber = first.margin().isScalar() || second.margin().isScalar();
        List<SwitchPair> pairs = new ArrayList<>();
        for (int sides = 0; sides < 4 && (same || withNumber); sides++) {
            for (int all = 0; all < (same ? 1 : 2); all++) {
                pairs.add(new SwitchPair(first, sides % 2 == 0, second, sides / 2 == 0, all == 1));
            }
        }
        return pairs;
    }

    /** Whether a point is on these sides. */
    boolean isAt(Evaluator at) {
        try {
            Tensor x = at.value(first.margin());
            Tensor y = at.value(second.margin());
            if (x.count() == y.count()) {
                return IntStream.range(0, x.count())
                        .anyMatch(k -> first.isOn(x.at(k)) == firstOn && second.isOn(y.at(k)) == secondOn);
            }
            return holds(x, each -> first.isOn(each) == firstOn) && holds(y, each -> second.isOn(each) == secondOn);
        } catch (ChainruleException e) {
            return false;
        }
    }

    private boolean holds(Tensor values, DoublePredicate condition) {
        IntStream entries = IntStream.range(0, values.count());
        return all
                ? entries.allMatch(k -> condition.test(values.at(k)))
                : entries.anyMatch(k -> condition.test(values.at(k)));
    }
}
