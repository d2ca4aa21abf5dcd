package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.check.GradientCheck;
import org.chainrule.check.Report;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Formulas and figures of the five lecture notes that have no example of their own; docs/seeds.md lists the rows. */
class SeedsTest {
    private static Tensor value(Model model, String expression) {
        return Chainrule.eval(model.expression(expression), model.bindings());
    }

    private static void holds(Model model, String expression, double... figures) {
        assertThat(value(model, expression).toArray()).as(expression).containsExactly(figures, within(1e-9));
    }

    private static void equal(Model model, String left, String right) {
        double[] expected = value(model, right).toArray();
        assertThat(value(model, left).toArray())
                .as(left + " and " + right)
                .hasSizeGreaterThan(0)
                .containsExactly(expected, within(1e-12));
    }

    @Test
    void aUnitWithItsLoss() {
        Model model = Model.parse(
                """
                input x [3] = [1, -2, 0.5], y = 1
                param w [3] = [0.2, 0.4, -0.3], b = 0.1
                z = w @ x + b
                a = sigmoid(z)
                L = -(y*log(a) + (1 - y)*log(1 - a))
                """);
        equal(model, "grad(L, z)", "a - y");
        equal(model, "grad(L, a)", "-y/a + (1 - y)/(1 - a)");
        equal(model, "grad(L, w)", "(a - y) * x");
    }

    @Test
    void unitsOneByOneAndStacked() {
        Model model = Model.parse(
                """
                dims n=2, h=3, m=4
                input X [n, m] = normal
                param W [h, n] = normal, b [h, 1] = normal
                Z = W @ X + b
                rows = stack([W[0, :] @ X + b[0], W[1, :] @ X + b[1], W[2, :] @ X + b[2]], axis=0)
                samples = stack([W @ X[:, 0], W @ X[:, 1], W @ X[:, 2], W @ X[:, 3]], axis=1) + b
                """);
        equal(model, "rows", "Z");
        equal(model, "samples", "Z");
    }

    @Test
    void activationsAndTheirDerivatives() {
        Model model = Model.parse("input z [5] = [-2, -0.5, 0, 1, 800], s = 10, t = -800, u = 0.3");
        holds(model, "tanh(z)[2:]", 0, Math.tanh(1), 1);
        equal(model, "tanh(z[:4])", "(exp(z[:4]) - exp(-z[:4]))/(exp(z[:4]) + exp(-z[:4]))");
        equal(model, "sigmoid'(z)", "sigmoid(z)*(1 - sigmoid(z))");
        equal(model, "tanh'(z)", "1 - tanh(z)^2");
        holds(model, "sigmoid'(z)[2]", 0.25);
        holds(model, "sigmoid'(z)[2]^5", 9.765625e-4);
        holds(model, "sigmoid(s)", 0.9999546021312976);
        holds(model, "sigmoid(t)", 0);
        holds(model, "relu(z)", 0, 0, 0, 1, 800);
        holds(model, "relu'(z)", 0, 0, 0, 1, 1);
        holds(model, "leaky_relu(z)", -0.02, -0.005, 0, 1, 800);
        equal(model, "maximum(0.01*z, z)", "leaky_relu(z)");
        holds(model, "tanh_opt([1, 2])", 0.9999972559, 1.4929388054);
        holds(model, "tanh_opt'(z)[2]", 1.1439333333);
        holds(model, "tanh_opt'(u)", 1.09936910298);
        holds(model, "step([-1, 0, 1])", 0, 0, 1);
    }

    @Test
    void layersWithoutActivationAreOneLayer() {
        Model model = Model.parse(
                """
                input X [2, 5] = normal
                param W1 [3, 2] = normal, b1 [3, 1] = normal, W2 [1, 3] = normal, b2 [1, 1] = normal
                """);
        equal(model, "W2 @ (W1 @ X + b1) + b2", "(W2 @ W1) @ X + (W2 @ b1 + b2)");
    }

