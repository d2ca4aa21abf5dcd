package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.notation.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines in entries, with free letters, δ and sums: each right one is accepted, and its wrong twin is not. */
class EntryLinesTest {
    private static final String MODEL =
            """
            dims m, n, k
            input X [m, n], T [m, k], c [k], τ = 0.3
            param W [n, k], b [k], S [n, n], u [n]
            Z = X @ W + b
            A = sigmoid(Z)
            v = S @ u
            p = softmax(v)
            r = sum(u^2)
            J = sum((A - T)^2) / 2 + sum(v^2) / 2 + sum(maximum(τ*u, (τ - 1)*u)) + log(sum(exp(c * b)))
            derive J
            """;

    private static Judgement judge(String lines) {
        return Derivation.judge(
                Model.parse(MODEL + lines, new Model.Settings(false, 0).withLenientClaims()),
                Derivation.Settings.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\frac{\\partial J}{\\partial A_{ij}} = A_{ij} - T_{ij}",
                "∂J/∂A_{ij} = A_{ij} − T_{ij}",
                "\\frac{\\partial J}{\\partial Z_{ij}} = (A_{ij} - T_{ij}) A_{ij} (1 - A_{ij})",
                "\\frac{\\partial J}{\\partial W_{jk}} = \\sum_{i=1}^{m} (A_{ik} - T_{ik}) A_{ik} (1 - A_{ik}) X_{ij}.",
                "\\frac{\\partial J}{\\partial W_{jk}} = \\sum_i X_{ij} \\frac{\\partial J}{\\partial Z_{ik}} \\tag{3}",
                "\\frac{\\partial Z_{ij}}{\\partial b_k} = \\delta_{jk}",
                "\\frac{\\partial v_i}{\\partial u_j} = S_{ij}",
                "\\frac{\\partial v_i}{\\partial S_{jl}} = \\delta_{ij} u_l",
                "\\frac{\\partial p_i}{\\partial v_j} = p_i (\\delta_{ij} - p_j)",
                "\\frac{\\partial p_i}{\\partial v_j} = \\begin{cases} p_i (1 - p_i) & i = j \\\\ -p_i p_j & i \\neq j \\end{cases}",
                "\\frac{\\partial J}{\\partial v_i} = \\sum_{j} v_j \\delta_{ij} = v_i",
                "\\frac{\\partial r}{\\partial u_j} = \\sum_{i \\neq j} 2 u_i \\delta_{ij} + 2 u_j",
                "$$\\frac{\\partial r}{\\partial u_j} = 2 u_j$$",
                "\\[ \\frac{\\partial A_{ij}}{\\partial Z_{kl}} = \\sigma'(Z_{ij}) \\delta_{ik} \\delta_{jl} \\]"
            })
    void aRightLineIsAccepted(String line) {
        Judgement judgement = judge(line);
        assertThat(judgement.lines()).isNotEmpty().allMatch(JudgedLine::isRight);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\frac{\\partial J}{\\partial A_{ij}} = A_{ij} - T_{ij} + 1",
                "\\frac{\\partial J}{\\partial Z_{ij}} = (A_{ij} - T_{ij}) A_{ij}",
                "\\frac{\\partial J}{\\partial W_{jk}} = \\sum_{i=1}^{m} (A_{ik} - T_{ik}) A_{ik} (1 - A_{ij}) X_{ij}",
                "\\frac{\\partial Z_{ij}}{\\partial b_k} = 2 \\delta_{jk}",
                "\\frac{\\partial v_i}{\\partial u_j} = S_{ji}",
                "\\frac{\\partial v_i}{\\partial S_{jl}} = \\delta_{il} u_j",
                "\\frac{\\partial p_i}{\\partial v_j} = p_i (\\delta_{ij} - p_i)",
                "\\frac{\\partial p_i}{\\partial v_j} = \\begin{cases} p_i (1 - p_i) & i = j \\\\ p_i p_j & i \\neq j \\end{cases}",
                "\\frac{\\partial r}{\\partial u_j} = \\sum_{i \\neq j} 2 u_i \\delta_{ij}"
            })
    void aWrongLineIsNot(String line) {
        Judgement judgement = judge(line);
        assertThat(judgement.lines()).isNotEmpty().noneMatch(JudgedLine::isRight);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\frac{\\partial J}{\\partial A_{ij}} = A_{ij} - q_{ij}",
                "\\frac{\\partial J}{\\partial W_{jk}} = X_{ij} A_{ik}",
                "\\frac{\\partial J}{\\partial W_{jk}} = \\sum_{i=1}^{n} X_{ij} A_{ik}",
                "\\frac{\\partial J}{\\partial u_i} = \\begin{cases} τ & u_i > 0 \\\\ τ - 1 & u_i < 1 \\end{cases}"
            })
    void aLineThatIsNotUnderstoodIsNotJudged(String line) {
        Judgement judgement = judge(line);
        assertThat(judgement.lines()).noneMatch(each -> each.isRight() || each.verdict() == Verdict.REFUTED);
    }
}
