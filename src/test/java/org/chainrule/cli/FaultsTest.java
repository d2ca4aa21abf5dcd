package org.chainrule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Models made from public bug reports of systems that differentiate. A line {@code # holds: h = 2} says what is shown for an
 * expression, {@code # warns: …} a part of the only warnings there may be, {@code # fails: …} a part of what is refused.
 */
class FaultsTest {
    private static final Path FOLDER = Path.of("src/test/resources/faults/numeric");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|-?inf|nan|\"-?Infinity\"");
    private static final double ROUNDING = 1e-13;

    @TempDir
    private Path temporary = Path.of("");

    @TestFactory
    Stream<DynamicTest> models() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path folder : List.of(FOLDER, FOLDER.resolveSibling("kinds"))) {
            try (Stream<Path> all = Files.list(folder)) {
                files.addAll(all.sorted().toList());
            }
        }
        assertThat(files).hasSizeGreaterThanOrEqualTo(37);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> run(file)));
    }

    private void run(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> fails = said(lines, "# fails: ");
        Cli run = Cli.run("eval", file);
        if (!fails.isEmpty()) {
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(fails);
            return;
        }
        assertThat(run.code()).as(run.err()).isZero();
        List<String> warns = said(lines, "# warns: ");
        if (warns.isEmpty()) {
            assertThat(run.err()).isEmpty();
        } else {
            assertThat(run.err()).contains(warns);
        }
        for (String holds : said(lines, "# holds: ")) {
            int equals = holds.indexOf(" = ");
            String left = holds.substring(0, equals);
            List<Double> shown = numbers(Cli.run("eval", file, "--json", "--show", left), left);
            Path expected = Cli.model(temporary, "expected.cr", "e = " + holds.substring(equals + 3) + "\n");
            List<Double> meant = numbers(Cli.run("eval", expected, "--json"), "e");
            assertThat(shown).as(holds).hasSameSizeAs(meant);
            for (int i = 0; i < shown.size(); i++) {
                double off = Math.abs(shown.get(i) - meant.get(i));
                assertThat(shown.get(i).equals(meant.get(i)) || off <= ROUNDING * Math.abs(meant.get(i)))
                        .as("%s: %s", holds, shown)
                        .isTrue();
            }
        }
    }

    private static List<String> said(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()).strip())
                .toList();
    }

    private static List<Double> numbers(Cli run, String name) {
        String out = run.out();
        int start = out.indexOf('"' + name + '"', out.indexOf("values"));
        assertThat(start).as(out + run.err()).isNotNegative();
        String value = out.substring(start + name.length() + 2);
        int warnings = value.indexOf("\"warnings\"");
        Matcher found = NUMBER.matcher(warnings < 0 ? value : value.substring(0, warnings));
        List<Double> numbers = new ArrayList<>();
        while (found.find()) {
            String text =
                    found.group().replace("\"", "").replace("inf", "Infinity").replace("nan", "NaN");
            numbers.add(Double.parseDouble(text) + 0.0);
        }
        return numbers;
    }

    @Test
    void aConstantIsPlacedInTheFileThatIsRead() {
        Cli both = Cli.run("eval", FOLDER.resolve("F1a_first.cr"), FOLDER.resolve("F1b_second.cr"));
        assertThat(both.err()).contains("F1a_first.cr:6:5").contains("F1b_second.cr:7:9");
    }
}
