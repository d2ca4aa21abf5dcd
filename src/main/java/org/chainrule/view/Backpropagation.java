package org.chainrule.view;

import static org.chainrule.message.Message.say;

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
import org.chainrule.message.Language;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Tensor;

/** The numbers of a picture: the value and the gradient of every node, and what flows back along single edges. */
final class Backpropagation {
    private final Walk walk;
    private final Optional<Gradient> gradient;
    private final boolean inputGradients;
    private final boolean hundredths;
    private final Language language;
    private Optional<Values> values = Optional.empty();

    /**
     * Nothing is computed yet.
     *
     * @param hundredths whether numbers have two decimals, as in the circuits of lectures
     */
    Backpropagation(Node result, boolean backward, boolean inputGradients, boolean hundredths, Language language) {
        this.language = language;
        this.hundredths = hundredths;
        this.walk = Walk.from(List.of(result));
        this.gradient = backward && result.type().isReal() ? Optional.of(Gradient.of(result)) : Optional.empty();
        this.inputGradients = inputGradients;
    }

    /**
     * Computes everything the picture shows.
     *
     * @param steps the operands whose share of a gradient, and whose local derivative, are shown as numbers
     */
    void run(List<Binding> bindings, List<LabelledGraph.Edge> steps) {
        List<Node> outputs = new ArrayList<>(walk.nodes());
        for (Node node : walk.nodes()) {
            cotangent(node).ifPresent(outputs::add);
        }
        for (LabelledGraph.Edge step : steps) {
            contribution(step.from(), step.to()).ifPresent(outputs::add);
            local(step.from(), step.to()).ifPresent(outputs::add);
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
        return values.flatMap(v -> v.find(node)).map(this::panel).orElseGet(Panel::none);
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
            return Panel.absent(say("zero: every path is flat").text(language));
        }
        return adjoint instanceof Adjoint.NotDifferentiable
                ? Panel.absent(say("not defined").text(language))
                : Panel.absent(say("not computed").text(language));
    }

    /** What flows back from a gate to an operand, as a number; empty when it is not worth showing. */
    String flow(Node from, Node to) {
        return number(contribution(from, to));
    }

    /** The local derivative of a gate by an operand, as a number; empty when it is none. */
    String localNumber(Node from, Node to) {
        return number(local(from, to));
    }

    private String number(Optional<Node> formula) {
        return formula.flatMap(node -> values.flatMap(v -> v.find(node)))
                .filter(value -> value.count() == 1)
                .map(value -> ShortNumbers.hundredths(value.at(0)))
                .orElse("");
    }

    private Optional<Node> cotangent(Node node) {
        return gradient.map(g -> g.adjoint(node)).map(a -> a instanceof Adjoint.Value value ? value.node() : null);
    }

    private Optional<Node> contribution(Node x, Node z) {
        return wants(x) ? cotangent(z).flatMap(dz -> back(x, z, dz)) : Optional.empty();
    }

    private Optional<Node> local(Node x, Node z) {
        return gradient.isPresent() && z.isScalar() && z.type().isReal()
                ? back(x, z, Node.constant(1))
                : Optional.empty();
    }

    /** What becomes of a cotangent on its way through one op to a scalar operand, over all its places. */
    private static Optional<Node> back(Node x, Node z, Node dz) {
        Optional<Node> sum = Optional.empty();
        for (int k = 0; k < z.inputs().size(); k++) {
            boolean smooth = z.input(k) == x
                    && x.isScalar()
                    && !x.isConstant()
                    && x.type().isReal()
                    && z.op().smoothness(k).isSmooth();
            if (smooth) {
                Node dx = Broadcast.undo(z.op().vjp(k, dz, z, z.inputs()), x.shape());
                sum = Optional.of(sum.map(before -> before.plus(dx)).orElse(dx));
            }
        }
        return sum;
    }

    private Panel panel(Tensor value) {
        if (hundredths && value.rank() == 0) {
            return Panel.text(ShortNumbers.hundredths(value.at(0)));
        }
        int[] shape = new int[value.rank()];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = value.shape().extent(axis);
        }
        return Panel.of(value.toArray(), shape);
    }
}
