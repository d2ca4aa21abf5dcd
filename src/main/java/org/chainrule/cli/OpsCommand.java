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
import org.chainrule.model.Functions;
import org.chainrule.notation.Suggest;
import org.chainrule.ops.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chainrule ops}: the catalogue. */
@Command(name = "ops", mixinStandardHelpOptions = true, description = "Lists the functions a model can call.")
final class OpsCommand implements Callable<Integer>, Speaker {
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
            for (Map.Entry<String, List<Function>> family : Functions.families().entrySet()) {
                out.println(family.getKey());
                family.getValue().forEach(function -> out.println("  " + function + "  " + sentences(function)));
            }
            return Main.OK;
        }
        for (String name : names) {
            Function function = Functions.find(name).orElseThrow(() -> {
                Message hint = Suggest.hint(name, Functions.names());
                return new ChainruleException(
                        "there is no function {0}{1}", name, hint.isEmpty() ? Message.NONE : say("; {0}", hint));
            });
            out.println(function);
            out.println("  " + sentences(function));
            if (!function.aliases().isEmpty()) {
                out.println("  also written " + String.join(", ", function.aliases()));
            }
            if (!function.source().isEmpty()) {
                out.println("  source: " + function.source());
            }
            function.examples().forEach(example -> out.println("  " + example.call() + "    # " + example.inputs()));
        }
        return Main.OK;
    }

    /** The documentation is written for Javadoc; a terminal shows code as it is. */
    private static String sentences(Function function) {
        return function.doc().replaceAll("\\{@code ([^}]*)\\}", "$1");
    }
}
