package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chainrule.Golden;
import org.chainrule.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GradCommandTest {
    private static final List<List<String>> FORMS = List.of(
            List.of(),
            List.of("--latex"),
            List.of("--steps"),
            List.of("--steps", "--latex"),
            List.of("--element"),
            List.of("--element", "--latex"));

    @TempDir
    private Path folder = Path.of("");

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            return files.filter(file -> file.toString().endsWith(".cr"))
                    .filter(file -> Model.read(file).lossName().isPresent())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExample(Path file) {
        StringBuilder all = new StringBuilder();
        for (List<String> form : FORMS) {
            List<Object> words = new ArrayList<>(List.of("grad"));
            words.addAll(form);
            words.add(file);
            Cli run = Cli.run(words.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            all.append("$ chainrule grad ")
                    .append(form.stream().map(word -> word + " ").collect(Collectors.joining()))
                    .append(file.getFileName())
                    .append('\n')
                    .append(run.out())
                    .append('\n');
        }
        Golden.check("explain/" + file.getFileName() + ".txt", all.toString());
    }

    @Test
    void byWhatOneAsksFor() {
        Path file = Cli.model(
                folder, "m.cr", "input x [3]\nparam w [3], c []\nz = w * x\nJ = sum(z^2)\nK = sum(z)\nloss J\n");
        assertThat(Cli.run("grad", "--wrt", "z", file).out()).isEqualTo("derive J\ndz = 2 * z\n");
        assertThat(Cli.run("grad", "--of", "K", "--wrt", "w", file).out()).isEqualTo("derive K\ndw = x\n");
        assertThat(Cli.run("grad", "--wrt", "c", file).out()).isEqualTo("derive J\n# J does not depend on c\n");
    }

    @Test
    void aJacobianCaseByCase() {
        Path file = Cli.model(folder, "m.cr", "dims n\ninput z [n]\ny = softmax(z)\n");
        String element =
                """
                ∂y[i]/∂z[j] = δ[i,j] y[i] - y[i] y[j]                    # i = 1..n, j = 1..n
                            = y[i] (1 - y[i])                            # if i = j
                            = -y[i] y[j]                                 # if i ≠ j
                """;
        assertThat(Cli.run("grad", "--of", "y", "--element", file).out()).isEqualTo(element);
        assertThat(Cli.run("grad", "--of", "y", "--wrt", "z", file).out())
                .startsWith("check jacobian(y, z) == diag(y) - outer(y, y)\n# ∂y[i]/∂z[j] = ");
        assertThat(Cli.run("grad", "--of", "y", "--latex", file).out())
                .contains("y_{i} \\left(1 - y_{i}\\right) & \\text{if } i = j \\\\\n");
        assertThat(Cli.run("grad", "--of", "y", "--json", file).out())
                .contains("\"shape\":[\"n\",\"n\"]")
                .contains(
                        "{\"when\":{\"text\":\"if i ≠ j\",\"latex\":\"\\\\text{if } i \\\\ne j\"},\"value\":{\"text\":"
                                + "\"-y[i] y[j]\",\"latex\":\"-y_{i} y_{j}\"}}")
                .contains("\"matrix\":{\"text\":\"diag(y) - outer(y, y)\"");
    }

    @Test
    void whatCannotBeDifferentiated() {
        Path file = Cli.model(folder, "m.cr", "input x [3]\ny = 2 * x\n");
        Cli run = Cli.run("grad", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("defines no scalar that could be the loss");
        assertThat(Cli.run("grad", "--of", "y", "--steps", file).err())
                .isEqualTo(
                        "chainrule: --steps, --shapes and --entries explain the gradient of a scalar, and y has shape"
                                + " [3]; a Jacobian has the forms --element, --latex and --json\n");
        assertThat(Cli.run("grad", "--wrt", "q", file).code()).isEqualTo(2);
    }
}
