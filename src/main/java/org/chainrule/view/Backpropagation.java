package org.chainrule.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.grad.Adjoint;
import org.chainrule.grad.Gradient;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Broadcast;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** The numbers of a picture: the value and the gradient of every node, and what flows back along single edges. */
final class Backpropagation {
    private final Walk walk;
    private final Optional<Gradient> gradient;
    private final boolean inputGradients;
    private Optional<Values> values = Optional.empty();

    Backpropagation(Node result, boolean backward, boolean inputGradients) {
        this.walk = Walk.from(List.of(result));
        this.gradient = backward && result.type().isReal() ? Optional.of(Gradient.of(result)) : Optional.empty();
        this.inputGradients = inputGradients;
    }

    /** Computes everything the picture shows. */
    void run(List<Binding> bindings) {
        List<Node> outputs = new ArrayList<>(walk.nodes());
        for (Node node : walk.nodes()) {
            cotangent(node).ifPresent(outputs::add);
            for (int k = 0; k < node.inputs().size(); k++) {
                contribution(node, k).ifPresent(outputs::add);
            }
        }
        List<Binding> used =
                bindings.stream().filter(b -> walk.indexOf(b.leaf()) >= 0).toList();
        values = Optional.of(Interpreter.run(outputs, used, DType.F64));
    }

    /** Whether the backward pass is part of the picture. */
    boolean isBackward() {
        return gradient.isPresent();
    }

    /** Whether a gradient belongs on a node: data and constants have none. */
    boolean wants(Node node) {
        boolean data = node.op() instanceof Leaf leaf && leaf.role() == Leaf.Role.INPUT;
        return gradient.isPresent() && !node.isConstant() && node.type().isReal() && (!data || inputGradients);
    }

    Panel value(Node node) {
        return values.flatMap(v -> v.find(node)).map(Backpropagation::panel).orElseGet(Panel::none);
    }

    Panel gradient(Node node) {
        if (gradient.isEmpty() || !wants(node)) {
            return Panel.none();
        }
        Adjoint adjoint = gradient.get().adjoint(node);
        if (adjoint instanceof Adjoint.Value value) {
            return value(value.node());
        }
        if (values.isEmpty()) {
            return Panel.none();
        }
        if (adjoint instanceof Adjoint.Zero) {
            return Panel.absent("zero: every path is flat");
        }
        return adjoint instanceof Adjoint.NotDifferentiable ? Panel.absent("not defined") : Panel.notComputed();
    }

    /** What flows back along one edge, as a number or a short text; empty when it is not worth showing. */
    String flow(Node z, int k) {
        return contribution(z, k)
                .flatMap(node -> values.flatMap(v -> v.find(node)))
                .filter(value -> value.count() == 1)
                .map(value -> ShortNumbers.format(value.at(0)))
                .orElse("");
    }

    private Optional<Node> cotangent(Node node) {
        return gradient.map(g -> g.adjoint(node)).map(a -> a instanceof Adjoint.Value value ? value.node() : null);
    }

    private Optional<Node> contribution(Node z, int k) {
        Node x = z.input(k);
        boolean shared = x.isScalar()
                && !x.isConstant()
                && z.op().smoothness(k).isSmooth()
                && x.type().isReal();
        return shared && wants(x)
                ? cotangent(z).map(dz -> Broadcast.undo(z.op().vjp(k, dz, z, z.inputs()), x.shape()))
                : Optional.empty();
    }

    private static Panel panel(Tensor value) {
        int[] shape = new int[value.rank()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = value.shape().extent(axis);
        }
        return Panel.of(value.toArray(), shape);
    }
}
