package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
            assertThat(actual)
                    .as("%s (rewrite it with -Dgolden.update=true)", golden)
                    .isEqualTo(Files.readString(golden));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
