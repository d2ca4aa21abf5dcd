package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a file holds: one clear message with its place, exit code 2, no stack trace. */
class BadInputTest {
    @TempDir
    Path folder;

    private static String refused(Path file) {
        Cli cli = Cli.run("eval", file);
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err())
                .startsWith("chainrule: ")
                .doesNotContain("Exception")
                .doesNotContain("\tat ")
                .doesNotContain("internal error");
        return cli.err().substring("chainrule: ".length()).replace(file.toString(), "m.cr");
    }

    private String refused(String text) {
        return refused(Cli.model(folder, "m.cr", text));
    }

    @Test
    void messagesHaveLineColumnAndCaret() {
        assertThat(refused("input A [2, 3] = ones\n\n  C = 1 + A @ A\n"))
                .isEqualTo(
                        """
                        m.cr:3:11: cannot compute A @ A: the inner sizes 3 and 2 differ (columns of the first, rows of the second); for the elementwise product use *; A has shape [2, 3] (from m.cr:1:7)
                          3 |   C = 1 + A @ A
                            |           ^
                        """);
        assertThat(refused("input x [3]\ny = sum(x)\n"))
                .isEqualTo(
                        """
                        m.cr:1:7: x has no value: give one of shape [3]
                          1 | input x [3]
                            |       ^
                        """);
        assertThat(refused("input A [2, 2] = ones\ny = 2 * cholesky(-A)\n"))
                .startsWith("m.cr:2:9: cannot compute cholesky(-A): ")
                .endsWith("\n  2 | y = 2 * cholesky(-A)\n    |         ^\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "x = x + 1 ! m.cr:1:5:",
                "a = b + 1; b = a + 1 ! m.cr:1:5:",
                "input x [1e9, 1e9] = zeros ! m.cr:1:22: x: the shape [1000000000, 1000000000] has more entries",
                "input x [60000, 60000] = zeros ! m.cr:1:26: x: the shape [60000, 60000] has more entries",
                "input x [50000, 1] = ones; y = x @ x.T ! m.cr:2:5: cannot compute x @ x.T: the shape [50000, 50000]",
                "y = broadcast_to(1, shape=[50000, 50000]) ! m.cr:1:5: cannot compute broadcast_to",
                "input x [3] = ones; y = tile(x, reps=1000000000) ! m.cr:2:5: cannot compute tile",
                "input x [100000] = ones; J = sum(x^2); H = hessian(J, x) ! m.cr:3:5: the Jacobian of",
                "input x [30000] = ones; f = tanh(x); H = jacobian(f, x) ! m.cr:3:5: the Jacobian of f [30000] by x",
                "input x [2, 2] = [[1, 2], [3]] ! m.cr:1:18: the lists differ in length",
                "input x [3] = ones; y = x[5] ! m.cr:2:5: x[5]: index 5 is outside axis 0",
                "input x [2] = file(\"nope.npy\"); y = x ! m.cr:1:15: there is no file",
                "input x [2] = file(\".\"); y = x ! m.cr:1:15:",
                "input x [2, 2] = [[1, 2], [2, 4]]; y = inv(x) ! m.cr:2:5: cannot compute inv(x): the matrix is singular",
                "input x [9999] = ones; y = einsum('i,j,k->', x, x, x) ! m.cr:2:5: cannot compute einsum(\"i,j,k->\", x,"
                        + " x, x): the sum has 1.0e+12 terms (i=9999, j=9999, k=9999), and more than 5e+09 take minutes",
                "y = \"text\" ! m.cr:1:5: \"text\" is not a number",
            })
    void badModels(String text, String start) {
        assertThat(refused(text.replace("; ", "\n"))).startsWith(start);
    }

    @Test
    void nothingToShow() {
        for (String text : new String[] {"", "# a comment\n\n", "input x [] = 1\n", "\uFEFF"}) {
            assertThat(refused(text)).isEqualTo("m.cr defines nothing to show: add a line such as y = x^2\n");
        }
    }

    @Test
    void filesThatAreNoModels() throws IOException {
        Path missing = folder.resolve("missing.cr");
        assertThat(refused(missing)).isEqualTo("there is no file m.cr\n");
        assertThat(refused(folder)).isEqualTo("m.cr is a directory; name a model file, such as model.cr\n");
        assertThat(refused("input x [] = 1\ny = x \u0000 + 1\n")).startsWith("m.cr:2:7: a NUL byte (U+0000)\n");
        assertThat(refused(Files.write(folder.resolve("m.cr"), new byte[100_000])))
                .startsWith("m.cr:1:1: a NUL byte");
        byte[] latin = "a = 1\ny = \u00e9 + 1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(refused(Files.write(folder.resolve("m.cr"), latin)))
                .startsWith("m.cr:2:5: the byte 0xE9 is not UTF-8 text\n");
    }

    @Test
    void hugeTexts() throws IOException {
        assertThat(refused("y = " + "(".repeat(100_000) + "1" + ")".repeat(100_000)))
                .startsWith("m.cr:1:255: more than 250 brackets");
        assertThat(refused("y = " + "[".repeat(100_000))).startsWith("m.cr:1:255: more than 250 brackets");
        assertThat(refused("y = " + "a".repeat(10_000_000))).startsWith("m.cr:1:5: a name of 10000000 characters");
        Path large = folder.resolve("m.cr");
        try (RandomAccessFile raw = new RandomAccessFile(large.toFile(), "rw")) {
            raw.setLength(100_000_000);
        }
        assertThat(refused(large)).startsWith("m.cr has 95.4 MB; a model may have at most 64 MB.");
    }

    @Test
    void aLongLineIsReadInTimeProportionalToItsLength() {
        Path file = Cli.model(folder, "m.cr", "input x [] = 2\ny = x" + " + x".repeat(300_000) + "\n");
        assertThat(Cli.run("eval", file)).isEqualTo(new Cli(0, "y = 600002\n", ""));
    }

    @Test
    void aJacobianOfThousandsOfPartsIsPutTogetherInTimeProportionalToItsSize() {
        Path file = Cli.model(folder, "m.cr", "input x [1000] = ones\nJ = sum(x^3)\nH = hessian(J, x)\ns = sum(H)\n");
        assertThat(Cli.run("eval", file, "--show", "s")).isEqualTo(new Cli(0, "s = 6000\n", ""));
    }

    @Test
    void infinitiesAndNanAreValues() {
        Path file = Cli.model(folder, "m.cr", "input x [3] = [inf, nan, -inf]\ny = -x\n");
        assertThat(Cli.run("eval", file))
                .isEqualTo(new Cli(
                        0,
                        "y [3] = [-inf, nan, inf]\n",
                        file + ": warning: x is inf at entry 0 of shape [3]\n  at " + file + ":1:7\n"));
    }
}
