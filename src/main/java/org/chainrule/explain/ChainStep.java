package org.chainrule.explain;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.message.Message;

/**
 * The chain rule at one quantity: what comes from above, times the local derivative, summed over all ways to the loss.
 *
 * @param variable the quantity
 * @param name what its gradient is called: {@code dZ1}
 * @param ways the ways in which the loss is computed from it, one for each path to the next named quantity
 * @param sum the gradient in terms of the gradients above
 * @param inserted the gradient as the derivation has it, where gradients above are inserted that have no line of their own
 * @param helpers what stands in the last of both for parts that several gradients share, each before what uses it
 * @param rules the rewrite rules that made the last of both of the plain chain rule, in the order of their first firing
 */
public record ChainStep(
        Written variable,
        String name,
        List<Way> ways,
        Written sum,
        Optional<Written> inserted,
        List<Helper> helpers,
        List<String> rules) {
    /** A name for a part of a formula. */
    public record Helper(Written name, Written formula) {}

    /**
     * One way from the quantity to the next one above.
     *
     * @param through the quantity above
     * @param definition what it is computed as
     * @param upstream the gradient of the quantity above
     * @param local the local derivative, op by op from above
     * @param product what this way contributes
     */
    public record Way(Written through, Written definition, Written upstream, List<Message> local, Written product) {
        /** The local derivative in one line. */
        public Message localText() {
            return local.isEmpty() ? LocalDerivative.UNCHANGED : Message.list(local);
        }
    }
}
