package org.chainrule.grad;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Masked;
import org.chainrule.graph.Node;
import org.chainrule.graph.NodeMap;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.ops.Gaussian;
import org.chainrule.ops.Hyperbolic;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.SpecialFunctions;
import org.chainrule.ops.Trigonometry;

/** Whether a formula is an odd function of one of its nodes: it changes its sign, and nothing else, with that node. */
final class Parity {
    /** Larger formulas are not looked at. */
    private static final int MOST = 200;

    private static final Set<Op> ODD = Set.of(
            Arithmetic.NEG,
            Trigonometry.SIN,
            Trigonometry.TAN,
            Trigonometry.ASIN,
            Trigonometry.ATAN,
            Hyperbolic.SINH,
            Hyperbolic.TANH,
            Hyperbolic.ASINH,
            Hyperbolic.ATANH,
            Gaussian.ERF,
            Sigmoids.SOFTSIGN,
            SpecialFunctions.CBRT,
            SpecialFunctions.ERFINV,
            Rounding.SIGN);

    private static final Set<Op> EVEN = Set.of(
            Powers.SQUARE,
            Rounding.ABS,
            Trigonometry.COS,
            Hyperbolic.COSH,
            Hyperbolic.SECH2,
            Hyperbolic.LOGCOSH,
            Gaussian.NORMAL_PDF);

    private static final int NEITHER = 0;
    private static final int IS_EVEN = 1;
    private static final int IS_ODD = -1;

    private Parity() {}

    static boolean isOdd(Node formula, Node in) {
        NodeMap<Integer> parity = new NodeMap<>();
        parity.put(in, IS_ODD);
        Deque<Node> stack = new ArrayDeque<>(List.of(formula));
        while (!stack.isEmpty() && parity.size() < MOST) {
            Node node = stack.element();
            int waiting = stack.size();
            if (!parity.has(node)) {
                node.inputs().stream().filter(input -> !parity.has(input)).forEach(stack::push);
            }
            if (stack.size() == waiting) {
                stack.pop();
                if (!parity.has(node)) {
                    parity.put(node, of(node, parity));
                }
            }
        }
        return stack.isEmpty() && parity.at(formula) == IS_ODD;
    }

    private static int of(Node node, NodeMap<Integer> known) {
        int product = IS_EVEN;
        boolean constant = true;
        boolean same = true;
        for (Node input : node.inputs()) {
            int p = known.at(input);
            product *= p;
            constant &= p == IS_EVEN;
            same &= p == known.at(node.input(0));
        }
        Op op = node.op();
        if (constant) {
            return IS_EVEN;
        }
        if (op == Arithmetic.MUL || op == Arithmetic.DIV) {
            return product;
        }
        if (op == Arithmetic.ADD || op == Arithmetic.SUB) {
            return same ? product == NEITHER ? NEITHER : known.at(node.input(0)) : NEITHER;
        }
        if (ODD.contains(op)) {
            return product;
        }
        if (EVEN.contains(op)) {
            return product == NEITHER ? NEITHER : IS_EVEN;
        }
        if (op == Masked.OP) {
            return known.at(node.input(0)) == IS_EVEN ? known.at(node.input(1)) : NEITHER;
        }
        if (op == Powers.POW) {
            return power(node, known.at(node.input(0)));
        }
        return op.maskRule() == MaskRule.LINEAR && node.inputs().size() == 1 ? product : NEITHER;
    }

    private static int power(Node node, int base) {
        double exponent = node.input(1).constantScalar().orElse(0.5);
        boolean whole = exponent == Math.rint(exponent);
        return !whole || base == NEITHER ? NEITHER : exponent % 2 == 0 ? IS_EVEN : base;
    }
}
