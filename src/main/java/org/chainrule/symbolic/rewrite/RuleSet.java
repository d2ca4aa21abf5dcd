package org.chainrule.symbolic.rewrite;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Op;
import org.chainrule.ops.OpRow;

/** Rules that are applied together, by the op they look at and in the order of the catalogue. */
public final class RuleSet {
    private final List<Rule> rules;

    /** By op, or by the class of one with attributes. */
    private final Map<Object, List<Rule>> byOp = new ConcurrentHashMap<>();

    private RuleSet(List<Rule> rules) {
        this.rules = List.copyOf(rules);
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

    /** Whether these are for reading: then ops that only compute carefully are replaced by their definitions. */
    boolean areForReading() {
        return rules.stream().anyMatch(rule -> rule.phase() == Phase.CANONICALISE || rule.phase() == Phase.PRESENT);
    }

    /** The rules that look at an op, in order. */
    List<Rule> on(Op op) {
        Object kind = op instanceof Elementwise || op instanceof OpRow.Plain ? op : op.getClass();
        return byOp.computeIfAbsent(
                kind, any -> rules.stream().filter(rule -> rule.looksAt(op)).toList());
    }
}
