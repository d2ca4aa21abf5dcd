package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Message;

/** What a model computes in a way that loses digits or overflows, and the node that does not. */
public final class Stability {
    private Stability() {}

    /**
     * One formula that is better computed in another way.
     *
     * @param naive the node of the model
     * @param stable an equal node that keeps its digits
     * @param where the range in which the naive one loses more than three digits, such as {@code Z2 > 6.9}
     * @param digits how many decimal digits are lost at most, of 16; an overflow loses them all
     * @param rule the law by which they are equal
     */
    public record Finding(Node naive, Node stable, Message where, int digits, Rule rule) {
        /** Such as {@code log(1 - A2) loses up to 16 digits where Z2 > 6.9: write logsigmoid(-Z2)}. */
        @Override
        public String toString() {
            return ShortText.formula(naive) + " loses up to " + digits + " digits where " + where + ": write "
                    + ShortText.formula(stable);
        }
    }

    /** Everything that is found below some outputs, in the order of computation. */
    public static List<Finding> report(List<Node> outputs) {
        List<Finding> findings = new ArrayList<>();
        for (Trace.Step step : Simplifier.forStability().apply(outputs).trace().steps()) {
            step.rule()
                    .where(step.after())
                    .ifPresent(where -> findings.add(new Finding(
                            step.origin(),
                            step.after(),
                            where,
                            step.rule().loss().map(Loss::digits).orElse(0),
                            step.rule())));
        }
        return List.copyOf(findings);
    }
}
