package org.chainrule.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;

/**
 * Layers by the numbers that names such as W1, b1, Z1 end in. What lies on a way from a layer back into it belongs to it, so that
 * it can be drawn as one box; layers that lie on each other's ways are none.
 */
final class NumberedLayers {
    private static final Pattern NUMBERED = Pattern.compile("\\D+(\\d{1,3})");

    private final LabelledGraph graph;
    private final SceneNames names;
    private final NodeMap<Integer> layerOf = new NodeMap<>();
    private final NodeMap<Boolean> joined = new NodeMap<>();

    private NumberedLayers(LabelledGraph graph, SceneNames names) {
        this.graph = graph;
        this.names = names;
    }

    /** What each layer holds, in the order of the picture. */
    static Map<Integer, List<Node>> of(LabelledGraph graph, SceneNames names, Node result) {
        NumberedLayers layers = new NumberedLayers(graph, names);
        for (Node node : graph.drawn()) {
            Matcher numbered = NUMBERED.matcher(names.name(node));
            boolean data = node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT;
            if (!data && node != result && numbered.matches()) {
                layers.layerOf.put(node, Integer.parseInt(numbered.group(1)));
            }
        }
        layers.adoptUnnamed();
        layers.keep(layers.real().keySet());
        layers.close();
        layers.settleParameters();
        return layers.real();
    }

    /** An op without a name belongs to the layer of the named quantity it is a step of. */
    private void adoptUnnamed() {
        for (int i = graph.edges().size() - 1; i >= 0; i--) {
            LabelledGraph.Edge edge = graph.edges().get(i);
            Integer layer = layerOf.get(edge.to());
            if (layer != null
                    && !edge.from().isLeaf()
                    && names.name(edge.from()).isEmpty()) {
                layerOf.putIfAbsent(edge.from(), layer);
            }
        }
    }

    /** A layer has something to train and something computed; x1 and x2 are no layers. */
    private Map<Integer, List<Node>> real() {
        Map<Integer, List<Node>> layers = new TreeMap<>();
        for (Node node : graph.drawn()) {
            Integer layer = layerOf.get(node);
            if (layer != null && layer >= 0) {
                layers.computeIfAbsent(layer, n -> new ArrayList<>()).add(node);
            }
        }
        layers.values()
                .removeIf(members -> members.stream().noneMatch(Node::isLeaf)
                        || members.stream().allMatch(Node::isLeaf));
        return layers;
    }

    private void keep(Set<Integer> layers) {
        for (Node node : graph.drawn()) {
            Integer layer = layerOf.get(node);
            if (layer != null && !layers.contains(layer)) {
                layerOf.put(node, -1);
            }
        }
    }

    /** With each layer as one box, boxes that reach each other: all of them are of the one layer that is among them. */
    private void close() {
        NodeMap<Integer> boxOf = new NodeMap<>();
        Map<Integer, Integer> boxOfLayer = new TreeMap<>();
        List<Set<Integer>> uses = new ArrayList<>();
        List<Set<Integer>> users = new ArrayList<>();
        for (Node node : graph.drawn()) {
            int layer = node.isLeaf() ? -1 : layer(node);
            Integer box = boxOfLayer.getOrDefault(layer, uses.size());
            if (box == uses.size()) {
                uses.add(new HashSet<>());
                users.add(new HashSet<>());
            }
            if (layer >= 0) {
                boxOfLayer.put(layer, box);
            }
            boxOf.put(node, box);
        }
        for (LabelledGraph.Edge edge : graph.edges()) {
            int from = boxOf.at(edge.from());
            int to = boxOf.at(edge.to());
            uses.get(to).add(from);
            users.get(from).add(to);
        }
        // Kosaraju's: by the end of a search along the edges, and from the last to end a search against them.
        List<Integer> ends = new ArrayList<>();
        boolean[] seen = new boolean[uses.size()];
        for (int box = 0; box < seen.length; box++) {
            search(box, users, seen, ends);
        }
        int[] groupOf = new int[seen.length];
        boolean[] found = new boolean[seen.length];
        for (int i = ends.size() - 1; i >= 0; i--) {
            List<Integer> group = new ArrayList<>();
            search(ends.get(i), uses, found, group);
            for (int box : group) {
                groupOf[box] = i;
            }
        }
        Map<Integer, Set<Integer>> layersIn = new TreeMap<>();
        boxOfLayer.forEach((layer, box) ->
                layersIn.computeIfAbsent(groupOf[box], g -> new HashSet<>()).add(layer));
        for (Node node : graph.drawn()) {
            Set<Integer> layers = layersIn.get(groupOf[boxOf.at(node)]);
            if (layers != null) {
                int only = layers.size() == 1 ? layers.iterator().next() : -1;
                if (only >= 0 && layer(node) != only) {
                    joined.put(node, true);
                }
                layerOf.put(node, only);
            }
        }
    }

    private int layer(Node node) {
        Integer layer = layerOf.get(node);
        return layer == null ? -1 : layer;
    }

    /** Adds what is reached from a box and was not seen yet, each after what it leads to. */
    private static void search(int start, List<Set<Integer>> next, boolean[] seen, List<Integer> ends) {
        List<Integer> open = new ArrayList<>(List.of(start));
        Set<Integer> entered = new HashSet<>();
        while (!open.isEmpty()) {
            int box = open.get(open.size() - 1);
            if (!seen[box]) {
                seen[box] = true;
                entered.add(box);
                next.get(box).stream().filter(other -> !seen[other]).forEach(open::add);
            } else {
                open.remove(open.size() - 1);
                if (entered.remove(box)) {
                    ends.add(box);
                }
            }
        }
    }

    /** A parameter stands where it is used, whatever its number is. */
    private void settleParameters() {
        NodeMap<Set<Integer>> usedIn = new NodeMap<>();
        NodeMap<Boolean> numberedUse = new NodeMap<>();
        for (LabelledGraph.Edge edge : graph.edges()) {
            usedIn.putIfAbsent(edge.from(), new HashSet<>());
            usedIn.at(edge.from()).add(layer(edge.to()));
            if (!joined.has(edge.to())) {
                numberedUse.put(edge.from(), true);
            }
        }
        for (Node node : graph.drawn()) {
            boolean trained = node.op() instanceof Leaf leaf && leaf.role() != Leaf.Role.INPUT;
            Set<Integer> used = usedIn.get(node);
            if (!trained || used == null || (layer(node) >= 0 && used.contains(layer(node)))) {
                continue;
            }
            boolean wanted = used.size() == 1 && (layer(node) >= 0 || !numberedUse.has(node));
            layerOf.put(node, wanted ? used.iterator().next() : -1);
        }
    }
}
