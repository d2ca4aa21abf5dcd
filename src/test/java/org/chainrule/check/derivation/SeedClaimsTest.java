package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The slips of the lecture notes that are formulas or code, each as it stands there, and the right lines that must not be
 * called wrong. docs/seeds.md lists them by the names used here.
 */
class SeedClaimsTest {
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
    /** The loss of a net with sigmoid units and squared error, one sample. */
    private static final String DELTA =
            """
            dims n, h, k
            input a0 [n, 1], y [k, 1]
            param W1 [h, n], b1 [h, 1], W2 [k, h], b2 [k, 1]
            z1 = W1 @ a0 + b1
            a1 = sigmoid(z1)
            z2 = W2 @ a1 + b2
            a2 = sigmoid(z2)
            J = sum((a2 - y)^2) / 2
            derive J
            \\delta^{2} = (a^{2} - y) \\odot \\sigma'(z^{2})
            """;

    private static final String ROWS =
            """
                    dims m, n, k; input X [m, n], T [m, k]; param W [k, n], b [1, k]; Z = X @ W.T + b; A = tanh(Z)
                    J = sum((A - T)^2)/2
                    derive J
                    dZ = (A - T) * tanh'(Z)
                    """;
    private static final String SOFTMAX = "input z [4], t [4] onehot(axis=0); y = softmax(z); H = -sum(t * log(y))\n";
    private static final String LOGISTIC =
            """
                    dims n, m; input X [n, m], Y [1, m] binary; param w [n, 1], b []
                    Z = w.T @ X + b; A = sigmoid(Z); J = -mean(Y*log(A) + (1 - Y)*log(1 - A))
                    """;

    private static Arguments row(String id, String text, String last) {
        return Arguments.of(id, text, last);
    }

