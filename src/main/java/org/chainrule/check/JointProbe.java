package org.chainrule.check;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.error.ChainruleException;
import org.chainrule.exec.compile.Program;
import org.chainrule.graph.Binding;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Substitution;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/** A scalar as a function of many leaves at once, compiled. Values outside the declared domains are let through. */
final class JointProbe {
    private final List<Node> moving;
    private final List<Binding> fixed = new ArrayList<>();
    private final Sizes sizes;
    private final Node rebuilt;
    private final Program program;
    private int evaluations;

    /**
     * @param leaves that move
     * @param held nodes that keep their value whatever moves
     * @param bindings values of all leaves
     */
    JointProbe(Node scalar, List<Node> leaves, NodeMap<Boolean> held, List<Binding> bindings, Sizes sizes) {
        this.sizes = sizes;
        NodeMap<Node> replacements = new NodeMap<>();
        moving = leaves.stream().map(JointProbe::free).toList();
        for (int i = 0; i < leaves.size(); i++) {
            replacements.put(leaves.get(i), moving.get(i));
        }
        List<Node> still = new ArrayList<>();
        held.forEach((node, yes) -> still.add(node));
        if (!still.isEmpty()) {
            var values = Program.of(still, DType.F64).run(bindings, sizes);
            for (Node node : still) {
                Node stays = free(node);
                replacements.put(node, stays);
                fixed.add(stays.is(values.get(node)));
            }
        }
        bindings.stream().filter(binding -> !replacements.has(binding.leaf())).forEach(fixed::add);
        rebuilt = Substitution.apply(List.of(scalar), replacements).get(0);
        program = Program.of(List.of(rebuilt), DType.F64);
    }

    private static Node free(Node node) {
        return Node.input(node.label().orElse("x"), node.type(), Domain.REAL);
    }

    /** The scalar where the leaves have these values; NaN where the graph refuses them. */
    double at(List<Tensor> values) {
        evaluations++;
        List<Binding> bindings = new ArrayList<>(fixed);
        for (int i = 0; i < values.size(); i++) {
            bindings.add(moving.get(i).is(values.get(i)));
        }
        try {
            return program.run(bindings, sizes).get(rebuilt).item();
        } catch (ChainruleException e) {
            return Double.NaN;
        }
    }

    /** How often it was computed. */
    int evaluations() {
        return evaluations;
    }
}
