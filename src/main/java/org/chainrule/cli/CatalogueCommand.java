package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Suggest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * A command that lists what there is of something, family by family, and shows single ones in full.
 *
 * @param <T> what it lists
 */
abstract class CatalogueCommand<T> implements Callable<Integer>, Speaker {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these, with their examples.")
    private List<String> asked = new ArrayList<>();

    @Mixin
    private LanguageOption language = new LanguageOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is said of a name {@code {0}} that nothing has, in English; a hint fills {@code {1}}. */
    abstract String unknown();

    abstract Map<String, List<T>> families();

    abstract Optional<T> find(String name);

    abstract Collection<String> names();

    /** One in a line. */
    abstract String line(T one);

    /** One in full. */
    abstract void print(T one, PrintWriter out);

    @Override
    public final Language language() {
        return language.language();
    }

    @Override
    public final Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (asked.isEmpty()) {
            families().forEach((family, all) -> {
                out.println(family);
                all.forEach(one -> out.println("  " + line(one)));
            });
        }
        asked.forEach(name -> print(get(name), out));
        return Main.OK;
    }

    private T get(String name) {
        return find(name).orElseThrow(() -> {
            Message hint = Suggest.hint(name, names());
            return new ChainruleException(unknown(), name, hint.isEmpty() ? Message.NONE : say("; {0}", hint));
        });
    }
}
