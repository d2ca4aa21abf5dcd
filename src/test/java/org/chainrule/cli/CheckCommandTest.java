package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    private static final String RIGHT = "input x [3]\nJ = sum(x^2)\nderive J\ndx = 2*x\n";
    private static final String WRONG = "input x [3]\nJ = sum(x^2)\nderive J\ndx = x\n";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void exitCodes() {
        assertThat(Cli.run("check", Cli.model(folder, "a.cr", RIGHT)).code()).isZero();
        assertThat(Cli.run("check", Cli.model(folder, "b.cr", WRONG)).code()).isEqualTo(1);
        assertThat(Cli.run("check", Cli.model(folder, "c.cr", "input x [3\n")).code())
                .isEqualTo(2);
        // Bad input outweighs a wrong line, whichever comes first.
        assertThat(Cli.run("check", folder.resolve("c.cr"), folder.resolve("b.cr"))
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("check", folder.resolve("b.cr"), folder.resolve("c.cr"))
                        .code())
                .isEqualTo(2);
    }

    @Test
    void whatIsPipedIsPlain() {
        Cli run = Cli.run("check", Cli.model(folder, "b.cr", WRONG));
        assertThat(run.out()).doesNotContain("\u001B").contains("dx = x", "factor_2", "write: 2 * x");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void quietIsOneLineAFile() {
        Cli run = Cli.run("check", "-q", Cli.model(folder, "a.cr", RIGHT), Cli.model(folder, "b.cr", WRONG));
        assertThat(run.out().replace(folder.toString(), ""))
                .isEqualTo(
                        """
                        /a.cr: 1 line: 1 proved (4 random points, seed 0)
                        /b.cr: 1 line: 1 wrong (4 random points, seed 0)
                        """);
    }

    @Test
    void wideCharactersKeepTheColumns() {
        String text = "input 权重 [3]\nJ = sum(权重^2)\nderive J\nd权重 = 2*权重\ncheck 1 + 1 == 2\n";
        assertThat(Cli.run("check", Cli.model(folder, "wide.cr", text)).out())
                .contains("d权重 = 2*权重    proved\n", "check 1 + 1 == 2  proved\n");
    }

    @Test
    void veryLongLinesAreCut() {
        String text = "input x [3]\ncheck x == " + "x + ".repeat(100) + "x\n";
        assertThat(Cli.run("check", Cli.model(folder, "long.cr", text))
                        .out()
                        .lines()
                        .toList()
                        .get(1))
                .contains("x + …")
                .hasSizeLessThan(150);
    }

    @Test
    void oneJsonObjectAFile() {
        Cli run = Cli.run("check", "--json", Cli.model(folder, "b.cr", WRONG));
        JsonObject json = JsonParser.parseString(run.out()).getAsJsonObject();
        assertThat(json.get("ok").getAsBoolean()).isFalse();
        JsonObject line = json.getAsJsonArray("checks").get(0).getAsJsonObject();
        assertThat(line.get("verdict").getAsString()).isEqualTo("refuted");
        assertThat(line.getAsJsonObject("diagnosis").get("fix").getAsString()).isEqualTo("2 * x");
    }

    @Test
    void aFolderIsAClass() throws IOException {
        Path homework = Files.createDirectories(folder.resolve("homework"));
        Files.createDirectories(homework.resolve("late"));
        Cli.model(homework, "bea.cr", WRONG);
        Cli.model(homework, "ann.cr", RIGHT);
        Cli.model(homework, "cem.cr", "input x [3\n");
        Cli.model(homework.resolve("late"), "dan.cr", WRONG);
        Cli.model(homework, "notes.txt", "no model");
        Path page = folder.resolve("class.html");
        Cli run = Cli.run("check", homework, "--report", page, "-q");
        assertThat(run.code()).isEqualTo(2);
        String first = Files.readString(page);
        assertThat(first)
                .containsSubsequence("homework/ann.cr", "homework/bea.cr", "homework/cem.cr", "homework/late/dan.cr")
                .contains("Files: 4; all right: 1; not readable: 1.", "factor_2")
                .doesNotContain("notes.txt", folder.getFileName() + "/homework/ann.cr\"");
        Cli.run("check", homework, "--report", page, "-q");
        assertThat(Files.readString(page)).isEqualTo(first);
        Path markdown = folder.resolve("class.md");
        Cli.run("check", homework, "--report", markdown, "--lang", "zh");
        assertThat(Files.readString(markdown)).startsWith("# 推导检查\n").contains("$$\ndx = 2 x\n$$");
    }

    @Test
    void reportsThatCannotBeWritten() throws IOException {
        Path model = Cli.model(folder, "a.cr", RIGHT);
        assertThat(Cli.run("check", model, "--report", folder.resolve("a.pdf")).err())
                .contains("the name of a report ends in .html or .md");
        Cli missing = Cli.run("check", model, "--report", folder.resolve("no/a.html"));
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("there is no folder", "create it first");
        assertThat(Cli.run("check", Files.createDirectories(folder.resolve("empty")))
                        .err())
                .contains("there is no file *.cr in the folder");
    }
}
