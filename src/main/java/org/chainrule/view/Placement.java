package org.chainrule.view;

import static org.chainrule.message.Message.say;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an engine put everything, in points from the upper left corner.
 *
 * @param nodes middles of the nodes by id
 * @param routes ways of the edges by id
 * @param frames rectangles of the clusters by id
 * @param straight how many edges are drawn straight because there are too many to be led round everything
 */
record Placement(
        double width,
        double height,
        Map<String, Point> nodes,
        Map<String, Route> routes,
        Map<String, Rectangle> frames,
        int straight) {
    /** Nothing is placed. */
    static final Placement NONE = new Placement(0, 0, Map.of(), Map.of(), Map.of(), 0);

    record Point(double x, double y) {}

    /**
     * The way of an edge.
     *
     * @param curve a start and groups of three points, as Bézier curves have them
     * @param tip where the arrow head ends, if there is one
     * @param label the middle of the label, if there is one
     */
    record Route(List<Point> curve, @Nullable Point tip, @Nullable Point label) {}

    record Rectangle(double x, double y, double width, double height) {}

    /**
     * Reads the {@code json0} format of Graphviz.
     *
     * @throws EngineException if it is something else
     */
    static Placement read(String answer) {
        try {
            return read(JsonParser.parseString(answer).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | NumberFormatException | UnsupportedOperationException e) {
            throw new EngineException(say("it answered with something that is not a layout"), e);
        }
    }

    private static Placement read(JsonObject graph) {
        double[] box = numbers(text(graph, "bb"), 4);
        double height = box[3];
        Map<String, Point> nodes = new HashMap<>();
        Map<String, Rectangle> frames = new HashMap<>();
        for (JsonElement element : array(graph, "objects")) {
            JsonObject object = element.getAsJsonObject();
            String name = text(object, "name");
            if (object.has("pos")) {
                nodes.put(name, point(text(object, "pos"), height));
            } else if (name.startsWith("cluster_") && object.has("bb")) {
                double[] b = numbers(text(object, "bb"), 4);
                frames.put(
                        name.substring("cluster_".length()),
                        new Rectangle(b[0], height - b[3], b[2] - b[0], b[3] - b[1]));
            }
        }
        Map<String, Route> routes = new HashMap<>();
        for (JsonElement element : array(graph, "edges")) {
            JsonObject edge = element.getAsJsonObject();
            Point label = edge.has("lp") ? point(text(edge, "lp"), height) : null;
            routes.put(text(edge, "id"), route(text(edge, "pos"), height, label));
        }
        return new Placement(box[2], height, nodes, routes, frames, 0);
    }

    private static Route route(String pos, double height, @Nullable Point label) {
        List<Point> curve = new ArrayList<>();
        Point tip = null;
        boolean backwards = false;
        for (String word : pos.trim().split("\\s+")) {
            if (word.startsWith("e,")) {
                tip = point(word.substring(2), height);
            } else if (word.startsWith("s,")) {
                tip = point(word.substring(2), height);
                backwards = true;
            } else {
                curve.add(point(word, height));
            }
        }
        if (backwards) {
            Collections.reverse(curve);
        }
        return new Route(List.copyOf(curve), tip, label);
    }

    private static Point point(String text, double height) {
        double[] xy = numbers(text, 2);
        return new Point(xy[0], height - xy[1]);
    }

    private static double[] numbers(String text, int count) {
        String[] words = text.split(",");
        if (words.length < count) {
            throw new JsonParseException("not " + count + " numbers: " + text);
        }
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            numbers[i] = Double.parseDouble(words[i].trim());
        }
        return numbers;
    }

    private static JsonArray array(JsonObject object, String key) {
        return object.has(key) ? object.get(key).getAsJsonArray() : new JsonArray();
    }

    private static String text(JsonObject object, String key) {
        JsonElement value = object.get(key);
        if (value == null) {
            throw new JsonParseException("no " + key);
        }
        return value.getAsString();
    }
}
