package org.chainrule.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pictures of {@code docs/pictures.md} are what the commands below them draw; {@code -Dgolden.update=true} draws them anew. */
class GalleryTest {
    private static final Path PAGE = Path.of("docs/pictures.md");
    private static final Pattern SHOWN =
            Pattern.compile("!\\[[^\\]]*\\]\\((pictures/\\S+\\.svg)\\)\\s+`chainrule (view [^`]+)`");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyPictureIsFresh() throws IOException {
        List<String> stale = new ArrayList<>();
        int count = 0;
        for (Matcher m = SHOWN.matcher(Files.readString(PAGE)); m.find(); count++) {
            Path shown = Path.of("docs").resolve(m.group(1));
            Path drawn = folder.resolve(String.valueOf(shown.getFileName()));
            String[] words = Arrays.stream(m.group(2).split(" ", -1))
                    .map(word -> word.endsWith(".svg") ? drawn.toString() : model(word))
                    .toArray(String[]::new);
            StringWriter err = new StringWriter();
            int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
            assertThat(code).as(err.toString()).isZero();
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(Path.of("docs/pictures"));
                Files.copy(drawn, shown, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.readString(drawn).equals(Files.readString(shown))) {
                stale.add(shown.toString());
            }
        }
        assertThat(count).isEqualTo(6);
        assertThat(stale).isEmpty();
    }

    /** A file of the examples, or one of the models whose pictures have failed. */
    private static String model(String word) {
        boolean bare = word.endsWith(".cr") && !word.contains("/");
        String name = word.equals("neuron.cr") ? "cs231-neuron.cr" : word;
        return bare ? "src/test/resources/pictures/" + name : word;
    }
}
