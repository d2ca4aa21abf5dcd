package org.chainrule.cli;

import static org.chainrule.message.Message.say;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.error.ChainruleException;
import org.chainrule.message.Message;
import org.chainrule.notation.syntax.Suggest;
import picocli.CommandLine.Parameters;

/**
 * A command that lists what there is of something, family by family, and shows single ones in full.
 *
 * @param <T> what it lists
 */
abstract class CatalogueCommand<T> extends SpokenCommand {
    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these, with their examples.")
    private List<String> asked = new ArrayList<>();

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
    public final Integer call() {
        PrintWriter out = out();
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
