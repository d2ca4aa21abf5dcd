package org.chainrule.cli;

import static org.chainrule.message.Message.english;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.symbolic.rewrite.Loss;
import org.chainrule.symbolic.rewrite.Rule;
import org.chainrule.symbolic.rewrite.Rules;
import picocli.CommandLine.Command;

/** {@code chainrule rules}: the laws by which formulas are rewritten. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Lists the laws by which formulas are simplified and made stable.")
final class RulesCommand extends CatalogueCommand<Rule> {
    @Override
    String unknown() {
        return english("there is no rule {0}{1}");
    }

    @Override
    Map<String, List<Rule>> families() {
        return Rules.families();
    }

    @Override
    Optional<Rule> find(String name) {
        return Rules.find(name);
    }

    @Override
    Collection<String> names() {
        return Rules.names();
    }

    @Override
    String line(Rule rule) {
        return rule.toString();
    }

    @Override
    void print(Rule rule, PrintWriter out) {
        out.println(rule);
        out.println("  " + rule.statement());
        out.println("  phase: " + rule.phase().title());
        rule.loss().map(loss -> losing(rule, loss)).ifPresent(line -> out.println("  " + line));
        for (Rule.Example example : rule.examples()) {
            out.println("  " + example.before() + "  →  " + example.after() + "    # " + example.inputs());
        }
    }

    private static String losing(Rule rule, Loss loss) {
        return "as written it loses up to " + loss.digits() + " digits where " + loss.where(rule.variable());
    }
}
