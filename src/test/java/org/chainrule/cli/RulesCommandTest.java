package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RulesCommandTest {
    @Test
    void listsTheLawsByFamily() {
        Cli cli = Cli.run("rules");
        assertThat(cli.code()).isZero();
        assertThat(cli.out()).contains("Transposes", "  transpose-twice: (Aᵀ)ᵀ = A");
    }

    @Test
    void showsOneWithItsExamplesAndWhereTheFormulaLosesDigits() {
        assertThat(Cli.run("rules", "log-of-sigmoid").out().lines())
                .containsExactly(
                        "log-of-sigmoid: log σ(z) = logsigmoid(z)",
                        "  The logarithm of a sigmoid in one piece.",
                        "  phase: stabilise",
                        "  as written it loses up to 16 digits where z < -750 or z > 6.9",
                        "  log(sigmoid(z))  →  logsigmoid(z)    # z [3]");
    }

    @Test
    void anUnknownNameGetsAHint() {
        Cli cli = Cli.run("rules", "transpose-twise");
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.err()).contains("there is no rule transpose-twise", "transpose-twice");
    }
}
