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
    static final Expr TRUE = new Expr.Bool(true, Span.NONE);

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

    static Expr times(Expr a, Expr b) {
        return binary(BinaryOp.MULTIPLY, a, b);
    }

    static Expr over(Expr a, Expr b) {
        return binary(BinaryOp.DIVIDE, a, b);
    }

    /** A product; a minus of the right factor goes to the front. */
    static Expr product(BinaryOp op, Expr a, Expr b) {
        return b instanceof Expr.Negate n ? negate(binary(op, a, n.operand())) : binary(op, a, b);
    }

    /** The negative, without a double minus; a difference is turned round, a product takes the sign at its front. */
    static Expr negate(Expr e) {
        List<ExprTree.Place> spine = ExprTree.spine(e);
        ExprTree.Place front = spine.stream()
                .filter(place -> place.expr() instanceof Expr.Negate)
                .findFirst()
                .orElse(spine.get(spine.size() - 1));
        if (front.expr() instanceof Expr.Negate n) {
            return front.with(n.operand());
        }
        return front.with(
                front.expr() instanceof Expr.Binary b && b.op() == BinaryOp.SUBTRACT
                        ? minus(b.right(), b.left())
                        : new Expr.Negate(front.expr(), Span.NONE));
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

    /** The value of a keyword of a call, if it is there. */
    static Optional<Expr> keyword(Expr.Call call, String name) {
        return call.keywords().stream()
                .filter(k -> k.name().equals(name))
                .map(Expr.Keyword::value)
                .findFirst();
    }

    /** The value of a number, of {@code -1} and of {@code -1/2}. */
    static Optional<Double> value(Expr e) {
        if (e instanceof Expr.Num n) {
            return Optional.of(n.value());
        } else if (e instanceof Expr.Negate negate) {
            return value(negate.operand()).map(value -> -value);
        }
        return e instanceof Expr.Binary b && b.op() == BinaryOp.DIVIDE && b.right() instanceof Expr.Num below
                ? value(b.left()).map(above -> above / below.value())
                : Optional.empty();
    }

    /** A reduction over one axis. */
    static Expr reduce(String function, Expr e, int axis, boolean keep) {
        List<Expr.Keyword> keywords = new ArrayList<>(List.of(keyword("axis", number(axis))));
        if (keep) {
            keywords.add(keyword("keepdims", TRUE));
        }
        return call(function, List.of(e), keywords);
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
        return ExprForm.of("transpose(a)").match(e).map(parts -> parts.get("a"));
    }

    /** The transpose, without a double one. */
    static Expr transpose(Expr e) {
        return transposed(e).orElseGet(() -> new Expr.Transpose(e, Span.NONE));
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
        boolean above = !factors.isEmpty() && !factors.get(0).below;
        return above ? timesAll(factors.get(0).expr, factors.subList(1, factors.size())) : timesAll(number(1), factors);
    }

    /** A product with some more factors at its end. */
    static Expr timesAll(Expr e, List<Factor> more) {
        Expr result = e;
        for (Factor f : more) {
            result = f.below ? over(result, f.expr) : times(result, f.expr);
        }
        return result;
    }

    /** The factors without each of some, once; all of them when one is not there. */
    static List<Factor> without(List<Factor> factors, List<Factor> some) {
        List<Factor> rest = new ArrayList<>(factors);
        for (Factor f : some) {
            int last = rest.lastIndexOf(f);
            if (last < 0) {
                return factors;
            }
            rest.remove(last);
        }
        return rest;
    }

    /** Whether a formula multiplies by something and divides by it, as nobody would: {@code dA * keep / keep}. */
    static boolean isCancelling(Expr formula) {
        return formula.parts().stream().map(ExprParts::factors).anyMatch(factors -> factors.stream()
                .anyMatch(
                        f -> f.below && !(f.expr instanceof Expr.Num) && factors.contains(new Factor(f.expr, false))));
    }
}
