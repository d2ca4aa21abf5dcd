package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.chainrule.message.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @Test
    void noCommandShowsTheUsageAndFails() {
        Cli cli = Cli.run();
        assertThat(cli.code()).isEqualTo(2);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).startsWith("Usage: chainrule [-hV] [COMMAND]\n").doesNotContain("warm-up");
    }

    @Test
    void helpAndVersion() {
        assertThat(Cli.run("--version")).isEqualTo(new Cli(0, "chainrule 0.1.0\n", ""));
        for (String command : List.of("eval", "view", "summary", "ops")) {
            Cli cli = Cli.run(command, "--help");
            assertThat(cli.code()).isZero();
            assertThat(cli.err()).isEmpty();
            assertThat(cli.out()).startsWith("Usage: chainrule " + command + " ");
            assertThat(Cli.run("--help").out()).contains("\n  " + command + " ");
        }
    }

    @Test
    void badUsage() {
        assertThat(Cli.run("evil").err()).startsWith("Unmatched argument at index 0: 'evil'\n");
        assertThat(Cli.run("eval").err()).startsWith("Missing required parameter: 'FILE'\n");
        assertThat(Cli.run("eval", "m.cr", "--seed", "x").err())
                .startsWith("Invalid value for option '--seed': 'x' is not a long\n");
        for (Cli cli : List.of(Cli.run("evil"), Cli.run("eval"), Cli.run("eval", "--bad", "m.cr"))) {
            assertThat(cli.code()).isEqualTo(2);
            assertThat(cli.out()).isEmpty();
        }
    }

    @Test
    void theLanguageOfThePlaceDoesNotMatter(@TempDir Path folder) throws IOException, InterruptedException {
        String file = Cli.model(folder, "m.cr", "y = [1/3, 1234567.5]\n").toString();
        assertThat(inEgypt("eval", file)).isEqualTo("y [2] = [0.33333333, 1234567.5]\n");
        for (String[] args :
                new String[][] {{"ops"}, {"check", "--help"}, {"eval", file, "--seed", "x"}, {"eval", file + "x"}}) {
            Cli here = Cli.run((Object[]) args);
            assertThat(inEgypt(args)).isEqualTo(here.out() + here.err());
        }
    }

    /** What the program writes where numbers have other digits. */
    private static String inEgypt(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Duser.language=ar", "-Duser.country=EG"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    @Test
    void faultsOfTheProgramAreOneLine() {
        assertThat(InputError.of(new IllegalStateException("odd"), Language.EN).text())
                .startsWith("internal error, please report it: java.lang.IllegalStateException: odd at ")
                .doesNotContain("\n");
        assertThat(InputError.of(new OutOfMemoryError(), Language.EN).text()).startsWith("not enough memory: ");
    }

    @Test
    void theWarmUpRuns() {
        assertThat(Cli.run("warm-up")).isEqualTo(new Cli(0, "", ""));
    }
}
