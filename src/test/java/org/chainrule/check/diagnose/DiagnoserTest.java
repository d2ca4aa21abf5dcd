package org.chainrule.check.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.message.Language;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.SyntaxPrinter;
import org.junit.jupiter.api.Test;

class DiagnoserTest {
    private static final String NET =
            """
            dims n, h, m
            input X [n, m], Y [1, m] probability
            param W1 [h, n], b1 [h, 1], W2 [1, h], b2 [1, 1]
            Z1 = W1 @ X + b1
            A1 = tanh(Z1)
            Z2 = W2 @ A1 + b2
            A2 = sigmoid(Z2)
            J = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
            """;

    private static Line line(String model, String of, String wrt, String claim) {
        return Line.gradient(Model.parse(model, new Model.Settings(false, 0)), of, wrt, Line.parse(claim), Map.of());
    }

    private static Diagnosis diagnose(Line line) {
        return Diagnoser.diagnose(line, Budget.standard()).orElseThrow();
    }

    @Test
    void saysItInTheNamesOfTheLineAndInBothLanguages() {
        Diagnosis diagnosis = diagnose(line(NET, "J", "W2", "(A2 - Y) @ A1 / m"));
        assertThat(diagnosis.kind()).isEqualTo(Kind.MISSING_TRANSPOSE);
        assertThat(diagnosis.message().text(Language.EN))
                .isEqualTo("dW2 misses a transpose: `A1` has shape [h, m], so write `A1.T`.");
        assertThat(diagnosis.message().text(Language.ZH)).isEqualTo("dW2 少了一个转置：`A1` 的形状是 [h, m]，应写成 `A1.T`。");
        assertThat(SyntaxPrinter.print(diagnosis.fix())).isEqualTo("(A2 - Y) @ A1.T / m");
    }

    @Test
    void twoMistakesAreTwoSentences() {
        Line line = line(NET, "J", "W1", "(W2.T @ (Y - A2) * (1 - A1^2)) @ X / m");
        Diagnosis diagnosis = diagnose(line);
        assertThat(diagnosis.kinds()).containsExactlyInAnyOrder(Kind.MISSING_TRANSPOSE, Kind.WRONG_SIGN);
        assertThat(diagnosis.message().toString()).contains("Besides");
        assertThat(line.claiming(diagnosis.fix()).isRight()).isTrue();
    }

    @Test
    void whatNoEditMendsGetsTheRightFormula() {
        Line line = line(NET, "J", "W1", "cos(W1)");
        Diagnosis diagnosis = diagnose(line);
        assertThat(diagnosis.isEdit()).isFalse();
        assertThat(diagnosis.message().toString()).contains("no small change");
        assertThat(line.claiming(diagnosis.fix()).isRight()).isTrue();
    }

    @Test
    void theSameQuestionHasTheSameAnswer() {
        Line line = line(NET, "J", "W1", "(W2.T @ (Y + A2) * (1 - A1^2)) @ X");
        Budget first = Budget.standard();
        Budget second = Budget.standard();
        assertThat(Diagnoser.diagnose(line, first)).isEqualTo(Diagnoser.diagnose(line, second));
        assertThat(first.used()).isEqualTo(second.used());
    }

    @Test
    void aSmallBudgetIsCutAndSaysSo() {
        Budget budget = Budget.of(3);
        Diagnoser.diagnose(line(NET, "J", "W1", "cos(W1) + sin(W1)"), budget);
        assertThat(budget.isCut()).isTrue();
    }

    /** A formula of thousands of terms ends the search, not the program. */
    @Test
    void longFormulasAreCut() {
        String model = "input x [3]; J = sum(x^2)";
        List<String> operators = List.of(" + ", " * ");
        for (String operator : operators) {
            String claim = IntStream.range(0, 10_000).mapToObj(i -> "sign(x)").collect(Collectors.joining(operator));
            Budget budget = Budget.of(300);
            Diagnosis diagnosis =
                    Diagnoser.diagnose(line(model, "J", "x", claim), budget).orElseThrow();
            assertThat(SyntaxPrinter.print(diagnosis.fix())).isEqualTo("2 * x");
            assertThat(diagnosis.message().toString().length()).isLessThan(1000);
        }
    }

    @Test
    void aTermOfALongSumIsFound() {
        String model = "input x [3], y [3]; J = sum(x^2) / 2 + dot(x, y)";
        String claim = "x - y" + " + 0 * x".repeat(30);
        Diagnosis diagnosis = diagnose(line(model, "J", "x", claim));
        assertThat(diagnosis.kind()).isEqualTo(Kind.WRONG_SIGN);
        assertThat(SyntaxPrinter.print(diagnosis.fix())).isEqualTo("x + y" + " + 0 * x".repeat(30));
    }
}
