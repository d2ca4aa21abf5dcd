package org.chainrule.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.message.Language;
import org.jspecify.annotations.Nullable;

/**
 * A scene measured, before it is laid out: what has which size and what is joined to what. Identifiers are {@code n1},
 * {@code e1}, {@code c1} … in the order of the scene, so that equal scenes give equal files.
 *
 * @param columns nodes that stand above each other, from the top down, by the frame they are in; no frame is empty
 */
record MeasuredScene(
        boolean down,
        boolean circuit,
        List<Place> places,
        List<Link> links,
        List<Frame> frames,
        Map<String, List<List<String>>> columns) {
    private static final int LABEL_LINE = 30;
    private static final int LABEL_LEAST = 12;
    private static final int LABEL_LINES = 3;

    /**
     * A rectangle to be placed.
     *
     * @param node what it shows
     * @param edge whether it is the edge that leaves the node rather than the node itself
     */
    record Place(String id, Scene.Node node, boolean edge, Card card) {}

    /** How a link runs. */
    enum Run {
        /** In the direction of the drawing. */
        FORWARD,
        /** Down to the node below it in one column. */
        FROM_ABOVE,
        /** Up to the node above it in one column. */
        FROM_BELOW,
        /** A stretch of edge without an arrow head. */
        WIRE
    }

    /**
     * A line to be drawn.
     *
     * @param weight how much the engine should care to draw it short and straight
     * @param local the local derivative, in lines; empty for none
     * @param flow what flows back along it alone; empty for none
     * @param skip whether it passes by what another way goes through
     */
    record Link(String id, String from, String to, Run run, int weight, List<String> local, String flow, boolean skip) {
        /** Everything on the label. */
        List<String> lines() {
            List<String> lines = new ArrayList<>(local);
            if (!flow.isEmpty()) {
                lines.add("= " + flow);
            }
            return lines;
        }

        double labelWidth() {
            return Math.ceil(lines().stream()
                            .mapToDouble(l -> Text.width(l, Cards.EDGE_SIZE, false))
                            .max()
                            .orElse(0)
                    + 8);
        }

        double labelHeight() {
            return lines().size() * (Cards.EDGE_SIZE + 2.5) + 4;
        }

        boolean upright() {
            return run == Run.FROM_ABOVE || run == Run.FROM_BELOW;
        }
    }

    /** A cluster. The frames inside it come after it in the list. */
    record Frame(String id, @Nullable String parent, String label, List<String> members) {
        double labelWidth() {
            return Math.ceil(Text.width(label, Cards.OP_SIZE, true) + 4);
        }
    }

    static MeasuredScene of(Scene scene) {
        return of(scene, Language.EN);
    }

    static MeasuredScene of(Scene scene, Language language) {
        Scene tidy = SceneTidy.of(scene);
        Cards cards = new Cards(language);
        return tidy.style() == Scene.Style.CIRCUIT ? circuit(tidy, cards) : boxes(tidy, cards);
    }

    private static MeasuredScene boxes(Scene scene, Cards cards) {
        boolean down = scene.direction() == Scene.Direction.DOWN;
        Map<String, Scene.Kind> kinds = new HashMap<>();
        Map<String, String> ids = new HashMap<>();
        List<Place> places = new ArrayList<>();
        for (Scene.Node node : scene.nodes()) {
            kinds.put(node.id(), node.kind());
            String id = "n" + (places.size() + 1);
            ids.put(node.id(), id);
            places.add(new Place(id, node, false, cards.box(node, down)));
        }
        Columns columns = down ? Columns.NONE : Columns.of(scene);
        List<Link> links = new ArrayList<>();
        Set<Scene.Edge> skips = Skips.of(scene);
        for (Scene.Edge edge : scene.edges()) {
            String id = "e" + (links.size() + 1);
            Run run = columns.run(edge);
            boolean main = run == Run.FORWARD && !skips.contains(edge);
            int weight = main ? backbone(kinds.get(edge.from())) : 1;
            links.add(new Link(
                    id,
                    id(ids, edge.from()),
                    id(ids, edge.to()),
                    run,
                    weight,
                    label(edge),
                    Text.brief(edge.gradient(), 38),
                    skips.contains(edge)));
        }
        Map<String, List<String>> members = new HashMap<>();
        scene.nodes().forEach(n -> members.put(n.id(), List.of(id(ids, n.id()))));
        return framed(scene, new MeasuredScene(down, false, places, links, List.of(), Map.of()), columns, members);
    }

    /** What runs from the data to the loss is the backbone of the picture and straight; the rest comes from the side. */
    private static int backbone(Scene.@Nullable Kind from) {
        if (from == null) {
            return 1;
        }
        return switch (from) {
            case OP, LOSS, GROUP -> 12;
            case INPUT -> 3;
            case PARAMETER, CONSTANT -> 1;
        };
    }

    private static MeasuredScene circuit(Scene scene, Cards cards) {
        Map<String, String> ids = new HashMap<>();
        Map<String, List<String>> members = new HashMap<>();
        Map<String, String> exits = new HashMap<>();
        List<Place> places = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        for (Scene.Node node : scene.nodes()) {
            String id = "n" + (ids.size() + 1);
            ids.put(node.id(), id);
            Card card =
                    switch (node.kind()) {
                        case OP, LOSS -> cards.gate(node);
                        case GROUP -> cards.box(node, false);
                        case INPUT, PARAMETER, CONSTANT -> cards.leaf(node);
                    };
            places.add(new Place(id, node, false, card));
            boolean silent = node.value() instanceof Panel.None && node.gradient() instanceof Panel.None;
            if (silent || node.kind() == Scene.Kind.GROUP) {
                exits.put(node.id(), id);
                members.put(node.id(), List.of(id));
                continue;
            }
            String edge = id + "w";
            places.add(new Place(edge, node, true, cards.edge(node)));
            exits.put(node.id(), edge);
            members.put(node.id(), List.of(id, edge));
            links.add(new Link("w" + ids.size(), id, edge, Run.WIRE, 8, List.of(), "", false));
        }
        int count = 0;
        for (Scene.Edge edge : scene.edges()) {
            count++;
            links.add(new Link(
                    "e" + count,
                    id(exits, edge.from()),
                    id(ids, edge.to()),
                    Run.FORWARD,
                    1,
                    label(edge),
                    Text.brief(edge.gradient(), 38),
                    false));
        }
        return framed(scene, new MeasuredScene(false, true, places, links, List.of(), Map.of()), Columns.NONE, members);
    }

    private static String id(Map<String, String> ids, String node) {
        String id = ids.get(node);
        if (id == null) {
            throw new IllegalStateException("No place was made for node " + node);
        }
        return id;
    }

    /** At most three lines, broken at spaces. */
    private static List<String> label(Scene.Edge edge) {
        String text = Text.visible(edge.derivative().strip());
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            boolean full = line.length() + word.length() >= LABEL_LINE && line.length() >= LABEL_LEAST;
            if (full && lines.size() < LABEL_LINES - 1) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(word);
        }
        lines.add(Text.brief(line.toString(), LABEL_LINE + 8));
        return List.copyOf(lines);
    }

    /** Adds the frames, the outer ones first, and the columns in them. */
    private static MeasuredScene framed(
            Scene scene, MeasuredScene plan, Columns columns, Map<String, List<String>> ids) {
        ClusterTree tree = new ClusterTree(scene.clusters());
        Map<String, String> frameIds = new HashMap<>();
        List<Frame> frames = new ArrayList<>();
        for (String path : tree.paths()) {
            String id = "c" + (frames.size() + 1);
            frameIds.put(path, id);
            List<String> members = new ArrayList<>();
            tree.members(path).forEach(m -> members.addAll(ids.getOrDefault(m, List.of())));
            columns.adopted(path).forEach(m -> members.addAll(ids.getOrDefault(m, List.of())));
            frames.add(new Frame(
                    id,
                    frameIds.get(ClusterTree.parent(path)),
                    Text.brief(tree.label(path), 40),
                    List.copyOf(members)));
        }
        Map<String, List<List<String>>> byFrame = new HashMap<>();
        columns.columns()
                .forEach((path, lists) -> lists.forEach(list -> {
                    List<String> column = new ArrayList<>();
                    list.forEach(m -> column.addAll(ids.getOrDefault(m, List.of())));
                    byFrame.computeIfAbsent(frameIds.getOrDefault(path, ""), p -> new ArrayList<>())
                            .add(column);
                }));
        return new MeasuredScene(plan.down(), plan.circuit(), plan.places(), plan.links(), frames, byFrame);
    }
}
