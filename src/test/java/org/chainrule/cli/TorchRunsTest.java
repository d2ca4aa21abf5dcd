package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Training runs of PyTorch (1.13; {@code nadam}, {@code radam} and {@code adamax}: 2.13) in doubles, each with its losses before every step: three models, with optimisers, batches and
 * schedules as they are written here.
 */
class TorchRunsTest {
    private static final int EXACT = 10;

    static List<Path> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/org/chainrule/train/torch"))) {
            return files.filter(file -> file.toString().endsWith(".cr"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void lossesAreTheSame(Path model) throws IOException {
        List<String> rows = Files.readAllLines(Path.of(model.toString().replace(".cr", ".csv")));
        Cli run = Cli.run("train", model, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        List<Double> losses = run.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(line -> line.has("step"))
                .map(TorchRunsTest::loss)
                .toList();
        assertThat(losses).hasSizeGreaterThanOrEqualTo(rows.size() - 1);
        for (int step = 0; step < rows.size() - 1; step++) {
            assertThat(losses.get(step))
                    .as("step %d", step + 1)
                    .isCloseTo(Double.parseDouble(rows.get(step + 1)), Offset.offset(step < EXACT ? 1e-10 : 1e-6));
        }
    }

    private static double loss(JsonObject line) {
        return line.get("loss").getAsDouble();
    }
}