    static Stream<Arguments> slips() {
        return Stream.of(
                row(
                        "E1",
                        "dims n; input z [n]; a = leaky_relu(z)\ncheck a == maximum(0, maximum(0.01*z, z))",
                        "extra_argument: maximum(0.01 * z, z)"),
                row(
                        "E1",
                        "dims n; input z [n]; a = leaky_relu(z)\ncheck a == max(0, 0.01*z, z)",
                        "extra_argument: max(0.01 * z, z)"),
                row(
                        "E2",
                        NET
                                + """
                                derive J per sample
                                dz^{[2]} = A^{[2]} - Y
                                dz^{[1]} = W^{[2]T} dz^{[2]} * g^{[1]'}(z^{[1]})
                                db^{[1]} = \\frac{1}{n} np.sum(dz^{[1]}, axis=1, keepdims=True)
                                """,
                        "wrong_normaliser"),
                row("E3", NET + "check Z2 == W2 @ X + b2", "wrong_variable: W2 @ A1 + b2"),
                row("E3", NET + "derive J\nz^{[2]} = W^{[2]} x + b^{[2]}", "wrong_variable: W2 · A1 + b2"),
                row(
                        "E13",
                        """
                    dims k, m; input Y [m, k] binary; param Z [m, k]; A = sigmoid(Z); J = -sum(Y*log(A))/m
                    derive J
                    dZ = (A - Y)/m""",
                        "loss_gradient_mismatch"),
                row(
                        "E14",
                        """
                    dims k, m; input Y [m, k]; param Z [m, k]; A = tanh_opt(Z); J = sum((A - Y)^2)/(2*m)
                    derive J
                    dZ = (A - Y) * (A * (1 - A)) / m""",
                        "wrong_activation_derivative"),
                row("E17", NET + "derive J\ndZ2 = (A2 - Y)/m\ndW2 = m * dZ2 @ A1.T", "missing_1_over_m: dZ2 @ A1.T"),
                row(
                        "E18",
                        DELTA + "\\delta^{1} = (W^{2})^{T} \\delta^{2} \\odot \\sigma(z^{1})",
                        "wrong_activation_derivative"),
                row("E19", DELTA + "check z2 == W2 @ z1 + b2", "wrong_variable: W2 @ a1 + b2"),
                row(
                        "E21",
                        """
                    dims n, k; param A [k, n], v [k, 1]; input x [n, 1], z [n, 1]; s = A @ x + v; t = sum(s^2)
                    derive t
                    ds = 2*s
                    dA = ds @ z.T""",
                        "wrong_variable: ds @ x.T"),
                row(
                        "E26",
                        """
                    dims n, h, k; input x [n, 1], y [k, 1]; param W1 [h, n], W2 [h, h], W3 [k, h]
                    z1 = W1 @ x; z2 = W2 @ z1; z3 = W3 @ z2; J = sum((z3 - y)^2)/2
                    derive J
                    dz3 = z3 - y
                    dz1 = W3.T @ W2.T @ dz3""",
                        "matmul_order: W2.T @ W3.T @ dz3"),
                row("E32", LOGISTIC + "derive J per sample\ndZ = A - Y\ndw = 1/m * X * dZ.T", "elementwise_vs_matmul"),
                row(
                        "E35",
                        """
                    dims m, n, k; input X [m, n]; param W [k, n], b [m, 1], c [1, k]
                    check X @ W.T + c == X @ W.T + b""",
                        "wrong_variable: X @ W.T + c"),
                row("E36", ROWS + "db = dZ.T", "superfluous_transpose: sum(dZ, axis=0, keepdims=true)"),
                row("E37", ROWS + "db = dZ", "missing_broadcast_reduction: sum(dZ, axis=0, keepdims=true)"),
                row(
                        "E38",
                        """
                    input z [4]; y = softmax(z); S = sum(exp(z))
                    check jacobian(y, z)[0, 0] == exp(z[0])/S^2 * (exp(z[0])/S)^2""",
                        "wrong_power: exp(z[0]) / S - (exp(z[0]) / S)^2"),
                row("E39", "input z [4]; y = softmax(z)\ncheck jacobian(y, z)[0, 1] == -y[0]*y[0]", "wrong_index"),
                row("E41", SOFTMAX + "check grad(H, z) == grad(H, y)", "wrong_variable: grad(H, z)"),
                row(
                        "E42",
                        "dims n; input y [n]; param x [n] positive; f = sum(y * x)\ncheck grad(f, x) == y / x",
                        "missing_log: y"),
                row("E43", "dims n; input x [n]\ncheck relu'(x) == 1*(x > 0)*x", "extra_factor: 1 * (x > 0)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slips")
    void slipIsFound(String id, String text, String expected) {
        JudgedLine line = last(text);
        assertThat(line.verdict()).as(id).isEqualTo(Verdict.REFUTED);
        String found = line.diagnosis()
                .map(mend -> mend.kind() + ": " + mend.fix().orElse(""))
                .orElse("nothing found");
        assertThat(found).as(id).startsWith(expected);
        assertThat(line.diagnosis().flatMap(JudgedLine.Mend::fix)).as(id).isPresent();
    }

    static Stream<Arguments> right() {
        return Stream.of(
                row("E2", NET + "derive J\ndZ1 = grad(J, Z1)\ndb1 = sum(dZ1, axis=1, keepdims=true)", ""),
                row("E13", LOGISTIC + "derive J\ndZ = (A - Y)/m", ""),
                row(
                        "E14",
                        """
                    dims n; input z [n]; a = tanh_opt(z)
                    check tanh_opt'(z) == 1.7159 * 2/3 * (1 - 1/(1.7159)^2 * a^2)""",
                        ""),
                row("E18", DELTA + "\\delta^{1} = (W^{2})^{T} \\delta^{2} \\odot \\sigma'(z^{1})", ""),
                row(
                        "E20",
                        """
                    input z [3]; param W [2, 3], b [2]; s = W @ sigmoid(z) + b
                    check jacobian(s, z) == W @ diag(sigmoid'(z))""",
                        ""),
                row("E25", "dims n; input a [n, 1], b [n, 1]\ncheck trace(a.T @ b) == trace(b.T @ a)", ""),
                row(
                        "E25",
                        """
                    dims n; param z [n, 1]; input y [n, 1]; s = sigmoid(z); J = sum((s - y)^2)/2
                    check d(J) == sum(ds * s) - sum(ds * y)""",
                        ""),
                row(
                        "E26",
                        """
                    dims n, h, k; input x [n, 1], y [k, 1]; param W1 [h, n], W2 [h, h], W3 [k, h]
                    z1 = W1 @ x; z2 = W2 @ z1; z3 = W3 @ z2; J = sum((z3 - y)^2)/2
                    derive J
                    dz3 = z3 - y
                    dz1 = W2.T @ W3.T @ dz3""",
                        ""),
                row(
                        "S1 L199",
                        DELTA
                                + "\\frac{\\partial J}{\\partial b^{2}} = \\left(\\frac{\\partial z^{2}}{\\partial b^{2}}\\right)^{T}"
                                + " \\frac{\\partial J}{\\partial z^{2}} = (a^{2} - y) \\odot \\sigma'(z^{2})",
                        ""),
                row(
                        "E27",
                        """
                    dims m; input y [m] binary, p [m] probability
                    check log(p^y * (1 - p)^(1 - y)) == y*log(p) + (1 - y)*log(1 - p)""",
                        ""),
                row(
                        "E33",
                        """
                    input X [2, 3], Y [1, 3] binary; param w [2, 1], b []
                    Z = w.T @ X + b; A = sigmoid(Z); J = -mean(Y*log(A) + (1 - Y)*log(1 - A))
                    derive J
                    db = (A[0, 0] - Y[0, 0] + A[0, 1] - Y[0, 1] + A[0, 2] - Y[0, 2]) / 3""",
                        ""),
                row("E36", ROWS + "db = np.sum(dZ.T, axis=1, keepdims=True).T", ""),
                row("E40", SOFTMAX + "check grad(H, y) == -t / y", ""),
                row(
                        "E40",
                        """
                    dims n; input t [n]; param y [n] positive; H = -sum(t * log(y))
                    check grad(H, y) == 1/y * -t""",
                        ""),
                row("E41", SOFTMAX + "check grad(H, z) == y - t", ""),
                row(
                        "E42",
                        """
                    dims n; input y [n]; param x [n] positive; f = sum(y * log(x))
                    check grad(f, x) == y / x""",
                        ""),
                row("E43", "dims n; input x [n]\ncheck relu'(x) == 1*(x > 0)", ""),
                row("E45", NET + "derive J\ndZ2 = A2 - Y\ndW2 = 1/m * dZ2 @ A1.T", ""),
                row("E46", "dims n; input z [n]\ncheck leaky_relu(z) == maximum(0.01*z, z)", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("right")
    void rightLineIsAccepted(String id, String text, String none) {
        Judgement judgement = judge(text);
        assertThat(judgement.lines()).as(id + none).isNotEmpty().allSatisfy(line -> assertThat(line.isRight())
                .as(line.toString())
                .isTrue());
    }

    private static Judgement judge(String text) {
        return Derivation.judge(
                Model.parse(text, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT);
    }

    private static JudgedLine last(String text) {
        List<JudgedLine> lines = judge(text).lines();
        return lines.get(lines.size() - 1);
    }
}
