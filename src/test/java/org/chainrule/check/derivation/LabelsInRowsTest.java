package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** Labels without an axis, whose samples are rows or columns. */
class LabelsInRowsTest {
    private static final String ROWS =
            """
            dims N, D, K
            input X [N, D], T [N, K] onehot
            param W [D, K]
            A = X @ W
            Y = softmax(A, axis=1)
            E = -sum(T * log(Y))
            derive E
            """;

    private static final String COLUMNS =
            """
            dims N, D, K
            input X [D, N], T [K, N] onehot
            param W [K, D]
            A = W @ X
            Y = softmax(A, axis=0)
            E = -sum(T * log(Y))
            derive E
            """;

    private static Judgement judge(String text) {
        return Derivation.judge(
                Model.parse(text, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT);
    }

    private static List<Verdict> verdicts(Judgement judgement) {
        return judgement.lines().stream().map(JudgedLine::verdict).toList();
    }

    private static boolean isSaid(Judgement judgement) {
        return judgement.warnings().contains(LabelsInRows.SENTENCE);
    }

    @Test
    void labelsOfRowsAreAlongRows() {
        Judgement judgement = judge(ROWS + "dA = Y - T\ndW = X.T @ (Y - T)\n");
        assertThat(verdicts(judgement)).containsExactly(Verdict.PROVED, Verdict.PROVED);
        assertThat(isSaid(judgement)).isTrue();
    }

    @Test
    void aWrongLineBesideThemStaysWrong() {
        Judgement judgement = judge(ROWS + "dA = Y - T\ndW = X.T @ (Y - 2*T)\n");
        assertThat(verdicts(judgement)).containsExactly(Verdict.PROVED, Verdict.REFUTED);
        assertThat(isSaid(judgement)).isTrue();
    }

    @Test
    void aWrongLineAloneIsNoReason() {
        Judgement judgement = judge(ROWS + "dW = X.T @ (Y - 2*T)\n");
        assertThat(verdicts(judgement)).containsExactly(Verdict.REFUTED);
        assertThat(isSaid(judgement)).isFalse();
    }

    @Test
    void labelsOfColumnsStayAlongColumns() {
        Judgement judgement = judge(COLUMNS + "dA = Y - T\ndW = (Y - T) @ X\n");
        assertThat(verdicts(judgement)).containsExactly(Verdict.PROVED, Verdict.REFUTED);
        assertThat(isSaid(judgement)).isFalse();
    }

    @Test
    void anAxisThatIsNamedIsMeant() {
        Judgement judgement = judge(ROWS.replace("onehot", "onehot(axis=0)") + "dA = Y - T\n");
        assertThat(verdicts(judgement)).containsExactly(Verdict.REFUTED);
        assertThat(isSaid(judgement)).isFalse();
    }
}
