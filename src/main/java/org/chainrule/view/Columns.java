package org.chainrule.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The look of a textbook: what flows runs from left to right, and the parameters of an operation stand above and below
 * it. Finds the leaves that can be put there.
 *
 * @param columns nodes from the top down, by the path of their cluster; no cluster is the empty path
 * @param runs how the edges inside the columns run, by edge
 * @param adoptions leaves outside every cluster that move into that of their operation, by its path
 */
record Columns(
        Map<String, List<List<String>>> columns,
        Map<Scene.Edge, MeasuredScene.Run> runs,
        Map<String, List<String>> adoptions) {
    static final Columns NONE = new Columns(Map.of(), Map.of(), Map.of());

    static Columns of(Scene scene) {
        Map<String, Scene.Node> nodes = new HashMap<>();
        scene.nodes().forEach(n -> nodes.put(n.id(), n));
        Map<String, String> clusters = new HashMap<>();
        scene.clusters().forEach(c -> c.members().forEach(m -> clusters.put(m, c.path())));
        Map<String, Integer> uses = new HashMap<>();
        Map<String, List<Scene.Edge>> operands = new LinkedHashMap<>();
        for (Scene.Edge edge : scene.edges()) {
            uses.merge(edge.from(), 1, Integer::sum);
            operands.computeIfAbsent(edge.to(), k -> new ArrayList<>()).add(edge);
        }
        Columns found = new Columns(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>());
        operands.forEach((to, edges) -> {
            boolean flows = edges.stream().anyMatch(e -> operands.containsKey(e.from()));
            String path = clusters.getOrDefault(to, "");
            List<Scene.Edge> beside = new ArrayList<>();
            for (Scene.Edge edge : edges) {
                Scene.Node leaf = nodes.get(edge.from());
                if (leaf == null || operands.containsKey(leaf.id()) || uses.getOrDefault(leaf.id(), 0) != 1) {
                    continue;
                }
                boolean constant = leaf.kind() == Scene.Kind.PARAMETER || leaf.kind() == Scene.Kind.CONSTANT;
                String own = clusters.getOrDefault(leaf.id(), "");
                if ((constant || flows) && (own.equals(path) || (constant && own.isEmpty()))) {
                    beside.add(edge);
                }
            }
            // Something must come from the left, and more than two leaves would stand in each other's way.
            if (beside.isEmpty() || beside.size() > 2 || beside.size() == edges.size()) {
                return;
            }
            Scene.Edge above = beside.get(0);
            List<String> column = new ArrayList<>(List.of(above.from(), to));
            found.runs.put(above, MeasuredScene.Run.FROM_ABOVE);
            if (beside.size() == 2) {
                column.add(beside.get(1).from());
                found.runs.put(beside.get(1), MeasuredScene.Run.FROM_BELOW);
            }
            found.columns.computeIfAbsent(path, p -> new ArrayList<>()).add(column);
            for (Scene.Edge edge : beside) {
                if (!clusters.getOrDefault(edge.from(), "").equals(path)) {
                    found.adoptions
                            .computeIfAbsent(path, p -> new ArrayList<>())
                            .add(edge.from());
                }
            }
        });
        return found;
    }

    MeasuredScene.Run run(Scene.Edge edge) {
        return runs.getOrDefault(edge, MeasuredScene.Run.FORWARD);
    }

    List<String> adopted(String path) {
        return adoptions.getOrDefault(path, List.of());
    }
}
