package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;
import org.chainrule.notation.syntax.Span;

/**
 * The bold 1 of LaTeX, a vector of ones that is as long as it has to be: {@code 𝟏ᵀX} adds the rows of X, {@code X𝟏} its columns, and
 * {@code b𝟏ᵀ} stands beside a matrix for b in each column.
 */
final class OnesVector {
    private static final String ONES = "ones";

    private OnesVector() {}

    private static boolean isOnes(Expr expr) {
        return expr instanceof Expr.Name name && name.id().equals(ONES);
    }

    private static boolean isRowOfOnes(Expr expr) {
        return expr instanceof Expr.Transpose transpose && isOnes(transpose.operand());
    }

    /** What a product or a sum with a vector of ones means. */
    static Optional<Expr> meaning(Expr part, Context context) {
        if (!(part instanceof Expr.Binary binary)) {
            return Optional.empty();
        }
        boolean product = binary.op() == BinaryOp.PRODUCT || binary.op() == BinaryOp.MATMUL;
        if (product) {
            return product(binary, context);
        }
        boolean ones = isOnes(binary.left()) || isOnes(binary.right());
        boolean entrywise = binary.op() == BinaryOp.ADD
                || binary.op() == BinaryOp.SUBTRACT
                || binary.op() == BinaryOp.MULTIPLY
                || binary.op() == BinaryOp.DIVIDE;
        return ones && entrywise
                ? Optional.of(new Expr.Binary(
                        binary.op(), number(binary.left()), number(binary.right()), binary.operator(), binary.span()))
                : Optional.empty();
    }

    private static Expr number(Expr expr) {
        return isOnes(expr) ? new Expr.Num(1, expr.span()) : expr;
    }

    private static Optional<Expr> product(Expr.Binary product, Context context) {
        Span span = product.span();
        Expr left = product.left();
        Expr right = product.right();
        if (isRowOfOnes(left)) {
            return context.node(right).map(node -> summed(right, node, 0, context, span));
        } else if (isOnes(right)) {
            return context.node(left).map(node -> summed(left, node, Math.max(0, node.rank() - 1), context, span));
        } else if (isRowOfOnes(right)) {
            return context.node(left)
                    .filter(node -> node.rank() > 0)
                    .map(node -> node.rank() > 1
                            ? left
                            : new Expr.Call(
                                    "expand_dims", span, List.of(left, new Expr.Num(1, span)), List.of(), span));
        } else if (isOnes(left)) {
            boolean row = right instanceof Expr.Transpose transpose
                    && context.node(transpose.operand())
                            .filter(node -> node.rank() == 1)
                            .isPresent();
            return context.node(right)
                    .filter(node -> node.rank() > 0)
                    .map(node -> row ? ((Expr.Transpose) right).operand() : right);
        } else if (left instanceof Expr.Binary scaled
                && scaled.op() == BinaryOp.PRODUCT
                && isRowOfOnes(scaled.right())) {
            // 1/N 𝟏ᵀ X is read from the left
            return context.node(right)
                    .map(node -> new Expr.Binary(
                            BinaryOp.PRODUCT,
                            scaled.left(),
                            summed(right, node, 0, context, span),
                            scaled.operator(),
                            span));
        }
        return Optional.empty();
    }

    /** The sum along an axis, which stays where the line speaks of a matrix. */
    private static Expr summed(Expr of, Node node, int axis, Context context, Span span) {
        if (node.rank() < 2) {
            return new Expr.Call("sum", span, List.of(of), List.of(), span);
        }
        Expr.Keyword along = new Expr.Keyword("axis", new Expr.Num(axis, span), span);
        Expr.Keyword keep = new Expr.Keyword("keepdims", new Expr.Bool(true, span), span);
        return new Expr.Call(
                "sum", span, List.of(of), context.rank() == 1 ? List.of(along) : List.of(along, keep), span);
    }
}
