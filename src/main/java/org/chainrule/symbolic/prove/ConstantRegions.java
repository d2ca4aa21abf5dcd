package org.chainrule.symbolic.prove;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

/** Which nodes may keep one value while their inputs vary: labels, rounded numbers, rectified ones, differences. */
final class ConstantRegions {
    private static final Set<Op> CUT_OFF =
            Set.of(Rectifiers.RELU, Rectifiers.RELU6, Sigmoids.HARD_SIGMOID, Sigmoids.HARD_TANH);

    /** These return one of their entries, which may be a constant among them. */
    private static final Set<String> SELECTING =
            Set.of("max", "min", "maximum", "minimum", "sort", "topk", "max_pool2d");

    private ConstantRegions() {}

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
            flat[i] = inputs.isEmpty()
                    ? isLabel(at)
                    : isCutOff(at.op()) || (sum ? all || shareLeaves(inputs.get(0), inputs.get(1)) : any);
        }
        return flat[flat.length - 1];
    }

    /** What is in both may cancel: x − max(x) is 0 at one entry always. */
    private static boolean shareLeaves(Node x, Node y) {
        return !Collections.disjoint(leaves(x), leaves(y));
    }

    /** The inputs and parameters below a node. */
    static Set<Node> leaves(Node node) {
        return node.ancestors().stream().filter(Node::isLeaf).collect(Collectors.toSet());
    }

    private static boolean isCutOff(Op op) {
        return CUT_OFF.contains(op)
                || SELECTING.contains(op.name())
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
