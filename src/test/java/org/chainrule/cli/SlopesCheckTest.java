package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chainrule.check.Report;
import org.chainrule.check.VariableCheck;
import org.chainrule.error.ChainruleException;
import org.junit.jupiter.api.Test;

/** Gradients of models in ONNX against slopes. */
class SlopesCheckTest {
    private static final Path MODELS = Path.of("src/test/resources/org/chainrule/onnx");

    private static Path model(String test) {
        return MODELS.resolve(test).resolve("model.onnx");
    }

    /** Every model that has a gradient, at a point of chance, and where its data decide its shapes, at these. */
    @Test
    void everyModel() throws IOException {
        List<String> agreed = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        try (Stream<Path> tests = Files.list(MODELS)) {
            for (Path test : tests.filter(Files::isDirectory).sorted().toList()) {
                Optional<Report> report = report(test);
                if (report.isPresent()) {
                    boolean agrees = report.get().outcome() == VariableCheck.Outcome.AGREES;
                    (agrees ? agreed : failed).add(test.getFileName() + ": " + report.get());
                }
            }
        }
        assertThat(failed).isEmpty();
        assertThat(agreed).hasSizeGreaterThanOrEqualTo(70);
    }

    /** None where no output depends on real numbers, or an input is no tensor. */
    private static Optional<Report> report(Path test) {
        Path file = test.resolve("model.onnx");
        String why;
        try {
            return Optional.of(SlopesCheck.of(file, Optional.empty(), 0));
        } catch (ChainruleException e) {
            why = String.valueOf(e.getMessage());
        }
        if (why.contains("evaluate it with --data")) {
            try {
                return Optional.of(SlopesCheck.of(file, Optional.of(test), 0));
            } catch (ChainruleException e) {
                why = String.valueOf(e.getMessage());
            }
        }
        assertThat(why).as(test.toString()).containsAnyOf("no output that depends on real numbers", "is no tensor");
        return Optional.empty();
    }

    @Test
    void atTheDataBesideIt() {
        Path test = MODELS.resolve("test_gemm_default_scalar_bias");
        Cli run = Cli.run("check", "--data", test, test.resolve("model.onnx"));
        assertThat(run.out()).startsWith("gradient check passed").contains("a [2, 3]: agrees");
        assertThat(run.code()).isZero();
        assertThat(Cli.run("check", "--data", test, "examples/two-layer.cr").err())
                .contains("--data goes with one model in ONNX");
    }

    @Test
    void oneLineAFile() {
        Cli run = Cli.run("check", "-q", model("test_softmax_axis_0"), model("test_swiglu"));
        assertThat(run.out().lines())
                .hasSize(2)
                .allMatch(line -> line.matches(".*model.onnx: gradient check passed \\(.*\\)"));
    }

    @Test
    void jsonSaysWhatWasComparedAndWhatNot() {
        Path test = MODELS.resolve("test_gemm_default_scalar_bias");
        Cli run = Cli.run("check", "--json", "--data", test, test.resolve("model.onnx"));
        assertThat(run.out())
                .contains("\"ok\":true", "\"evaluations\":", "\"notes\":[]")
                .contains("{\"name\":\"a\",\"shape\":\"[2, 3]\",\"outcome\":\"agrees\",\"max_rel_error\":")
                .contains("\"entries\":6,\"entries_checked\":0,\"findings\":[]}");
    }

    @Test
    void theLossOfAModelInTheNotation() {
        Cli run = Cli.run("check", "--slopes", "examples/two-layer.cr");
        assertThat(run.out()).startsWith("gradient check passed").contains("W1 [", "W2 [");
        assertThat(run.code()).isZero();
        Cli quiet = Cli.run("check", "--slopes", "-q", "examples/two-layer.cr");
        assertThat(quiet.out()).startsWith("examples/two-layer.cr: gradient check passed (");
    }

    /** The rounding of a narrow type has no slope that a difference could show. */
    @Test
    void roundingIsLeftOut() {
        assertThat(SlopesCheck.of(model("test_attention_4d_causal_bf16"), Optional.empty(), 0)
                        .ok())
                .isTrue();
    }
}
