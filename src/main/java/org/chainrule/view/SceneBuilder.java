package org.chainrule.view;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Notes;
import org.chainrule.graph.ShortText;
import org.chainrule.message.Language;

/** Puts nodes, numbers and graph together into a scene. */
final class SceneBuilder {
    private final Node result;
    private final SceneNames names;
    private final Backpropagation numbers;
    private final LabelledGraph graph;
    private final Words words;
    private final boolean vast;
    private final NodeMap<String> ids = new NodeMap<>();
    private final NodeMap<Integer> uses = new NodeMap<>();

    SceneBuilder(Node result, SceneNames names, Backpropagation numbers, LabelledGraph graph, Words words) {
        this.result = result;
        this.names = names;
        this.numbers = numbers;
        this.graph = graph;
        this.words = words;
        this.vast = graph.drawn().size() > GraphView.MOST_WITH_NUMBERS;
        for (LabelledGraph.Edge edge : graph.edges()) {
            uses.merge(edge.from(), 1, Integer::sum);
        }
    }

    private int uses(Node node) {
        Integer count = uses.get(node);
        return count == null ? 0 : count;
    }

    /**
     * What is written.
     *
     * @param formulas how named quantities are computed, as the user wrote it; what is missing is printed
     * @param labels whether edges are labelled; in a picture that is folded they are not
     */
    record Words(Language language, Map<String, String> formulas, boolean labels) {}

    Scene build(String title, Scene.Style style, Scene.Direction direction, boolean withValues) {
        List<Scene.Node> nodes = new ArrayList<>();
        for (Node node : graph.drawn()) {
            ids.put(node, "n" + (ids.size() + 1));
            nodes.add(box(node, style, withValues));
        }
        EdgeLabels labels = new EdgeLabels(graph, names, words.language());
        List<Scene.Edge> edges = new ArrayList<>();
        for (LabelledGraph.Edge edge : graph.edges()) {
            Node from = edge.from();
            boolean backward = words.labels() && numbers.isBackward() && (numbers.wants(from) || !from.isLeaf());
            String flow = "";
            String label = "";
            if (backward && !from.isConstant() && style == Scene.Style.CIRCUIT) {
                flow = uses(from) > 1 ? numbers.flow(from, edge.to()) : "";
                label = gate(from, edge.to(), labels);
            } else if (backward && !from.isConstant()) {
                label = labels.of(from, edge.to());
            }
            edges.add(new Scene.Edge(id(from), id(edge.to()), edge.argument(), label, flow));
        }
        return new Scene(title, style, direction, nodes, edges, clusters());
    }

    /** On the wire to a gate: a number where there are numbers; nothing where it is 1. */
    private String gate(Node from, Node to, EdgeLabels labels) {
        String number = numbers.localNumber(from, to);
        if (!number.isEmpty()) {
            return number.equals("1.00") ? "" : "* " + number;
        }
        if (labels.isUnchanged(from, to)) {
            return "";
        }
        String text = labels.of(from, to);
        return from.isScalar() && to.isScalar() ? text.replaceFirst("^[⊙·] ", "* ") : text;
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
        String name = names.name(node);
        String op = node.isLeaf()
                ? ""
                : style == Scene.Style.CIRCUIT || vast
                        ? CircuitGlyph.of(node)
                        : words.formulas().getOrDefault(name, ShortText.formula(node));
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

    private List<Scene.Cluster> byNumber() {
        List<Scene.Cluster> clusters = new ArrayList<>();
        NumberedLayers.of(graph, names, result)
                .forEach((number, members) -> clusters.add(new Scene.Cluster(
                        "layer" + number,
                        say("layer {0}", number).text(words.language()),
                        members.stream().map(this::id).toList())));
        return clusters;
    }
}
