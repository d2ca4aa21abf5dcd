package org.chainrule.view;

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

/**
 * Shrinks a scene that is too large to read: clusters become single nodes, the innermost first and those of one size
 * together, so that equal layers look equal. Where clusters are missing or do not suffice, nodes are gathered in the
 * order of their depth.
 */
public final class Folding {
    /** So many groups by depth still make a picture. */
    private static final int BANDS = 24;

    private final Scene scene;
    private final Map<String, Scene.Node> nodes = new LinkedHashMap<>();

    /** What a node is folded into, by node; nodes that stand for themselves are missing. */
    private final Map<String, Group> groupOf = new HashMap<>();

    private Folding(Scene scene) {
        this.scene = scene;
        scene.nodes().forEach(n -> nodes.put(n.id(), n));
    }

    /** Nodes that are drawn as one. */
    private record Group(String id, String name, List<String> members) {}

    /**
     * Folds a scene until it can be drawn.
     *
     * @param scene any scene
     * @param maxNodes how many nodes may be drawn, at least 2
     * @return the scene itself if it is small enough, else one with at most that many nodes; edges that fall together
     *     become one edge that says how many they were
     */
    public static Scene fold(Scene scene, int maxNodes) {
        if (maxNodes < 2) {
            throw new IllegalArgumentException("A folded picture needs at least 2 nodes, not " + maxNodes);
        }
        return scene.nodes().size() <= maxNodes ? scene : new Folding(scene).fold(maxNodes);
    }

    private Scene fold(int maxNodes) {
        ClusterTree tree = new ClusterTree(scene.clusters());
        Set<String> folded = new HashSet<>();
        int total = tree.fold(nodes.size(), maxNodes, folded);
        for (String path : folded) {
            if (!tree.insideFolded(path, folded)) {
                List<String> members = tree.membersBelow(path);
                gather(new Group("fold:" + path, tree.label(path), members));
            }
        }
        if (total <= maxNodes) {
            return rebuild(tree.remaining(folded, path -> "fold:" + path));
        }
        bands(maxNodes);
        return rebuild(List.of());
    }

    private void gather(Group group) {
        group.members().forEach(m -> groupOf.put(m, group));
    }

    /** Cuts what is drawn so far into stretches of equal length, in the order of depth. The loss stays out. */
    private void bands(int maxNodes) {
        Map<String, Integer> depth = depths();
        Map<Object, List<String>> items = new LinkedHashMap<>();
        List<String> byDepth = new ArrayList<>(nodes.keySet());
        byDepth.sort((a, b) -> Integer.compare(depth.getOrDefault(a, 0), depth.getOrDefault(b, 0)));
        int losses = 0;
        for (String id : byDepth) {
            Scene.Node node = nodes.get(id);
            if (node != null && node.kind() == Scene.Kind.LOSS && losses < maxNodes / 2 && !groupOf.containsKey(id)) {
                losses++;
                continue;
            }
            Group group = groupOf.get(id);
            items.computeIfAbsent(group == null ? id : group, k -> new ArrayList<>())
                    .add(id);
        }
        List<List<String>> ordered = new ArrayList<>(items.values());
        int bands = Math.max(1, Math.min(BANDS, maxNodes - losses));
        int first = 0;
        for (int band = 0; band < bands; band++) {
            int last = (int) ((long) ordered.size() * (band + 1) / bands);
            if (last - first > 1) {
                List<String> members = new ArrayList<>();
                ordered.subList(first, last).forEach(members::addAll);
                String name = String.format(Locale.ROOT, "part %d of %d", band + 1, bands);
                gather(new Group("fold:" + (band + 1), name, members));
            }
            first = last;
        }
    }

    /** The longest way from a node without operands, by node; nodes on a cycle count as far as they were reached. */
    private Map<String, Integer> depths() {
        Map<String, List<String>> users = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        for (Scene.Edge edge : scene.edges()) {
            users.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to());
            open.merge(edge.to(), 1, Integer::sum);
        }
        Map<String, Integer> depth = new HashMap<>();
        List<String> ready = new ArrayList<>();
        for (String id : nodes.keySet()) {
            if (!open.containsKey(id)) {
                ready.add(id);
            }
        }
        for (int i = 0; i < ready.size(); i++) {
            int next = depth.getOrDefault(ready.get(i), 0) + 1;
            for (String user : users.getOrDefault(ready.get(i), List.of())) {
                depth.merge(user, next, Math::max);
                if (open.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        return depth;
    }

    private Scene rebuild(List<Scene.Cluster> clusters) {
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
        StringBuilder content = new StringBuilder(count(group.members().size(), "node"));
        Integer parameters = kinds.get(Scene.Kind.PARAMETER);
        if (parameters != null) {
            content.append(", ").append(count(parameters, "parameter"));
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

    private static String count(int n, String what) {
        return String.format(Locale.ROOT, "%,d %s%s", n, what, n == 1 ? "" : "s");
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
