package org.chainrule.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;

/**
 * What all forms of an explanation are made from.
 *
 * @param forward everything the loss is computed from, the loss last
 * @param gradient the gradients as they were derived
 * @param wrt the variables asked for
 * @param lines the simplified gradients, each after those it uses
 * @param notes why a gradient has no line, a sentence each
 */
record Derivation(
        Walk forward, Gradient gradient, List<Node> wrt, Naming naming, List<Line> lines, List<String> notes) {
    /** The derivation for variables; for all parameters, or else all inputs, when none is given. */
    static Derivation of(Node loss, List<Node> asked, Map<String, Node> names) {
        Walk forward = Walk.from(List.of(loss));
        List<Node> wrt = asked.isEmpty() ? trained(forward, names) : asked;
        Naming naming = Naming.of(names, forward);
        Gradient gradient = Gradient.of(loss, wrt);
        List<String> notes = new ArrayList<>();
        for (Node x : wrt) {
            String why = gradient.adjoint(x).why();
            if (!why.isEmpty()) {
                notes.add(why);
            }
        }
        List<Line> lines = new Planner(gradient, forward, wrt, naming, new Simplification()).plan();
        return new Derivation(forward, gradient, wrt, naming, Helpers.extract(lines, naming), notes);
    }

    /** The parameters in the order in which the model declares them; the inputs when there are none. */
    private static List<Node> trained(Walk forward, Map<String, Node> names) {
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