    private static Map<Node, Tensor> descended(String activation, int steps) {
        Model model = Model.parse(
                """
                input X [2, 4] = [[0, 0, 1, 1], [0, 1, 0, 1]], Y [1, 4] = [[0, 1, 1, 1]]
                param W1 [2, 2] = zeros, b1 [2, 1] = zeros, W2 [1, 2] = zeros, b2 [1, 1] = zeros
                A1 = %s(W1 @ X + b1)
                A2 = sigmoid(W2 @ A1 + b2)
                J  = -mean(Y*log(A2) + (1 - Y)*log(1 - A2))
                """
                        .formatted(activation));
        Map<Node, Tensor> at = new LinkedHashMap<>(model.values());
        for (int step = 0; step < steps; step++) {
            List<Node> next = model.params().stream()
                    .map(p -> p.minus(Chainrule.grad(model.loss(), p)))
                    .toList();
            List<Binding> bindings = at.entrySet().stream()
                    .map(e -> new Binding(e.getKey(), e.getValue()))
                    .toList();
            Values values = Chainrule.run(next, bindings);
            for (int i = 0; i < next.size(); i++) {
                at.put(model.params().get(i), values.get(next.get(i)));
            }
        }
        return at;
    }

    private static double[] named(Map<Node, Tensor> at, String name) {
        return at.entrySet().stream()
                .filter(e -> e.getKey().label().orElse("").equals(name))
                .findFirst()
                .orElseThrow()
                .getValue()
                .toArray();
    }

    @Test
    void weightsThatStartAtZeroStayEqual() {
        Map<Node, Tensor> tanh = descended("tanh", 3);
        assertThat(named(tanh, "W1")).containsOnly(0);
        assertThat(named(tanh, "W2")).containsOnly(0);
        assertThat(named(tanh, "b2")).containsExactly(new double[] {0.58008321}, within(5.1e-9));
        assertThat(named(descended("sigmoid", 1), "W1")).containsOnly(0);
        assertThat(named(descended("sigmoid", 1), "W2")).containsOnly(0.125);
        Map<Node, Tensor> sigmoid = descended("sigmoid", 3);
        assertThat(named(sigmoid, "W2")).containsExactly(new double[] {0.2551353961, 0.2551353961}, within(1e-9));
        assertThat(named(sigmoid, "W1")[0]).isCloseTo(0.0153125797, within(1e-9));
        assertThat(named(sigmoid, "W1")[2]).isEqualTo(named(sigmoid, "W1")[0]);
        assertThat(named(sigmoid, "W1")[3]).isEqualTo(named(sigmoid, "W1")[1]);
    }

    @Test
    void derivativesByMatrices() {
        Model model = Model.parse(
                """
                input X [3, 3] = [[2, 1, 0.5], [0.3, 1, 0.2], [0.1, -1, 3]], D [3, 3] = normal
                input A [3, 3] = normal, B [3, 3] = normal, C [3, 3] = normal
                input S [2, 3] = normal, x [3] = normal, c [2] = normal
                """);
        // t = f(Sx + c): dt/dS is the outer product of dt/d(Sx + c) and x
        equal(model, "grad(sum((S @ x + c)^3), S)", "outer(3*(S @ x + c)^2, x)");
        equal(model, "jvp(inv(X), X, D)", "-inv(X) @ D @ inv(X)");
        equal(model, "jvp(det(X), X, D)", "det(X) * trace(inv(X) @ D)");
        equal(model, "jvp(trace(X), X, D)", "trace(D)");
        equal(model, "jvp(X.T, X, D)", "D.T");
        equal(model, "jvp(X @ A, X, D)", "D @ A");
        equal(model, "jvp(A * X, X, D)", "A * D");
        equal(model, "jvp(tanh(X), X, D)", "tanh'(X) * D");
        equal(model, "trace((A * B).T @ C)", "trace(A.T @ (B * C))");
        equal(model, "vec(A @ X @ B)", "kron(B.T, A) @ vec(X)");
    }

    @Test
    void numpyOfTheLectures() {
        Model model =
                Model.parse("input X [2, 3] = [[0, 1, 2], [5, 5, 5]], r [3] = [0, 1, 2], c [3, 1] = [[0], [1], [2]]");
        holds(model, "sum(X, axis=0)", 5, 6, 7);
        holds(model, "broadcast_to([1, 2, 3], shape=[3, 3])", 1, 2, 3, 1, 2, 3, 1, 2, 3);
        holds(model, "r + c", 0, 1, 2, 1, 2, 3, 2, 3, 4);
    }

