package org.chainrule.symbolic.prove;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Expansion;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.StopGradient;
import org.chainrule.graph.Walk;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Trigonometry;
import org.chainrule.symbolic.facts.ValueFacts;

/** Which nodes may keep one value while their inputs vary: labels, rounded numbers, rectified ones, differences. */
final class ConstantRegions {
    /** Primitives of single entries that vary wherever their inputs do. */
    private static final Set<Op> SMOOTH = Set.of(
            Arithmetic.ADD,
            Arithmetic.SUB,
            Arithmetic.MUL,
            Arithmetic.DIV,
            Arithmetic.NEG,
            Powers.POW,
            Powers.SQRT,
            Powers.EXP,
            Powers.LOG,
            Rounding.ABS,
            Trigonometry.SIN,
            Trigonometry.COS,
            Trigonometry.ASIN,
            Trigonometry.ATAN,
            Trigonometry.ATAN2,
            Gaussian.NORMAL_CDF);

    private ConstantRegions() {}

    /** True unless the node is known to vary. */
    static boolean mayStayConstant(Node node) {
        Walk walk = Walk.from(List.of(Expansion.of(node, SMOOTH::contains)));
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
                    : mayStay(at) || (sum ? all || shareLeaves(inputs.get(0), inputs.get(1)) : any);
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

    /** Whether a primitive varies wherever its inputs do. */
    static boolean isSmooth(Op op) {
        return SMOOTH.contains(op);
    }

    /** Whether a node may stay although what it is computed from varies; of an unknown op nothing is known. */
    private static boolean mayStay(Node node) {
        Op op = node.op();
        boolean moves = node.contraction().isPresent() || op instanceof Joining.Concat || op instanceof StopGradient;
        boolean kernel =
                op instanceof Determinants.Det || op instanceof Determinants.LogDet || op instanceof Inverses.Inverse;
        return !moves && !kernel && !isSmooth(op);
    }

    private static boolean isLabel(Node node) {
        return !node.isLeaf()
                || !node.type().isReal()
                || ValueFacts.declared(node).whole();
    }
}
