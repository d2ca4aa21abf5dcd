package org.chainrule.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.LocalDerivative;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.message.Message;

/**
 * Which nodes are drawn, and the edges between them with their local derivatives. Between named nodes an edge stands for a
 * path through ops without a name, and its local derivative is the product along the path.
 *
 * @param drawn the nodes, inputs first
 * @param edges one for each use of an operand, or for each path; one for many paths between the same nodes
 */
record LabelledGraph(List<Node> drawn, List<Edge> edges) {
    /** Paths from one node are listed up to this number; more are drawn as one edge for each operand. */
    private static final int MOST_PATHS = 64;

    /** So many paths from one node to another are an edge each; more are one edge for their sum. */
    private static final int MOST_PARALLEL = 2;

    private static final int LONGEST_LABEL = 48;

    /**
     * One edge.
     *
     * @param argument which input of {@code to}, or which path
     */
    record Edge(Node from, Node to, int argument, String label, int input) {}

    private record Path(Node at, List<String> labels) {}

    static LabelledGraph ofOps(Node result, SceneNames names, Scene.Style style) {
        List<Node> drawn = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        boolean constants = style == Scene.Style.CIRCUIT;
        for (Node node : Walk.from(List.of(result)).nodes()) {
            if (node != result && hidden(node, constants)) {
                continue;
            }
            drawn.add(node);
            for (int k = 0; k < node.inputs().size(); k++) {
                if (!hidden(node.input(k), constants)) {
                    String label =
                            Message.list(LocalDerivative.of(node, k, names)).toString();
                    edges.add(new Edge(node.input(k), node, k, label, k));
                }
            }
        }
        return new LabelledGraph(drawn, edges);
    }

    /** A number is part of the formula, not a box of its own, except in a circuit. */
    private static boolean hidden(Node node, boolean constants) {
        return node.inputs().isEmpty() && !node.isLeaf() && !constants;
    }

    static LabelledGraph betweenNames(Node result, SceneNames names) {
        List<Node> drawn = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            if (isDrawn(node, result, names)) {
                drawn.add(node);
                edges.addAll(paths(node, result, names));
            }
        }
        return new LabelledGraph(drawn, edges);
    }

    private static boolean isDrawn(Node node, Node result, SceneNames names) {
        return node == result
                || node.isLeaf()
                || (!node.inputs().isEmpty() && !names.name(node).isEmpty());
    }

    private static List<Edge> paths(Node to, Node result, SceneNames names) {
        Map<Node, List<List<String>>> found = new LinkedHashMap<>();
        Deque<Path> open = new ArrayDeque<>(List.of(new Path(to, List.of())));
        int count = 0;
        while (!open.isEmpty() && count++ < MOST_PATHS) {
            Path path = open.poll();
            for (int k = 0; k < path.at.inputs().size(); k++) {
                Node input = path.at.input(k);
                List<String> labels = new ArrayList<>(path.labels);
                LocalDerivative.of(path.at, k, names).forEach(label -> labels.add(label.toString()));
                if (isDrawn(input, result, names)) {
                    found.computeIfAbsent(input, n -> new ArrayList<>()).add(labels);
                } else if (!input.inputs().isEmpty()) {
                    open.add(new Path(input, labels));
                }
            }
        }
        boolean complete = open.isEmpty();
        List<Edge> graph = new ArrayList<>();
        if (!complete) {
            found.clear();
            operands(to, result, names).forEach(node -> found.put(node, List.of(List.of())));
        }
        found.forEach((from, ways) -> {
            if (!complete || ways.size() > MOST_PARALLEL) {
                graph.add(new Edge(from, to, graph.size(), derivative(from, to, names), -1));
            } else {
                ways.forEach(way -> graph.add(new Edge(from, to, graph.size(), compose(way, from, to, names), -1)));
            }
        });
        return graph;
    }

    private static List<Node> operands(Node to, Node result, SceneNames names) {
        List<Node> operands = new ArrayList<>();
        Map<Node, Boolean> seen = new LinkedHashMap<>();
        Deque<Node> open = new ArrayDeque<>(to.inputs());
        while (!open.isEmpty()) {
            Node node = open.poll();
            if (seen.put(node, true) == null) {
                if (isDrawn(node, result, names)) {
                    operands.add(node);
                } else {
                    open.addAll(node.inputs());
                }
            }
        }
        return operands;
    }

    /** The product along a path, from the result inwards; what cannot be written from left to right gets a name instead. */
    private static String compose(List<String> labels, Node from, Node to, SceneNames names) {
        if (labels.size() <= 1) {
            return labels.isEmpty() ? "· 1" : labels.get(0);
        }
        boolean rightwards = labels.stream()
                .allMatch(label -> label.startsWith("⊙") || label.startsWith("⊘") || label.startsWith("·"));
        String product = String.join(" ", labels);
        boolean lastSums = labels.size() == 2 && labels.get(1).startsWith("sum over");
        if (lastSums) {
            product = String.join(", ", labels);
        }
        return (rightwards || lastSums) && product.length() <= LONGEST_LABEL ? product : derivative(from, to, names);
    }

    private static String derivative(Node from, Node to, SceneNames names) {
        return "∂" + names.of(to) + "/∂" + names.of(from);
    }
}
