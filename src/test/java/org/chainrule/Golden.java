package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Long texts that are kept in files; {@code -Dgolden.update=true} writes them anew, to be read before they are committed. */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /**
     * Compares what is answered to each text of a golden file, whose blocks are a text, a line {@code ----} and the answer.
     *
     * @param texts the file with the texts
     * @param file the file with the answers, may be the same
     */
    public static void checkAnswers(String texts, String file, UnaryOperator<String> answer) {
        StringBuilder actual = new StringBuilder();
        try {
            for (String block : Files.readString(FOLDER.resolve(texts)).split("(?m)^====\n", -1)) {
                String text = block.substring(0, block.indexOf("----\n"));
                actual.append(actual.length() == 0 ? "" : "====\n").append(text).append("----\n");
                actual.append(answer.apply(text)).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        check(file, actual.toString());
    }

    /** Compares line by line: a message with two whole texts in it helps nobody. */
    public static void check(String file, String actual) {
        Path golden = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(golden.resolveSibling("."));
                Files.writeString(golden, actual);
            }
            List<String> expected = Files.readString(golden).lines().toList();
            List<String> lines = actual.lines().toList();
            for (int i = 0; i < Math.max(expected.size(), lines.size()); i++) {
                assertThat(i < lines.size() ? lines.get(i) : "(end)")
                        .as("%s, line %d (rewrite the file with -Dgolden.update=true)", golden, i + 1)
                        .isEqualTo(i < expected.size() ? expected.get(i) : "(end)");
            }
            assertThat(actual).endsWith("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
