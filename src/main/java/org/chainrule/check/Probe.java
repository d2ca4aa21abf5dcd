package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.Interpreter;
import org.chainrule.exec.Values;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Substitution;
import org.chainrule.graph.Walk;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Tensor;

/**
 * A scalar as a function of one node's value, everything else held fixed. The node may be an input, a parameter, or
 * computed. Only what depends on the node is evaluated again, and values outside the declared domain are let through,
 * since difference quotients step outside.
 */
final class Probe {
    private final Values base;
    private final Node result;
    private final Node variable;
    private final List<Binding> frontier = new ArrayList<>();
    private final Node rebuilt;
    /** The nodes that are piecewise constant, as they were and as they are rebuilt. */
    private final List<Node> flat = new ArrayList<>();

    private final List<Node> flatRebuilt;
    private final boolean constant;
    private double magnitude;
    private int evaluations;

    /**
     * @param result the scalar
     * @param variable the node that moves
     * @param held nodes that keep their value whatever moves
     * @param base a run that computed all of these
     */
    Probe(Node result, Node variable, NodeMap<Boolean> held, Values base) {
        this.base = base;
        this.result = result;
        NodeMap<Node> replacements = new NodeMap<>();
        Node moving = free(variable);
        replacements.put(variable, moving);
        Walk walk = Walk.from(List.of(result));
        boolean[] depends = new boolean[walk.size()];
        for (int i = 0; i < depends.length; i++) {
            Node node = walk.node(i);
            depends[i] = node == variable
                    || (!held.has(node) && node.inputs().stream().anyMatch(input -> depends[walk.indexOf(input)]));
        }
        for (int i = 0; i < depends.length; i++) {
            if (depends[i]) {
                magnitude = Math.max(magnitude, largest(base.get(walk.node(i))));
            }
            if (depends[i] && walk.node(i) != variable) {
                if (isFlat(walk.node(i))) {
                    flat.add(walk.node(i));
                }
                for (Node input : walk.node(i).inputs()) {
                    if (!depends[walk.indexOf(input)] && !isPlain(input) && !replacements.has(input)) {
                        Node fixed = free(input);
                        replacements.put(input, fixed);
                        frontier.add(fixed.is(base.get(input)));
                    }
                }
            }
        }
        this.constant = !depends[depends.length - 1];
        this.variable = moving;
        this.rebuilt = constant
                ? result
                : Substitution.apply(List.of(result), replacements).get(0);
        this.flatRebuilt = Substitution.apply(flat, replacements);
    }

    private static boolean isFlat(Node node) {
        return IntStream.range(0, node.inputs().size())
                .anyMatch(k -> node.op().smoothness(k).kind() == Smoothness.Kind.FLAT);
    }

    /** True when a piecewise constant node, such as a comparison, jumps between the base point and this one. */
    boolean switches(Tensor value) {
        if (flat.isEmpty()) {
            return false;
        }
        List<Binding> bindings = new ArrayList<>(frontier);
        bindings.add(variable.is(value));
        evaluations++;
        try {
            Values values = Interpreter.run(flatRebuilt, bindings, base.sizes(), DType.F64);
            for (int i = 0; i < flat.size(); i++) {
                if (jumps(values.get(flatRebuilt.get(i)), base.get(flat.get(i)))) {
                    return true;
                }
            }
            return false;
        } catch (ChainruleException e) {
            return true;
        }
    }

    /** A node that only moves a little is not constant in pieces, it hides its derivative. */
    private static boolean jumps(Tensor value, Tensor before) {
        for (int i = 0; i < value.count(); i++) {
            if (Math.abs(value.at(i) - before.at(i)) > 1e-3 * Math.max(1, Math.abs(before.at(i)))) {
                return true;
            }
        }
        return false;
    }

    private static double largest(Tensor tensor) {
        double largest = 0;
        for (int i = 0; i < tensor.count(); i++) {
            double entry = Math.abs(tensor.at(i));
            largest = Double.isFinite(entry) ? Math.max(largest, entry) : largest;
        }
        return largest;
    }

    /** The largest finite number among the results that depend on the variable. */
    double magnitude() {
        return magnitude;
    }

    private static boolean isPlain(Node node) {
        return node.inputs().isEmpty() && !node.isLeaf();
    }

    private static Node free(Node node) {
        return Node.input(node.label().orElse("x"), node.type(), Domain.REAL);
    }

    /** The scalar where the variable has this value; NaN where the graph refuses it. */
    double at(Tensor value) {
        if (constant) {
            return base.get(result).item();
        }
        evaluations++;
        List<Binding> bindings = new ArrayList<>(frontier);
        bindings.add(variable.is(value));
        try {
            return Interpreter.run(List.of(rebuilt), bindings, base.sizes(), DType.F64)
                    .get(rebuilt)
                    .item();
        } catch (ChainruleException e) {
            return Double.NaN;
        }
    }

    /** How often the graph was run. */
    int evaluations() {
        return evaluations;
    }
}
