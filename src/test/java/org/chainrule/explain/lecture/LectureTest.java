package org.chainrule.explain.lecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.JudgedLine;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.explain.PrintedModels;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.NotationException;
import org.junit.jupiter.api.Test;

/** A lecture is LaTeX between sentences, and each of its lines means what it says: fed back to {@code check} it is right. */
class LectureTest {
    private static final String TWO_LAYERS =
            """
            dims n, h, m
            input X [n, m], Y [1, m]
            param W1 [h, n], b1 [h, 1], W2 [1, h]
            Z1 = W1 @ X + b1
            A1 = tanh(Z1)
            Z2 = W2 @ A1
            J = sum((Z2 - Y)^2) / (2*m)
            """;

    private static Model model(String text) {
        return Model.parse(text, new Model.Settings(false, 0));
    }

    private static String chain(Model model) {
        return Lecture.chain(model, model.loss(), List.of(), Language.EN);
    }

    private static String differentials(Model model) {
        return Lecture.differentials(model, model.loss(), List.of(), Language.EN);
    }

    /** The lines of the aligned blocks that give a gradient, each with its chain of right sides. */
    private static List<String> gradients(String lecture, String left) {
        List<String> lines = new ArrayList<>();
        Matcher rows = Pattern.compile("(?m)^(" + left + ") &= (.*?)(?: \\\\in \\\\mathbb.*?)?(?: \\\\\\\\)?$")
                .matcher(lecture);
        while (rows.find()) {
            lines.add(rows.group(1) + " = " + rows.group(2));
        }
        return lines;
    }

    @Test
    void sumsOverSamplesHaveTheirIndex() {
        String lecture = chain(model(TWO_LAYERS));
        assertThat(lecture)
                .contains("J &= \\frac{\\sum_{i=1}^{m} {\\left(Z_{2}^{(i)} - Y^{(i)}\\right)}^{2}}{2 m}")
                .contains("db_{1} &= \\sum_{i=1}^{m} dZ_{1}^{(i)} \\in \\mathbb{R}^{h \\times 1}")
                .contains("$Z_{1}$ is used in $A_{1} = \\tanh\\left(Z_{1}\\right)$, so");
    }

    @Test
    void differentialsAndTraces() {
        assertThat(differentials(model(TWO_LAYERS)))
                .contains("dZ_{2} &= dW_{2} A_{1} + W_{2} dA_{1}")
                .contains("dA_{1} &= dZ_{1} \\odot \\left(1 - {A_{1}}^{2}\\right)")
                .contains("dZ_{1} &= dW_{1} X + db_{1} {\\mathbf{1}_{m}}^{\\top}")
                .contains(
                        "&= \\operatorname{tr}\\left(\\left(\\frac{\\partial J}{\\partial Z_{2}} {A_{1}}^{\\top}\\right)"
                                + "^{\\top} dW_{2}\\right)")
                .contains("\\frac{\\partial J}{\\partial b_{1}} &= "
                        + "\\sum_{i=1}^{m} \\frac{\\partial J}{\\partial Z_{1}^{(i)}}");
    }

    @Test
    void nothingButLatexStandsInFormulas() {
        for (Map.Entry<String, String> each : PrintedModels.all().entrySet()) {
            Model model = model(each.getValue());
            for (String lecture : List.of(chain(model), differentials(model))) {
                assertThat(lecture).as(each.getKey()).doesNotContain("`").doesNotContain("sum#");
                assertThat(lecture.chars()
                                .filter(c -> c > 127 && !Character.isLetter(c))
                                .count())
                        .as(each.getKey() + lecture)
                        .isZero();
            }
        }
    }

    @Test
    void whatIsPrintedIsRight() {
        List<String> open = new ArrayList<>();
        int right = 0;
        int all = 0;
        for (Map.Entry<String, String> each : PrintedModels.all().entrySet()) {
            String text = each.getValue();
            Model model = model(text);
            List<List<String>> lectures = List.of(
                    gradients(chain(model), "d[^ ]+"),
                    gradients(differentials(model), "\\\\frac\\{\\\\partial [^ ]+\\}\\{\\\\partial [^ ]+\\}"));
            for (List<String> lines : lectures) {
                if (lines.stream().anyMatch(line -> line.contains("v_{"))) {
                    // what the model gives no name, it cannot be asked about
                    continue;
                }
                StringBuilder fed = new StringBuilder(text)
                        .append("derive ")
                        .append(model.lossName().orElseThrow());
                lines.forEach(line -> fed.append("\n$$").append(line).append("$$"));
                all += lines.size();
                List<JudgedLine> judged;
                try {
                    judged = Derivation.judge(
                                    Model.parse(fed.toString(), new Model.Settings(false, 0)),
                                    new Derivation.Settings(0, false, true))
                            .lines();
                } catch (NotationException e) {
                    open.add(each.getKey() + e.getMessage());
                    continue;
                }
                for (JudgedLine line : judged) {
                    right += line.isRight() ? 1 : 0;
                    if (!line.isRight()) {
                        open.add(each.getKey() + ": " + line.claim());
                    }
                    assertThat(line.verdict())
                            .as("%s: %s", each.getKey(), line.claim())
                            .isNotIn(Verdict.REFUTED, Verdict.FOLLOWS);
                }
            }
        }
        assertThat(right).as("of %d, not %s", all, String.join("\n", open)).isGreaterThan(all * 8 / 10);
    }
}
