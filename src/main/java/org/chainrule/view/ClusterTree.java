package org.chainrule.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The clusters of a scene by their paths; frames between two given ones are made up. */
final class ClusterTree {
    private final Map<String, List<String>> members = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new HashMap<>();
    private final Map<String, String> labels = new HashMap<>();

    ClusterTree(List<Scene.Cluster> clusters) {
        for (Scene.Cluster cluster : clusters) {
            String path = cluster.path();
            for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
                members.computeIfAbsent(path.substring(0, i), p -> new ArrayList<>());
            }
            members.computeIfAbsent(path, p -> new ArrayList<>()).addAll(cluster.members());
            labels.put(path, cluster.label());
        }
        for (String path : members.keySet()) {
            if (path.contains("/")) {
                children.computeIfAbsent(parent(path), p -> new ArrayList<>()).add(path);
            }
        }
    }

    /** Every path, the outer ones first, else in the order of the scene. */
    List<String> paths() {
        return members.keySet().stream()
                .sorted(Comparator.comparingInt(ClusterTree::depth))
                .toList();
    }

    /** The enclosing path, or empty. */
    static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    String label(String path) {
        String label = labels.getOrDefault(path, "");
        return label.isBlank() ? path.substring(path.lastIndexOf('/') + 1) : label;
    }

    List<String> members(String path) {
        return members.getOrDefault(path, List.of());
    }

    /** All members of a cluster and of those inside it. */
    List<String> membersBelow(String path) {
        List<String> all = new ArrayList<>();
        List<String> open = new ArrayList<>(List.of(path));
        for (int i = 0; i < open.size(); i++) {
            all.addAll(members(open.get(i)));
            open.addAll(children.getOrDefault(open.get(i), List.of()));
        }
        return all;
    }

    /**
     * Folds clusters, innermost and largest first, until few enough nodes are left.
     *
     * @param total how many nodes are drawn now
     * @param folded receives the paths of the folded clusters
     * @return how many nodes are drawn then; more than {@code maxNodes} if clusters do not suffice
     */
    int fold(int total, int maxNodes, Set<String> folded) {
        List<String> paths = paths();
        Map<String, Integer> drawn = new HashMap<>();
        int end = paths.size();
        int left = total;
        while (end > 0 && left > maxNodes) {
            int depth = depth(paths.get(end - 1));
            int start = end;
            while (start > 0 && depth(paths.get(start - 1)) == depth) {
                start--;
            }
            List<String> level = new ArrayList<>(paths.subList(start, end));
            for (String path : level) {
                int size = members(path).size();
                for (String child : children.getOrDefault(path, List.of())) {
                    size += folded.contains(child) ? 1 : drawn.getOrDefault(child, 0);
                }
                drawn.put(path, size);
            }
            level.sort(Comparator.comparing((String path) -> drawn.getOrDefault(path, 0))
                    .reversed());
            int before = -1;
            for (String path : level) {
                int size = drawn.getOrDefault(path, 0);
                if (size < 2 || (left <= maxNodes && size != before)) {
                    break;
                }
                folded.add(path);
                left -= size - 1;
                before = size;
            }
            end = start;
        }
        return left;
    }

    /** Whether a cluster around this one is folded. */
    boolean insideFolded(String path, Set<String> folded) {
        for (String p = parent(path); !p.isEmpty(); p = parent(p)) {
            if (folded.contains(p)) {
                return true;
            }
        }
        return false;
    }

    /** The clusters that are still frames, with folded ones inside them as members. */
    List<Scene.Cluster> remaining(Set<String> folded, UnaryOperator<String> nodeOf) {
        List<Scene.Cluster> clusters = new ArrayList<>();
        for (String path : paths()) {
            if (folded.contains(path) || insideFolded(path, folded)) {
                continue;
            }
            List<String> inside = new ArrayList<>(members(path));
            for (String child : children.getOrDefault(path, List.of())) {
                if (folded.contains(child)) {
                    inside.add(nodeOf.apply(child));
                }
            }
            clusters.add(new Scene.Cluster(path, label(path), inside));
        }
        return clusters;
    }
}
