package org.chainrule.page;

import org.chainrule.cli.Answers;
import org.chainrule.graph.Notes;
import org.chainrule.message.Language;
import org.teavm.jso.JSExport;

/** What JavaScript calls. */
public final class Engine {
    private Engine() {}

    /** Nothing to do at the start. */
    public static void main(String[] args) {}

    /**
     * Answers one question.
     *
     * @param what which
     * @param name the name of the text
     * @param text the text
     * @param language {@code en} or {@code zh}
     * @param options what else the question needs
     * @return a text, most often JSON; of a failure, an object with {@code error}
     */
    @JSExport
    public static String ask(String what, String name, String text, String language, String options) {
        Language spoken = Language.of(language);
        try {
            return Notes.nowhere(() -> answer(what, name, text, spoken, options));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return what.equals("check") || what.equals("eval") || what.equals("grad")
                    ? Answers.error(name, e, spoken)
                    : Answers.errors(name, e, spoken);
        }
    }

    static String answer(String what, String name, String text, Language language, String options) {
        return switch (what) {
            case "check" -> Answers.check(name, text, language, true);
            case "verdicts" -> Answers.judge(name, text, language, false);
            case "judge" -> Answers.judge(name, text, language, true);
            case "lesson" -> Answers.lesson(name, text, language, options);
            case "formulas" -> Answers.formulas(name, text, language);
            case "descend" -> Answers.descend(name, text, options);
            case "eval" -> Answers.eval(name, text, language);
            case "grad" -> Answers.grad(name, text, language, options);
            default -> throw new IllegalArgumentException(what);
        };
    }
}
