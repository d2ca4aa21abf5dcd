package org.chainrule.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a scene drawable without fault: a leaf that many nodes use stands near each use, a frame takes in what lies on the
 * way between its members, and a frame that something else passes through is not drawn.
 */
final class SceneTidy {
    /** A leaf with so many users is drawn at each of them. */
    static final int MANY = 4;

    /** In a circuit wires are short. */
    static final int MANY_IN_CIRCUIT = 3;

    private final Scene scene;
    private final Map<String, Scene.Node> nodes = new LinkedHashMap<>();
    private final Map<String, List<String>> users = new HashMap<>();
    private final Map<String, List<String>> operands = new HashMap<>();

    private SceneTidy(Scene scene) {
        this.scene = scene;
        scene.nodes().forEach(n -> nodes.put(n.id(), n));
        for (Scene.Edge edge : scene.edges()) {
            users.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to());
            operands.computeIfAbsent(edge.to(), k -> new ArrayList<>()).add(edge.from());
        }
    }

    static Scene of(Scene scene) {
        Scene copied = new SceneTidy(scene).copied();
        return new SceneTidy(copied).framed();
    }

    private Scene copied() {
        Map<String, String> paths = new HashMap<>();
        scene.clusters().forEach(c -> c.members().forEach(m -> paths.put(m, c.path())));
        List<Scene.Node> more = new ArrayList<>(scene.nodes());
        List<Scene.Edge> edges = new ArrayList<>();
        Map<String, List<String>> joined = new HashMap<>();
        Map<String, Integer> used = new HashMap<>();
        Set<String> taken = new HashSet<>(nodes.keySet());
        for (Scene.Edge edge : scene.edges()) {
            Scene.Node leaf = nodes.get(edge.from());
            if (leaf == null || !isCopied(leaf) || used.merge(leaf.id(), 1, Integer::sum) == 1) {
                edges.add(edge);
                continue;
            }
            String id = leaf.id() + "@" + used.get(leaf.id());
            while (!taken.add(id)) {
                id += "'";
            }
            more.add(new Scene.Node(
                    id, leaf.kind(), leaf.name(), leaf.op(), leaf.shape(), leaf.value(), Panel.none(), true));
            edges.add(new Scene.Edge(id, edge.to(), edge.argument(), edge.derivative(), edge.gradient()));
            String path = paths.get(edge.to());
            if (path != null) {
                joined.computeIfAbsent(path, p -> new ArrayList<>()).add(id);
            }
        }
        List<Scene.Cluster> clusters = new ArrayList<>();
        for (Scene.Cluster cluster : scene.clusters()) {
            List<String> members = new ArrayList<>(cluster.members());
            members.addAll(joined.getOrDefault(cluster.path(), List.of()));
            clusters.add(new Scene.Cluster(cluster.path(), cluster.label(), members));
        }
        return new Scene(scene.title(), scene.style(), scene.direction(), more, edges, clusters);
    }

    private boolean isCopied(Scene.Node leaf) {
        boolean kind = leaf.kind() == Scene.Kind.INPUT
                || leaf.kind() == Scene.Kind.PARAMETER
                || leaf.kind() == Scene.Kind.CONSTANT;
        int many = scene.style() == Scene.Style.CIRCUIT ? MANY_IN_CIRCUIT : MANY;
        int uses = users.getOrDefault(leaf.id(), List.of()).size();
        return kind
                && !operands.containsKey(leaf.id())
                && uses >= (leaf.kind() == Scene.Kind.CONSTANT ? 2 : many)
                && new HashSet<>(users.getOrDefault(leaf.id(), List.of())).size() > 1;
    }

    private Scene framed() {
        if (scene.clusters().isEmpty()) {
            return scene;
        }
        Map<String, String> frameOf = new HashMap<>();
        scene.clusters().forEach(c -> c.members().forEach(m -> frameOf.put(m, c.path())));
        ClusterTree tree = new ClusterTree(scene.clusters());
        Map<String, List<String>> members = new LinkedHashMap<>();
        scene.clusters().forEach(c -> members.put(c.path(), new ArrayList<>(c.members())));
        Set<String> dropped = new HashSet<>();
        List<String> innermost = new ArrayList<>(tree.paths());
        Collections.reverse(innermost);
        for (String path : innermost) {
            Set<String> inside = new HashSet<>();
            frameOf.forEach((node, frame) -> {
                if (frame.equals(path) || frame.startsWith(path + "/")) {
                    inside.add(node);
                }
            });
            Set<String> between = reached(inside, users);
            between.retainAll(reached(inside, operands));
            String parent = ClusterTree.parent(path);
            boolean free =
                    between.stream().allMatch(n -> frameOf.getOrDefault(n, "").equals(parent));
            if (!free) {
                dropped.add(path);
                continue;
            }
            for (Scene.Node node : scene.nodes()) {
                if (between.contains(node.id())) {
                    members.getOrDefault(parent, new ArrayList<>()).remove(node.id());
                    members.computeIfAbsent(path, p -> new ArrayList<>()).add(node.id());
                    frameOf.put(node.id(), path);
                }
            }
        }
        List<Scene.Cluster> clusters = new ArrayList<>();
        members.forEach((path, inside) -> {
            if ((!dropped.contains(path) && !inside.isEmpty()) || hasFrameInside(path, members, dropped)) {
                clusters.add(new Scene.Cluster(path, tree.label(path), inside));
            }
        });
        return new Scene(scene.title(), scene.style(), scene.direction(), scene.nodes(), scene.edges(), clusters);
    }

    private static boolean hasFrameInside(String path, Map<String, List<String>> members, Set<String> dropped) {
        return !dropped.contains(path)
                && members.keySet().stream().anyMatch(p -> p.startsWith(path + "/") && !dropped.contains(p));
    }

    /** What can be reached from some nodes, themselves left out. */
    private static Set<String> reached(Set<String> from, Map<String, List<String>> next) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (String node : next.getOrDefault(open.pop(), List.of())) {
                if (!from.contains(node) && seen.add(node)) {
                    open.push(node);
                }
            }
        }
        return seen;
    }
}
