package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.IndexLine;
import org.chainrule.explain.Line;
import org.chainrule.explain.lecture.Lecture;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Notes;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.tensor.DType;
import org.chainrule.view.report.Typesetting;

/**
 * What the commands print for a text, as the page asks for it: the same classes write it.
 *
 * @param data the folder of the files with values that a text names
 */
public record Answers(Path data) {
    /**
     * Answers one question of the page.
     *
     * @param what which
     * @param name the name of the text
     * @param text the text
     * @param language of sentences
     * @param options what else the question needs, most often as JSON
     * @return a text, most often JSON; of a failure, an object with {@code error} or {@code errors}
     */
    public String ask(String what, String name, String text, Language language, String options) {
        try {
            return Notes.nowhere(() -> answer(what, name, text, language, options));
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            return what.equals("check") || what.equals("eval") || what.equals("grad")
                    ? Json.error(name, InputError.of(e, language))
                    : errors(e, language);
        }
    }

    private String answer(String what, String name, String text, Language language, String options) {
        return switch (what) {
            case "check" -> check(name, text, language);
            case "verdicts" -> judge(name, text, language, false);
            case "judge" -> judge(name, text, language, true);
            case "lesson" -> Lesson.of(bench(name, text, options), language, Bench.Options.read(options));
            case "backward" -> Lesson.backward(bench(name, text, options), language);
            case "formulas" -> formulas(name, text, language);
            case "index" -> index(name, text, language);
            case "typeset" -> Json.object(json -> Lesson.formula(json, "formula", text));
            case "descend" -> Descent.of(bench(name, text, options), Bench.Options.read(options));
            case "eval" -> eval(name, text, language);
            case "grad" -> grad(name, text, language, options);
            default -> throw new IllegalArgumentException(what);
        };
    }

    private Model model(String name, String text, Model.Settings settings) {
        return Model.read(Source.of(name, text), data, settings);
    }

    private Model claiming(String name, String text) {
        return model(name, text, new Model.Settings(false, 0).withLenientClaims());
    }

    private Bench bench(String name, String text, String options) {
        Bench.Options read = Bench.Options.read(options);
        Model.Settings settings = new Model.Settings(true, (long) read.number("seed", 0)).withLenientClaims();
        return Bench.of(name, model(name, text, settings), read);
    }

    /** {@code chainrule check --json}. */
    private String check(String name, String text, Language language) {
        Judgement judgement = Derivation.judge(claiming(name, text), new Derivation.Settings(0, true, true));
        if (judgement.lines().isEmpty() && judgement.rest().unjudged().isEmpty()) {
            throw new ChainruleException(
                    "{0} claims nothing: add lines such as derive J, dW = …, or check A == B", name);
        }
        return CheckJson.of(judgement, language);
    }

    /** {@code chainrule eval --json}. */
    private String eval(String name, String text, Language language) {
        Model model = model(name, text, new Model.Settings(true, 0));
        Evaluation result = Evaluation.of(name, model, Evaluation.shown(model, ""), model.bindings(), DType.F64);
        return Json.values(
                name,
                result.values(),
                result.warnings().stream()
                        .map(warning -> warning.text(language))
                        .toList());
    }

    /** {@code chainrule grad}, in one of its forms. */
    private String grad(String name, String text, Language language, String form) {
        Model model = model(name, text, new Model.Settings(false, 0));
        Explanation explanation =
                Explanation.of(model.loss()).names(model.names()).wrt(List.of()).language(language);
        return switch (form) {
            case "json" -> Json.gradients(name, explanation, false, language);
            case "latex" -> explanation.latex();
            case "steps" -> explanation.steps();
            case "stepsLatex" -> Lecture.chain(model, model.loss(), List.of(), language);
            case "element" -> explanation.element();
            case "elementLatex" -> explanation.elementLatex();
            case "shapes" -> explanation.shapes();
            default -> explanation.text();
        };
    }

