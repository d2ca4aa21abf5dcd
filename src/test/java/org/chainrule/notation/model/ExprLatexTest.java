package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Syntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExprLatexTest {
    private static final Model MODEL = Model.parse(
            "dims m, n; input X [n, m], Y [n, m]; param W1 [n, n], b [n, 1], alpha []; Z1 = W1 @ X + b; J = sum(Z1^2)",
            new Model.Settings(false, 0));

    private static String latex(String text) {
        Expr expr = Syntax.parseExpression(Source.of("line", text)).result();
        return ExprLatex.of(expr, ExpressionReader.of(MODEL, Map.of())::find);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "W1.T @ X | {W_{1}}^{\\top} X",
                "W1 @ (X - Y) | W_{1} \\left(X - Y\\right)",
                "X - (Y - X) | X - \\left(Y - X\\right)",
                "(X * Y).T | {\\left(X \\odot Y\\right)}^{\\top}",
                "(X * Y) @ Y.T | \\left(X \\odot Y\\right) {Y}^{\\top}",
                "alpha * X * Y @ Y.T | \\left(\\alpha X \\odot Y\\right) {Y}^{\\top}",
                "X * Y * alpha | X \\odot Y \\alpha",
                "X * Y * alpha @ Y.T | \\left(X \\odot Y \\alpha\\right) {Y}^{\\top}",
                "alpha * X | \\alpha X",
                "X * 2 | X \\cdot 2",
                "2*3 | 2 \\cdot 3",
                "1e-8 * X | 10^{-8} X",
                "(X - Y)/m | \\frac{X - Y}{m}",
                "(X/m)^2 | {\\left(\\frac{X}{m}\\right)}^{2}",
                "-X^2 | -{X}^{2}",
                "2 - -X | 2 - \\left(-X\\right)",
                "tanh'(Z1) | \\tanh'\\left(Z_{1}\\right)",
                "σ'(Z1) | \\sigma'\\left(Z_{1}\\right)",
                "softplus''(Z1) | \\operatorname{softplus}''\\left(Z_{1}\\right)",
                "exp(-X) | e^{-X}",
                "inv(W1) @ X | {W_{1}}^{-1} X",
                "sum(X, axis=1, keepdims=true) | \\sum_{\\text{axis }1\\text{, kept}}\\left(X\\right)",
                "maximum(0, X) | \\max\\left(0, X\\right)",
                "leaky_relu(X, 0.1) | \\operatorname{leaky\\_relu}_{\\text{alpha=0.1}}\\left(X\\right)",
                "leaky_relu(X) | \\operatorname{leaky\\_relu}\\left(X\\right)",
                "layer_norm(X, axes=m) | \\operatorname{layer\\_norm}\\left(X, \\text{axes=}m\\right)",
                "(X > 0) * Y | \\left[X \\gt 0\\right] \\odot Y",
                "X[0, 1:] | X\\left[0, 1:\\right]",
                "[[1, 2], [3, 4]] | \\begin{bmatrix}1 & 2\\\\ 3 & 4\\end{bmatrix}",
                "grad(J, W1) | \\frac{\\partial J}{\\partial W_{1}}",
                "unknown_thing @ X | \\mathit{unknown\\_thing} X",
                "nosuch(X) | \\operatorname{nosuch}\\left(X\\right)",
            })
    void asWritten(String text, String latex) {
        assertThat(latex(text)).isEqualTo(latex);
    }

    @Test
    void aLongSumIsCut() {
        assertThat(latex("X" + " + X".repeat(100_000)))
                .startsWith("\\cdots + X + X")
                .hasSizeLessThan(5000);
    }
}
