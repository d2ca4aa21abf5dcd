package org.chainrule.symbolic.rewrite;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rules that are applied together, by the op they look at and in the order of the catalogue. */
public final class RuleSet {
    private final List<Rule> rules;
    private final Map<String, List<Rule>> byOp = new LinkedHashMap<>();

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (Rule rule : this.rules) {
            for (String op : rule.ops()) {
                byOp.computeIfAbsent(op, name -> new ArrayList<>()).add(rule);
            }
        }
    }

    /** The rules given, tried in this order. */
    public static RuleSet of(List<Rule> rules) {
        return new RuleSet(rules);
    }

    /** All rules of some phases, in the order of the catalogue. */
    public static RuleSet of(Phase... phases) {
        List<Phase> wanted = List.of(phases);
        return of(Rules.all().stream()
                .filter(rule -> wanted.contains(rule.phase()))
                .toList());
    }

    /** All its rules in order. */
    public List<Rule> rules() {
        return rules;
    }

    /** The rules that look at an op, in order. */
    List<Rule> on(String op) {
        return byOp.getOrDefault(op, List.of());
    }
}
