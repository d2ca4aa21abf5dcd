package org.chainrule.explain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.symbolic.rewrite.Simplifier;

/**
 * A model whose unnamed parts are written as books write them before they differentiate: log det(A B) as a sum. What comes
 * out is told in the nodes of the model that was given.
 */
final class BookForm {
    private final NodeMap<Node> images = new NodeMap<>();
    private final NodeMap<Node> originals = new NodeMap<>();
    private final Map<String, Node> changed = new LinkedHashMap<>();
    private final Node loss;

    private BookForm(Node loss, Map<String, Node> names) {
        Walk forward = Walk.from(List.of(loss));
        Map<Node, String> named = new LinkedHashMap<>();
        names.forEach((name, node) -> named.putIfAbsent(node, name));
        Simplifier simplifier = Simplifier.forDeriving();
        for (Node node : forward.nodes()) {
            Optional<String> name = Optional.ofNullable(named.get(node)).or(node::label);
            if (!(node.op() instanceof Leaf) && (node == loss || name.isPresent())) {
                change(node, name.orElse(""), simplifier.apply(node));
            }
        }
        this.loss = image(loss);
    }

    private void change(Node node, String name, Node form) {
        Node image = Substitution.apply(form, images);
        boolean taken = image.label().filter(label -> !label.equals(name)).isPresent();
        if (image == node || image.isLeaf() || taken || originals.has(image)) {
            // a form that is something else by name tells less than what was written
            return;
        }
        images.put(node, image);
        originals.put(image, node);
        if (!name.isEmpty()) {
            image.named(name);
            changed.put(name, image);
        }
    }

    /** The derivation of the loss in its book form; empty when that is the form it has. */
    static Optional<ExplainedModel> of(Node loss, List<Node> asked, Map<String, Node> names) {
        if (!Simplifier.isDerivedOtherwise(Walk.from(List.of(loss)).nodes())) {
            return Optional.empty();
        }
        BookForm form = new BookForm(loss, names);
        return form.loss == loss ? Optional.empty() : Optional.of(form.derivation(asked, names));
    }

    private Node image(Node node) {
        return Optional.ofNullable(images.get(node)).orElse(node);
    }

    private ExplainedModel derivation(List<Node> asked, Map<String, Node> names) {
        Map<String, Node> model = new LinkedHashMap<>(names);
        names.forEach((name, node) -> model.put(name, image(node)));
        ExplainedModel derived =
                ExplainedModel.of(loss, asked.stream().map(this::image).toList(), model);
        changed.forEach((name, image) -> derived.naming().also(original(image), name));
        List<Line> lines = derived.lines().stream()
                .map(line -> new Line(
                        line.name(),
                        line.variable().map(this::original),
                        Substitution.apply(line.formula(), originals),
                        line.standIn(),
                        line.rules()))
                .toList();
        return new ExplainedModel(
                derived.forward(),
                derived.gradient(),
                derived.wrt(),
                derived.naming(),
                derived.simplification(),
                lines,
                derived.notes());
    }

    private Node original(Node image) {
        return Optional.ofNullable(originals.get(image)).orElse(image);
    }
}
