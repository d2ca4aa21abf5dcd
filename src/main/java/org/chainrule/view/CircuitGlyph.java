package org.chainrule.view;

import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.tensor.TensorText;

/**
 * What stands in the circle of a gate. A number that a gate works with is part of its sign, as in lectures: {@code +1},
 * {@code *-1}, {@code 1/x}, {@code ^2}.
 */
final class CircuitGlyph {
    private CircuitGlyph() {}

    static String of(Node node) {
        Op op = node.op();
        if (op == Arithmetic.NEG) {
            return "*-1";
        }
        if (!holdsItsConstant(node)) {
            return op == Arithmetic.MUL && node.isScalar() ? "*" : op == Arithmetic.MUL ? "⊙" : op.glyph();
        }
        boolean left = number(node.input(0));
        String c = TensorText.number(node.input(left ? 0 : 1).constantScalar().orElse(0.0));
        if (op == Arithmetic.ADD) {
            return c.startsWith("-") ? c : "+" + c;
        }
        if (op == Arithmetic.SUB) {
            return left ? c + "-x" : "-" + c;
        }
        if (op == Arithmetic.MUL) {
            return "*" + c;
        }
        if (op == Arithmetic.DIV) {
            return left ? c + "/x" : "/" + c;
        }
        return left ? c + "^x" : "^" + c;
    }

    /** Whether a gate of two operands has a number for one of them, and shows it itself. */
    static boolean holdsItsConstant(Node node) {
        Op op = node.op();
        boolean fits = op == Arithmetic.ADD
                || op == Arithmetic.SUB
                || op == Arithmetic.MUL
                || op == Arithmetic.DIV
                || op == Powers.POW;
        return fits && number(node.input(0)) != number(node.input(1));
    }

    private static boolean number(Node node) {
        return node.inputs().isEmpty() && node.constantScalar().isPresent();
    }
}
