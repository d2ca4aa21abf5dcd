package org.chainrule.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.chainrule.message.Language;

/**
 * The page that is Chainrule itself, with a model in it. {@code tools/page/build} makes it; a jar that was packaged without
 * has none.
 */
final class LivePage {
    private static final String PAGE = "/org/chainrule/page/chainrule.html";
    private static final String MODEL = "<script type=\"application/json\" id=\"model-data\">";
    private static final String EMPTY = MODEL + "null";

    private LivePage() {}

    /** The page with a text in it; empty when this jar has none. */
    static Optional<String> of(String name, String text, Language language) {
        return empty().map(page -> filled(page, name, text, language));
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
        return filled(page, name, text, language, false);
    }

    /**
     * A page with a text in it.
     *
     * @param studio whether the page asks the one that serves it
     */
    static String filled(String page, String name, String text, Language language, boolean studio) {
        StringWriter model = new StringWriter();
        try (JsonWriter json = new JsonWriter(model)) {
            // Nothing in the text ends the script that holds it.
            json.setHtmlSafe(true);
            json.beginObject();
            json.name("name").value(name);
            json.name("text").value(text);
            json.name("language").value(language.code());
            if (studio) {
                json.name("studio").value(true);
            }
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
