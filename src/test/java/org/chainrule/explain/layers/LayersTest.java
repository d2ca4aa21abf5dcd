package org.chainrule.explain.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.tanh;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.Golden;
import org.chainrule.check.Assumptions;
import org.chainrule.check.Samples;
import org.chainrule.check.derivation.Derivation;
import org.chainrule.check.derivation.Judgement;
import org.chainrule.error.ChainruleException;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayersTest {
    private static final Map<String, String> MODELS = models();

    private static Map<String, String> models() {
        Map<String, String> models = new LinkedHashMap<>();
        models.put("two", Nets.columns(2, l -> "tanh"));
        models.put("fifty", Nets.columns(50, l -> l % 3 == 0 ? "tanh" : l % 3 == 1 ? "sigmoid" : "relu"));
        models.put("lecture", Nets.LECTURE);
        models.put("rows", Nets.ROWS);
        models.put(
                "one-sample-as-column",
                """
                dims n, h, k
                input x [n, 1], y [k, 1]
                param W1 [h, n], W2 [h, h], W3 [k, h]
                z1 = W1 @ x
                a1 = z1 * sigmoid(z1)
                z2 = W2 @ a1
                a2 = z2 * sigmoid(z2)
                z3 = W3 @ a2
                J = sum((z3 - y)^2) / 2
                """);
        models.put(
                "one-sample-as-row",
                """
                dims n, h, k
                input x [1, n], y [1, k]
                param W1 [n, h], W2 [h, h], W3 [h, k]
                z1 = x @ W1
                z2 = leaky_relu(z1, alpha=0.1) @ W2
                z3 = leaky_relu(z2, alpha=0.1) @ W3
                J = sum((z3 - y)^2) / 2
                """);
        models.put(
                "only-weights-have-names",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m]
                param W1 [h, n], W2 [h, h], W3 [k, h]
                P = W3 @ tanh(W2 @ tanh(W1 @ X))
                J = mean((P - Y)^2)
                """);
        models.put(
                "activations-have-names",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m] onehot(axis=0)
                param W1 [h, n], b1 [h, 1], W2 [h, h], b2 [h, 1], W3 [k, h], b3 [k, 1]
                A1 = tanh(W1 @ X + b1)
                A2 = tanh(W2 @ A1 + b2)
                A3 = softmax(W3 @ A2 + b3, axis=0)
                J = -sum(Y * log(A3)) / m
                """);
        models.put(
                "no-activation",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m]
                param W1 [h, n], W2 [h, h], W3 [k, h]
                Z1 = W1 @ X
                Z2 = W2 @ Z1
                Z3 = W3 @ Z2
                J = sum((Z3 - Y)^2) / 2
                """);
        models.put(
                "between-other-layers",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m]
                param U [h, n], W1 [h, h], W2 [h, h], V [k, h], c [k, 1]
                H0 = tanh(U @ X)
                Z1 = W1 @ H0
                H1 = tanh(Z1)
                Z2 = W2 @ H1
                H2 = tanh(Z2)
                O = V @ H2 + c
                J = sum((O - Y)^2) / (2*m)
                """);
        models.put(
                "residual",
                """
                dims n, m
                input X [n, m], Y [n, m]
                param W1 [n, n], W2 [n, n], W3 [n, n]
                H0 = X
                H1 = H0 + tanh(W1 @ H0)
                H2 = H1 + tanh(W2 @ H1)
                H3 = H2 + tanh(W3 @ H2)
                J = sum((H3 - Y)^2)
                """);
        models.put(
                "shared-weights",
                """
                dims n, h, m
                input X1 [n, m], X2 [n, m], X3 [n, m], Y [h, m]
                param W [h, h], U [h, n], b [h, 1]
                Z1 = U @ X1 + b
                H1 = tanh(Z1)
                Z2 = W @ H1 + U @ X2 + b
                H2 = tanh(Z2)
                Z3 = W @ H2 + U @ X3 + b
                H3 = tanh(Z3)
                J = sum((H3 - Y)^2) / (2*m)
                """);
        models.put(
                "two-towers",
                """
                dims n, h, m
                input X [n, m], U [n, m]
                param W1 [h, n], W2 [h, h], V1 [h, n], V2 [h, h]
                Z1 = W1 @ X
                A1 = tanh(Z1)
                Z2 = W2 @ A1
                S1 = V1 @ U
                T1 = relu(S1)
                S2 = V2 @ T1
                J = sum((Z2 - S2)^2)
                """);
        models.put(
                "penalty-on-one-layer",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m], c [] positive
                param W1 [h, n], W2 [h, h], W3 [k, h]
                Z1 = W1 @ X
                A1 = tanh(Z1)
                Z2 = W2 @ A1
                A2 = tanh(Z2)
                Z3 = W3 @ A2
                J = sum((Z3 - Y)^2) / 2 + c * sum(W1^2) / 2
                """);
        models.put(
                "change-on-the-way",
                """
                dims n, h, m
                input X [n, m], Y [h, m]
                param W1 [h, n], b1 [h, 1], W2 [h, h], b2 [h, 1], W3 [h, h], W4 [h, h]
                Z1 = W1 @ X + b1
                Z2 = W2 @ tanh(Z1) + b2
                Z3 = W3 @ tanh(Z2)
                Z4 = W4 @ tanh(Z3)
                L = sum((Z4 - Y)^2)
                """);
        models.put(
                "normalised",
                """
                dims n, h, k, m
                input X [n, m], Y [k, m]
                param W1 [h, n], b1 [h, 1], W2 [h, h], b2 [h, 1], W3 [k, h], b3 [k, 1]
                Z1 = W1 @ X + b1
                A1 = layer_norm(Z1, axes=0)
                Z2 = W2 @ A1 + b2
                A2 = layer_norm(Z2, axes=0)
                Z3 = W3 @ A2 + b3
                J = mean((Z3 - Y)^2)
                """);
        return models;
    }

    static List<String> names() {
        return List.copyOf(MODELS.keySet());
    }

    static List<String> namesOfModelsWithNames() {
        Set<String> others = Set.of("only-weights-have-names", "activations-have-names", "penalty-on-one-layer");
        return names().stream().filter(name -> !others.contains(name)).toList();
    }

    private static Layers read(String text) {
        Model model = Model.parse(text, new Model.Settings(false, 0));
        return Layers.of(model.loss()).names(model.names());
    }

    @ParameterizedTest
    @MethodSource("names")
    void linesOfAModel(String name) {
        Layers layers = read(MODELS.getOrDefault(name, ""));
        Golden.check("layers/" + name + ".txt", layers.text() + "\n" + layers.latex());
    }

    /**
     * Below the model the text is a derivation that can be checked, where the model has names for what it speaks of and
     * each line holds in every layer that has its names.
     */
    @ParameterizedTest
    @MethodSource("namesOfModelsWithNames")
    void theTextCanBeChecked(String name) {
        String model = MODELS.getOrDefault(name, "");
        Judgement judgement = Derivation.judge(
                Model.parse(model + read(model).text(), new Model.Settings(false, 0).withLenientClaims()),
                new Derivation.Settings(0, false, false));
        assertThat(judgement.lines()).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(line.isRight())
                .as(line.claim() + " " + line.error())
                .isTrue());
    }

    /** The formulas in LaTeX are lines that can be pasted. */
    @ParameterizedTest
    @ValueSource(strings = {"two", "fifty", "lecture", "rows", "one-sample-as-column"})
    void theLatexCanBeChecked(String name) {
        String model = MODELS.getOrDefault(name, "");
        List<LayerRule> rules = read(model)
                .repetitions()
                .get(0)
                .rules(LayerRule.Kind.BASE, LayerRule.Kind.STEP, LayerRule.Kind.PARAMETER);
        StringBuilder text = new StringBuilder(model).append("derive J\n");
        rules.stream()
                .filter(rule -> !rule.right().latex().contains("\\text{axis }"))
                .forEach(rule -> text.append(rule.left().latex())
                        .append(" = ")
                        .append(rule.right().latex())
                        .append('\n'));
        Judgement judgement = Derivation.judge(
                Model.parse(text.toString(), new Model.Settings(false, 0).withLenientClaims()),
                new Derivation.Settings(0, false, false));
        assertThat(judgement.lines()).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(line.isRight())
                .as(line.claim() + " " + line.error())
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 20, 50})
    void everyLineIsProvedAtEveryDepth(int depth) {
        List<LayerRule> rules = read(Nets.columns(depth, l -> l % 2 == 0 ? "relu" : "tanh"))
                .repetitions()
                .get(0)
                .rules(LayerRule.Kind.STEP, LayerRule.Kind.PARAMETER);
        assertThat(rules).hasSize(3);
        assertThat(rules.get(0).proved())
                .hasSize(depth - 1)
                .isEqualTo(rules.get(0).numbers());
        assertThat(rules.get(1).proved()).hasSize(depth).isEqualTo(rules.get(1).numbers());
        assertThat(rules.get(2).proved()).hasSize(depth).isEqualTo(rules.get(2).numbers());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sigmoid",
                "tanh",
                "tanh_opt",
                "relu",
                "leaky_relu",
                "elu",
                "selu",
                "gelu",
                "gelu_tanh",
                "silu",
                "mish",
                "softplus",
                "softsign",
                "step",
                "erf",
                "atan",
                "sin",
                "abs",
                "square"
            })
    void everyActivation(String activation) {
        List<LayerRule> rules =
                read(Nets.columns(3, l -> activation)).repetitions().get(0).rules();
        LayerRule step = rules.stream()
                .filter(rule -> rule.kind() == LayerRule.Kind.STEP)
                .findFirst()
                .orElseThrow();
        assertThat(step.text()).isEqualTo("dZ[l] = (W[l+1].T @ dZ[l+1]) * " + activation + "'(Z[l])");
        assertThat(step.proved()).containsExactly(2, 1);
        assertThat(rules.stream().filter(rule -> rule.kind() == LayerRule.Kind.SLOPE))
                .hasSize(1);
    }

    /** The four equations, with numbers for l, computed and held against the gradients. */
    @Test
    void theFourEquationsHoldInNumbers() {
        Model model = Model.parse(Nets.LECTURE, new Model.Settings(false, 0));
        Gradient gradient = Gradient.of(model.loss());
        Map<String, Node> derived = new LinkedHashMap<>();
        List<Node> roots = new ArrayList<>(List.of(model.loss()));
        Map<Node, Node> pairs = new LinkedHashMap<>();
        for (LayerRule rule : read(Nets.LECTURE)
                .repetitions()
                .get(0)
                .rules(LayerRule.Kind.BASE, LayerRule.Kind.STEP, LayerRule.Kind.PARAMETER)) {
            for (int l : rule.numbers().isEmpty() ? List.of(3) : rule.numbers()) {
                String name = concrete(rule.left().text(), l);
                Node line = model.expression(concrete(rule.right().text(), l).replaceAll("dz(\\d)", "grad(J, z$1)"));
                pairs.put(line, gradient.get(model.get(name.substring(1))));
                derived.put(name, line);
            }
        }
        pairs.forEach((line, truth) -> roots.addAll(List.of(line, truth)));
        Samples samples = Samples.of(roots, Assumptions.NONE, List.of(), 0);
        assertThat(derived).hasSize(9);
        assertThat(pairs)
                .allSatisfy((line, truth) ->
                        assertThat(samples.compare(line, truth).isEqual()).isTrue());
    }

    private static String concrete(String text, int l) {
        return text.replace("a[l-1]", l == 1 ? "x" : "a" + (l - 1))
                .replace("[l+1]", "" + (l + 1))
                .replace("[l]", "" + l)
                .replace("[L]", "" + l);
    }

    @Test
    void fromJava() {
        Node X = input("X", 3, "m");
        Node A = X;
        for (int l = 1; l <= 3; l++) {
            A = tanh(param("W" + l, l == 3 ? 2 : 4, l == 1 ? 3 : 4).matmul(A));
        }
        assertThat(Layers.of(A.square().sum().named("E")).text())
                .isEqualTo(
                        """
                        # layers 1 to 3 repeat, L = 3
                        # Z[l] = W[l] @ A[l-1]                                   # l = 1, 2, 3
                        # A[l] = tanh(Z[l])                                      # l = 1, 2
                        # A[0] = X
                        derive E
                        dZ[L] = 2 * tanh(Z[L]) * (1 - tanh(Z[L])^2)
                        dZ[l] = (W[l+1].T @ dZ[l+1]) * tanh'(Z[l])               # l = 2, 1
                        dW[l] = dZ[l] @ A[l-1].T                                 # l = 1, 2, 3
                        # tanh'(Z[l]) = 1 - A[l]^2                               # l = 1, 2
                        # every line with l is proved to be the gradient of the model, for each l
                        """);
    }

    private static final String LOOKED =
            "no layers repeat: looked for quantities of one name with the numbers of layers, such as Z1, Z2 or W1, W2,"
                    + " each computed from the one before in the same way. ";

    @Test
    void whyNothingRepeats() {
        refuse(
                """
                input x [3]
                param w [3]
                J = sum((w * x)^2)
                """,
                LOOKED + "No two quantities have one name and different numbers");
        refuse(
                """
                input x1 [3], x2 [3]
                J = sum(x1 * x2)
                """,
                LOOKED + "No quantity that is computed has a number");
        refuse(
                """
                input x [3], y [3]
                z1 = x^2
                z2 = y^2
                J = sum(z1 + z2)
                """,
                LOOKED + "z2 is not computed from z1");
        refuse(
                """
                dims n, h
                input x [n], y [h]
                param W1 [h, n], W2 [h, h]
                Z1 = W1 @ x
                Z2 = tanh(W2 @ tanh(Z1))
                J = sum((Z2 - y)^2)
                """,
                LOOKED + "Z2 = tanh(W2 @ tanh(Z1)) and Z1 = W1 @ x differ in more than their numbers");
        refuse(
                """
                dims n, m
                input X [n, m]
                param W1 [n, n], W2 [n, n], W3 [n, n]
                Z1 = W1 @ X
                A1 = tanh(Z1)
                Z2 = W2 @ A1
                A2 = tanh(Z2)
                Z3 = W3 @ A2 + A1
                J = sum(Z3^2)
                """,
                LOOKED + "Z1 reaches the loss not through Z2 alone: Z3 uses A1 as well. Z3 = W3 @ A2 + A1 and"
                        + " Z2 = W2 @ A1 differ in more than their numbers");
        refuse(
                """
                dims n, m
                input X [n, m]
                param W1 [n, n], W2 [n, n]
                Z1 = W1 @ X
                Z2 = W2 @ Z1
                J = sum(Z2^2) + sum(Z1^2)
                """,
                LOOKED + "Z1 reaches the loss not through Z2 alone: Z1 ^ 2 uses it as well");
    }

    private static void refuse(String text, String message) {
        assertThatThrownBy(() -> read(text).repetitions())
                .isInstanceOf(ChainruleException.class)
                .hasMessage(message);
    }
}
