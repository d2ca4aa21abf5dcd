package org.chainrule.check.derivation;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Formula;
import org.chainrule.symbolic.facts.LostValues;
import org.chainrule.symbolic.rewrite.Stability;

/** What is to be said of a loss, whatever the lines about it say: where it has no value, and where it loses digits. */
final class LossWarnings {
    private LossWarnings() {}

    static List<Message> of(Node loss) {
        List<Message> warnings = new ArrayList<>();
        for (LostValues lost : LostValues.in(loss)) {
            String node = Formula.text(lost.node());
            Message where = lost.needs().excluded();
            warnings.add(lost.factor()
                    .map(ShortText::of)
                    .map(factor -> say(
                            "`{0}` has no value where {1}; `xlogy({2}, {3})` is 0 where {2} is",
                            node, where, factor, ShortText.of(lost.needs().of())))
                    .orElseGet(() -> say("`{0}` has no value where {1}", node, where)));
        }
        for (Stability.Finding finding : Stability.report(List.of(loss))) {
            warnings.add(Message.of(
                    "warning.stability",
                    Formula.text(finding.naive()),
                    finding.digits(),
                    finding.where(),
                    Formula.text(finding.stable())));
        }
        return warnings.stream().distinct().toList();
    }
}
