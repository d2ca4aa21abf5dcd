package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.chainrule.message.Language;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines with a symbolic number of their layer, as the lectures have them. */
class LayeredLinesTest {
    /** One sample, sigmoids and the squared error: the network of the induction. */
    private static final String LECTURE =
            """
            dims   n, h, g, k
            input  x [n], y [k]
            param  W1 [h, n], b1 [h], W2 [g, h], b2 [g], W3 [k, g], b3 [k]
            z1 = W1 @ x + b1
            a1 = sigmoid(z1)
            z2 = W2 @ a1 + b2
            a2 = sigmoid(z2)
            z3 = W3 @ a2 + b3
            a3 = sigmoid(z3)
            J = sum((a3 - y)^2) / 2
            derive J
            """;

    /** Samples as columns, the cross-entropy. */
    private static final String COLUMNS =
            """
            dims   n, h, g, m
            input  X [n, m], Y [1, m] probability
            param  W1 [h, n], b1 [h, 1], W2 [g, h], b2 [g, 1], W3 [1, g], b3 [1, 1]
            Z1 = W1 @ X + b1
            A1 = tanh(Z1)
            Z2 = W2 @ A1 + b2
            A2 = tanh(Z2)
            Z3 = W3 @ A2 + b3
            A3 = sigmoid(Z3)
            J  = -mean(Y*log(A3) + (1 - Y)*log(1 - A3))
            """;

    private static Judgement judge(String text) {
        Model model = Model.parse(text, new Model.Settings(false, 0).withLenientClaims());
        return Derivation.judge(model, Derivation.Settings.DEFAULT);
    }

    private static String about(JudgedLine line) {
        return line.verdict().word()
                + (line.because().isPresent() ? " from " + line.because().getAsInt() : "")
                + line.diagnosis()
                        .map(mend -> " " + mend.kind() + " " + mend.fix().orElse(""))
                        .orElse("")
                + (line.diagnosis().isEmpty()
                        ? line.error().map(error -> " " + error.message()).orElse("")
                        : "")
                + line.convention().map(convention -> "; " + convention).orElse("")
                + line.notes().stream().map(note -> "; " + note).collect(Collectors.joining());
    }

    private static List<String> verdicts(String model, String... lines) {
        return judge(model + String.join("\n", lines)).lines().stream()
                .map(LayeredLinesTest::about)
                .toList();
    }

    /** The four equations of backpropagation as they stand in the slides, and what they rest on. */
    @Test
    void theFourEquationsAsTheyStandInTheSlides() {
        assertThat(verdicts(
                        LECTURE,
                        "\\boldsymbol{\\delta}^L = (\\mathbf{a}^L - \\mathbf{y}) \\odot \\sigma'(\\mathbf{z}^L)",
                        "$$\\boldsymbol{\\delta}^l = (\\mathbf{W}^{l+1})^T \\boldsymbol{\\delta}^{l+1} \\odot"
                                + " \\sigma'(\\mathbf{z}^l)$$",
                        "$$\\frac{\\partial J(\\mathbf{W}, \\mathbf{b}, \\mathbf{x}, \\mathbf{y})}{\\partial \\mathbf{W}^l}"
                                + " = \\boldsymbol{\\delta}^l (\\mathbf{a}^{l-1})^T$$",
                        "$$\\frac{\\partial J(\\mathbf{W}, \\mathbf{b}, \\mathbf{x}, \\mathbf{y})}{\\partial \\mathbf{b}^l}"
                                + " = \\boldsymbol{\\delta}^l$$",
                        "$$\\frac{\\partial \\mathbf{z}^{l+1}}{\\partial \\mathbf{z}^{l}} = \\mathbf{W}^{l+1}"
                                + " diag(\\sigma'(\\mathbf{z}^{l}))$$",
                        "check z^{l+1} == W^{l+1} \\sigma(z^{l}) + b^{l+1}"))
                .containsExactly(
                        "proved",
                        "proved; for l = 1, 2",
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 1, 2; judged at fixed sizes, since it needs to know them",
                        "proved; for l = 1, 2");
    }

