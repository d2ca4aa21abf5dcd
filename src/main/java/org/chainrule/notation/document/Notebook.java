package org.chainrule.notation.document;

import static org.chainrule.message.Message.say;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.chainrule.error.ChainruleException;
import org.chainrule.notation.syntax.Source;
import org.chainrule.notation.syntax.Span;

/** The cells of a Jupyter notebook, one below the other; what they have printed is left out. */
final class Notebook {
    private static final Pattern MAGIC = Pattern.compile("(?m)^[ \\t]*[%!][^\\n]*");

    private Notebook() {}

    static Source read(Source file) {
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        List<Span> code = new ArrayList<>();
        try {
            JsonObject notebook = JsonParser.parseString(file.text()).getAsJsonObject();
            for (JsonElement element : cells(notebook)) {
                JsonObject cell = element.getAsJsonObject();
                String kind = cell.get("cell_type").getAsString();
                String source = source(cell.has("source") ? cell.get("source") : cell.get("input"));
                starts.add(text.length());
                int start = text.length();
                if (kind.equals("code") || kind.equals("markdown")) {
                    text.append(source.replace("\r", "")).append(source.endsWith("\n") ? "" : "\n");
                } else {
                    text.append('\n');
                }
                if (kind.equals("code")) {
                    code.add(new Span(start, text.length()));
                }
            }
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | ClassCastException
                | UnsupportedOperationException
                | StackOverflowError e) {
            throw new ChainruleException(say("{0} is no notebook", file.name()), e);
        }
        Source whole = Source.of(file.name(), text.toString());
        StringBuilder read = new StringBuilder(whole.text());
        for (Span span : code) {
            MAGIC.matcher(whole.text())
                    .region(span.start(), span.end())
                    .results()
                    .forEach(line -> {
                        for (int i = line.start(); i < line.end(); i++) {
                            read.setCharAt(i, ' ');
                        }
                    });
        }
        return whole.masked(read.toString(), code).inCells(starts);
    }

    private static JsonArray cells(JsonObject notebook) {
        return notebook.has("cells")
                ? notebook.getAsJsonArray("cells")
                : notebook.getAsJsonArray("worksheets").get(0).getAsJsonObject().getAsJsonArray("cells");
    }

    private static String source(JsonElement source) {
        if (source.isJsonPrimitive()) {
            return source.getAsString();
        }
        StringBuilder lines = new StringBuilder();
        source.getAsJsonArray().forEach(line -> lines.append(line.getAsString()));
        return lines.toString();
    }
}
