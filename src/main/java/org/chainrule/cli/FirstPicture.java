package org.chainrule.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.chainrule.message.Language;

/**
 * The picture that a page opens with, made beforehand: what the page's engine would answer, byte for byte, in as many rows as the
 * window may want and on both grounds. So the picture is there while the engine is still starting.
 */
public final class FirstPicture {
    private static final int MOST_ROWS = 3;
    /** A larger answer would make the page heavy; the engine is asked for it. */
    private static final int LONGEST = 200_000;

    /** A longer text may be too much work to draw so many times. */
    private static final int LONGEST_TEXT = 20_000;

    private FirstPicture() {}

    /**
     * The answers for a model, packed into letters; empty when it cannot be drawn, or is too large.
     *
     * @param name of the text
     * @param text the model
     * @param asked what else the page asks with, as a JSON object: {@code values} that are not those of the text, {@code seed},
     *     {@code down}
     * @param languages in which the page may open
     */
    public static String of(String name, String text, String asked, List<Language> languages) {
        Map<String, List<String>> answers = new LinkedHashMap<>();
        for (Language language : text.length() > LONGEST_TEXT ? List.<Language>of() : languages) {
            for (int dark = 0; dark <= 1; dark++) {
                List<String> all = new ArrayList<>();
                for (int rows = 1; rows <= MOST_ROWS; rows++) {
                    String options =
                            String.format(Locale.ROOT, "{\"dark\":%d,\"rows\":%d,%s", dark, rows, asked.substring(1));
                    String answer = new Answers(Path.of("")).ask("lesson", name, text, language, options);
                    if (answer.length() > LONGEST || answer.startsWith("{\"error")) {
                        return "";
                    }
                    all.add(answer);
                }
                answers.put(language.code() + dark, all);
            }
        }
        return answers.isEmpty()
                ? ""
                : packed(Json.object(json -> {
                    json.name("name").value(name);
                    json.name("text").value(text);
                    json.name("asked").jsonValue(asked);
                    json.name("answers").beginObject();
                    for (Map.Entry<String, List<String>> entry : answers.entrySet()) {
                        json.name(entry.getKey()).beginArray();
                        for (String answer : entry.getValue()) {
                            json.jsonValue(answer);
                        }
                        json.endArray();
                    }
                    json.endObject();
                }));
    }

    private static String packed(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(out.toByteArray());
    }
}
