package org.chainrule.message;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of translations in the format of GNU gettext, of which this program uses comments, {@code msgid} and {@code msgstr},
 * each on one line.
 */
final class PoFile {
    private static final Pattern LINE = Pattern.compile("(msgid|msgstr) \"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The file of Chinese. */
    static final String CHINESE = "META-INF/chainrule/zh.po";

    private PoFile() {}

    /**
     * A file with sentences, by its path on the class path.
     *
     * @throws IllegalStateException when there is none: the jar that has it is missing
     */
    static Reader open(String path) {
        InputStream file = PoFile.class.getClassLoader().getResourceAsStream(path);
        if (file == null) {
            throw new IllegalStateException(
                    "there is no " + path + ": languages other than English are in the jar of extras, chainrule-"
                            + "extras.jar, which belongs on the class path too (docs/library.md)");
        }
        return new InputStreamReader(file, StandardCharsets.UTF_8);
    }

    /**
     * The translations in a file, in its order.
     *
     * @throws IllegalStateException when a line is none, or a sentence is translated twice: a mistake in this program
     */
    static Map<String, String> read(String name) {
        Map<String, String> sentences = new LinkedHashMap<>();
        String english = "";
        try (BufferedReader lines = new BufferedReader(open(name))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = LINE.matcher(line);
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                } else if (!matcher.matches()) {
                    throw new IllegalStateException(name + " has a line that is none: " + line);
                }
                String text = plain(matcher.group(2));
                if (matcher.group(1).equals("msgid")) {
                    english = text;
                } else if (sentences.put(english, text) != null) {
                    throw new IllegalStateException(name + " has two translations of " + english);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sentences;
    }

    private static String plain(String escaped) {
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\') {
                char escape = escaped.charAt(++i);
                text.append(escape == 'n' ? '\n' : escape);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