    /** The chains of the slides; the last one has lost a prime in its scan. */
    @Test
    void theChainsOfTheSlides() {
        String jacobian = "\\left(\\frac{\\partial \\mathbf{z}^{l+1}}{\\partial \\mathbf{z}^{l}}\\right)^{T}";
        String loss = "\\partial J(\\mathbf{W}, \\mathbf{b}, \\mathbf{x}, \\mathbf{y})";
        assertThat(verdicts(
                        LECTURE,
                        "$$\\boldsymbol{\\delta}^{l} = \\frac{" + loss + "}{\\partial \\mathbf{z}^{l}} = " + jacobian
                                + " \\frac{" + loss + "}{\\partial \\mathbf{z}^{l+1}} = " + jacobian
                                + " \\boldsymbol{\\delta}^{l+1}$$",
                        "$$\\boldsymbol{\\delta}^{l} = " + jacobian
                                + " \\boldsymbol{\\delta}^{l+1} = (\\mathbf{W}^{l+1})^{T}"
                                + " \\boldsymbol{\\delta}^{l+1} \\odot \\boldsymbol{\\sigma}^{'}(\\mathbf{z}^{l})$$",
                        "\\boldsymbol{\\delta}^{l} = (\\mathbf{W}^{l+1})^{T} \\boldsymbol{\\delta}^{l+1} \\odot"
                                + " \\boldsymbol{\\sigma}^{l} (\\mathbf{z}^{l})"))
                .containsExactly(
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 1, 2; judged at fixed sizes, since it needs to know them",
                        "proved; for l = 1, 2; judged at fixed sizes, since it needs to know them",
                        "proved; for l = 1, 2; judged at fixed sizes, since it needs to know them",
                        "proved; for l = 1, 2",
                        "refuted wrong_activation_derivative W[l+1].T · dz[l+1] * (a[l] * (1 - a[l])); first wrong at l = 2;"
                                + " wrong for l = 1, 2");
    }

    @Test
    void theSameInTheNotation() {
        assertThat(verdicts(
                        LECTURE,
                        "dz[L] = (a[L] - y) * σ'(z[L])",
                        "dz[l] = W[l+1].T @ dz[l+1] * σ'(z[l])",
                        "dW[l] = outer(dz[l], a[l-1])",
                        "∂J/∂b[l] = dz[l]",
                        "db[L-1] = dz[L-1]"))
                .containsExactly(
                        "proved",
                        "proved; for l = 1, 2",
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 1, 2, 3",
                        "proved");
    }

