package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.ops.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A prime is the derivative of a function of each entry, and of nothing else. */
class PrimesTest {
    @Test
    void aFunctionOfSeveralEntriesIsRefused() {
        assertThatThrownBy(() -> Model.parse("param z [3] = [1, 2, 3]\ns = 2 * softmax'(z)\n"))
                .hasMessage(
                        """
                        model:2:9: softmax' has no meaning: a prime is the derivative of a function of each entry, and an entry of softmax(z) depends on several; write jacobian(softmax(z), z) for all derivatives, jvp(softmax(z), z, v) for their product with a direction
                          2 | s = 2 * softmax'(z)
                            |         ^""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "log_softmax",
                "cumsum",
                "sort",
                "layer_norm",
                "inv",
                "sum",
                "mean",
                "trace",
                "det",
                "transpose",
                "flip",
                "matrix_exp",
                "norm",
                "logsumexp",
                "max",
                "cholesky",
            })
    void others(String name) {
        for (String primes : List.of("'", "''")) {
            assertThatThrownBy(() -> Model.parse("param z [3, 3] spd = eye\ns = " + name + primes + "(z)\n"))
                    .hasMessageContaining("model:2:5: " + name + "' has no meaning");
        }
    }

    @Test
    void exactlyTheElementwiseFunctionsHaveAPrime() {
        List<String> refused = new ArrayList<>();
        int count = 0;
        for (List<Function> family : CallableFunctions.families().values()) {
            for (Function function : family) {
                Function.Example example = function.examples().isEmpty()
                        ? new Function.Example("", "")
                        : function.examples().get(0);
                if (example.call().equals(function.name() + "(X)")
                        && example.inputs().startsWith("X [2, 3]")) {
                    count++;
                    try {
                        Model.parse("param " + example.inputs() + "\ny = " + function.name() + "'(X)\n");
                    } catch (ChainruleException e) {
                        refused.add(function.name());
                    }
                }
            }
        }
        assertThat(count).isGreaterThan(50);
        assertThat(refused)
                .as("the functions of a matrix that are not elementwise, and no others")
                .containsExactlyInAnyOrder(
                        "mean",
                        "sum",
                        "prod",
                        "max",
                        "min",
                        "std",
                        "var",
                        "norm",
                        "log_softmax",
                        "logsumexp",
                        "softmax",
                        "median",
                        "flatten",
                        "vec",
                        "diag_embed");
    }

    @Test
    void theHintForALoneDifferentialNamesTheSideItIsOn() {
        String model = "param W [2] = ones\nJ = sum(W^2)\n";
        assertThatThrownBy(() -> Model.parse(model + "g = dJ\n"))
                .hasMessageContaining("model:3:5: unknown name dJ")
                .hasMessageEndingWith("hint: a gradient is written grad(J, W) or dJ/dW");
        assertThatThrownBy(() -> Model.parse(model + "g = 2 * dW\n"))
                .hasMessageContaining("model:3:9: unknown name dW")
                .hasMessageEndingWith("hint: a gradient is written grad(J, W) or dJ/dW");
    }
}
