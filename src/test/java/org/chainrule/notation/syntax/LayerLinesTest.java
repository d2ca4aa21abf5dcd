package org.chainrule.notation.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lines with a symbolic number are read as. */
class LayerLinesTest {
    private static final String MODEL =
            """
            input x [2], y [2]
            param W1 [2, 2], W2 [2, 2], b1 [2], b2 [2]
            z1 = W1 @ x + b1
            a1 = tanh(z1)
            z2 = W2 @ a1 + b2
            J = sum((z2 - y)^2)
            derive J
            """;

    private static List<Statement> read(String model, String line) {
        Syntax syntax = Syntax.parse(Source.of("model", model + line));
        return syntax.statements().subList(7, syntax.statements().size());
    }

    private static List<String> lines(String line) {
        return read(MODEL, line).stream()
                .flatMap(statement -> statement instanceof Statement.Layered layered
                        ? Stream.concat(
                                Stream.of(SyntaxPrinter.print(layered)),
                                layered.instances().stream()
                                        .map(each -> each.number() + ": " + SyntaxPrinter.print(each.statement())))
                        : Stream.of(SyntaxPrinter.print(statement)))
                .toList();
    }

    @Test
    void theNumberLeftOpen() {
        assertThat(lines("dz[l] = W[l+1].T @ dz[l+1] * tanh'(z[l])"))
                .containsExactly("dz[l] = W[l+1].T @ dz[l+1] * tanh'(z[l])", "1: dz1 = W2.T @ dz2 * tanh'(z1)");
        assertThat(lines("\\delta^{l} = (W^{l+1})^T \\delta^{l+1} \\odot g^{[l]'}(z^{[l]})"))
                .containsExactly("dz[l] = W[l+1].T · dz[l+1] * gl'(z[l])", "1: dz1 = W2.T · dz2 * gl'(z1)");
        assertThat(lines("\\frac{\\partial J}{\\partial w^l} = \\delta^l (a^{l-1})^T"))
                .containsExactly("dJ/dW[l] = dz[l] · a[l-1].T", "1: dJ/dW1 = dz1 · x.T", "2: dJ/dW2 = dz2 · a1.T");
        assertThat(lines("a_j^l = \\tanh(z_j^l)")).containsExactly("a[l] = tanh(z[l])", "1: a1 = tanh(z1)");
        assertThat(lines("dz[l] = W[l+1].T @ dz[l+1] * g[l]'(z[l])"))
                .containsExactly("dz[l] = W[l+1].T @ dz[l+1] * gl'(z[l])", "1: dz1 = W2.T @ dz2 * gl'(z1)");
        assertThat(lines("check norm(z[l], axis=0) == norm(W[l] @ a[l-1] + b[l], axis=0) + z[l][0:1]"))
                .containsExactly(
                        "check norm(z[l], axis=0) == norm(W[l] @ a[l-1] + b[l], axis=0) + z[l][0:1]",
                        "1: check norm(z1, axis=0) == norm(W1 @ x + b1, axis=0) + z1[0:1]",
                        "2: check norm(z2, axis=0) == norm(W2 @ a1 + b2, axis=0) + z2[0:1]");
    }

    @Test
    void theLastLayer() {
        assertThat(lines("\\delta^L = z^L - y")).containsExactly("dz2 = z2 - y");
        assertThat(lines("dz[L-1] = W[L].T @ dz[L] * tanh'(z[L-1])")).containsExactly("dz1 = W2.T @ dz2 * tanh'(z1)");
        assertThat(lines("t = W[L] @ a[L-1]")).containsExactly("t = W2 @ a1");
        assertThat(lines("dW[l] = outer(dz[l], a[l-1]) * z[L]"))
                .containsExactly(
                        "dW[l] = outer(dz[l], a[l-1]) * z2",
                        "1: dW1 = outer(dz1, x) * z2",
                        "2: dW2 = outer(dz2, a1) * z2");
    }

    @Test
    void aNewNameOfEachLayer() {
        assertThat(lines("S[l] = 1 - a[l]^2; dz[l] = W[l+1].T @ dz[l+1] * S[l]"))
                .containsExactly(
                        "S[l] = 1 - a[l]^2",
                        "0: S0 = 1 - x^2",
                        "1: S1 = 1 - a1^2",
                        "dz[l] = W[l+1].T @ dz[l+1] * S[l]",
                        "1: dz1 = W2.T @ dz2 * S1");
        assertThat(lines("S^{l} = 3")).containsExactly("Sl = 3");
    }

    /** What is printed reads as the same. */
    @Test
    void printedLinesReadAsTheSame() {
        for (String line : List.of(
                "dz[l] = W[l+1].T @ dz[l+1] * tanh'(z[l])",
                "\\delta^{l} = (W^{l+1})^T \\delta^{l+1} \\odot g^{l'}(z^{l})",
                "\\frac{\\partial J}{\\partial w^l} = \\delta^l (a^{l-1})^T",
                "check z[l] == concat([z[l], a[l]], axis=0)[0:2] - -z[l]")) {
            List<Statement> read = read(MODEL, line);
            List<Statement> again = read(MODEL, SyntaxPrinter.print(read.get(0)));
            assertThat(again).hasSize(1);
            assertThat(again.get(0).sameAs(read.get(0))).as(line).isTrue();
        }
    }

    @Test
    void noSuchLayer() {
        assertThatThrownBy(() -> lines("dz[l] = W[l+5] @ dz[l]"))
                .isInstanceOf(NotationException.class)
                .hasMessage(
                        """
                        model:8:1: the model has no layer l with all of dz[l], W[l+5]
                          8 | dz[l] = W[l+5] @ dz[l]
                            | ^
                          hint: write the line for one layer, such as dz1""");
    }

    /** Outside a derivation, and where a letter is declared, nothing has changed. */
    @Test
    void wherePlainNamesStay() {
        String sized = MODEL.replace("input x [2]", "dims l=1; input x [2]");
        assertThat(read(sized, "t = z1[l]"))
                .hasSize(2)
                .last()
                .hasToString(read(sized, "t = z1[l]").get(1).toString());
        assertThat(SyntaxPrinter.print(read(sized, "t = z1[l]").get(1))).isEqualTo("t = z1[l]");
        Syntax defined = Syntax.parse(Source.of("model", "input W1 [2], W2 [2], W [2], l []\nt = W[l]"));
        assertThat(SyntaxPrinter.print(defined.statements().get(1))).isEqualTo("t = W[l]");
        assertThat(defined.statements().get(1)).isInstanceOf(Statement.Define.class);
        assertThat(lines("t = z1[0] + a1^2")).containsExactly("t = z1[0] + a1^2");
    }
}
