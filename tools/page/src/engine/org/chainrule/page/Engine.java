package org.chainrule.page;

import java.nio.file.Path;
import org.chainrule.cli.Answers;
import org.chainrule.message.Language;
import org.teavm.jso.JSExport;

/** What JavaScript calls. */
public final class Engine {
    private static final Answers ANSWERS = new Answers(Path.of(""));

    private Engine() {}

    /** Nothing to do at the start. */
    public static void main(String[] args) {}

    /** Answers one question, as {@link Answers#ask} does; the language is {@code en} or {@code zh}. */
    @JSExport
    public static String ask(String what, String name, String text, String language, String options) {
        return ANSWERS.ask(what, name, text, Language.of(language), options);
    }
}
