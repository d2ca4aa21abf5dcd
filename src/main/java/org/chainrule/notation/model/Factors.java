package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Dialect;
import org.chainrule.notation.syntax.Expr;

/** Readings of factors that stand side by side: which of them lies, and which of them divides. */
final class Factors {
    private Factors() {}

    /** A vector that lies, before another: where the model multiplies rows by matrices, a transpose makes a column of it. */
    static Optional<Expr> rowVector(Expr part, Context context) {
        if (part instanceof Expr.Transpose transpose && isVector(transpose.operand(), context)) {
            return context.dialect() == Dialect.MATLAB ? Optional.of(transpose.operand()) : Optional.empty();
        }
        // where the model has rows, which stand before matrices
        return part instanceof Expr.Binary product
                        && product.left() instanceof Expr.Transpose transpose
                        && transpose.operand() instanceof Expr.Name name
                        && isVector(name, context)
                        && isVector(product.right(), context)
                        && Pattern.compile("= *" + Pattern.quote(name.id()) + " @")
                                .matcher(context.text())
                                .find()
                ? Optional.of(new Expr.Call(
                        "outer", product.operator(), List.of(name, product.right()), List.of(), product.span()))
                : Optional.empty();
    }

    private static boolean isVector(Expr part, Context context) {
        return context.node(part).filter(node -> node.rank() == 1).isPresent();
    }

    /** What is glued to the number below a slash, {@code 1/2m}. */
    static Optional<Expr> below(Expr part, Context context) {
        return part instanceof Expr.Binary whole
                        && whole.op() == BinaryOp.PRODUCT
                        && whole.left() instanceof Expr.Binary ratio
                        && ratio.op() == BinaryOp.DIVIDE
                        && ratio.right() instanceof Expr.Num
                        && whole.right().span().start() == ratio.span().end()
                ? Optional.of(new Expr.Binary(
                        BinaryOp.DIVIDE,
                        ratio.left(),
                        new Expr.Binary(
                                BinaryOp.MULTIPLY, ratio.right(), whole.right(), whole.operator(), whole.operator()),
                        ratio.operator(),
                        whole.span()))
                : Optional.empty();
    }
}
