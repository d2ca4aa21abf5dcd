package org.chainrule.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A network that cannot learn is told so, with what helps. */
class HealthTest {
    private static Health of(String text) {
        Model bound = Model.parse(text);
        Training training = Training.of(bound.withoutValues(), bound);
        return Health.of(
                training.trainer(Optimizers.sgd(0.1), DType.F64),
                training.data().all());
    }

    private static final String DATA = "dims m\ninput D [m, 3] = samples(\"gauss\", 100)\nX = D[:, :2]; t = D[:, 2]\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "W [4, 2] = zeros, v [4] = normal|tanh(X @ W.T) @ v|",
                "W [4, 2] = zeros, v [4] = zeros|tanh(X @ W.T) @ v|the units of W are all alike, and stay so",
                "W [4, 2] = 0.3, v [4] = 0.1|sigmoid(X @ W.T) @ v|the units of W are all alike, and stay so",
                "W [2, 4] = 0.3, v [4] = 0.1|sigmoid(X @ W) @ v|the units of W are all alike, and stay so",
                "W [4, 2] = normal(0, 50), v [4] = normal|sigmoid(X @ W.T) @ v|is saturated, its mean slope is",
                "W [4, 2] = normal(0, 50), v [4] = normal|tanh(X @ W.T) @ v|start with smaller weights, such as xavier",
                "W [4, 2] = normal, b [4] = -30, v [4] = normal|relu(X @ W.T + b) @ v|100.0 % of the units of relu(",
                "W [4, 2] = normal, v [4] = normal|relu(X @ W.T) @ v|",
                "W [4, 2] = xavier, v [4] = normal|tanh(X @ W.T) @ v|"
            })
    void whatIsWrongIsFound(String params, String z, String finding) {
        Health health = of(DATA + "param " + params + "\nz = " + z + "\nJ = bce_with_logits(z, t)\n");
        if (finding == null) {
            assertThat(health.findings()).isEmpty();
        } else {
            assertThat(health.findings()).extracting(Message::toString).anyMatch(said -> said.contains(finding));
        }
    }

    @Test
    void gradientsThatVanishAndExplode() {
        StringBuilder text = new StringBuilder(DATA + "param W0 [4, 2] = xavier");
        for (int i = 1; i < 8; i++) {
            text.append(", W" + i + " [4, 4] = xavier");
        }
        StringBuilder sigmoids = new StringBuilder(text + ", v [4, 1] = normal\nA0 = sigmoid(X @ W0.T)\n");
        StringBuilder linear = new StringBuilder(text.toString().replace("xavier", "normal(0, 5)"));
        linear.append(", v [4, 1] = normal\nA0 = X @ W0.T\n");
        for (int i = 1; i < 8; i++) {
            sigmoids.append("A" + i + " = sigmoid(A" + (i - 1) + " @ W" + i + ".T)\n");
            linear.append("A" + i + " = A" + (i - 1) + " @ W" + i + ".T\n");
        }
        String end = "z = (A7 @ v)[:, 0]\nJ = mean((z - t)^2)\n";
        assertThat(of(sigmoids + end).findings())
                .extracting(Message::toString)
                .anyMatch(said -> said.startsWith("the gradient vanishes: that of W0 is"));
        Health wild = of(linear + "z = 0.001*(A7 @ v)[:, 0]\nJ = mean((z - t)^2) + 0.001*sum(v^2)\n");
        assertThat(wild.layers()).hasSize(9);
        assertThat(wild.table()).contains("parameter", "|gradient|", "W7");
    }

    @Test
    void theSigmoidsOfTheSlidesAreSaturatedAtTheStart() {
        // 784 inputs of deviation 1, and weights from -0.5 to 0.5: z has the deviation 8.1.
        Health health = of(
                """
                dims m
                input X [m, 784] = randn(200, 784), y [m, 10] = randn(200, 10)
                param W [100, 784] = uniform(-0.5, 0.5)
                param V [10, 100] = uniform(-0.5, 0.5)
                A = sigmoid(X @ W.T)
                J = mean((A @ V.T - y)^2)
                """);
        assertThat(health.activations().get(0).flat()).isCloseTo(0.539, within(0.02));
        assertThat(health.activations().get(0).slope() / 4).isCloseTo(0.048, within(0.002));
        assertThat(health.findings()).extracting(Message::toString).anyMatch(said -> said.contains("A is saturated"));
    }

    @Test
    void tablesHaveColumns() {
        Health health =
                of(DATA + "param W [4, 2] = xavier, v [4] = normal\nz = tanh(X @ W.T) @ v\nJ = mean((z - t)^2)\n");
        assertThat(health.table().lines().map(line -> line.split(" ")[0]))
                .containsExactly("parameter", "W", "v", "activation", "tanh(X");
        assertThat(health.layers().get(0).update())
                .isCloseTo(
                        0.1
                                * health.layers().get(0).gradient()
                                / health.layers().get(0).weight(),
                        within(1e-12));
    }
}
