package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzTest {
    @TempDir
    private Path folder = Path.of("");

    private static Map<String, Tensor> arrays() {
        Map<String, Tensor> arrays = new LinkedHashMap<>();
        arrays.put("W1", Tensor.of(new double[][] {{1, -0.0, Double.NaN}, {4.5, 1e300, Double.NEGATIVE_INFINITY}}));
        arrays.put("exp_avg[W1]", Tensor.of(DType.F32, Shape.of(3), 0.1, 2, 3));
        arrays.put("step", Tensor.ofLongs(Shape.SCALAR, 7));
        arrays.put("empty", Tensor.zeros(0, 2));
        return arrays;
    }

    @Test
    void whatIsWrittenIsRead() {
        Path file = folder.resolve("state.npz");
        Npz.write(file, arrays());
        Map<String, Tensor> doubles = new LinkedHashMap<>(arrays());
        // Whatever is no whole number is read as float64.
        doubles.replaceAll((name, tensor) -> tensor.dtype() == DType.F32 ? tensor.as(DType.F64) : tensor);
        assertThat(Npz.read(file)).isEqualTo(doubles);
        assertThat(Npz.read(file).keySet()).containsExactlyElementsOf(arrays().keySet());
    }

    @Test
    void theSameArraysGiveTheSameBytes() throws IOException {
        Path one = folder.resolve("one.npz");
        Path two = folder.resolve("two.npz");
        Npz.write(one, arrays());
        Npz.write(two, arrays());
        assertThat(Files.readAllBytes(one)).isEqualTo(Files.readAllBytes(two));
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        Path file = folder.resolve("state.npz");
        Npz.write(file, arrays());
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        for (int k = 0; k < 300; k++) {
            byte[] damaged = bytes.clone();
            if (k % 3 == 0) {
                damaged = java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length));
            } else {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            try {
                // A change that no reader of a zip archive looks at, such as that of a date, does no harm.
                assertThat(Npz.read(file).values()).allSatisfy(tensor -> assertThat(arrays().values())
                        .anyMatch(array ->
                                array.equals(tensor) || array.as(DType.F64).equals(tensor)));
            } catch (ChainruleException e) {
                assertThat(e.sentence().toString()).contains("state.npz");
            }
        }
        assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz"))).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> Npz.read(folder)).hasMessageContaining("is a folder, not a file");
        Files.writeString(file, "no archive");
        assertThatThrownBy(() -> Npz.read(file)).hasMessageContaining("is not a numpy .npz file, or is damaged");
    }
}
