package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GeneratorsTest {
    static Iterable<String> names() {
        return Generators.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySetIsThereInAnySize(String name) {
        Tensor set = Generators.samples(name, 40, 0, 0);
        assertThat(set.isFinite()).isTrue();
        assertThat(set.shape().extent(0)).isEqualTo(40);
        assertThat(Generators.samples(name, 40, 0, 0)).isEqualTo(set);
        assertThat(Generators.samples(name, 7, 0.1, 3).shape().extent(0)).isEqualTo(7);
        int columns = set.shape().extent(1);
        if (!name.equals("plane") && !name.equals("sines")) {
            double ones = 0;
            for (int i = 0; i < 40; i++) {
                double label = set.get(i, columns - 1);
                assertThat(label).isIn(0.0, 1.0);
                ones += label;
            }
            assertThat(ones).isBetween(10.0, 30.0);
        }
    }

    @Test
    void truthTables() {
        assertThat(Generators.samples("and", 4, 0, 0))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 0}, {0, 1, 0}, {1, 0, 0}, {1, 1, 1}}));
        assertThat(Generators.samples("or", 4, 0, 9))
                .isEqualTo(Tensor.of(new double[][] {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 1}}));
    }

    @Test
    void circlesAndSpirals() {
        Tensor circle = Generators.samples("circle", 200, 0, 1);
        Tensor spiral = Generators.samples("spiral", 200, 0, 1);
        for (int i = 0; i < 200; i++) {
            double radius = Math.hypot(circle.get(i, 0), circle.get(i, 1));
            assertThat(radius < 3 ? 1 : 0).isEqualTo((int) circle.get(i, 2));
            assertThat(Math.hypot(spiral.get(i, 0), spiral.get(i, 1))).isLessThan(5);
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(() -> Generators.samples("ring", 4, 0, 0))
                .hasMessage("there are no samples called ring: there are and, circle, edges, gauss, moons, or, plane, "
                        + "sines, spiral, xor");
        assertThatThrownBy(() -> Generators.samples("xor", 0, 0, 0)).hasMessageContaining("at least 1");
    }

    @Test
    void aTextIsTheNumbersOfItsLetters(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "aπ\n");
        assertThat(Reading.tensor(file)).isEqualTo(Tensor.ofLongs(Shape.of(3), 97, 960, 10));
        Files.write(file, new byte[] {97, (byte) 0xFF});
        assertThatThrownBy(() -> Reading.tensor(file))
                .isInstanceOf(ChainruleException.class)
                .hasMessageContaining("is no text in UTF-8");
    }
}
