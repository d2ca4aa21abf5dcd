package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every foreign spelling gives the tree of a plain one. */
class SpellingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // LaTeX
                "A \\odot B | A * B",
                "A \\circ B | A * B",
                "a \\oslash b | a / b",
                "\\sigma(z) | sigmoid(z)",
                "\\sigma(z) \\odot (1 - \\sigma(z)) | sigmoid(z) * (1 - sigmoid(z))",
                "\\tanh(z) + \\log(a) + \\ln(b) + \\exp(c) | tanh(z) + log(a) + log(b) + exp(c)",
                "X^{T} @ Y^T | X.T @ Y.T",
                "X^\\top + X^{\\top} + X\\top | X.T + X.T + X.T",
                "\\frac{a + b}{c} @ d | (a + b) / c @ d",
                "\\sqrt{x + 1} | sqrt(x + 1)",
                "x^{2} | x^2",
                "x^{a + b} | x^(a + b)",
                "e^{-z} | e^-z",
                "\\left( a + b \\right)^2 | (a + b)^2",
                "\\bigl[ 1, 2 \\bigr] | [1, 2]",
                "W_{1} @ x_{ij} | W_1 @ x_ij",
                "W^{[1]} | W1",
                "W^{[2]T} @ dz^{[2]} | W2.T @ dz2",
                "\\delta^{[2]} + \\delta_1 + \\delta | δ2 + δ_1 + δ",
                "\\mathbf{W} @ \\boldsymbol{\\delta} | W @ δ",
                "\\mathbf{W}_1^{T} | W_1.T",
                "\\hat{y} - \\bar{x}_2 | y_hat - x_bar_2",
                "\\hat{\\mathbf{y}} | y_hat",
                "\\mathrm{d}X | dX",
                "d\\mathbf{z} | dz",
                "\\frac{\\partial J}{\\partial W} @ x | dJ / dW @ x",
                "\\frac{\\partial J}{\\partial \\mathbf{z}^{[2]}} | dJ / dz2",
                "\\frac{dJ}{dW} | dJ / dW",
                "\\frac{1}{m} dz^{[2]} A^{[1]T} | 1 / m · dz2 · A1.T",
                "W^{[2]T} dz^{[2]} * \\sigma'(z^{[1]}) | W2.T · dz2 * sigmoid'(z1)",
                "2 \\frac{a}{b} | 2 · (a / b)",
                "2 \\cdot a \\times b | 2 · a · b",
                "a \\leq b | a <= b",
                "x^{\\prime} @ y | x.T @ y",
                "a\\,+\\;b\\quad | a + b",
                "$$ a + b $$ | a + b",
                "-\\infty | -inf",
                // MATLAB
                "A' | A.T",
                "A.' | A.T",
                "(d' * nn) / 3 | (d.T · nn) / 3",
                "a .* b ./ c .^ 2 | a * b / c^2",
                "1./x + 2.*x - 2.^x | 1/x + 2*x - 2^x",
                "[1, 2; 3, 4] | [[1, 2], [3, 4]]",
                "[1; 2; 3] | [[1], [2], [3]]",
                "[a, b; c, d] | [[a, b], [c, d]]",
                "sigm(z) | sigmoid(z)",
                "a ~= b | a != b",
                // Python
                "np.dot(W.T, X) + b | dot(W.T, X) + b",
                "np.sum(dZ, axis=1, keepdims=True) | sum(dZ, axis=1, keepdims=true)",
                "np.linalg.inv(X) | inv(X)",
                "torch.nn.functional.relu(x) | relu(x)",
                "np.pi | pi",
                "np.multiply(A, B) + np.matmul(A, B) | A * B + A @ B",
                "np.arctan(x) | atan(x)",
                "X.sum(axis=1).T | sum(X, axis=1).T",
                "(a + b).reshape([2, 3]) | reshape(a + b, [2, 3])",
                "X.t() | X.T",
                "sum(X, axis=(0, 1)) | sum(X, axis=[0, 1])",
                "reshape(X, (-1,)) | reshape(X, [-1])",
                // Unicode
                "σ(z) ⊙ (1 − σ(z)) | sigmoid(z) * (1 - sigmoid(z))",
                "Wᵀ @ δ2 | W.T @ δ2",
                "X⊤ | X.T",
                "x² + y¹⁰ - x²ᵀ | x^2 + y^10 - (x^2).T",
                "-x² | -(x^2)",
                "∂J/∂W | dJ/dW",
                "σ'(z) + σ′(z) + tanh''(z) | sigmoid'(z) + sigmoid'(z) + tanh''(z)",
                "A′ | A.T",
                "a ≤ b | a <= b",
            })
    void readsAsThePlainSpelling(String foreign, String plain) {
        assertThat(Trees.expr(foreign)).isEqualTo(Trees.expr(plain));
    }

    @Test
    void primesOfAFunctionBelongToItsName() {
        assertThat(((Expr.Call) Trees.expr("σ'(z)")).function()).isEqualTo("sigmoid'");
        assertThat(((Expr.Call) Trees.expr("g''(z)")).function()).isEqualTo("g''");
    }

    @Test
    void aWholeDerivationInLatex() {
        String latex =
                """
                $$dz^{[2]} = A^{[2]} - Y \\\\
                dW^{[2]} = \\frac{1}{m} dz^{[2]} A^{[1]T}$$
                $$db^{[2]} := \\frac{1}{m} np.sum(dz^{[2]}, axis=1, keepdims=True)$$
                \\frac{\\partial J}{\\partial W^{[1]}} = dz^{[1]} x^T
                ∂J/∂b1 = dz1
                """;
        assertThat(SyntaxPrinter.print(Trees.parse(latex)))
                .isEqualTo(
                        """
                        dz2 = A2 - Y
                        dW2 = 1 / m · dz2 · A1.T
                        db2 = 1 / m · sum(dz2, axis=1, keepdims=true)
                        dJ/dW1 = dz1 · x.T
                        dJ/db1 = dz1
                        """);
    }

    @Test
    void aDeclaredNameIsNotAModule() {
        assertThat(SyntaxPrinter.print(Trees.parse("input np [2, 2]\ny = np.T")))
                .isEqualTo("input np [2, 2]\ny = np.T\n");
        assertThatThrownBy(() -> Trees.parse("input np [2, 2]\ny = np.pi"))
                .hasMessageContaining("m.cr:2:7: `.pi` is not understood");
    }

    @Test
    void aDeclaredTMakesTheSuperscriptAmbiguous() {
        assertThat(Trees.error("input T [2], X [2, 2]\ny = X^T"))
                .isEqualTo(
                        """
                        m.cr:2:6: `^T` may be the transpose or the power with your `T`
                          2 | y = X^T
                            |      ^
                          hint: write .T for the transpose, **T for the power""");
        assertThat(Trees.shape(((Statement.Define) Trees.parse("input T [], X [2, 2]\ny = X**T")
                                .statements()
                                .get(1))
                        .value()))
                .isEqualTo("(X ^ T)");
    }
}
