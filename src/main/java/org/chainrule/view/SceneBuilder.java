package org.chainrule.view;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;

/** Puts nodes, numbers and graph together into a scene. */
final class SceneBuilder {
    private static final Pattern NUMBERED = Pattern.compile("\\D+(\\d{1,3})");

    private final Node result;
    private final SceneNames names;
    private final Backpropagation numbers;
    private final LabelledGraph graph;
    private final NodeMap<String> ids = new NodeMap<>();
    private final NodeMap<Integer> uses = new NodeMap<>();

    SceneBuilder(Node result, SceneNames names, Backpropagation numbers, LabelledGraph graph) {
        this.result = result;
        this.names = names;
        this.numbers = numbers;
        this.graph = graph;
        for (LabelledGraph.Edge edge : graph.edges()) {
            uses.put(edge.from(), uses(edge.from()) + 1);
        }
    }

    Scene build(String title, Scene.Style style, Scene.Direction direction, boolean withValues) {
        List<Scene.Node> nodes = new ArrayList<>();
        for (Node node : graph.drawn()) {
            ids.put(node, "n" + (ids.size() + 1));
            nodes.add(box(node, style, withValues));
        }
        List<Scene.Edge> edges = new ArrayList<>();
        for (LabelledGraph.Edge edge : graph.edges()) {
            boolean backward = numbers.isBackward()
                    && (numbers.wants(edge.from()) || !edge.from().isLeaf());
            String flow =
                    style == Scene.Style.CIRCUIT && edge.input() >= 0 ? numbers.flow(edge.to(), edge.input()) : "";
            edges.add(new Scene.Edge(
                    id(edge.from()), id(edge.to()), edge.argument(), backward ? edge.label() : "", flow));
        }
        return new Scene(title, style, direction, nodes, edges, clusters());
    }

    private int uses(Node node) {
        Integer count = uses.get(node);
        return count == null ? 0 : count;
    }

    private String id(Node node) {
        String id = ids.get(node);
        if (id == null) {
            throw new IllegalStateException("not drawn: " + node);
        }
        return id;
    }

    private Scene.Node box(Node node, Scene.Style style, boolean withValues) {
        Panel value = withValues ? numbers.value(node) : Panel.none();
        Panel gradient = withValues ? numbers.gradient(node) : Panel.none();
        String op =
                node.isLeaf() ? "" : style == Scene.Style.CIRCUIT ? node.op().glyph() : ShortText.formula(node);
        String name = names.name(node);
        return new Scene.Node(
                id(node), kind(node), name, op, node.shape().rank() == 0 ? "" : shape(node), value, gradient);
    }

    private static String shape(Node node) {
        return node.shape().toString();
    }

    private Scene.Kind kind(Node node) {
        if (node.op() instanceof Leaf leaf) {
            return leaf.role() == Leaf.Role.INPUT ? Scene.Kind.INPUT : Scene.Kind.PARAMETER;
        }
        if (node.inputs().isEmpty()) {
            return Scene.Kind.CONSTANT;
        }
        return node == result ? Scene.Kind.LOSS : Scene.Kind.OP;
    }

    /** Layers: the scopes the user gave, else the numbers that names such as W1, b1, Z1 end in. */
    private List<Scene.Cluster> clusters() {
        Map<String, List<String>> byScope = new LinkedHashMap<>();
        for (Node node : graph.drawn()) {
            String scope = Notes.scope(node);
            if (!scope.isEmpty()) {
                byScope.computeIfAbsent(scope, s -> new ArrayList<>()).add(id(node));
            }
        }
        if (byScope.isEmpty()) {
            return byNumber();
        }
        List<Scene.Cluster> clusters = new ArrayList<>();
        byScope.forEach((scope, members) ->
                clusters.add(new Scene.Cluster(scope, scope.substring(scope.lastIndexOf('/') + 1), members)));
        return clusters;
    }

    /** An op without a name belongs to the layer of the named quantity it is a step of. */
    private void adoptUnnamed(Map<Integer, List<Node>> layers) {
        NodeMap<Integer> layerOf = new NodeMap<>();
        layers.forEach((number, members) -> members.forEach(member -> layerOf.put(member, number)));
        for (int i = graph.edges().size() - 1; i >= 0; i--) {
            LabelledGraph.Edge edge = graph.edges().get(i);
            Integer layer = layerOf.get(edge.to());
            boolean unnamed = !edge.from().isLeaf() && names.name(edge.from()).isEmpty();
            if (layer != null && unnamed && layerOf.putIfAbsent(edge.from(), layer)) {
                layers.computeIfAbsent(layer, number -> new ArrayList<>()).add(edge.from());
            }
        }
    }

    private List<Scene.Cluster> byNumber() {
        Map<Integer, List<Node>> layers = new TreeMap<>();
        for (Node node : graph.drawn()) {
            Matcher numbered = NUMBERED.matcher(names.name(node));
            boolean data = kind(node) == Scene.Kind.INPUT;
            if (!data && node != result && numbered.matches()) {
                layers.computeIfAbsent(Integer.parseInt(numbered.group(1)), n -> new ArrayList<>())
                        .add(node);
            }
        }
        adoptUnnamed(layers);
        // A layer has something to train and something computed; x1 and x2 are no layers.
        layers.values()
                .removeIf(members -> members.stream().noneMatch(Node::isLeaf)
                        || members.stream().allMatch(Node::isLeaf));
        List<Scene.Cluster> clusters = new ArrayList<>();
        layers.forEach((number, members) -> clusters.add(new Scene.Cluster(
                "layer" + number,
                "layer " + number,
                members.stream().map(this::id).toList())));
        return clusters;
    }
}
