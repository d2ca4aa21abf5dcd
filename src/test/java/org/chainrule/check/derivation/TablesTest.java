package org.chainrule.check.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chainrule.notation.model.Model;
import org.junit.jupiter.api.Test;

/**
 * Published tables of derivatives and identities, in the notation and as books print them: what is right is accepted, nearly
 * all of it with a proof, and its wrong twins are refuted. The answer does not depend on the lines before.
 */
class TablesTest {
    private static final Path FOLDER = Path.of("src/test/resources/tables");
    private static final String RIGHT = "#= right";
    private static final String WRONG = "#= wrong";

    @Test
    void rightLinesAreProvedAndTheirTwinsRefuted() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(FOLDER)) {
            files = all.sorted().toList();
        }
        List<String> failures = new ArrayList<>();
        List<String> unproved = new ArrayList<>();
        int plain = 0;
        for (Path file : files) {
            List<String> text = Files.readAllLines(file);
            Map<Integer, JudgedLine> judged = judged(file);
            for (int i = 0; i < text.size(); i++) {
                String line = text.get(i);
                if (!line.endsWith(RIGHT) && !line.endsWith(WRONG)) {
                    continue;
                }
                JudgedLine found = judged.get(i + 1);
                boolean asMeant =
                        found != null && (line.endsWith(RIGHT) ? found.isRight() : found.verdict() == Verdict.REFUTED);
                if (!asMeant) {
                    failures.add(file.getFileName() + ":" + (i + 1) + " " + line + " is "
                            + (found == null ? "passed over" : found.verdict()));
                }
                if (line.endsWith(RIGHT) && line.indexOf('\\') < 0) {
                    plain++;
                    if (found == null || found.verdict() != Verdict.PROVED) {
                        unproved.add(line);
                    }
                }
            }
        }
        assertThat(failures).isEmpty();
        assertThat(plain).isGreaterThan(700);
        assertThat(unproved).as("of " + plain + " right lines").hasSizeLessThan(plain / 20);
    }

    private static Map<Integer, JudgedLine> judged(Path file) throws IOException {
        Model model = Model.read(file, new Model.Settings(false, 0).withLenientClaims());
        Map<Integer, JudgedLine> lines = new LinkedHashMap<>();
        for (JudgedLine line :
                Derivation.judge(model, Derivation.Settings.DEFAULT).lines()) {
            lines.put(line.line(), line);
        }
        return lines;
    }
}
