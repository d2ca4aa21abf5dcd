package org.chainrule.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every sentence in the sources has a Chinese line in {@code zh.po}, and every line there a sentence. */
class TranslationTest {
    private static final Map<String, String> CHINESE = PoFile.read(PoFile.CHINESE);
    private static Sentences sentences;

    @BeforeAll
    static void readTheSources() throws IOException {
        sentences = Sentences.ofSources(Path.of("src", "main", "java"));
    }

    @Test
    void everySentenceIsTranslated() {
        List<String> missing = new ArrayList<>();
        sentences.places.forEach((sentence, place) -> {
            if (Sentences.hasWords(sentence)
                    && CHINESE.getOrDefault(sentence, "").isBlank()) {
                missing.add("# " + place + "\nmsgid " + quoted(sentence) + "\nmsgstr \"\"\n");
            }
        });
        assertThat(String.join("\n", missing)).isEmpty();
    }

    @Test
    void everyTranslationIsOfASentence() {
        Set<String> stale = new TreeSet<>(CHINESE.keySet());
        stale.removeAll(sentences.places.keySet());
        assertThat(stale).isEmpty();
    }

    @Test
    void bothLanguagesFillTheSamePlaces() {
        CHINESE.forEach((english, chinese) ->
                assertThat(Sentences.places(chinese)).as(english).isEqualTo(Sentences.places(english)));
    }

    @Test
    void sentencesAreConstantsWithAPlaceForEachArgument() {
        assertThat(sentences.faults).isEmpty();
        assertThat(sentences.places).hasSizeGreaterThan(400);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
