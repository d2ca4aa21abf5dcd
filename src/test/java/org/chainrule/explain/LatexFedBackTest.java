package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.NotationException;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;
import org.junit.jupiter.api.Test;

/** What {@code grad --latex} prints means what it says: fed back to {@code check} it is proved, and never called wrong. */
class LatexFedBackTest {
    private static Map<String, String> functions() {
        Map<String, String> models = new LinkedHashMap<>();
        for (Function function : Catalogue.functions()) {
            for (Function.Example example : function.examples()) {
                models.put(
                        function.name() + ": " + example.call(),
                        "param " + example.inputs() + "\nv = " + example.call() + "\nJ = sum(v^2)\nloss J\n");
            }
        }
        return models;
    }

    /** The lines of models whose printed gradients can be read, judged. */
    private static Map<String, List<JudgedLine>> judged(Map<String, String> models) {
        Map<String, List<JudgedLine>> judged = new LinkedHashMap<>();
        models.forEach((name, text) -> {
            Model model = Model.parse(text, new Model.Settings(false, 0));
            boolean derives =
                    model.leaves().stream().anyMatch(leaf -> leaf.type().isReal());
            if (derives && model.lossName().isPresent() && model.loss().isScalar()) {
                String latex = Explanation.of(model.loss()).names(model.names()).latex();
                try {
                    Model fed = Model.parse(
                            text + "derive " + model.lossName().get() + "\n" + latex, new Model.Settings(false, 0));
                    judged.put(
                            name,
                            Derivation.judge(fed, Derivation.Settings.DEFAULT).lines());
                } catch (NotationException e) {
                    judged.put(name, List.of());
                }
            }
        });
        return judged;
    }

    @Test
    void modelsOfAllKinds() {
        Map<String, String> models = new LinkedHashMap<>();
        PrintedModels.all()
                .forEach((name, text) -> models.put(name, text.contains("loss ") ? text : text + "loss J\n"));
        int proved = 0;
        List<String> unread = new ArrayList<>();
        for (Map.Entry<String, List<JudgedLine>> each : judged(models).entrySet()) {
            if (each.getValue().isEmpty()) {
                unread.add(each.getKey());
            }
            for (JudgedLine line : each.getValue()) {
                proved += line.verdict() == Verdict.PROVED ? 1 : 0;
                assertThat(line.verdict())
                        .as("%s: %s", each.getKey(), line.claim())
                        .isIn(Verdict.PROVED, Verdict.UNDECIDED);
            }
        }
        assertThat(proved).isGreaterThan(75);
        // Windows, entries that are added up, a name that is no LaTeX.
        assertThat(unread).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void everyFunction() {
        int proved = 0;
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, List<JudgedLine>> each : judged(functions()).entrySet()) {
            for (JudgedLine line : each.getValue()) {
                proved += line.verdict() == Verdict.PROVED ? 1 : 0;
                if (line.verdict() == Verdict.REFUTED || line.verdict() == Verdict.FOLLOWS) {
                    wrong.add(each.getKey() + ": " + line.claim());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(proved).isGreaterThan(350);
    }
}
