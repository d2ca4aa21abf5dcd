package org.chainrule.code;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.error.ChainruleException;
import org.chainrule.explain.Explanation;
import org.chainrule.explain.Line;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;

/**
 * What a printed function computes, in any language.
 *
 * @param name of the function
 * @param arguments the inputs and parameters
 * @param steps one assignment each, after those it uses
 * @param results the names it returns
 */
record CodeSheet(String name, List<Node> arguments, List<Step> steps, List<String> results) {
    /**
     * An assignment.
     *
     * @param name on the left
     * @param node on the right
     * @param standIn the input that stands for it in later steps, the node itself if there is none
     * @param gradient whether it is part of the backward pass
     */
    record Step(String name, Node node, Node standIn, boolean gradient) {}

    /**
     * The definitions of a model, then the gradients of its loss. It returns the loss, what else is not used by another
     * definition, and the gradients.
     *
     * @param names inputs, parameters and definitions, in the order of the text
     * @param definitions which of them are defined
     */
    static CodeSheet of(
            String name,
            Map<String, Node> names,
            List<String> definitions,
            Optional<String> loss,
            Optional<Explanation> explanation) {
        List<Step> steps = new ArrayList<>();
        for (String defined : definitions) {
            Node node = node(names, defined);
            steps.add(new Step(defined, node, node, false));
        }
        Set<String> results = new LinkedHashSet<>();
        loss.ifPresent(results::add);
        for (String defined : definitions) {
            Node node = node(names, defined);
            boolean used = definitions.stream()
                    .map(other -> node(names, other))
                    .anyMatch(
                            other -> other != node && Walk.from(List.of(other)).indexOf(node) >= 0);
            if (!used) {
                results.add(defined);
            }
        }
        for (Line line : explanation.map(Explanation::lines).orElse(List.of())) {
            String left = line.name();
            while (definitions.contains(left)) {
                left += "_";
            }
            steps.add(new Step(left, line.formula(), line.standIn(), true));
            if (line.variable().filter(Node::isLeaf).isPresent()) {
                results.add(left);
            }
        }
        if (steps.isEmpty()) {
            throw new ChainruleException(say("{0} defines nothing to print: add a line such as y = x^2", name));
        }
        Walk walk = Walk.from(steps.stream().map(Step::node).toList());
        List<Node> arguments = names.values().stream()
                .filter(node -> node.isLeaf() && walk.indexOf(node) >= 0)
                .distinct()
                .toList();
        return new CodeSheet(name, arguments, List.copyOf(steps), List.copyOf(results));
    }

    private static Node node(Map<String, Node> names, String name) {
        Node node = names.get(name);
        if (node == null) {
            throw new IllegalStateException(name);
        }
        return node;
    }
}
