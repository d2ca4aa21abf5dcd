package org.chainrule.view;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A picture and where things stand in it, so that the page can point at them. */
public final class PagePicture {
    private PagePicture() {}

    private static final int MOST_ROWS = 3;
    /** More rows are worth the longer ways between them only for text that is so much larger. */
    private static final double WORTH = 1.25;

    /**
     * Writes the fields {@code svg}, {@code cards}, {@code links} of the object that is open.
     *
     * @param width of the window, by which the number of rows is chosen; 0 when it is not known
     * @param height of the window
     * @param canvas language and ground
     */
    public static void write(JsonWriter json, GraphView view, double width, double height, Canvas canvas)
            throws IOException {
        Scene scene = Folding.fold(view.scene(), Pictures.MAX_NODES, canvas.language());
        MeasuredScene plan = MeasuredScene.of(scene, canvas.language());
        Placement layout = layout(plan, width, height);
        String svg = SvgWriter.write(scene, plan, layout, canvas, SvgWriter.FONTS);
        json.name("svg").value(svg.substring(svg.indexOf("<svg")));
        Map<String, String> names = new HashMap<>();
        json.name("cards").beginArray();
        for (MeasuredScene.Place place : plan.places()) {
            names.put(place.id(), place.node().name());
            card(json, place, layout);
        }
        json.endArray();
        json.name("links").beginArray();
        for (MeasuredScene.Link link : plan.links()) {
            json.beginObject();
            json.name("id").value(link.id());
            json.name("from").value(link.from());
            json.name("to").value(link.to());
            json.endObject();
        }
        json.endArray();
    }

    private static Placement layout(MeasuredScene plan, double width, double height) {
        Placement best = new LayeredEngine(0).place(plan);
        if (width <= 0 || height <= 0 || plan.down()) {
            return best;
        }
        for (int rows = 2; rows <= MOST_ROWS && size(best, width, height) < 1; rows++) {
            Placement other = new LayeredEngine(rows).place(plan);
            best = size(other, width, height) > WORTH * size(best, width, height) ? other : best;
        }
        return best;
    }

    /** How large the picture is in the window, 1 being its own size. */
    private static double size(Placement layout, double width, double height) {
        return Math.min(width / (layout.width() + 30), height / (layout.height() + 60));
    }

    private static void card(JsonWriter json, MeasuredScene.Place place, Placement layout) throws IOException {
        Placement.Point middle = layout.nodes().get(place.id());
        Card card = place.card();
        json.beginObject();
        json.name("id").value(place.id());
        json.name("name").value(place.node().name());
        json.name("kind").value(place.node().kind().name().toLowerCase(Locale.ROOT));
        json.name("op").value(place.node().op());
        json.name("shape").value(place.node().shape());
        json.name("sections").beginArray();
        for (Card.Section section : card.sections()) {
            if (section.tone() == Card.Tone.HEAD || middle == null) {
                continue;
            }
            json.beginArray();
            json.value(section.tone().name().toLowerCase(Locale.ROOT));
            json.value(middle.x() - card.width() / 2 + section.x());
            json.value(middle.y() - card.height() / 2 + section.y());
            json.value(section.width());
            json.value(section.height());
            json.endArray();
        }
        json.endArray();
        json.endObject();
    }
}
