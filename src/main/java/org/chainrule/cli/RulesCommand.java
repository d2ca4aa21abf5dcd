package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.Suggest;
import org.chainrule.rewrite.Loss;
import org.chainrule.rewrite.Rule;
import org.chainrule.rewrite.Rules;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule rules}: the laws by which formulas are rewritten. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Lists the laws by which formulas are simplified and made stable.")
final class RulesCommand implements Callable<Integer>, Speaker {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these, with their examples.")
    private List<String> names = new ArrayList<>();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Language language() {
        return language.language();
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (names.isEmpty()) {
            for (Map.Entry<String, List<Rule>> family : Rules.families().entrySet()) {
                out.println(family.getKey());
                family.getValue().forEach(rule -> out.println("  " + rule));
            }
            return Main.OK;
        }
        names.forEach(name -> print(out, find(name)));
        return Main.OK;
    }

    private static Rule find(String name) {
        return Rules.find(name).orElseThrow(() -> {
            Message hint = Suggest.hint(name, Rules.names());
            return new ChainruleException(
                    "there is no rule {0}{1}", name, hint.isEmpty() ? Message.NONE : say("; {0}", hint));
        });
    }

    private static void print(PrintWriter out, Rule rule) {
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
