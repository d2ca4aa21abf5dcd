package org.chainrule.view;

import java.util.List;
import java.util.Map;
import org.chainrule.graph.Names;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.ShortText;
import org.chainrule.graph.Walk;

/** What nodes are called in a picture: the model's name, else the label, else their formula. */
final class SceneNames implements Names {
    private final Node result;
    private final NodeMap<String> given = new NodeMap<>();

    SceneNames(Node result, Map<String, Node> names) {
        this.result = result;
        names.forEach((name, node) -> given.putIfAbsent(node, name));
    }

    /** The name of a node; empty when it has none. */
    String name(Node node) {
        String name = given.get(node);
        return name != null ? name : node.label().orElse("");
    }

    @Override
    public String of(Node node) {
        String name = name(node);
        return name.isEmpty() ? ShortText.of(node) : name;
    }

    /** True when a computed node other than the result has a name. */
    boolean anyInner() {
        return Walk.from(List.of(result)).nodes().stream()
                .anyMatch(node -> node != result
                        && !node.inputs().isEmpty()
                        && !name(node).isEmpty());
    }
}
