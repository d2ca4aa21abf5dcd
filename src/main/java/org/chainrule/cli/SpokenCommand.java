package org.chainrule.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.Callable;
import org.chainrule.cli.LanguageOption.Speaker;
import org.chainrule.message.Language;
import picocli.CommandLine.Mixin;

/** A command that writes results and messages, in a language that is asked for. */
abstract class SpokenCommand implements Callable<Integer>, Speaker {
    @Mixin
    private LanguageOption language = new LanguageOption();

    private PrintWriter output = new PrintWriter(Writer.nullWriter());
    private PrintWriter errors = output;
    private List<String> words = List.of();

    /** Says where results and messages go, and how the command was called. */
    final void on(PrintWriter out, PrintWriter err, String... called) {
        output = out;
        errors = err;
        words = List.of(called);
    }

    /** Chooses the language by its name. */
    final void speak(String name) {
        language.choose(name);
    }

    @Override
    public final Language language() {
        return language.language();
    }

    /** Where results go. */
    final PrintWriter out() {
        return output;
    }

    /** Where messages go. */
    final PrintWriter err() {
        return errors;
    }

    /** What was written behind the name of the program. */
    final List<String> words() {
        return words;
    }
}