    /** dA and dZ need each other in turn; dA[L] is left to the line for dZ[L]. */
    @Test
    void linesThatNeedEachOther() {
        String[] lines = {
            "dZ^{[L]} = A^{[L]} - Y",
            "dA^{[L-1]} = W^{[L]T} dZ^{[L]}",
            "dZ^{[l]} = dA^{[l]} * g^{[l]'}(Z^{[l]})",
            "dW^{[l]} = \\frac{1}{m} dZ^{[l]} A^{[l-1]T}",
            "db^{[l]} = \\frac{1}{m} np.sum(dZ^{[l]}, axis=1, keepdims=True)",
            "dA^{[l-1]} = W^{[l]T} dZ^{[l]}"
        };
        assertThat(verdicts(COLUMNS + "derive J per sample\n", lines))
                .containsExactly(
                        "proved",
                        "proved",
                        "proved; for l = 1, 2",
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 2, 3");
        assertThat(verdicts(COLUMNS + "derive J\n", lines))
                .containsExactly(
                        "proved; right per sample: this is m·∂J/∂Z3",
                        "proved; right per sample: this is m·∂J/∂A2",
                        "proved; right per sample: this is m·∂J/∂Z[l]; for l = 1, 2",
                        "proved; for l = 1, 2, 3",
                        "proved; for l = 1, 2, 3",
                        "proved; right per sample: this is m·∂J/∂A[l-1]; for l = 2, 3");
    }

    @Test
    void aHelperOfEachLayer() {
        assertThat(verdicts(
                        COLUMNS + "derive J\n",
                        "dZ[L] = (A[L] - Y) / m",
                        "S[l] = 1 - A[l]^2",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * S[l]",
                        "D^{l} = 1 - A^{l} \\odot A^{l}",
                        "\\delta^{l} = (W^{l+1})^T \\delta^{l+1} \\odot D^{l}"))
                .containsExactly("proved", "proved; for l = 1, 2", "proved; for l = 1, 2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W[l+1] @ dZ[l+1] * tanh'(Z[l]) | missing_transpose W[l+1].T @ dZ[l+1] * tanh'(Z[l])",
                "W[l].T @ dZ[l+1] * tanh'(Z[l]) | wrong_layer W[l+1].T @ dZ[l+1] * tanh'(Z[l])",
                "W[l+1].T @ dZ[l] * tanh'(Z[l]) | wrong_layer W[l+1].T @ dZ[l+1] * tanh'(Z[l])",
                "W[l+1].T @ dZ[l+1] | missing_activation_derivative W[l+1].T @ dZ[l+1] * (1 - A[l]^2)",
                "W[l+1].T @ dZ[l+1] * tanh(Z[l]) | wrong_activation_derivative W[l+1].T @ dZ[l+1] * (1 - A[l]^2)",
                "-W[l+1].T @ dZ[l+1] * tanh'(Z[l]) | wrong_sign W[l+1].T @ dZ[l+1] * tanh'(Z[l])"
            })
    void aWrongStepIsMendedForEveryLayer(String right, String found) {
        JudgedLine line = judge(COLUMNS + "derive J\ndZ[L] = (A[L] - Y) / m\ndZ[l] = " + right)
                .lines()
                .get(1);
        assertThat(about(line)).startsWith("refuted " + found + "; first wrong at l = 2; wrong for l = 1, 2");
        assertThat(line.written().layers()).containsExactly(1, 2);
    }

    @Test
    void aWrongGradientOfTheWeights() {
        assertThat(verdicts(
                        COLUMNS + "derive J\n",
                        "dZ[L] = (A[L] - Y) / m",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * tanh'(Z[l])",
                        "dW[l] = dZ[l] @ A[l].T",
                        "dW[l] = dZ[l] @ A[l-1]",
                        "db[l] = dZ[l]"))
                .containsExactly(
                        "proved",
                        "proved; for l = 1, 2",
                        "refuted wrong_layer dZ[l] @ A[l-1].T; first wrong at l = 3; wrong for l = 1, 2, 3; it has shape"
                                + " [1, 1], and should have shape [1, g]",
                        "refuted missing_transpose dZ[l] @ A[l-1].T; first wrong at l = 3; wrong for l = 1, 2, 3",
                        "refuted missing_batch_sum sum(dZ[l], axis=1, keepdims=true); first wrong at l = 3;"
                                + " wrong for l = 1, 2, 3; it has shape [1, m], and should have shape [1, 1]");
    }

    @Test
    void sentencesSpeakOfEveryLayer() {
        JudgedLine line = judge(COLUMNS + "derive J\ndZ[L] = (A[L] - Y) / m\n\\delta^l = (W^{l+1})^T \\delta^{l+1}")
                .lines()
                .get(1);
        JudgedLine.Mend mend = line.diagnosis().orElseThrow();
        assertThat(mend.message())
                .hasToString("dZ[l] misses the derivative of the activation `A[l]`, the factor `1 - A[l]^2`: write"
                        + " `W[l+1].T · dZ[l+1] * (1 - A[l]^2)` for `W[l+1].T · dZ[l+1]`.");
        assertThat(mend.excerpt().orElseThrow()).contains("\\delta^l = (W^{l+1})^T \\delta^{l+1}");
        assertThat(line.written().typeset().claim()).isEqualTo("dZ^{l} = {\\left(W^{l+1}\\right)}^{\\top} dZ^{l+1}");
        assertThat(line.written().typeset().fix())
                .isEqualTo("dZ^{l} = {\\left(W^{l+1}\\right)}^{\\top} dZ^{l+1} \\odot"
                        + " \\left(1 - {\\left(A^{l}\\right)}^{2}\\right)");
        assertThat(line.notes().stream().map(note -> note.text(Language.ZH)))
                .containsExactly("最先在 l = 2 处出错；l = 1, 2 时错误");
    }

    @Test
    void theProofOfEachLayer() {
        JudgedLine line = judge(COLUMNS + "derive J\ndZ[l] = W[l+1].T @ dZ[l+1] * tanh'(Z[l])")
                .lines()
                .get(0);
        assertThat(line.verdict()).isEqualTo(Verdict.PROVED);
        assertThat(line.evidence().proof())
                .map(Message::toString)
                .anyMatch(step -> step.startsWith("l = 2, "))
                .anyMatch(step -> step.startsWith("l = 1, "));
    }

    /** Where activations differ, there is no one factor that is missing. */
    @Test
    void noOneChangeForEveryLayer() {
        String mixed = COLUMNS.replace("A2 = tanh(Z2)", "A2 = sigmoid(Z2)")
                        .replace("g, m", "r, m")
                        .replace("[g, ", "[r, ")
                        .replace(", g]", ", r]")
                + "derive J\n";
        assertThat(verdicts(mixed, "dZ[L] = (A[L] - Y) / m", "dZ[l] = W[l+1].T @ dZ[l+1]"))
                .containsExactly(
                        "proved",
                        "refuted missing_activation_derivative W3.T @ dZ3 * A2 * (1 - A2); first wrong at l = 2; wrong for"
                                + " l = 1, 2; mended here for l = 2: no one change mends it for every l");
        assertThat(verdicts(
                        mixed,
                        "dZ[L] = (A[L] - Y) / m",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * g[l]'(Z[l])",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * tanh'(Z[l])"))
                .containsExactly(
                        "proved",
                        "proved; for l = 1, 2",
                        "refuted wrong_activation_derivative W3.T @ dZ3 * A2 * (1 - A2); wrong for l = 2; right for l = 1;"
                                + " mended here for l = 2: no one change mends it for every l");
    }

    @Test
    void theStepWithoutItsStart() {
        assertThat(verdicts(LECTURE, "\\delta^{l} = (W^{l+1})^T \\delta^{l+1} \\odot \\sigma'(z^{l})"))
                .containsExactly("proved; for l = 1, 2; no line gives dz3: taken to be the gradient itself");
        assertThat(verdicts(
                        COLUMNS + "derive J per sample\n",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * tanh'(Z[l])",
                        "dW[l] = dZ[l] @ A[l-1].T / m"))
                .containsExactly(
                        "proved; for l = 1, 2; no line gives dZ3: taken to be the gradient itself",
                        "proved; for l = 1, 2, 3; no line gives dZ3: taken to be the gradient itself");
    }

    @Test
    void whatFollowsFromAWrongStart() {
        assertThat(verdicts(LECTURE, "dz[L] = a[L] - y", "dz[l] = W[l+1].T @ dz[l+1] * σ'(z[l])", "db[l] = dz[l]"))
                .containsExactly(
                        "refuted missing_activation_derivative (a3 - y) * a3 * (1 - a3)",
                        "follows from 12; for l = 1, 2",
                        "follows from 12; for l = 1, 2, 3");
    }

    @Test
    void someProvedAndSomeOnlyEqual() {
        assertThat(verdicts(
                        """
                        input x [3]
                        B1 = x + x
                        C1 = 2*x
                        B2 = atan(x) + atan(1/x)
                        C2 = sign(x) * pi/2
                        J = sum(x)
                        """,
                        "check B[l] == C[l]"))
                .containsExactly("agrees; proved for l = 1, equal at random points for l = 2");
    }

    /** A declared l or L is what it is declared as. */
    @Test
    void lettersThatMeanSomethingElse() {
        String sized = COLUMNS.replace("dims   n, ", "dims   n, l=2, ") + "derive J\n";
        assertThat(verdicts(sized, "dZ3 = (A3 - Y) / m", "dZ[l] = W[l+1].T @ dZ[l+1]", "dW3 = dZ3^l @ A2.T"))
                .containsExactly(
                        "proved",
                        "undecided only a name can be defined, or ∂J/∂W claimed",
                        "refuted wrong_power dZ3 @ A2.T");
        String named = COLUMNS.replace("J  =", "L  =") + "derive L\n";
        assertThat(verdicts(
                        named,
                        "dZ3 = (A3 - Y) / m",
                        "dZ[L] = (A3 - Y) / m",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * tanh'(Z[l])"))
                .containsExactly(
                        "proved", "undecided only a name can be defined, or ∂J/∂W claimed", "proved; for l = 1, 2");
        String own =
                """
                dims n, h, k, m
                input Alm1 [n, m]
                param Wl [h, n], W_lp1 [k, h], W1 [n, n], W2 [n, n]
                zl = Wl @ Alm1
                al = sigmoid(zl)
                zlp1 = W_lp1 @ al
                J = sum(zlp1^2)/m
                derive J
                """;
        assertThat(verdicts(
                        own,
                        "\\delta^{l+1} = \\frac{2}{m} z^{l+1}",
                        "\\delta^l = (W^{l+1})^T \\delta^{l+1} \\odot \\sigma'(z^l)"))
                .containsExactly("proved", "proved");
    }

    @Test
    void namesThatNoLayerHas() {
        assertThat(verdicts(
                        COLUMNS + "derive J\n",
                        "dZ[l] = W[l+5] @ dZ[l]",
                        "dZ[L] = (A[L+1] - Y) / m",
                        "dZ[l] = Q[l] @ dZ[l+1]"))
                .containsExactly(
                        "undecided the model has no layer l with all of dZ[l], W[l+5]",
                        "undecided unknown name A4",
                        "undecided unknown name Q; for l = 1, 2");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 50})
    void deepNetworks(int depth) {
        String sizes = IntStream.rangeClosed(0, depth).mapToObj(l -> "n" + l).collect(Collectors.joining(", "));
        String weights = IntStream.rangeClosed(1, depth)
                .mapToObj(l -> "W" + l + " [n" + l + ", n" + (l - 1) + "]")
                .collect(Collectors.joining(", "));
        String layers = IntStream.rangeClosed(1, depth)
                .mapToObj(l -> "Z" + l + " = W" + l + " @ " + (l == 1 ? "X" : "A" + (l - 1)) + "\nA" + l + " = tanh(Z"
                        + l + ")\n")
                .collect(Collectors.joining());
        String model = "dims m, " + sizes + "\ninput X [n0, m], Y [n" + depth + ", m]\nparam " + weights + "\n" + layers
                + "J = sum((A" + depth + " - Y)^2) / 2\nderive J\n";
        String all = depth == 2 ? "1, 2" : "1, …, " + depth;
        String most = depth == 2 ? "1" : "1, …, " + (depth - 1);
        assertThat(verdicts(
                        model,
                        "dZ[L] = (A[L] - Y) * tanh'(Z[L])",
                        "dZ[l] = W[l+1].T @ dZ[l+1] * tanh'(Z[l])",
                        "dW[l] = dZ[l] @ A[l-1].T"))
                .containsExactly("proved", "proved; for l = " + most, "proved; for l = " + all);
        JudgedLine wrong = judge(model + "dZ[l] = W[l+1].T @ dZ[l+1]").lines().get(0);
        assertThat(wrong.diagnosis().orElseThrow().kind()).isEqualTo("missing_activation_derivative");
        assertThat(wrong.diagnosis().orElseThrow().fix()).hasValue("W[l+1].T @ dZ[l+1] * (1 - A[l]^2)");
        assertThat(wrong.written().layers()).hasSize(depth - 1);
        assertThat(wrong.notes().get(0))
                .isEqualTo(
                        depth == 2
                                ? Message.of("note.layers_wrong", "1")
                                : Message.of("note.layers_first", depth - 1, most));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "δ³ = (a³ - y) ⊙ σ′(z³)",
                "δ² = ((W³)ᵀ δ³) ⊙ σ′(z²)",
                "∂J/∂b³ = (a³ - y) ⊙ a³ ⊙ (1 - a³)",
                "∂J/∂W³_jk = a²_k (a³_j - y_j) a³_j (1 - a³_j)",
                "∂J/∂W³ⱼₖ = a²ₖ (a³ⱼ - yⱼ) a³ⱼ (1 - a³ⱼ)"
            })
    void aLayerMayStandAboveAsASmallDigit(String line) {
        String before = line.startsWith("δ²") ? "δ³ = (a³ - y) ⊙ σ′(z³)\n" : "";
        assertThat(verdicts(before + line)).containsOnly("proved");
        assertThat(verdicts(before + line.replace("= ", "= 2 "))).contains("refuted");
        // what the model has by itself is raised to a power
        assertThat(verdicts("∂J/∂b3 = (a3 - y) * a3 - (a3 - y) * a3²")).containsOnly("proved");
    }

    private static List<String> verdicts(String lines) {
        return judge(LECTURE + lines).lines().stream()
                .map(line -> line.verdict().word())
                .toList();
    }
}
