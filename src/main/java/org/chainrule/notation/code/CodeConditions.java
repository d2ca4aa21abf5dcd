package org.chainrule.notation.code;

import static org.chainrule.message.Message.say;

import java.util.List;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Arg;

/** CodeConditions of branches and loops: those that are known, and those that decide at each point. */
final class CodeConditions {
    private CodeConditions() {}

    /** Whether a known condition holds. */
    static boolean isTrue(Arg arg, Span span) {
        if (arg instanceof Arg.Bool bool) {
            return bool.value();
        } else if (arg instanceof Arg.Num num) {
            return num.value() != 0;
        }
        throw new Mistake(span, say("whether this branch is taken is not known"));
    }

    /** 1 where a condition does not hold. */
    static Expr not(Expr condition) {
        return CodeTrees.binary(BinaryOp.SUBTRACT, new Expr.Num(1, condition.span()), condition, condition.span());
    }

    /** 1 where all conditions hold. */
    static Expr product(List<Expr> conditions) {
        Expr product = conditions.get(0);
        for (Expr condition : conditions.subList(1, conditions.size())) {
            product = CodeTrees.binary(BinaryOp.MULTIPLY, product, condition, condition.span());
        }
        return product;
    }
}
