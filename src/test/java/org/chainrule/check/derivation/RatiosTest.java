package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/** Ratios of tensors, as lectures write the factors of the chain rule. */
class RatiosTest {
    @Test
    void aRatioOfTensorsIsAJacobianOrADerivativeByEntry() {
        String model =
                """
                dims n, h
                input x [n], Y [h]
                param W1 [h, n], W2 [h, h]
                z1 = W1 @ x
                a1 = tanh(z1)
                z2 = W2 @ a1
                a2 = sigmoid(z2)
                J = sum((a2 - Y)^2)
                check dz2/dz1 == W2 @ diag(1 - a1^2)
                check d(z2)/d(z1) == W2 @ diag(1 - a1^2)
                check \\frac{\\partial z_2}{\\partial z_1} == W2 @ diag(1 - a_1^2)
                check da1/dz1 == 1 - a1^2
                check da1/dz1 == diag(1 - a1^2)
                check da2/dz2 @ dz2/da1 == diag(a2*(1 - a2)) @ W2
                check dz2/da1 == W2.T
                check da1/dz1 == 1 - a1
                derive J
                dz2 = 2*(a2 - Y)*a2*(1 - a2)
                da1 = dz2 @ dz2/da1
                dz1 = da1 * da1/dz1
                dz2/da1 = W2
                check dJ/dz1 == da1/dz1 * da1
                """;
        Judgement judgement = DerivationTest.judge(model);
        assertThat(DerivationTest.table(judgement))
                .isEqualTo(
                        """
                        9 agrees
                        10 agrees
                        11 agrees
                        12 agrees
                        13 agrees
                        14 agrees
                        15 refuted
                        16 refuted
                        18 agrees
                        19 agrees
                        20 agrees
                        21 agrees
                        22 agrees""");
        JudgedLine transposed = Derivation.judge(
                        Model.parse(model, new Model.Settings(false, 0)), Derivation.Settings.DEFAULT)
                .lines()
                .get(6);
        assertThat(transposed.notes())
                .extracting(Message::toString)
                .contains("the transpose of the Jacobian: right in denominator layout, while here entry [i, j] of ∂y/∂x"
                        + " is ∂y[i]/∂x[j]");
    }

    @Test
    void aRatioOfWhatTwoLinesAreGradientsOf() {
        assertThat(
                        DerivationTest.table(
                                DerivationTest.judge(
                                        """
                                dims n, h, k
                                input x [n, 1], y [k, 1]
                                param W1 [h, n], W2 [k, h]
                                z1 = W1 @ x
                                a1 = sigmoid(z1)
                                z2 = W2 @ a1
                                J = sum((y - z2)^2)/2
                                derive J
                                dz2 = z2 - y
                                dz1 = W2.T @ dz2 * a1 * (1 - a1)
                                check dJ/dz1 == (dz2/dz1).T @ dz2
                                check dJ/dz1 == dz2/dz1 @ dz2
                                """)))
                .startsWith("9 agrees\n10 agrees\n11 agrees\n12 refuted");
    }

    @Test
    void aRatioOfColumnsIsAMatrix() {
        assertThat(
                        DerivationTest.table(
                                DerivationTest.judge(
                                        """
                                dims n, h
                                input x [n, 1]
                                param W [h, n], b [h, 1]
                                z = W @ x + b
                                a = sigmoid(z)
                                check dz/dx == W
                                check da/dx == (a * (1 - a)) * W
                                check da/dz == a * (1 - a)
                                """)))
                .isEqualTo("6 agrees\n7 agrees\n8 agrees");
    }
}
