package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Compares a text with a file; {@code -Dgolden.update=true} writes the file instead. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "view");

    private Golden() {}

    static void check(String file, String actual) {
        Path golden = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.writeString(golden, actual);
            }
            List<String> expected = Files.readString(golden).lines().toList();
            List<String> lines = actual.lines().toList();
            for (int i = 0; i < Math.max(expected.size(), lines.size()); i++) {
                // Line by line: a message with two whole drawings in it helps nobody.
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
