package org.chainrule.view;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A picture and where things stand in it, so that the page can point at them. */
public final class PagePicture {
    private PagePicture() {}

    private static final String FOLD = "fold:";
    private static final int MOST_NAMES = 200;
    /** The page chooses by the same rule among pictures that were made before (first.js). */
    private static final int MOST_ROWS = 3;
    /** More rows are worth the longer ways between them only for text that is so much larger. */
    private static final double WORTH = 1.25;

    /**
     * Writes the fields {@code svg}, {@code laid} (the size without the margins), {@code cards}, {@code links}, {@code layers} of
     * the object that is open.
     *
     * @param width of the window, by which the number of rows is chosen; 0 when it is not known
     * @param height of the window
     * @param rows the number of rows, whatever the window is; 0 for the window's
     * @param canvas language and ground
     * @param open the layers that are not folded, by their paths; null when only those of a large model are to be
     * @return the names of what has a card
     */
    public static Set<String> write(
            JsonWriter json,
            GraphView view,
            double width,
            double height,
            int rows,
            Canvas canvas,
            @Nullable List<String> open)
            throws IOException {
        Scene whole = view.scene();
        ClusterTree tree = new ClusterTree(whole.clusters());
        Map<String, List<String>> members = new HashMap<>();
        Scene chosen = open == null ? whole : folded(whole, tree, open, canvas, members);
        Scene scene = Folding.fold(chosen, Pictures.MAX_NODES, canvas.language());
        MeasuredScene plan = MeasuredScene.of(scene, canvas.language());
        Placement layout = rows > 1 && !plan.down()
                ? new LayeredEngine(rows).place(plan)
                : layout(plan, rows > 0 ? 0 : width, rows > 0 ? 0 : height);
        String svg = SvgWriter.write(scene, plan, layout, canvas, SvgWriter.FONTS);
        json.name("svg").value(svg.substring(svg.indexOf("<svg")));
        json.name("laid")
                .beginArray()
                .value(layout.width())
                .value(layout.height())
                .endArray();
        json.name("cards").beginArray();
        for (MeasuredScene.Place place : plan.places()) {
            card(json, place, layout, members.getOrDefault(place.node().id(), List.of()));
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
        layers(json, tree, whole, scene, plan);
        return new HashSet<>(names(scene).values());
    }

    private static void layers(JsonWriter json, ClusterTree tree, Scene whole, Scene scene, MeasuredScene plan)
            throws IOException {
        Map<String, String> names = names(whole);
        Map<String, String> boxes = new HashMap<>();
        plan.places().forEach(place -> boxes.put(place.node().id(), place.id()));
        Set<String> open = new HashSet<>();
        scene.clusters().forEach(cluster -> open.add(cluster.path()));
        json.name("layers").beginArray();
        for (String path : tree.paths()) {
            List<String> inside = tree.membersBelow(path);
            if (inside.size() < 2) {
                continue;
            }
            json.beginObject();
            json.name("path").value(path);
            json.name("label").value(tree.label(path));
            json.name("boxes").value(inside.size());
            json.name("open").value(open.contains(path));
            json.name("names").beginArray();
            for (String id : inside.size() > MOST_NAMES ? List.<String>of() : inside) {
                json.value(names.getOrDefault(id, ""));
            }
            json.endArray();
            String box = boxes.get(FOLD + path);
            if (box != null) {
                json.name("card").value(box);
            }
            json.endObject();
        }
        json.endArray();
    }

    private static Map<String, String> names(Scene scene) {
        Map<String, String> names = new HashMap<>();
        scene.nodes().forEach(node -> names.put(node.id(), node.name()));
        return names;
    }

    /** Every layer as one box, but for those that are open; one in which another is open is open, too. */
    private static Scene folded(
            Scene scene, ClusterTree tree, List<String> open, Canvas canvas, Map<String, List<String>> members) {
        Set<String> closed = new HashSet<>();
        for (String path : tree.paths()) {
            boolean shown = open.stream().anyMatch(one -> one.equals(path) || one.startsWith(path + "/"));
            if (!shown && tree.membersBelow(path).size() > 1) {
                closed.add(path);
            }
        }
        Map<String, String> names = names(scene);
        FoldedScene gathering = new FoldedScene(scene, canvas.language());
        for (String path : closed) {
            if (!tree.insideFolded(path, closed)) {
                List<String> inside = tree.membersBelow(path);
                gathering.gather(new FoldedScene.Group(FOLD + path, tree.label(path), "", inside));
                members.put(
                        FOLD + path,
                        inside.stream()
                                .map(id -> names.getOrDefault(id, ""))
                                .filter(name -> !name.isEmpty())
                                .toList());
            }
        }
        return gathering.rebuild(tree.remaining(closed, path -> FOLD + path));
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

    private static void card(JsonWriter json, MeasuredScene.Place place, Placement layout, List<String> members)
            throws IOException {
        Placement.Point middle = layout.nodes().get(place.id());
        Card card = place.card();
        json.beginObject();
        json.name("id").value(place.id());
        json.name("name").value(place.node().name());
        json.name("kind").value(place.node().kind().name().toLowerCase(Locale.ROOT));
        json.name("op").value(place.node().op());
        json.name("shape").value(place.node().shape());
        if (!members.isEmpty()) {
            json.name("members").beginArray();
            for (String member : members) {
                json.value(member);
            }
            json.endArray();
        }
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
