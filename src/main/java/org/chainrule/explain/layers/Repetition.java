package org.chainrule.explain.layers;

import java.util.List;

/**
 * Layers that follow each other and are alike, with the lines that hold for all of them.
 *
 * @param state what they compute: the Z of Z[l]
 * @param first the number of the first layer
 * @param last the number of the last layer
 * @param named whether the last one is what {@code L} stands for
 * @param rules the lines: definitions, then the induction from its start, then what stands in it
 */
public record Repetition(String state, int first, int last, boolean named, List<LayerRule> rules) {
    /** Copies the lines. */
    public Repetition {
        rules = List.copyOf(rules);
    }

    /** The lines of some kinds. */
    public List<LayerRule> rules(LayerRule.Kind... kinds) {
        List<LayerRule.Kind> wanted = List.of(kinds);
        return rules.stream().filter(rule -> wanted.contains(rule.kind())).toList();
    }
}
