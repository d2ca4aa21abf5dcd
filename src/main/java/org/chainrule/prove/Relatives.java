package org.chainrule.prove;

import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Sigmoids;
import org.jspecify.annotations.Nullable;

/**
 * Derivatives of activations by the activation itself, where that is left as it is: with A = tanh(Z), tanh'(Z) is 1 − A²,
 * and with A = σ(Z), σ(−Z) is 1 − A. So a proof speaks of A, as a derivation does.
 */
final class Relatives {
    private Relatives() {}

    /** The kept activation that a node is a simple function of, or null. */
    static @Nullable Node of(Node node, NodeMap<Boolean> kept) {
        if (kept.size() == 0) {
            return null;
        }
        Node found = null;
        if (node.op() == Hyperbolic.SECH2) {
            found = Hyperbolic.TANH.of(node.input(0));
        } else if (node.op() == Sigmoids.SIGMOID) {
            Node x = node.input(0);
            found = Sigmoids.SIGMOID.of(x.op() == Arithmetic.NEG ? x.input(0) : x.neg());
        }
        return found != null && kept.has(found) ? found : null;
    }

    static String text(Node node, Node relative) {
        String name = Printer.name(relative);
        String argument = Printer.name(node.input(0));
        return node.op() == Sigmoids.SIGMOID
                ? "sigmoid(" + argument + ") = 1 - " + name
                : "tanh'(" + argument + ") = 1 - " + name + "^2";
    }
}
