package org.chainrule.notation.code;

import java.util.List;
import java.util.Set;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/** Makes trees of the notation, all parts of which stand at one place. */
final class CodeTrees {
    private CodeTrees() {}

    static Expr call(String function, Span at, Expr... arguments) {
        return new Expr.Call(function, at, List.of(arguments), List.of(), at);
    }

    static Expr call(String function, Span at, List<Expr> arguments, Expr.Keyword... keywords) {
        return new Expr.Call(function, at, arguments, List.of(keywords), at);
    }

    static Expr.Keyword keyword(String name, Expr value) {
        return new Expr.Keyword(name, value, value.span());
    }

    static Expr.Keyword axis(int axis, Span at) {
        return keyword("axis", number(axis, at));
    }

    static Expr number(double value, Span at) {
        return value < 0 ? new Expr.Negate(new Expr.Num(-value, at), at) : new Expr.Num(value, at);
    }

    static Expr binary(BinaryOp op, Expr left, Expr right, Span at) {
        return new Expr.Binary(op, left, right, at, at);
    }

    static Expr list(List<Expr> items, Span at) {
        return Expr.list(items, at);
    }

    /** A call that is a product of matrices. */
    static boolean isProduct(Expr expr) {
        return expr instanceof Expr.Call call
                && call.arguments().size() == 2
                && call.keywords().isEmpty()
                && Set.of("dot", ".dot", "matmul", ".matmul", "mm", ".mm").contains(call.function());
    }

    static boolean isNumber(Expr expr, double value) {
        return expr instanceof Expr.Num number && number.value() == value;
    }

    /** {@code x.T}, {@code x.t()} and {@code np.transpose(x)} of this x. */
    static boolean isTransposeOf(Expr expr, Expr.Name name) {
        boolean turns = expr instanceof Expr.Transpose
                || (expr instanceof Expr.Call call
                        && Set.of("transpose", ".transpose", ".t").contains(call.function()));
        return turns && expr.children().equals(List.of(name));
    }
}
