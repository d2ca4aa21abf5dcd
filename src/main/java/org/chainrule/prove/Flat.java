package org.chainrule.prove;

import java.util.List;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Leaf;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Walk;
import org.chainrule.graph.Where;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sigmoids;
import org.chainrule.tensor.Domain;

/** Which nodes may keep one value while their inputs vary: labels, rounded numbers, rectified ones. */
final class Flat {
    private static final Set<Op> CUT_OFF =
            Set.of(Rectifiers.RELU, Rectifiers.RELU6, Sigmoids.HARD_SIGMOID, Sigmoids.HARD_TANH);

    private Flat() {}

    /** True unless the node is known to vary. */
    static boolean mayStayConstant(Node node) {
        Walk walk = Walk.from(List.of(node));
        boolean[] flat = new boolean[walk.size()];
        for (int i = 0; i < flat.length; i++) {
            Node at = walk.node(i);
            List<Node> inputs = at.inputs();
            boolean all = true;
            boolean any = false;
            for (int k = 0; k < inputs.size(); k++) {
                boolean input = flat[walk.input(i, k)];
                all &= input;
                any |= input && inputs.get(k).isVariable();
            }
            boolean sum = at.op() == Arithmetic.ADD || at.op() == Arithmetic.SUB;
            flat[i] = inputs.isEmpty() ? isLabel(at) : isCutOff(at.op()) || (sum ? all : any);
        }
        return flat[flat.length - 1];
    }

    private static boolean isCutOff(Op op) {
        return CUT_OFF.contains(op)
                || op instanceof Where
                || op instanceof Extremes.Clamp
                || op.smoothness(0).kind() == Smoothness.Kind.FLAT;
    }

    private static boolean isLabel(Node node) {
        if (!(node.op() instanceof Leaf leaf)) {
            return true;
        }
        Domain.Kind kind = leaf.domain().kind();
        return !node.type().isReal()
                || kind == Domain.Kind.BINARY
                || kind == Domain.Kind.ONEHOT
                || kind == Domain.Kind.INTEGER;
    }
}
