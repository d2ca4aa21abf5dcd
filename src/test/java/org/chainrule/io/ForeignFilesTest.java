package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.Chainrule;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.model.Model;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that MATLAB, scipy and programs for pictures have written, and what is left of them after an accident. */
class ForeignFilesTest {
    @TempDir
    private Path folder = Path.of("");

    private byte[] bytes(String name) throws IOException {
        try (InputStream in = ForeignFilesTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    private Path copy(String name) throws IOException {
        return Files.write(folder.resolve(name), bytes(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed.mat", "plain.mat"})
    void arraysOfMatlab(String name) throws IOException {
        Map<String, Tensor> arrays = Reading.tensors(copy(name));
        assertThat(arrays.keySet()).containsExactly("x", "y", "t");
        assertThat(arrays.get("x")).isEqualTo(Tensor.of(DType.F32, Shape.of(2, 3), 0, 1, 2, 3, 4, 5));
        assertThat(arrays.get("y")).isEqualTo(Tensor.of(new double[][] {{1.5, -2}, {3, 4}}));
        assertThat(arrays.get("t")).isEqualTo(Tensor.fill(DType.F32, Shape.of(2, 3, 4), i -> i));
    }

    @Test
    void aModelNamesTheArray() throws IOException {
        copy("packed.mat");
        Path model = Files.writeString(
                folder.resolve("m.cr"),
                "input X [2, 3] = file(\"packed.mat\", \"x\"), Y [2, 2] = 2*file(\"packed.mat\", \"y\")\nJ = sum(X) + sum(Y)\n");
        Model read = Model.read(model);
        assertThat(Chainrule.eval(read.get("J"), read.bindings()).item()).isEqualTo(15 + 13);
        Files.writeString(model, "input X [2, 3] = file(\"packed.mat\")\n");
        assertThatThrownBy(() -> Model.read(model))
                .hasMessageContaining("has more than one array, or none: say which, file(\"x\", \"name\"): x, y, t");
        Files.writeString(model, "input X [2, 3] = file(\"packed.mat\", \"z\")\n");
        assertThatThrownBy(() -> Model.read(model)).hasMessageContaining("has no array z: it has x, y, t");
    }

    @Test
    void pictures() throws IOException {
        assertThat(Reading.tensor(copy("g.png")))
                .isEqualTo(Tensor.of(DType.F32, Shape.of(2, 3), 0, 1, 2, 253, 254, 255));
        assertThat(Reading.tensor(copy("c.png"))).isEqualTo(Tensor.of(DType.F32, Shape.of(1, 2, 3), 1, 2, 3, 4, 5, 6));
        Path bomb = copy("bomb.png");
        assertThatThrownBy(() -> Reading.tensor(bomb)).hasMessageContaining("no picture of its size fits in the file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"packed.mat", "plain.mat", "g.png", "c.png"})
    void whatIsDamagedIsRefusedInOneSentence(String name) throws IOException {
        byte[] whole = bytes(name);
        SplittableRandom random = new SplittableRandom(1);
        Path file = folder.resolve(name);
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] damaged = i < 100 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int k = 0; k < 1 + i % 4 && i >= 100; k++) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? random.nextInt(256) : 255);
            }
            Files.write(file, damaged);
            try {
                assertThat(Reading.tensors(file)).isNotNull();
            } catch (ChainruleException e) {
                assertThat(e.getMessage()).contains(name);
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
        Files.writeString(file, "no such file at all, but a text that is long enough to have a header of the format");
        assertThatThrownBy(() -> Reading.tensors(file)).isExactlyInstanceOf(ChainruleException.class);
    }
}
