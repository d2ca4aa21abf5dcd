package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;

/** What a rewriter did, step by step: which rule made which node of which. */
public final class Trace {
    /**
     * One firing.
     *
     * @param rule the rule
     * @param before the node it was applied to, its inputs rewritten already
     * @param after the equal node it gave
     * @param origin the node of the given graph that it stands for; {@code before}, when a rule has made it
     */
    public record Step(Rule rule, Node before, Node after, Node origin) {
        /** Such as {@code transpose-twice: A.T.T → A}. */
        @Override
        public String toString() {
            return rule.name() + ": " + ShortText.formula(before) + " → " + ShortText.of(after);
        }
    }

    private final List<Step> steps = new ArrayList<>();

    Trace() {}

    void add(Step step) {
        steps.add(step);
    }

    /** All steps in the order in which they were done. */
    public List<Step> steps() {
        return Collections.unmodifiableList(steps);
    }

    /** The names of the rules that fired, each once, in the order of their first firing. */
    public List<String> rules() {
        return steps.stream().map(step -> step.rule().name()).distinct().toList();
    }

    /** One line a step. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        steps.forEach(step -> out.append(step).append('\n'));
        return out.toString();
    }
}