    /**
     * What is written in the margin: the judgement of {@code check --json}, which is null when nothing is claimed, and the
     * claims and corrections as formulas.
     *
     * @param explain whether right lines are proved and wrong ones explained, which takes most of the time
     */
    private String judge(String name, String text, Language language, boolean explain) {
        Model model = claiming(name, text);
        Judgement judgement = Derivation.judge(model, new Derivation.Settings(0, explain, explain));
        boolean silent =
                judgement.lines().isEmpty() && judgement.rest().unjudged().isEmpty();
        return Json.object(json -> {
            json.name("judgement").jsonValue(silent ? "null" : CheckJson.of(judgement, language));
            json.name("formulas").beginArray();
            for (JudgedLine line : judgement.lines()) {
                json.beginObject();
                json.name("line").value(line.line());
                json.name("explained").value(explain);
                Lesson.formula(json, "claim", line.written().typeset().claim());
                Lesson.formula(json, "fix", line.written().typeset().fix());
                json.name("excerpt")
                        .value(line.diagnosis().flatMap(mend -> mend.excerpt()).orElse(""));
                json.endObject();
            }
            json.endArray();
        });
    }

    /** The gradients as formulas, in notation, LaTeX and index form. */
    private String formulas(String name, String text, Language language) {
        Model model = claiming(name, text);
        Explanation explanation =
                Explanation.of(model.loss()).names(model.names()).language(language);
        return Json.object(json -> {
            json.name("lines").beginArray();
            for (Line line : explanation.lines()) {
                json.beginObject();
                json.name("name").value(line.name());
                json.name("text")
                        .value(line.name() + " = " + explanation.formula(line).text());
                Lesson.formula(
                        json,
                        "formula",
                        LatexName.of(line.name()) + " = "
                                + explanation.formula(line).latex());
                json.name("shape").value(line.formula().shape().toString());
                json.endObject();
            }
            json.endArray();
            json.name("latex").value(explanation.latex());
            json.name("text").value(explanation.text());
            json.name("element").value(explanation.element());
            json.name("elementLatex").value(explanation.elementLatex());
            json.name("elementMath").value(Typesetting.block(explanation.elementLatex()));
            json.name("notes").beginArray();
            for (Message note : explanation.notes()) {
                json.value(note.text(language));
            }
            json.endArray();
        });
    }

    /** The index form, line by line, written out where a quantity is small and with letters. */
    private String index(String name, String text, Language language) {
        Model model = claiming(name, text);
        Explanation explanation =
                Explanation.of(model.loss()).names(model.names()).language(language);
        return Json.object(json -> {
            index(json, "entries", explanation.indexLines(true));
            index(json, "letters", explanation.indexLines(false));
        });
    }

    private static void index(JsonWriter json, String name, List<IndexLine> lines) throws IOException {
        json.name(name).beginArray();
        for (IndexLine line : lines) {
            json.beginObject();
            json.name("left").value(line.left());
            json.name("right").value(line.right());
            json.name("latex").value(line.latex());
            json.endObject();
        }
        json.endArray();
    }

    /** Every error that was found in a text, as a list of {@code line}, {@code column}, {@code message}. */
    private static String errors(Throwable e, Language language) {
        return Json.object(json -> {
            json.name("errors").beginArray();
            if (e instanceof NotationException notation) {
                for (Diagnostic error : notation.diagnostics()) {
                    json.beginObject();
                    json.name("line").value(error.line());
                    json.name("column").value(error.column());
                    json.name("message").value(error.message().text(language));
                    json.name("hint").value(error.hint().text(language));
                    json.endObject();
                }
            } else {
                json.beginObject();
                json.name("line").value(0);
                json.name("column").value(0);
                json.name("message").value(InputError.of(e, language).message());
                json.name("hint").value("");
                json.endObject();
            }
            json.endArray();
        });
    }
}
