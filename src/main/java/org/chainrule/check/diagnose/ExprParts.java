package org.chainrule.check.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;
import org.chainrule.ops.Catalogue;
import org.chainrule.ops.Function;

/** Making and taking apart expressions. */
final class ExprParts {
    private ExprParts() {}

    static Expr name(String id) {
        return new Expr.Name(id, Span.NONE);
    }

    static Expr number(double value) {
        return value < 0 ? negate(new Expr.Num(-value, Span.NONE)) : new Expr.Num(value, Span.NONE);
    }

    static Expr binary(BinaryOp op, Expr left, Expr right) {
        return new Expr.Binary(op, left, right, Span.NONE);
    }

    static Expr plus(Expr a, Expr b) {
        return b instanceof Expr.Negate n ? minus(a, n.operand()) : binary(BinaryOp.ADD, a, b);
    }

    static Expr minus(Expr a, Expr b) {
        return binary(BinaryOp.SUBTRACT, a, b);
    }

    /** The product; a quotient or a minus at the front stays at the front. */
    static Expr times(Expr a, Expr b) {
        return binary(BinaryOp.MULTIPLY, a, b);
    }

    static Expr over(Expr a, Expr b) {
        return binary(BinaryOp.DIVIDE, a, b);
    }

    static Expr matmul(Expr a, Expr b) {
        return binary(BinaryOp.MATMUL, a, b);
    }

    static Expr power(Expr a, double exponent) {
        return binary(BinaryOp.POWER, a, number(exponent));
    }

    /** The negative, without a double minus; a difference is turned round, a product takes the sign at its front. */
    static Expr negate(Expr e) {
        ExprTree.Place at = new ExprTree.Place(e, null, 0);
        while (at.expr() instanceof Expr.Binary b && (isProduct(b.op()) || b.op() == BinaryOp.DIVIDE)) {
            at = new ExprTree.Place(b.left(), at, 0);
        }
        Expr front = at.expr();
        if (front instanceof Expr.Negate n) {
            return at.with(n.operand());
        }
        boolean difference = front instanceof Expr.Binary b && b.op() == BinaryOp.SUBTRACT;
        return at.with(
                difference
                        ? minus(((Expr.Binary) front).right(), ((Expr.Binary) front).left())
                        : new Expr.Negate(front, Span.NONE));
    }

    static Expr call(String function, Expr... arguments) {
        return new Expr.Call(function, Span.NONE, List.of(arguments), List.of(), Span.NONE);
    }

    static Expr call(String function, List<Expr> arguments, List<Expr.Keyword> keywords) {
        return new Expr.Call(function, Span.NONE, arguments, keywords, Span.NONE);
    }

    static Expr.Keyword keyword(String name, Expr value) {
        return new Expr.Keyword(name, value, Span.NONE);
    }

    /** A reduction over one axis. */
    static Expr reduce(String function, Expr e, int axis, boolean keep) {
        List<Expr.Keyword> keywords = new ArrayList<>(List.of(keyword("axis", number(axis))));
        if (keep) {
            keywords.add(keyword("keepdims", new Expr.Bool(true, Span.NONE)));
        }
        return call(function, List.of(e), keywords);
    }

    static boolean isProduct(BinaryOp op) {
        return op == BinaryOp.MULTIPLY || op == BinaryOp.MATMUL || op == BinaryOp.PRODUCT;
    }

    static boolean isSum(BinaryOp op) {
        return op == BinaryOp.ADD || op == BinaryOp.SUBTRACT;
    }

    /** Whether an expression calls a function, by its name or by an alias. */
    static boolean isCall(Expr e, String function) {
        return e instanceof Expr.Call call && canonical(call.function()).equals(function);
    }

    /** The name that the catalogue gives a function; of one that is not in it, the name as it stands. */
    static String canonical(String function) {
        return Catalogue.find(function).map(Function::name).orElse(function);
    }

    /** A sum or a mean over axes. */
    static boolean isReduction(Expr e) {
        return isCall(e, "sum") || isCall(e, "mean");
    }

    /** The expression whose transpose this is. */
    static Optional<Expr> transposed(Expr e) {
        if (e instanceof Expr.Transpose t) {
            return Optional.of(t.operand());
        }
        return isCall(e, "transpose")
                        && ((Expr.Call) e).keywords().isEmpty()
                        && ((Expr.Call) e).arguments().size() == 1
                ? Optional.of(((Expr.Call) e).arguments().get(0))
                : Optional.empty();
    }

    /** A factor of a product, or of its denominator. */
    record Factor(Expr expr, boolean below) {}

    /** The factors of an elementwise product or quotient, from left to right; one for anything else. */
    static List<Factor> factors(Expr e) {
        List<Factor> factors = new ArrayList<>();
        List<Factor> todo = new ArrayList<>(List.of(new Factor(e, false)));
        while (!todo.isEmpty()) {
            Factor f = todo.remove(todo.size() - 1);
            if (f.expr instanceof Expr.Binary b && (b.op() == BinaryOp.MULTIPLY || b.op() == BinaryOp.DIVIDE)) {
                todo.add(new Factor(b.right(), f.below != (b.op() == BinaryOp.DIVIDE)));
                todo.add(new Factor(b.left(), f.below));
            } else {
                factors.add(f);
            }
        }
        return factors;
    }

    /** The product of factors, in their order. */
    static Expr product(List<Factor> factors) {
        Expr result = null;
        for (Factor f : factors) {
            if (result == null) {
                result = f.below ? over(number(1), f.expr) : f.expr;
            } else {
                result = f.below ? over(result, f.expr) : times(result, f.expr);
            }
        }
        return result == null ? number(1) : result;
    }

    /** A product with some more factors at its end. */
    static Expr timesAll(Expr e, List<Factor> more) {
        Expr result = e;
        for (Factor f : more) {
            result = f.below ? over(result, f.expr) : times(result, f.expr);
        }
        return result;
    }
}
