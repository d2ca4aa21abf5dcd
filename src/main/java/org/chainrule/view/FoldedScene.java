package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chainrule.message.Language;
import org.chainrule.message.Message;

/** Draws several nodes of a scene as one, for any number of groups at once; what falls together becomes one edge. */
final class FoldedScene {
    private final Scene scene;
    private final Language language;
    private final Map<String, Scene.Node> nodes = new LinkedHashMap<>();

    /** What a node is folded into, by node; nodes that stand for themselves are missing. */
    private final Map<String, Group> groupOf = new HashMap<>();

    /**
     * Nodes that are drawn as one.
     *
     * @param name what the box is called
     * @param content what is in it; empty for the count of nodes and parameters
     */
    record Group(String id, String name, String content, List<String> members) {}

    FoldedScene(Scene scene, Language language) {
        this.scene = scene;
        this.language = language;
        scene.nodes().forEach(n -> nodes.put(n.id(), n));
    }

    void gather(Group group) {
        group.members().forEach(m -> groupOf.put(m, group));
    }

    /** The scene with its groups as boxes, and these frames. */
    Scene rebuild(List<Scene.Cluster> clusters) {
        List<Scene.Edge> edges = edges();
        Map<String, Set<String>> exits = exits();
        List<Scene.Node> drawn = new ArrayList<>();
        Set<String> done = new HashSet<>();
        for (Scene.Node node : scene.nodes()) {
            Group group = groupOf.get(node.id());
            if (group == null) {
                drawn.add(node);
            } else if (done.add(group.id())) {
                drawn.add(node(group, exits.getOrDefault(group.id(), Set.of())));
            }
        }
        return new Scene(scene.title(), scene.style(), scene.direction(), drawn, edges, clusters);
    }

    /** Members of each group whose results are used outside it, or by nobody. */
    private Map<String, Set<String>> exits() {
        Map<String, Set<String>> exits = new HashMap<>();
        Set<String> used = new HashSet<>();
        for (Scene.Edge edge : scene.edges()) {
            used.add(edge.from());
            Group group = groupOf.get(edge.from());
            if (group != null && !group.equals(groupOf.get(edge.to()))) {
                exits.computeIfAbsent(group.id(), k -> new HashSet<>()).add(edge.from());
            }
        }
        groupOf.forEach((member, group) -> {
            if (!used.contains(member)) {
                exits.computeIfAbsent(group.id(), k -> new HashSet<>()).add(member);
            }
        });
        return exits;
    }

    private Scene.Node node(Group group, Set<String> exits) {
        Map<Scene.Kind, Integer> kinds = new TreeMap<>();
        for (String member : group.members()) {
            Scene.Node node = nodes.get(member);
            if (node != null) {
                kinds.merge(node.kind(), 1, Integer::sum);
            }
        }
        StringBuilder content = new StringBuilder(group.content());
        if (content.length() == 0) {
            int size = group.members().size();
            Message nodes = size == 1 ? say("1 node") : say("{0} nodes", grouped(size));
            content.append(nodes.text(language));
            Integer parameters = kinds.get(Scene.Kind.PARAMETER);
            if (parameters != null) {
                Message of = parameters == 1 ? say("1 parameter") : say("{0} parameters", grouped(parameters));
                content.append(", ").append(of.text(language));
            }
        }
        Scene.Node exit = exits.size() == 1 ? nodes.get(exits.iterator().next()) : null;
        if (exit == null) {
            return new Scene.Node(
                    group.id(), Scene.Kind.GROUP, group.name(), content.toString(), "", Panel.none(), Panel.none());
        }
        if (!exit.name().isEmpty()) {
            content.append(" → ").append(exit.name());
        }
        return new Scene.Node(
                group.id(),
                Scene.Kind.GROUP,
                group.name(),
                content.toString(),
                exit.shape(),
                exit.value(),
                exit.gradient());
    }

    private static String grouped(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private List<Scene.Edge> edges() {
        List<Scene.Edge> edges = new ArrayList<>();
        Map<List<String>, Integer> place = new HashMap<>();
        Map<List<String>, Integer> times = new HashMap<>();
        for (Scene.Edge edge : scene.edges()) {
            Group from = groupOf.get(edge.from());
            Group to = groupOf.get(edge.to());
            if (from == null && to == null) {
                edges.add(edge);
                continue;
            }
            if (from != null && from.equals(to)) {
                continue;
            }
            String tail = from == null ? edge.from() : from.id();
            String head = to == null ? edge.to() : to.id();
            List<String> pair = List.of(tail, head);
            int n = times.merge(pair, 1, Integer::sum);
            if (n == 1) {
                place.put(pair, edges.size());
                edges.add(new Scene.Edge(tail, head, edge.argument(), edge.derivative(), edge.gradient()));
            } else {
                int at = place.getOrDefault(pair, 0);
                edges.set(at, new Scene.Edge(tail, head, edges.get(at).argument(), "×" + n));
            }
        }
        return Collections.unmodifiableList(edges);
    }
}
