package org.chainrule.notation.pasted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;
import org.chainrule.notation.syntax.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forward passes without declarations: what is guessed is a model. */
class PastedModelTest {
    private static PastedModel read(String name, String text) {
        PastedModel pasted = PastedModel.read(Source.of(name, text));
        // whatever is guessed has to fit together
        assertThat(Model.parse(pasted.text()).lossName()).isPresent();
        return pasted;
    }

    @Test
    void aFunctionOfNumpy() {
        String forward =
                """
                import numpy as np

                def forward(X, y, W1, b1, W2, b2, reg):
                    \"""Two layers.\"""
                    N, D = X.shape
                    z1 = X.dot(W1) + b1
                    h = np.maximum(0, z1)  # relu
                    scores = np.dot(h, W2) + b2
                    p = np.exp(scores) / np.sum(np.exp(scores), axis=1, keepdims=True)
                    loss = -np.sum(y * np.log(p)) / N + reg * (np.sum(W1 * W1) + np.sum(W2 * W2))
                    return loss, (X, h, p)
                """;
        assertThat(read("forward.py", forward).declarations())
                .isEqualTo(
                        """
                        dims N, D, m, n
                        input X [N, D], y [N, n] onehot(axis=1), reg []
                        param W1 [D, m], b1 [m], W2 [m, n], b2 [n]
                        """);
    }

    @Test
    void linesOfPyTorch() {
        assertThat(read("f.py", "z = X @ w + b\na = torch.sigmoid(z)\nloss = ((a - y) ** 2).mean()")
                        .declarations())
                .isEqualTo("dims m, n\ninput X [m, n], y [m]\nparam w [n], b []\n");
    }

    @Test
    void formulasOfLatexWithSamplesAsColumns() {
        String forward =
                """
                \\begin{align}
                Z^{[1]} &= W^{[1]} X + b^{[1]} \\\\
                A^{[1]} &= \\tanh(Z^{[1]}) \\\\
                Z^{[2]} &= W^{[2]} A^{[1]} + b^{[2]} \\\\
                A^{[2]} &= \\sigma(Z^{[2]})
                \\end{align}
                J = -\\frac{1}{m} \\sum_{i=1}^{m} \\left( y^{(i)} \\log a^{[2](i)} + (1 - y^{(i)}) \\log(1 - a^{[2](i)}) \\right)
                """;
        assertThat(read("f.tex", forward).declarations())
                .isEqualTo(
                        "dims m, n, h, k\ninput X [h, m], y [k, m]\nparam W1 [n, h], b1 [n, 1], W2 [k, n], b2 [k, 1]\n");
    }

    @Test
    void aChainOfArrows() {
        String forward = "$$x \\rightarrow z = w^T x + b \\rightarrow a = \\sigma(z) \\rightarrow "
                + "L = -(y \\log a + (1-y) \\log(1-a))$$";
        assertThat(read("f.tex", forward).declarations()).isEqualTo("dims m\ninput x [m], y []\nparam w [m], b []\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "# nothing", "def f(x):\n    return x"})
    void whatHasNoFormulasIsRefused(String text) {
        assertThatThrownBy(() -> PastedModel.read(Source.of("f.py", text)))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("f.py has no line such as");
    }

    @Test
    void aFileWithDeclarationsIsNoPastedModel() {
        assertThat(PastedModel.isPasted(Source.of("f.txt", "input x [2]\ny = x")))
                .isFalse();
        assertThat(PastedModel.isPasted(Source.of("f.cr", "y = x"))).isFalse();
        assertThat(PastedModel.isPasted(Source.of("f.py", "y = x @ w"))).isTrue();
    }
}
