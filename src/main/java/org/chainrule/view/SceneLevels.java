package org.chainrule.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** At which step of a scene each node is computed: the longest way from a leaf. A leaf is one step before its first use. */
final class SceneLevels {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private final Map<String, Integer> depth = new HashMap<>();

    /** Nodes on a cycle count as far as they were reached. */
    SceneLevels(Scene scene) {
        Map<String, List<String>> users = new HashMap<>();
        Map<String, Integer> open = new HashMap<>();
        for (Scene.Edge edge : scene.edges()) {
            users.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to());
            open.merge(edge.to(), 1, Integer::sum);
        }
        List<String> ready = new ArrayList<>();
        for (Scene.Node node : scene.nodes()) {
            if (!open.containsKey(node.id())) {
                ready.add(node.id());
            }
        }
        int leaves = ready.size();
        for (int i = 0; i < ready.size(); i++) {
            int next = depth.getOrDefault(ready.get(i), 0) + 1;
            for (String user : users.getOrDefault(ready.get(i), List.of())) {
                depth.merge(user, next, Math::max);
                if (open.merge(user, -1, Integer::sum) == 0) {
                    ready.add(user);
                }
            }
        }
        for (String leaf : ready.subList(0, leaves)) {
            int first = users.getOrDefault(leaf, List.of()).stream()
                    .mapToInt(user -> depth.getOrDefault(user, 0))
                    .min()
                    .orElse(1);
            depth.put(leaf, first - 1);
        }
    }

    int of(Scene.Node node) {
        return depth.getOrDefault(node.id(), 0);
    }

    /** How a node is computed, whatever the numbers in the names. */
    static String signature(Scene.Node node) {
        String op =
                NUMBER.matcher(node.op().isEmpty() ? node.name() : node.op()).replaceAll("#");
        return node.kind() + " " + op + " " + node.shape();
    }

    /** The first and the last name: {@code a1 … a16}; empty when nothing has a name. */
    static String range(List<Scene.Node> nodes) {
        List<String> names = nodes.stream()
                .filter(n -> n.kind() != Scene.Kind.INPUT && n.kind() != Scene.Kind.PARAMETER)
                .map(Scene.Node::name)
                .filter(n -> !n.isEmpty())
                .toList();
        if (names.isEmpty()) {
            names = nodes.stream()
                    .map(Scene.Node::name)
                    .filter(n -> !n.isEmpty())
                    .toList();
        }
        if (names.isEmpty()) {
            return "";
        }
        String first = first(names.get(0));
        String last = last(names.get(names.size() - 1));
        return first.equals(last) ? first : first + " … " + last;
    }

    private static String first(String name) {
        int at = name.indexOf(" … ");
        return at < 0 ? name : name.substring(0, at);
    }

    private static String last(String name) {
        int at = name.lastIndexOf(" … ");
        return at < 0 ? name : name.substring(at + 3);
    }
}
