package org.chainrule.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.message.Language;
import org.chainrule.message.Message;

/**
 * What all forms of an explanation are made from.
 *
 * @param forward everything the loss is computed from, the loss last
 * @param gradient the gradients as they were derived
 * @param wrt the variables asked for
 * @param simplification what has been simplified so far
 * @param lines the simplified gradients, each after those it uses
 * @param notes why a gradient has no line, a sentence each
 */
record ExplainedModel(
        Walk forward,
        Gradient gradient,
        List<Node> wrt,
        Naming naming,
        Simplification simplification,
        List<Line> lines,
        List<Message> notes) {
    /** The derivation for variables; for all parameters, or else all inputs, when none is given. */
    static ExplainedModel of(Node loss, List<Node> asked, Map<String, Node> names) {
        Walk forward = Walk.from(List.of(loss));
        List<Node> wrt = asked.isEmpty() ? trained(forward, names) : asked;
        Naming naming = Naming.of(names, forward);
        Gradient gradient = Gradient.of(loss, wrt);
        List<Message> notes = new ArrayList<>();
        if (wrt.isEmpty()) {
            notes.add(Message.say("{0} is computed from no input and no parameter", naming.ofLoss()));
        }
        for (Node x : wrt) {
            Message why = gradient.adjoint(x).why();
            if (!why.isEmpty()) {
                notes.add(why);
            }
        }
        Simplification simplification = new Simplification();
        Planner planner = new Planner(gradient, forward, wrt, naming, simplification);
        List<Line> lines = planner.plan();
        planner.spent().ifPresent(notes::add);
        if (simplification.isSpent()) {
            notes.add(Message.say(
                    "{0} formulas are simplified; the others stand as they were derived", Simplification.MOST));
        }
        return new ExplainedModel(
                forward, gradient, wrt, naming, simplification, SharedParts.extract(lines, naming), notes);
    }

    Node loss() {
        return gradient.result();
    }

    /** What the loss is computed from and has a name, by name; the loss last. */
    Map<String, Node> named() {
        Map<String, Node> named = new LinkedHashMap<>();
        for (Node node : forward.nodes()) {
            if (node == loss() || (!node.isLeaf() && node.isVariable() && naming.has(node))) {
                named.put(node == loss() ? naming.ofLoss() : naming.apply(node), node);
            }
        }
        return named;
    }

    /** What stands above the lines in the notation: what is derived, and why some lines are not there. */
    String heading(Language language) {
        return notes.stream()
                .map(note -> "# " + note.text(language) + "\n")
                .collect(Collectors.joining("", "derive " + naming.ofLoss() + "\n", ""));
    }

    /** A line with a comment in a column of its own, unless the line is longer. */
    static String commented(String line, int column, String comment) {
        int blanks = Math.max(2, column - line.codePointCount(0, line.length()));
        return line + (comment.isEmpty() ? "" : " ".repeat(blanks) + "# " + comment) + "\n";
    }

    /** With a name for every node where the model names nothing between the loss and its variables. */
    ExplainedModel withNamedSteps() {
        for (Node node : forward.nodes()) {
            if (node != loss() && !node.isLeaf() && naming.has(node)) {
                return this;
            }
        }
        Naming named = naming.withEvery(forward);
        return new ExplainedModel(forward, gradient, wrt, named, simplification, List.of(), notes);
    }

    /** A formula with names for what has one: the name alone where the formula has one itself. */
    Written written(Node node) {
        String name = naming.apply(node);
        return name.isEmpty() ? definition(node) : Written.named(name, node.shape());
    }

    /** What a node is computed as, even when it has a name. */
    Written definition(Node node) {
        return Written.of(new TransposedProduct(naming::has).of(node), naming);
    }

    /** The parameters in the order in which the model declares them; the inputs when there are none. */
    static List<Node> trained(Walk forward, Map<String, Node> names) {
        List<Node> candidates = new ArrayList<>(names.values());
        candidates.addAll(forward.nodes());
        List<Node> leaves = new ArrayList<>();
        List<Node> params = new ArrayList<>();
        for (Node node : candidates) {
            if (node.op() instanceof Leaf leaf && node.type().isReal() && forward.indexOf(node) >= 0) {
                List<Node> kind = leaf.role() == Leaf.Role.PARAM ? params : leaves;
                if (!kind.contains(node)) {
                    kind.add(node);
                }
            }
        }
        return params.isEmpty() ? leaves : params;
    }
}
