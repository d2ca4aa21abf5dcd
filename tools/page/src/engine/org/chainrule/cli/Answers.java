package org.chainrule.cli;

import java.util.List;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.explain.Explanation;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.chainrule.tensor.DType;

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
        Evaluation result =
                Evaluation.of(name, model, Evaluation.shown(model, ""), model.bindings(), DType.F64);
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

    /** What is wrong, as JSON of the command line. */
    public static String error(String name, Throwable e, Language language) {
        return Json.error(name, InputError.of(e, language));
    }
}
