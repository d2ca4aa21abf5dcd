package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.chainrule.notation.model.CallableFunctions;
import org.junit.jupiter.api.Test;

class OpsCommandTest {
    @Test
    void everyFunctionIsListedWithItsSignature() {
        Cli cli = Cli.run("ops");
        assertThat(cli.code()).isZero();
        assertThat(cli.err()).isEmpty();
        CallableFunctions.families().forEach((family, functions) -> {
            assertThat(cli.out()).contains(family + "\n");
            functions.forEach(function -> assertThat(cli.out()).contains("\n  " + function + "  "));
        });
        assertThat(cli.out()).doesNotContain("{@");
    }

    @Test
    void oneFunctionWithItsNamesAndExamples() {
        assertThat(Cli.run("ops", "sigmoid"))
                .isEqualTo(new Cli(
                        0,
                        """
                        sigmoid(x)
                          Logistic function σ(x) = 1/(1 + e⁻ˣ), as eˣ/(1 + eˣ) for x < 0; the derivative is σ(x)·σ(−x), which does not cancel as z(1 − z) does.
                          also written σ
                          sigmoid(X)    # X [2, 3] interval(-3, 3)
                        """,
                        ""));
    }

    @Test
    void aFunctionByTheNameOfItsKindOfNode() {
        for (String name :
                List.of("Add", "Mul", "MatMul", "Sigmoid", "ReLU", "Softmax", "CrossEntropy", "crossEntropy")) {
            assertThat(Cli.run("ops", name).code()).as(name).isZero();
        }
        assertThat(Cli.run("ops", "CrossEntropy")).isEqualTo(Cli.run("ops", "cross_entropy"));
    }

    @Test
    void anUnknownFunction() {
        assertThat(Cli.run("ops", "sgmoid"))
                .isEqualTo(new Cli(2, "", "chainrule: there is no function sgmoid; did you mean `sigmoid`?\n"));
    }
}
