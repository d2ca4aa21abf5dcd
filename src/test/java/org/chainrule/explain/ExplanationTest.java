package org.chainrule.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.chainrule.Chainrule.gradients;
import static org.chainrule.Chainrule.input;
import static org.chainrule.Chainrule.param;
import static org.chainrule.Chainrule.sigmoid;
import static org.chainrule.Chainrule.tanh;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.chainrule.grad.GradientException;
import org.chainrule.graph.Node;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static Explanation explain(String text, String... wrt) {
        Model model = Model.parse(text, new Model.Settings(false, 0));
        return Explanation.of(model.loss())
                .names(model.names())
                .wrt(List.of(wrt).stream().map(model::get).toList());
    }

    /** The slope of the sigmoid cancels against the cross-entropy, and stays with the squared error. */
    @Test
    void theLastLayer() {
        String layer = "dims n\ninput x [n], y []\nparam w [n], b []\nz = w @ x + b\na = sigmoid(z)\n";
        assertThat(explain(layer + "J = -(y*log(a) + (1 - y)*log(1 - a))\n", "z")
                        .text())
                .isEqualTo("derive J\ndz = a - y\n");
        assertThat(explain(layer + "J = (a - y)^2 / 2\n", "z").text())
                .isEqualTo("derive J\ndz = (a - y) * a * (1 - a)\n");
    }

    @Test
    void numbersAndSizesCancel() {
        String layer = "dims n, h, m\ninput X [n, m], Y [h, m]\nparam W [h, n], c []\nZ = W @ X\n";
        assertThat(explain(layer + "J = sum((Z - Y)^2)/(2*m) + c/(2*m)*sum(W^2)", "Z", "W")
                        .text())
                .isEqualTo("derive J\ndZ = (Z - Y) / m\ndW = c * W / m + dZ @ X.T\n");
        assertThat(explain(layer + "J = mean((Z - Y)^2)", "Z").text())
                .isEqualTo("derive J\ndZ = 2 * (Z - Y) / (h*m)\n");
        assertThat(explain(layer + "J = h * mean((Z - Y)^2)", "Z").text())
                .isEqualTo("derive J\ndZ = 2 * (Z - Y) / m\n");
    }

    @Test
    void fromJavaWithLabels() {
        Node X = input("X", "n", "m");
        Node W = param("W", 1, "n");
        Node b = param("b", 1, 1);
        Node Y = input("Y", 1, "m");
        Node A = sigmoid(W.matmul(X).plus(b)).named("A");
        Node J = A.minus(Y).square().sum().over(2).named("J");
        Explanation explanation = gradients(J).wrt(W, b);
        assertThat(explanation.text())
                .isEqualTo(
                        """
                        derive J
                        delta = (A - Y) * A * (1 - A)
                        dW = delta @ X.T
                        db = sum(delta, axis=1, keepdims=true)
                        """);
        assertThat(explanation.latex()).contains("dW &= \\delta {X}^{\\top}");
        assertThat(gradients(J).lines()).extracting(Line::name).containsExactly("delta", "dW", "db");
    }

    @Test
    void withoutAnyName() {
        Node w = param("w", 3);
        Node x = input("x", 3);
        Node loss = tanh(w.times(x)).sum();
        assertThat(gradients(loss).wrt(w).text()).isEqualTo("derive J\ndw = (1 - tanh(w * x)^2) * x\n");
        assertThat(gradients(loss).wrt(w).cards()).extracting(ChainStep::name).containsExactly("dv2", "dv1", "dw");
        assertThat(gradients(loss).wrt(w).steps()).contains("v1 is used in v2 = tanh(v1)");
    }

    @Test
    void sharedParametersSumOverTheirPaths() {
        Explanation tied = explain(PrintedModels.get("tied weights"), "W");
        ChainStep card = tied.cards().get(tied.cards().size() - 1);
        assertThat(card.name()).isEqualTo("dW");
        assertThat(card.ways()).hasSize(2);
        assertThat(card.ways().get(0).through().text()).isEqualTo("R");
        assertThat(card.ways().get(0).upstream()).hasToString("dR [n, m]");
        assertThat(card.ways().get(0).product()).hasToString("H @ dR.T [h, n]");
        assertThat(card.ways().get(1).through().text()).isEqualTo("Z");
        assertThat(card.ways().get(1).local()).map(Message::toString).containsExactly("· Xᵀ");
        assertThat(card.ways().get(1).product()).hasToString("dZ @ X.T [h, n]");
        assertThat(card.sum()).hasToString("H @ dR.T + dZ @ X.T [h, n]");
        assertThat(tied.steps()).contains("W is used in 2 ways").contains("way 2: Z = W @ X + b");
    }

    /** With 2^20 paths between two quantities, the ways are taken together. */
    @Test
    void tooManyPathsAreTakenTogether() {
        String formula = "x";
        for (int i = 0; i < 6; i++) {
            formula = "(" + formula + ") * (" + formula + " + " + i + ")";
        }
        Explanation explanation = explain("param x []\ny = " + formula + "\nJ = sin(y)\n");
        assertThat(explanation.cards()).hasSize(2);
        assertThat(explanation.cards().get(1).ways().get(0).local())
                .map(Message::toString)
                .containsExactly("all paths together");
    }

    @Test
    void aChainOfManyNodes() {
        Node x = param("x");
        Node y = x;
        for (int i = 0; i < 2_000; i++) {
            y = y.plus(x);
        }
        assertThat(gradients(y.named("J")).text()).isEqualTo("derive J\ndx = 2001\n");
    }

    /** The dimensions of a network with 3 inputs, 4 hidden units and 1 output, below each name. */
    @Test
    void shapesBelowNames() {
        String net =
                """
                input x [3, 1], y [1, 1]
                param W1 [4, 3], b1 [4, 1], W2 [1, 4], b2 [1, 1]
                z1 = W1 @ x + b1
                a1 = sigmoid(z1)
                z2 = W2 @ a1 + b2
                J = sum((z2 - y)^2)
                """;
        assertThat(explain(net).shapesLatex())
                .contains("\\underset{(4,1)}{z_{1}} &= \\underset{(4,3)}{W_{1}} \\underset{(3,1)}{x} +"
                        + " \\underset{(4,1)}{b_{1}}")
                .contains("\\underset{(1,1)}{z_{2}} &= \\underset{(1,4)}{W_{2}} \\underset{(4,1)}{a_{1}} +"
                        + " \\underset{(1,1)}{b_{2}}");
        assertThat(explain(net).shapes().lines().map(line -> line.replaceAll(" +", " ")))
                .startsWith("x # [3, 1]", "y # [1, 1]", "W1 # [4, 3]", "b1 # [4, 1]")
                .contains("z1 = W1 @ x + b1 # [4, 1]", "dW1 = dz1 @ x.T # [4, 3]");
    }

    @Test
    void aZeroIsExplained() {
        Explanation explanation = explain("param a [], b []\nJ = a^2 + step(b)\n");
        assertThat(explanation.notes())
                .map(Message::toString)
                .containsExactly("the derivative of J by b is zero: step is piecewise constant");
        assertThat(explanation.lines()).extracting(Line::name).containsExactly("da");
    }

    @Test
    void aConstantHasNoGradients() {
        assertThat(explain("param w []\nJ = 3\nloss J\n").text())
                .isEqualTo("derive J\n# J is computed from no input and no parameter\n");
    }

    @Test
    void onlyScalarsHaveGradients() {
        Node x = param("x", 3);
        assertThatThrownBy(() -> gradients(x.times(2)).text())
                .isInstanceOf(GradientException.class)
                .hasMessageContaining("the gradient is that of a scalar");
    }

    /** A name in a formula of a step is said there, with the names that stand in what it stands for. */
    @Test
    void stepsSayWhatStandsForSharedParts() {
        Model model = Model.parse(
                """
                dims t=4, d=6, h=12
                input X [t, d], Y [t, d]
                param g [d], c [d], W1 [d, h], b1 [h], W2 [h, d]
                N = layer_norm(X, g, c)
                F = gelu(N @ W1 + b1) @ W2
                J = mse(X + F, Y)
                """);
        List<ChainStep> cards =
                Explanation.of(model.loss()).names(model.names()).cards();
        int helpers = 0;
        for (ChainStep card : cards) {
            Set<String> said = new HashSet<>();
            for (ChainStep.Helper helper : card.helpers()) {
                assertThat(said).containsAll(madeUp(helper.formula().text()));
                said.add(helper.name().text());
                helpers++;
            }
            card.inserted().ifPresent(formula -> assertThat(said).containsAll(madeUp(formula.text())));
        }
        assertThat(helpers).isGreaterThan(3);
    }

    private static List<String> madeUp(String formula) {
        return Pattern.compile("\\b(?:delta|t)\\d+\\b")
                .matcher(formula)
                .results()
                .map(MatchResult::group)
                .toList();
    }
}
