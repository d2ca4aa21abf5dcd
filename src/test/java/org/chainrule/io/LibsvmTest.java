package org.chainrule.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.chainrule.cli.Main;
import org.chainrule.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibsvmTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("a.libsvm"), text);
    }

    @Test
    void featuresThatAreNotNamedAreZero() throws IOException {
        Path file = file("+1 1:0.5 3:-2e1 # the first\r\n\n# a comment\n-1\t2:3 \n0\n");
        Map<String, Tensor> read = Reading.tensors(file);
        assertThat(read).containsOnlyKeys("X", "y");
        assertThat(read.get("X")).isEqualTo(Tensor.of(new double[][] {{0.5, 0, -20}, {0, 3, 0}, {0, 0, 0}}));
        assertThat(read.get("y")).isEqualTo(Tensor.of(1, -1, 0));
    }

    @Test
    void labelsAloneAreAMatrixWithoutColumns() throws IOException {
        assertThat(Reading.tensors(file("1\n2\n")).get("y")).isEqualTo(Tensor.of(1, 2));
    }

    @Test
    void aWideRowIsRead() throws IOException {
        assertThat(Reading.tensors(file("1 100000:2\n")).get("X"))
                .satisfies(wide -> assertThat(wide.count()).isEqualTo(100_000));
    }

    @Test
    void aModelIsTrainedOnIt() throws IOException {
        file("1 1:2 2:1\n0 1:-1\n1 1:1.5 2:-1\n0 1:-2 2:0.5\n");
        Path model = Files.writeString(
                folder.resolve("model.cr"),
                """
                dims m
                input X [m, 2] = file("a.libsvm", "X"), y [m] = file("a.libsvm", "y")
                param w [2] = zeros
                J = bce_with_logits(X @ w, y)
                """);
        StringWriter out = new StringWriter();
        int status = Main.run(
                new PrintWriter(out), new PrintWriter(out), "train", model.toString(), "--optimizer", "sgd(lr=1)");
        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("w [2] = ");
    }

    @Test
    void whatIsWrongIsSaidWithTheLine() throws IOException {
        refused("1 1:2\n0 1=3\n", "line 2: a feature is written 3:0.5, and this is \"1=3\"");
        refused("1 1:2 1:3\n", "line 1: features come in order, and 1 stands behind 1");
        refused("1 0:2\n", "line 1: features are counted from 1 to 2147483639, and this one is 0");
        refused("good 1:2\n", "line 1: a line begins with a label, a number, and this one with \"good\"");
        refused("1 qid:7 1:2\n", "line 1: it has queries, \"qid:7\", which are for ranking: leave them out");
        refused("1 1:two\n", "line 1: a feature is written 3:0.5, and this is \"1:two\"");
        Path file = file("1 2147483639:1\n");
        assertThatThrownBy(() -> Reading.tensors(file))
                .hasMessage(
                        file + " would be a matrix of 1 rows and 2147483639 columns with 1 numbers that are not zero: "
                                + "it is too sparse to be written out");
        Path none = file("# nothing\n\n");
        assertThatThrownBy(() -> Reading.tensors(none)).hasMessage(none + " has no numbers in it");
    }

    private void refused(String text, String what) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> Reading.tensors(file)).hasMessage(file + ", " + what);
        Path model = Files.writeString(
                folder.resolve("model.cr"), "dims m, n\ninput X [m, n] = file(\"a.libsvm\", \"X\")\ny = sum(X)\n");
        StringWriter err = new StringWriter();
        int status = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), "eval", model.toString());
        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains(what);
    }
}
