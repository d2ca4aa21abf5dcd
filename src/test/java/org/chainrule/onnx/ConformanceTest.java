package org.chainrule.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some of the conformance tests of the ONNX project, and linear models with the results of onnxruntime. */
class ConformanceTest {
    static List<Path> models() throws IOException {
        try (Stream<Path> tests = Files.list(Path.of("src/test/resources/org/chainrule/onnx"))) {
            return tests.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void agrees(Path test) {
        Trial trial = Trial.of(test.resolve("model.onnx"), test);
        assertThat(trial.compared()).isTrue();
        assertThat(trial.difference()).isEmpty();
    }
}
