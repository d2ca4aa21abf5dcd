package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import org.chainrule.graph.Binding;
import org.chainrule.io.AtomicFile;
import org.chainrule.message.Language;
import org.chainrule.notation.syntax.Source;
import org.chainrule.view.report.Sheet;

/**
 * The page that is Chainrule itself, with a model in it. {@code tools/page/build} makes it; a jar that was packaged without
 * has none.
 */
final class LivePage {
    private static final String PAGE = "/org/chainrule/page/chainrule.html";
    /** What the page is called beside a report. */
    private static final String FILE = "chainrule.html";

    private static final String MODEL = "<script type=\"application/json\" id=\"model-data\">";
    private static final String EMPTY = MODEL + "null";
    private static final String FIRST = "<script type=\"text/plain\" id=\"first-picture\">";

    private LivePage() {}

    /**
     * How a page shows its model.
     *
     * @param title its heading; empty for the usual one
     * @param seed of values that the text does not give
     * @param down whether the picture goes down
     * @param dark whether it is dark whatever the reader's screen is
     */
    record Manner(String title, long seed, boolean down, boolean dark) {
        static final Manner USUAL = new Manner("", 0, false, false);

        private void write(JsonWriter json) throws IOException {
            json.name("title").value(title);
            json.name("seed").value(seed);
            json.name("down").value(down ? 1 : 0);
            json.name("dark").value(dark ? 1 : 0);
        }

        private String asked(String values) {
            return Json.object(json -> {
                json.name("values").jsonValue(values);
                json.name("seed").value(seed);
                json.name("down").value(down ? 1 : 0);
            });
        }
    }

    /** A page with a text in it, and its picture. */
    static String of(String page, String name, String text, Language language, Manner manner) {
        String filled = filled(page, name, text, language, json -> {
            json.name("manner").beginObject();
            manner.write(json);
            json.endObject();
        });
        return pictured(filled, name, text, manner.asked("{}"), language);
    }

    /**
     * A page with the picture that it opens with in place of the one it had.
     *
     * @param asked what else the page asks with, as a JSON object
     */
    static String pictured(String page, String name, String text, String asked, Language language) {
        int from = page.indexOf(FIRST) + FIRST.length();
        return from < FIRST.length()
                ? page
                : page.substring(0, from)
                        + FirstPicture.of(name, text, asked, List.of(language))
                        + page.substring(page.indexOf('<', from));
    }

    /** The page without a model; empty when this jar has none. */
    static Optional<String> empty() {
        try (InputStream page = LivePage.class.getResourceAsStream(PAGE)) {
            return page == null
                    ? Optional.empty()
                    : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page with a text in it. */
    static String filled(String page, String name, String text, Language language) {
        return filled(page, name, text, language, json -> {});
    }

    /** The page with a model after its training, at the values it has then; empty when this jar has none. */
    static Optional<String> trained(Source source, List<Binding> params, Language language) {
        String name = source.name()
                .substring(
                        Math.max(source.name().lastIndexOf('/'), source.name().lastIndexOf('\\')) + 1);
        String values = Json.object(json -> {
            for (Binding binding : params) {
                json.name(binding.leaf().label().orElse("")).beginArray();
                for (double entry : binding.value().toArray()) {
                    Json.number(json, entry);
                }
                json.endArray();
            }
        });
        return empty().map(page -> pictured(
                filled(page, name, source.text(), language, json -> json.name("values")
                        .jsonValue(values)),
                name,
                source.text(),
                Manner.USUAL.asked(values),
                language));
    }

    /**
     * Links from a report to the page, which is put beside it where there is none, with the text of each sheet in them; none
     * when this jar has no page.
     */
    static List<String> beside(Path report, List<Sheet> sheets) {
        Optional<String> page = empty();
        if (page.isEmpty()) {
            return List.of();
        }
        Path file = report.resolveSibling(FILE);
        if (!Files.exists(file)) {
            AtomicFile.write(file, page.get().getBytes(StandardCharsets.UTF_8));
        }
        return sheets.stream()
                .map(sheet -> sheet.text().isEmpty()
                        ? ""
                        : FILE + "#t="
                                + packed(sheet.model().isEmpty() ? sheet.text() : sheet.model() + "\n" + sheet.text())
                                + "&tab=check")
                .toList();
    }

    /** A text as it stands in an address of the page. */
    static String packed(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] part = new byte[8192];
            while (!deflater.finished()) {
                out.write(part, 0, deflater.deflate(part));
            }
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
        } finally {
            deflater.end();
        }
    }

    /** What else the page is told. */
    @FunctionalInterface
    interface Fields {
        /** Writes fields of the object that is open. */
        void write(JsonWriter json) throws IOException;
    }

    /**
     * A page with a text in it.
     *
     * @param more what else the page is told
     */
    static String filled(String page, String name, String text, Language language, Fields more) {
        StringWriter model = new StringWriter();
        try (JsonWriter json = new JsonWriter(model)) {
            // Nothing in the text ends the script that holds it.
            json.setHtmlSafe(true);
            json.beginObject();
            json.name("name").value(name);
            json.name("text").value(text);
            json.name("language").value(language.code());
            more.write(json);
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int at = page.indexOf(EMPTY);
        if (at < 0) {
            throw new IllegalStateException("the page has no place for a model");
        }
        return page.substring(0, at) + MODEL + model + page.substring(at + EMPTY.length());
    }
}
