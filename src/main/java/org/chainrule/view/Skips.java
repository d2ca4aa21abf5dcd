package org.chainrule.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds skip connections: edges past at least two nodes that another way between the same nodes goes through. */
final class Skips {
    /** In a larger scene nobody follows a single edge. */
    private static final int MOST_EDGES = 1_500;

    private Skips() {}

    static Set<Scene.Edge> of(Scene scene) {
        Set<Scene.Edge> skips = new HashSet<>();
        if (scene.edges().size() > MOST_EDGES) {
            return skips;
        }
        Map<String, List<String>> users = new HashMap<>();
        for (Scene.Edge edge : scene.edges()) {
            users.computeIfAbsent(edge.from(), k -> new ArrayList<>()).add(edge.to());
        }
        for (Scene.Edge edge : scene.edges()) {
            List<String> others = users.getOrDefault(edge.from(), List.of());
            if (others.size() > 1 && passes(edge, users)) {
                skips.add(edge);
            }
        }
        return skips;
    }

    /** Whether a way of three edges or more leads to the same end. */
    private static boolean passes(Scene.Edge edge, Map<String, List<String>> users) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        for (String first : users.getOrDefault(edge.from(), List.of())) {
            for (String second : first.equals(edge.to()) ? List.<String>of() : users.getOrDefault(first, List.of())) {
                if (!second.equals(edge.to()) && seen.add(second)) {
                    open.push(second);
                }
            }
        }
        while (!open.isEmpty()) {
            for (String next : users.getOrDefault(open.pop(), List.of())) {
                if (next.equals(edge.to())) {
                    return true;
                }
                if (seen.add(next)) {
                    open.push(next);
                }
            }
        }
        return false;
    }
}
