package org.chainrule.symbolic.prove;

import java.util.List;
import org.chainrule.message.Message;

/**
 * Two graphs are equal over the reals, and why.
 *
 * @param steps what was done, in a few lines to read
 * @param facts what was used beside the rules of algebra and calculus
 * @param exceptions where the two need not be equal: {@code "except where Z1 = 0"}
 */
public record Proof(List<Step> steps, List<Fact> facts, List<Message> exceptions) implements Result {
    /**
     * One step.
     *
     * @param name the rule, such as {@code cancel}
     * @param text what it did, with the names of the model
     */
    public record Step(String name, Message text) {}

    /**
     * A fact.
     *
     * @param key stable, such as {@code onehot:Y:axis0}
     * @param sentence for a reader
     */
    public record Fact(String key, Message sentence) {}

    @Override
    public boolean isProved() {
        return true;
    }
}
