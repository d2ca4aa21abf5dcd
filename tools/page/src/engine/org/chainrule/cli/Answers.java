package org.chainrule.cli;

import java.util.List;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.Line;
import org.chainrule.graph.LatexName;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Diagnostic;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.tensor.DType;
import org.chainrule.view.report.Typesetting;

/** What the commands print for a text, as the page asks for it: the same classes write it. */
public final class Answers {
    private Answers() {}

    /** {@code chainrule check --json}. */
    public static String check(String name, String text, Language language, boolean explain) {
        Model model = Model.parse(Source.of(name, text), new Model.Settings(false, 0).withLenientClaims());
        Judgement judgement = Derivation.judge(model, new Derivation.Settings(0, explain, true));
        if (judgement.lines().isEmpty() && judgement.rest().unjudged().isEmpty()) {
            throw new ChainruleException(
                    "{0} claims nothing: add lines such as derive J, dW = …, or check A == B", name);
        }
        return CheckJson.of(judgement, language);
    }

    /** {@code chainrule eval --json}. */
    public static String eval(String name, String text, Language language) {
        Model model = Model.parse(Source.of(name, text), new Model.Settings(true, 0));
        Evaluation result = Evaluation.of(name, model, Evaluation.shown(model, ""), model.bindings(), DType.F64);
        return Json.values(
                name,
                result.values(),
                result.warnings().stream()
                        .map(warning -> warning.text(language))
                        .toList());
    }

    /** {@code chainrule grad}, in one of its forms. */
    public static String grad(String name, String text, Language language, String form) {
        Model model = Model.parse(Source.of(name, text), new Model.Settings(false, 0));
        Explanation explanation =
                Explanation.of(model.loss()).names(model.names()).wrt(List.of()).language(language);
        return switch (form) {
            case "json" -> Json.gradients(name, explanation, language);
            case "latex" -> explanation.latex();
            case "steps" -> explanation.steps();
            case "stepsLatex" -> explanation.stepsMarkdown();
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
    public static String judge(String name, String text, Language language, boolean explain) {
        Model model = Model.parse(Source.of(name, text), new Model.Settings(false, 0).withLenientClaims());
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
    public static String formulas(String name, String text, Language language) {
        Model model = Model.parse(Source.of(name, text), new Model.Settings(false, 0).withLenientClaims());
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

    /** The picture, all numbers, and the steps of both passes. */
    public static String lesson(String name, String text, Language language, String options) {
        return Lesson.of(name, text, language, Bench.Options.read(options));
    }

    /** Steps down the gradient. */
    public static String descend(String name, String text, String options) {
        return Descent.of(name, text, Bench.Options.read(options));
    }

    /** Every error that was found in a text, as a list of {@code line}, {@code column}, {@code message}. */
    public static String errors(String name, Throwable e, Language language) {
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

    /** What is wrong, as JSON of the command line. */
    public static String error(String name, Throwable e, Language language) {
        return Json.error(name, InputError.of(e, language));
    }
}
