package org.chainrule.notation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Objects;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every initialiser has the mean and the variance that its paper says. */
class InitialisersTest {
    private static Tensor value(String declared) {
        Model model = Model.parse("param W " + declared + "\nJ = sum(W^2)\n");
        return Objects.requireNonNull(model.values().get(model.get("W")));
    }

    @ParameterizedTest
    @CsvSource({
        "zeros, 0, 0",
        "ones, 1, 0",
        "constant(0.3), 0.3, 0",
        "normal, 0, 1",
        "'normal(2, 0.5)', 2, 0.25",
        "randn, 0, 1",
        "uniform, 0.5, 0.08333333333333333",
        "'uniform(-1, 3)', 1, 1.3333333333333333",
        "rand, 0.5, 0.08333333333333333",
        "'rand(60, 40, 5) - 0.5', 0, 0.08333333333333333",
        "'randn(60, 40, 5)*0.01', 0, 1e-4",
        "xavier, 0, 0.004",
        "xavier_uniform, 0, 0.004",
        "glorot_uniform, 0, 0.004",
        "xavier_normal, 0, 0.004",
        "glorot_normal, 0, 0.004",
        "he, 0, 0.01",
        "he_normal, 0, 0.01",
        "kaiming_normal, 0, 0.01",
        "he_uniform, 0, 0.01",
        "kaiming_uniform, 0, 0.01",
        "lecun, 0, 0.005",
        "lecun_normal, 0, 0.005",
        "lecun_uniform, 0, 0.005"
    })
    void hasItsMeanAndVariance(String name, double mean, double variance) {
        // 60 units with 40·5 inputs each, and as a kernel 40·5 inputs and 60·5 outputs.
        double[] entries = value("[60, 40, 5] = " + name).toArray();
        double sum = Arrays.stream(entries).sum() / entries.length;
        double squares =
                Arrays.stream(entries).map(x -> (x - mean) * (x - mean)).sum() / entries.length;
        double slack = 4 / Math.sqrt(entries.length);
        assertThat(sum).isCloseTo(mean, within(slack * Math.sqrt(variance) + 1e-12));
        assertThat(squares).isCloseTo(variance, within(1.5 * slack * variance + 1e-12));
    }

    @ParameterizedTest
    @CsvSource({"'[3, 7]', 1", "'[7, 3]', 2", "'[4, 2, 3]', 1", "'[5, 5]', 0.5"})
    void orthogonalRowsOrColumns(String shape, double gain) {
        Tensor w = value(shape + " = orthogonal(" + gain + ")");
        int rows = w.shape().extent(0);
        int columns = w.count() / rows;
        boolean tall = rows > columns;
        int count = Math.min(rows, columns);
        for (int a = 0; a < count; a++) {
            for (int b = 0; b < count; b++) {
                double dot = 0;
                for (int i = 0; i < Math.max(rows, columns); i++) {
                    dot += tall
                            ? w.at(i * columns + a) * w.at(i * columns + b)
                            : w.at(a * columns + i) * w.at(b * columns + i);
                }
                assertThat(dot).isCloseTo(a == b ? gain * gain : 0, within(1e-14));
            }
        }
    }

    @Test
    void chanceIsThatOfTheVariable() {
        assertThat(value("[3] = randn(3)*2").toArray())
                .isEqualTo(Arrays.stream(value("[3] = normal").toArray())
                        .map(x -> 2 * x)
                        .toArray());
        assertThat(value("[3] = randn")).isEqualTo(value("[3] = normal"));
        assertThat(value("[5] = orthogonal")).isEqualTo(value("[5] = orthogonal"));
    }

    @Test
    void whatHasNoMeaningIsSaid() {
        assertThatThrownBy(() -> Model.parse("y = randn(3)"))
                .hasMessageContaining("randn has a meaning in the value of an input or parameter only");
        assertThatThrownBy(() -> value("[2] = xavir")).hasMessageContaining("did you mean");
        assertThatThrownBy(() -> value("[2] = randn(3)")).hasMessageContaining("its value has shape [3]");
    }
}
