package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.message.Message;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Lines that can be read in several ways: behind each stands whether it is right or wrong, and in which reading or under which
 * convention it is right when that is not the first.
 */
class ReadingsTest {
    private static final Path FOLDER = Path.of("src/test/resources/readings");
    private static final Pattern EXPECTED = Pattern.compile("[#%]= (right|wrong|undecided)(?:: (\\w+))?$");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineIsReadAsItIsMeant(Path file) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        List<String> text = Files.readAllLines(file);
        for (int i = 0; i < text.size(); i++) {
            Matcher matcher = EXPECTED.matcher(text.get(i));
            if (matcher.find()) {
                String line = text.get(i).substring(0, matcher.start()).strip();
                String said = matcher.group(1) + (matcher.group(2) == null ? "" : ": " + matcher.group(2));
                expected.put(i + 1, said + "  " + line);
            }
        }
        Map<Integer, String> found = new TreeMap<>();
        for (JudgedLine line : Derivation.judge(
                        Model.read(file, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT)
                .lines()) {
            found.merge(
                    line.line(),
                    said(line) + "  " + text.get(line.line() - 1).replaceAll("\\s*[#%]=.*", ""),
                    (first, second) -> first);
        }
        assertThat(expected).isNotEmpty();
        assertThat(found).isEqualTo(expected);
    }

    private static String said(JudgedLine line) {
        if (line.verdict() == Verdict.UNDECIDED) {
            return "undecided";
        }
        return (line.isRight() ? "right" : "wrong") + (line.isRight() ? reading(line) : "");
    }

    private static String reading(JudgedLine line) {
        for (Map.Entry<String, Message> entry : sentences().entrySet()) {
            String sentence = entry.getValue().toString().replaceAll(".*1e-5 = 0", "= 0");
            boolean told = Stream.concat(line.notes().stream(), line.convention().stream())
                    .anyMatch(message -> message.toString().contains(sentence));
            if (told) {
                return ": " + entry.getKey();
            }
        }
        return "";
    }

    private static Map<String, Message> sentences() {
        Map<String, Message> sentences = new LinkedHashMap<>();
        ReadingsTable.others().forEach(entry -> sentences.put(entry.name(), entry.sentence()));
        ReadingsTable.conventions().forEach(entry -> sentences.put(entry.name(), entry.sentence()));
        return sentences;
    }

    @Test
    void thePageListsThem() throws IOException {
        StringBuilder table = new StringBuilder("| name | how it is read | such as |\n|---|---|---|\n");
        Stream.of(ReadingsTable.first(), ReadingsTable.others(), ReadingsTable.conventions())
                .flatMap(List::stream)
                .forEach(entry -> table.append("| `")
                        .append(entry.name())
                        .append("` | ")
                        .append(entry.sentence().toString())
                        .append(" | `")
                        .append(entry.example().replace("|", "\\|"))
                        .append("` |\n"));
        assertThat(Files.readString(Path.of("docs/homework.md"))).contains(table);
    }
}
