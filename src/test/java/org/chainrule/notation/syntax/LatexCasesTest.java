package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Verdict;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases, ones, kept axes and keywords of LaTeX in a derivation. */
class LatexCasesTest {
    private static final String MODEL =
            """
            dims n, m
            input X [n, m]
            param W [n, m], b [n]
            Z = W * X + expand_dims(b, axis=1)
            J = sum(leaky_relu(Z, alpha=0.1))
            derive J
            """;

    private static Verdict verdict(String line) {
        return Derivation.judge(
                        Model.parse(MODEL + line + "\n", new Model.Settings(false, 0)), Derivation.Settings.DEFAULT)
                .lines()
                .get(0)
                .verdict();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "dZ = \\begin{cases} 1 & Z \\gt 0 \\\\ 0.1 & \\text{otherwise} \\end{cases} | PROVED",
                "dZ = \\begin{cases} 1 & \\text{if } Z > 0, \\\\ 0.1 & \\text{if } Z \\le 0 \\end{cases} | PROVED",
                "dZ = \\begin{cases} 0.1 & Z < 0 \\\\ 1 & Z > 0 \\end{cases} | PROVED",
                "dZ = \\begin{cases} 1 & Z > 0 \\\\ 0.1 \\end{cases} | PROVED",
                "dZ = \\begin{cases} 1 & \\text{若 } Z > 0 \\\\ 0.1 & \\text{否则} \\end{cases} | PROVED",
                "dZ = \\begin{cases} 0.1 & Z > 0 \\\\ 1 & \\text{otherwise} \\end{cases} | REFUTED",
                "dZ = \\begin{cases} 1 & Z > 0 \\\\ 0.2 & \\text{otherwise} \\end{cases} | REFUTED",
                "dW = X \\odot \\begin{cases} 1 & Z > 0 \\\\ 0.1 & \\text{otherwise} \\end{cases} | PROVED",
                "dW = \\begin{cases} X & Z > 0 \\\\ \\frac{X}{10} & Z \\leq 0 \\end{cases} | PROVED",
                "db = \\sum_{\\text{axis }1}\\left(\\begin{cases} 1 & Z > 0 \\\\ 0.1 & Z \\leq 0 \\end{cases}\\right) | PROVED",
                "db = \\sum_{\\text{axis }1\\text{, kept}}\\left(\\left[Z > 0\\right] + 0.1 \\left[Z \\le 0\\right]\\right) | PROVED",
                "db = \\sum_{\\text{axis }1}\\left(\\left[Z > 0\\right]\\right) | REFUTED"
            })
    void lines(String line, Verdict verdict) {
        assertThat(verdict(line)).isEqualTo(verdict);
    }

    @Test
    void casesThatOverlapAreNotJudged() {
        assertThatThrownBy(() -> Model.parse(
                        MODEL + "dZ = \\begin{cases} 1 & Z > 0 \\\\ 0.1 & Z < 1 \\end{cases}\n",
                        new Model.Settings(false, 0)))
                .hasMessageContaining("the last case is not what the others leave over");
    }

    @Test
    void casesWithoutAnEnd() {
        assertThatThrownBy(() -> Model.parse("x = \\begin{cases} 1 & 2\n"))
                .hasMessageContaining("the cases have no end");
    }
}
