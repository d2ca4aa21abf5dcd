package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivations as students write them, in numpy, LaTeX and MATLAB, right lines and lines with one mistake. Behind each line
 * stands, as a comment, {@code right}, another verdict, or the kind of the mistake.
 */
class StudentsTest {
    private static final Path FOLDER = Path.of("src/test/resources/students");
    private static final Pattern EXPECTED = Pattern.compile("[#%]= (\\w+)$");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyLineIsJudgedAndDiagnosed(Path file) throws IOException {
        Map<Integer, String> expected = new TreeMap<>();
        List<String> text = Files.readAllLines(file);
        for (int i = 0; i < text.size(); i++) {
            Matcher matcher = EXPECTED.matcher(text.get(i));
            if (matcher.find()) {
                expected.put(i + 1, matcher.group(1));
            }
        }
        Map<Integer, String> found = new TreeMap<>();
        for (JudgedLine line : Derivation.judge(
                        Model.read(file, new Model.Settings(false, 0).withLenientClaims()), Derivation.Settings.DEFAULT)
                .lines()) {
            found.put(line.line(), said(line));
        }
        assertThat(expected).isNotEmpty();
        assertThat(found).isEqualTo(expected);
    }

    private static String said(JudgedLine line) {
        if (line.isRight()) {
            return "right";
        }
        if (line.verdict() != Verdict.REFUTED) {
            return line.verdict().word();
        }
        assertThat(line.diagnosis().flatMap(JudgedLine.Mend::fix))
                .as(line.claim())
                .isPresent();
        return line.diagnosis().orElseThrow().kind();
    }
}
