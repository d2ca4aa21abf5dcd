package org.chainrule.symbolic.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Rounding;

/**
 * A node that has no value for a whole region of what it is computed from, as the logarithm of a tanh has none where that is
 * negative. What is given directly is not asked about: its domain can be declared.
 *
 * @param node the node
 * @param needs what its input has to meet
 * @param factor what the node is multiplied by, if it is the logarithm in a product
 */
public record LostValues(Node node, Condition needs, Optional<Node> factor) {
    /** All such nodes below a root, in the order of computation. */
    public static List<LostValues> in(Node root) {
        List<LostValues> found = new ArrayList<>();
        if (Definedness.of(root).stream().anyMatch(LostValues::leavesOutMuch)) {
            Walk walk = Walk.from(List.of(root));
            walk.nodes().forEach(node -> of(node, walk).ifPresent(found::add));
        }
        return found;
    }

    private static boolean leavesOutMuch(Condition condition) {
        return condition.where() == null && !condition.leavesOutLittle();
    }

    private static boolean losesMuch(Node node) {
        return Definedness.of(node).stream().anyMatch(LostValues::leavesOutMuch);
    }

    private static Optional<LostValues> of(Node node, Walk walk) {
        if (node.inputs().isEmpty() || node.inputs().stream().anyMatch(LostValues::losesMuch)) {
            return Optional.empty();
        }
        Node argument = node.input(node.op() == Guarded.XLOGY ? 1 : 0);
        return argument.isLeaf() || !reaches(argument)
                ? Optional.empty()
                : Definedness.of(node).stream()
                        .filter(LostValues::leavesOutMuch)
                        .findFirst()
                        .map(lost -> new LostValues(
                                node, new Condition(lost.relation(), argument, null), factor(node, walk)));
    }

    /** Whether an argument takes values that are not allowed on a whole region, not only where it happens to be 0. */
    private static boolean reaches(Node argument) {
        return !new Deduction().of(argument).isNonnegative()
                || Walk.from(List.of(argument)).nodes().stream()
                        .anyMatch(node -> node.op() != Rounding.ABS
                                && !node.op().switches(node.inputs()).isEmpty());
    }

    private static Optional<Node> factor(Node log, Walk walk) {
        return walk.nodes().stream()
                .filter(node -> log.op() == Powers.LOG
                        && node.op() == Arithmetic.MUL
                        && node.inputs().contains(log))
                .map(node -> node.input(node.input(0) == log ? 1 : 0))
                .findFirst();
    }
}
