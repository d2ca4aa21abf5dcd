package org.chainrule.view;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;

/**
 * Which nodes are drawn, and the edges between them. Between named nodes an edge stands for all ways through ops without a
 * name.
 *
 * @param drawn the nodes, inputs first
 * @param edges one for each operand of each node, in the order of the operands
 */
record LabelledGraph(List<Node> drawn, List<Edge> edges) {
    /**
     * One edge.
     *
     * @param argument which operand of {@code to}, from 0
     */
    record Edge(Node from, Node to, int argument) {}

    static LabelledGraph ofOps(Node result, Scene.Style style) {
        boolean circuit = style == Scene.Style.CIRCUIT;
        NodeMap<Boolean> shown = new NodeMap<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            boolean number = node.inputs().isEmpty() && !node.isLeaf();
            if (node == result || !number) {
                shown.put(node, true);
            }
            if (circuit && !CircuitGlyph.holdsItsConstant(node)) {
                node.inputs().forEach(input -> shown.put(input, true));
            }
        }
        return of(result, shown);
    }

    static LabelledGraph betweenNames(Node result, SceneNames names) {
        NodeMap<Boolean> shown = new NodeMap<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            boolean named = !node.inputs().isEmpty() && !names.name(node).isEmpty();
            if (node == result || node.isLeaf() || named) {
                shown.put(node, true);
            }
        }
        return of(result, shown);
    }

    private static LabelledGraph of(Node result, NodeMap<Boolean> shown) {
        List<Node> drawn = new ArrayList<>();
        List<Edge> edges = new ArrayList<>();
        for (Node node : Walk.from(List.of(result)).nodes()) {
            if (shown.has(node)) {
                drawn.add(node);
                int argument = 0;
                for (Node operand : operands(node, shown)) {
                    edges.add(new Edge(operand, node, argument++));
                }
            }
        }
        return new LabelledGraph(drawn, edges);
    }

    /** The drawn nodes that a node is computed from, through those that are not drawn, each once, as they are written. */
    private static List<Node> operands(Node to, NodeMap<Boolean> shown) {
        List<Node> operands = new ArrayList<>();
        NodeMap<Boolean> seen = new NodeMap<>();
        Deque<Node> open = new ArrayDeque<>(to.inputs());
        while (!open.isEmpty()) {
            Node node = open.pop();
            if (seen.putIfAbsent(node, true)) {
                if (shown.has(node)) {
                    operands.add(node);
                } else {
                    for (int k = node.inputs().size() - 1; k >= 0; k--) {
                        open.push(node.input(k));
                    }
                }
            }
        }
        return operands;
    }
}
