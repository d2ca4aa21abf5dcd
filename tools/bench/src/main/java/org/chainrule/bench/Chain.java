package org.chainrule.bench;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.Type;
import org.chainrule.ops.Trigonometry;
import org.chainrule.tensor.Domain;

/**
 * The chain {@code x = sin(x) * w_i + x} of scalars: three ops and one parameter a step, {@code x} used twice, so that
 * cotangents meet at every step.
 */
record Chain(Node start, List<Node> weights, Node end) {
    /** Where every run starts. */
    static final double START = 0.3;

    static Chain build(int steps) {
        Node start = Node.param("x0", Type.SCALAR, Domain.REAL);
        List<Node> weights = new ArrayList<>(steps);
        Node x = start;
        for (int i = 0; i < steps; i++) {
            Node w = Node.param("w" + i, Type.SCALAR, Domain.REAL);
            weights.add(w);
            x = Trigonometry.SIN.of(x).times(w).plus(x);
        }
        return new Chain(start, weights, x);
    }

    /** The gradients with respect to the start and all weights, in this order. */
    List<Node> derive() {
        List<Node> wrt = new ArrayList<>(weights.size() + 1);
        wrt.add(start);
        wrt.addAll(weights);
        Gradient gradient = Gradient.of(end, wrt);
        return wrt.stream().map(gradient::get).toList();
    }

    Binding[] bindings() {
        Binding[] bindings = new Binding[weights.size() + 1];
        bindings[0] = start.is(START);
        for (int i = 0; i < weights.size(); i++) {
            bindings[i + 1] = weights.get(i).is(weight(i));
        }
        return bindings;
    }

    /** Small and of both signs, so that the value neither grows nor settles at once. */
    static double weight(int i) {
        return 0.01 * (i % 7 - 3);
    }
}
