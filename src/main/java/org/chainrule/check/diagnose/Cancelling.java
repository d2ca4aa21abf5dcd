package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;

/** Formulas that nobody would write: {@code dA * keep / keep}. */
final class Cancelling {
    private Cancelling() {}

    /** Whether a formula multiplies by something and divides by it. */
    static boolean isIn(Expr expr) {
        for (Expr part : expr.parts()) {
            if (part instanceof Expr.Binary quotient && quotient.op() == BinaryOp.DIVIDE) {
                List<Expr> above = new ArrayList<>();
                List<Expr> below = new ArrayList<>();
                factors(quotient, above, below);
                if (below.stream().anyMatch(factor -> !(factor instanceof Expr.Num) && above.contains(factor))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The entrywise factors of a product and of what it is divided by. */
    private static void factors(Expr expr, List<Expr> above, List<Expr> below) {
        Expr rest = expr;
        while (rest instanceof Expr.Binary binary
                && (binary.op() == BinaryOp.DIVIDE || binary.op() == BinaryOp.MULTIPLY)) {
            (binary.op() == BinaryOp.DIVIDE ? below : above).add(binary.right());
            rest = binary.left();
        }
        above.add(rest instanceof Expr.Negate negate ? negate.operand() : rest);
    }
}