    @Test
    void softmaxWithCrossEntropyByParts() {
        Model model = Model.parse(
                """
                input y [3] = [0.1, 0.2, 0.7], yhat [3] = [0, 1, 0], w [3] = [2, 1, 0.5]
                param z [3] = [0.2, -0.4, 1.1]
                H = -yhat @ log(y)
                """);
        equal(model, "grad(H, y)", "-yhat / y");
        equal(model, "grad(-yhat @ log(softmax(z)), z)", "softmax(z) - yhat");
        equal(model, "grad(-w @ log(softmax(z)), z)", "softmax(z)*sum(w) - w");
        equal(model, "-yhat @ log(softmax(z))", "-log(softmax(z)[1])");
    }

    @Test
    void samplesAsRows() {
        Model model = Model.parse(
                """
                dims m=4, p=3, q=2
                input x [m, p] = normal, y [m, q] = normal
                param W [q, p] = normal, b [1, q] = normal
                Z = x @ W.T + b
                J = sum((tanh(Z) - y)^2) / 2
                dz = (tanh(Z) - y) * tanh'(Z)
                """);
        equal(model, "grad(J, Z)", "dz");
        equal(model, "grad(J, x)", "dz @ W");
        equal(model, "grad(J, W)", "dz.T @ x");
        equal(model, "grad(J, b)", "sum(dz, axis=0, keepdims=true)");
    }

    @Test
    void theGradientOfABatchIsTheMeanOverItsSamples() {
        Model model = Model.parse(
                """
                input X [2, 3] = [[1, 2, -1], [0.5, -1, 3]], y [3] = [1, 0, 1]
                param w [2] = [0.1, -0.2]
                batch = bce_with_logits(w @ X, y)
                one = bce_with_logits(w @ X[:, 0], y[0])
                two = bce_with_logits(w @ X[:, 1], y[1])
                three = bce_with_logits(w @ X[:, 2], y[2])
                """);
        equal(model, "grad(batch, w)", "(grad(one, w) + grad(two, w) + grad(three, w)) / 3");
    }

    @Test
    void theGradientsOfAllSamplesAtOnce() {
        Model model = Model.parse(
                """
                dims m=4
                input X [m, 3] = normal, Y [m, 2] = normal
                param W [2, 3] = normal, b [2] = normal
                losses = mean((tanh(X @ W.T + b) - Y)^2, axis=1)
                """);
        equal(model, "mean(jacobian(losses, W), axis=0)", "grad(mean(losses), W)");
        equal(model, "mean(jacobian(losses, b), axis=0)", "grad(mean(losses), b)");
        equal(model, "jacobian(losses, W)[2]", "grad(losses[2], W)");
        Node losses = model.get("losses");
        Node each = Chainrule.jacobian(losses, model.get("W"));
        assertThat(Chainrule.eval(each, model.bindings()).shape()).hasToString("[4, 2, 3]");
    }

    @Test
    void aVectorAndAColumnMakeATableAndItIsSaid() {
        Model model = Model.parse("input a [5] = ones, b [5, 1] = ones\nc = a + b\nd = 2*c\n");
        assertThat(model.get("c").shape()).hasToString("[5, 5]");
        assertThat(model.warnings())
                .singleElement()
                .asString()
                .contains("a [5] and b [5, 1] make a table [5, 5], since a vector counts as a row");
        assertThat(Model.parse("input a [5] = ones\nc = a[:, None] - a\nd = a + reshape(a, [5, 1])\n")
                        .warnings())
                .isEmpty();
    }

    /** The slip of a lecture that divides by the number of units where the number of samples is meant. */
    @Test
    void aFactorOfTheWrongSizeIsFoundAndNamed() {
        Model model = Model.parse(
                """
                dims n=4, m=5
                input X [3, m] = normal, Y [n, m] binary = zeros
                param W [n, 3] = normal, b [n, 1] = normal
                A = sigmoid(W @ X + b)
                J = -sum(Y*log(A) + (1 - Y)*log(1 - A)) / m
                """);
        Report report = GradientCheck.of(model.loss())
                .against(model.get("b"), model.expression("sum(A - Y, axis=1, keepdims=true) / n"))
                .at(model.bindings().toArray(Binding[]::new));
        assertThat(report.ok()).isFalse();
        assertThat(report.toString()).contains("every entry is 1.250000 times the slope");
    }
}
