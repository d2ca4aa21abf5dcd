package org.chainrule.check.diagnose;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;

/** Formulas that nobody would write: {@code dA * keep / keep}. */
final class Cancelling {
    private Cancelling() {}

    /** Whether a formula multiplies by something and divides by it. */
    static boolean isIn(Expr expr) {
        for (Expr part : expr.parts()) {
            if (part instanceof Expr.Binary product
                    && (product.op() == BinaryOp.DIVIDE || product.op() == BinaryOp.MULTIPLY)) {
                List<Expr> above = new ArrayList<>();
                List<Expr> below = new ArrayList<>();
                factors(part, above, below);
                if (below.stream().anyMatch(factor -> !(factor instanceof Expr.Num) && above.contains(factor))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The entrywise factors of a product and of what it is divided by. */
    private static void factors(Expr expr, List<Expr> above, List<Expr> below) {
        Deque<Expr> products = new ArrayDeque<>(List.of(expr));
        Deque<Expr> divisors = new ArrayDeque<>();
        while (!products.isEmpty() || !divisors.isEmpty()) {
            boolean over = !products.isEmpty();
            Expr next = over ? products.pop() : divisors.pop();
            if (next instanceof Expr.Binary binary && binary.op() == BinaryOp.MULTIPLY) {
                (over ? products : divisors).push(binary.left());
                (over ? products : divisors).push(binary.right());
            } else if (next instanceof Expr.Binary binary && binary.op() == BinaryOp.DIVIDE) {
                (over ? products : divisors).push(binary.left());
                (over ? divisors : products).push(binary.right());
            } else {
                (over ? above : below).add(next);
            }
        }
    }
}
