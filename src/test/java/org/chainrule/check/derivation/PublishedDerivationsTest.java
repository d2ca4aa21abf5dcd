package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivations of well-known models as lectures, books and programs write them: every line is accepted, but those below a
 * comment that says otherwise.
 */
class PublishedDerivationsTest {
    private static final Path FOLDER = Path.of("src/test/resources/derivations");
    private static final Map<String, String> MARKS =
            Map.of("# wrong", "refuted", "# undecided", "undecided", "# not judged", "not judged");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static Judgement judge(Path file) throws IOException {
        return Derivation.judge(
                Model.parse(Files.readString(file), new Model.Settings(false, 0).withLenientClaims()),
                Derivation.Settings.DEFAULT);
    }

    /** What is said of the lines that are not accepted. */
    private static Map<Integer, String> found(Path file) throws IOException {
        Map<Integer, String> found = new TreeMap<>();
        Judgement judgement = judge(file);
        for (JudgedLine line : judgement.lines()) {
            if (!line.isRight()) {
                found.put(line.line(), line.verdict().word());
            }
        }
        judgement.rest().unjudged().forEach(each -> found.putIfAbsent(each.line(), "not judged"));
        return found;
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineHasItsVerdict(Path file) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        List<String> text = Files.readAllLines(file);
        for (int i = 1; i < text.size(); i++) {
            if (MARKS.containsKey(text.get(i - 1))) {
                expected.put(i + 1, MARKS.get(text.get(i - 1)));
            }
        }
        assertThat(found(file)).isEqualTo(expected);
    }

    @Test
    void mostLinesAreAccepted() throws IOException {
        int right = 0;
        int others = 0;
        for (Path file : files()) {
            right += (int)
                    judge(file).lines().stream().filter(JudgedLine::isRight).count();
            others += found(file).size();
        }
        assertThat(right).isGreaterThan(9 * others);
    }
}
