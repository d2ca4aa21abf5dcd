package org.chainrule.symbolic.prove;

import java.util.List;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Sigmoids;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives of activations by the activation itself, where that is left as it is: with A = tanh(Z), tanh'(Z) is 1 − A²,
 * and with A = σ(Z), σ(−Z) is 1 − A. So a proof speaks of A, as a derivation does.
 */
final class ActivationSlopes {
    private ActivationSlopes() {}

    /** The derivative of a kept activation by the activation, when a node is that, or null. */
    static @Nullable Node of(Node node, NodeMap<Boolean> kept) {
        Node found = kept.size() == 0 ? null : relative(node);
        if (found == null || !kept.has(found)) {
            return null;
        }
        return Node.constant(1).minus(node.op() == Sigmoids.SIGMOID ? found : found.times(found));
    }

    private static @Nullable Node relative(Node node) {
        if (node.op() == Hyperbolic.SECH2) {
            return Hyperbolic.TANH.of(node.input(0));
        }
        if (node.op() == Sigmoids.SIGMOID) {
            Node x = node.input(0);
            return Sigmoids.SIGMOID.of(x.op() == Arithmetic.NEG ? x.input(0) : x.neg());
        }
        return null;
    }

    /** Keeps the activations of which one side has the derivative and either has the activation itself. */
    static void keep(List<Walk> sides, NodeMap<Boolean> kept) {
        for (Walk side : sides) {
            for (Node node : side.nodes()) {
                // Of σ(z) and σ(−z) it is the first that a derivation speaks of.
                boolean derivative =
                        node.op() != Sigmoids.SIGMOID || node.input(0).op() == Arithmetic.NEG;
                Node relative = kept.has(node) || !derivative ? null : relative(node);
                if (relative != null && sides.stream().anyMatch(other -> other.indexOf(relative) >= 0)) {
                    kept.put(relative, true);
                }
            }
        }
    }

    /** What a node is, for a reader. */
    static String text(Node node) {
        Node found = relative(node);
        String name = found == null ? "" : Printer.name(found);
        String argument = Printer.name(node.input(0));
        return node.op() == Sigmoids.SIGMOID
                ? "sigmoid(" + argument + ") = 1 - " + name
                : "tanh'(" + argument + ") = 1 - " + name + "^2";
    }
}
