package org.chainrule.symbolic.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.notation.model.Formula;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every rule does to its examples what it says, and the value stays. */
class RulesTest {
    @TestFactory
    Stream<DynamicTest> examples() {
        return Rules.all().stream().flatMap(rule -> rule.examples().stream()
                .map(example ->
                        DynamicTest.dynamicTest(rule.name() + ": " + example.before(), () -> check(rule, example))));
    }

    private static void check(Rule rule, Rule.Example example) {
        Node before = Model.parse("input " + example.inputs()).expression(example.before());
        assertThat(Walk.from(List.of(before)).nodes()).anyMatch(node -> rule.looksAt(node.op()));
        // An expression that is a model's own node would have its name.
        Simplifier.Result result = Simplifier.with(RuleSet.of(List.of(rule))).apply(List.of(before));
        assertThat(Formula.text(result.node())).isEqualTo(example.after());
        assertThat(result.trace().rules()).containsExactly(rule.name());
        Agreement.check(before, result.node(), 1);
    }

    @Test
    void everyRuleIsDocumented() {
        for (Rule rule : Rules.all()) {
            assertThat(rule.examples()).as(rule.name()).isNotEmpty();
            assertThat(rule.law()).as(rule.name()).isNotEmpty();
            assertThat(rule.statement()).as(rule.name()).endsWith(".");
            assertThat(rule.name()).matches("[a-z0-9]+(-[a-z0-9]+)+");
        }
    }
}
