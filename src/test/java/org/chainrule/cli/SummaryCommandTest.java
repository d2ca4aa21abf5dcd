package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryCommandTest {
    private static final String MODEL =
            """
            dims m
            input X [2, m]
            param W [3, 2], b [3, 1]
            A = tanh(W @ X + b)
            J = mean(A^2)
            """;

    @TempDir
    private Path folder = Path.of("");

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("model.cr"), text).toString();
    }

    @Test
    void aModelIsATable() throws IOException {
        assertThat(Cli.run("summary", file(MODEL)))
                .isEqualTo(new Cli(
                        0,
                        """
                        name  computed as      shape   count
                        W     param            [3, 2]  6
                        X     input            [2, m]  2*m
                        b     param            [3, 1]  3
                        A     tanh(W @ X + b)  [3, m]  3*m
                        J     mean(A ^ 2)      []      1
                        2 parameters with 9 numbers to train
                        """,
                        ""));
        assertThat(Cli.run("summary", file(MODEL), "--of", "A").out()).doesNotContain("J  ");
        assertThat(Cli.run("summary", file(MODEL), "--lang", "zh").out())
                .startsWith("名称")
                .endsWith("2 个参数，共 9 个要训练的数\n");
    }

    @Test
    void forPrograms() throws IOException {
        JsonObject json = JsonParser.parseString(
                        Cli.run("summary", file(MODEL), "--json").out())
                .getAsJsonObject();
        assertThat(json.get("parameters").getAsString()).isEqualTo("9");
        assertThat(json.getAsJsonArray("nodes")).hasSize(5);
    }

    @Test
    void aModelOfNothing() throws IOException {
        assertThat(Cli.run("summary", file("input x [2]\n")))
                .matches(cli -> cli.code() == Main.BAD_INPUT)
                .extracting(Cli::err)
                .asString()
                .endsWith("defines nothing to list: add a line such as y = x^2\n");
    }
}
