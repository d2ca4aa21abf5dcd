package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines below words that name a case. */
class StatedCaseTest {
    private static final String TRIPLET =
            """
            dims d
            input n [d]
            param a [d], p [d]
            L = relu(sum((a - p)^2) - sum((a - n)^2) + 0.2)
            derive L
            """;

    private static List<JudgedLine> judge(String lines) {
        Model model = Model.parse(TRIPLET + lines, new Model.Settings(false, 0).withLenientClaims());
        return Derivation.judge(model, Derivation.Settings.DEFAULT).lines();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "If the loss is positive: | 2(n - p)",
                "When the margin is violated, | 2(n - p)",
                "若损失大于零： | 2(n - p)",
                "Otherwise: | 0*a",
            })
    void whatIsRightInACaseIsNoMistakeThere(String words, String right) {
        List<JudgedLine> lines = judge(
                words + "\n∂L/∂a = " + right + "\n∂L/∂p = 2 [sum((a - p)^2) - sum((a - n)^2) + 0.2 > 0] (a - p)\n");
        assertThat(lines).extracting(JudgedLine::verdict).containsExactly(Verdict.UNDECIDED, Verdict.REFUTED);
        assertThat(String.valueOf(lines.get(0).error()))
                .contains("the words above it name a case")
                .contains("0.2 > 0");
    }

    /** A mask that is forgotten stays forgotten where nothing speaks of a case. */
    @Test
    void otherWordsNameNoCase() {
        assertThat(judge("Now the gradient by the anchor:\n∂L/∂a = 2(n - p)\n"))
                .extracting(JudgedLine::verdict)
                .containsExactly(Verdict.REFUTED);
        assertThat(judge("∂L/∂a = 2(n - p)\n")).extracting(JudgedLine::verdict).containsExactly(Verdict.REFUTED);
    }
}
