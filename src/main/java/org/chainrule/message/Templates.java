package org.chainrule.message;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The sentences of a language, with places to be filled. The files are read by name, not as resource bundles: there the
 * language of the machine would come in between, and what prevents that does not work in a named module. They lie in no
 * package, so that they may be in another module.
 */
final class Templates {
    private static final Map<String, String> ENGLISH = properties("META-INF/chainrule/en.properties");

    private Templates() {}

    static boolean hasKey(String key) {
        return ENGLISH.containsKey(key);
    }

    /** The sentence for a key, or for an English sentence, which stands for itself where there is no translation. */
    static String of(String key, Language language) {
        Map<String, String> sentences = language == Language.ZH ? Chinese.SENTENCES : ENGLISH;
        return sentences.getOrDefault(key, key);
    }

    private static Map<String, String> properties(String name) {
        Properties lines = new Properties();
        try (Reader file = PoFile.open(name)) {
            lines.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> sentences = new HashMap<>();
        lines.stringPropertyNames().forEach(key -> sentences.put(key, lines.getProperty(key)));
        return sentences;
    }

    /** Read when somebody asks for Chinese, from the jar of extras. */
    private static final class Chinese {
        static final Map<String, String> SENTENCES = read();

        private Chinese() {}

        private static Map<String, String> read() {
            Map<String, String> sentences = new HashMap<>(PoFile.read(PoFile.CHINESE));
            sentences.putAll(properties("META-INF/chainrule/zh.properties"));
            return sentences;
        }
    }
}
