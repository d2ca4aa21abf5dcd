package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chainrule.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the front page shows is what the program does today. */
class ReadmeTest {
    @TempDir
    Path folder = Path.of("");

    private static String run(int expected, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        assertThat(code).as(err.toString()).isEqualTo(expected);
        return expected == 0 ? out.toString() : err.toString();
    }

    /** {@code -Dgolden.update=true} draws it anew. */
    @Test
    void thePictureIsFresh() throws IOException {
        Path shown = Path.of("docs/two-layer.svg");
        Path drawn = folder.resolve("two-layer.svg");
        run(0, "view", "examples/two-layer.cr", "-o", drawn.toString());
        if (Boolean.getBoolean("golden.update")) {
            Files.copy(drawn, shown, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertThat(Files.readString(drawn)).isEqualTo(Files.readString(shown));
    }

    @Test
    void theErrorIsTheOneShown() throws IOException {
        Path model = folder.resolve("model.cr");
        Files.writeString(model, "input X [2, 5]\nparam W1 [2, 3]\n\nZ1 = W1 @ X\n");
        String message = run(2, "eval", model.toString()).replace(model.toString(), "model.cr");
        assertThat(Files.readString(Path.of("README.md"))).contains(message.strip());
    }

    @Test
    void theCommandsShownWork() {
        assertThat(run(0, "eval", "examples/logistic-regression.cr", "--show", "J,dw"))
                .isEqualTo("J = 0.6931471805599453\ndw [2, 1] =\n  [[0.33333333],\n   [     -0.75]]\n");
        assertThat(run(0, "ops", "softmax")).contains("softmax(x, axis=-1)");
        run(
                0,
                "view",
                "examples/graph-3a-plus-bc.cr",
                "-o",
                folder.resolve("graph.png").toString(),
                "--style",
                "circuit");
        assertThat(folder.resolve("graph.png")).isNotEmptyFile();
    }
}
