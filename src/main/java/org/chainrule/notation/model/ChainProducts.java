package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Reading.Context;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;

/**
 * The chain rule as lectures say it, {@code dJ/dZ · dZ/db} with a matrix Z: the sum over all entries of Z, in whatever order the
 * two stand, transposed or not. Of vectors it is a product with a Jacobian matrix, which is read as it stands.
 */
final class ChainProducts {
    private static final String LETTERS = "abcdefgh";

    private ChainProducts() {}

    static Optional<Expr> meaning(Expr part, Context context) {
        if (!(part instanceof Expr.Binary product) || !product.op().isProduct()) {
            return Optional.empty();
        }
        Expr left = untransposed(product.left());
        Expr right = untransposed(product.right());
        return summed(part, left, right, context).or(() -> summed(part, right, left, context));
    }

    private static Expr untransposed(Expr expr) {
        return expr instanceof Expr.Transpose transpose ? transpose.operand() : expr;
    }

    private static Optional<Expr> summed(Expr part, Expr gradient, Expr derivative, Context context) {
        Optional<String> of = Readings.above(derivative);
        Optional<Node> quantity = of.flatMap(name -> context.node(new Expr.Name(name, part.span())));
        Optional<Node> g = context.node(gradient);
        Optional<Node> d = context.node(derivative);
        if (quantity.isEmpty() || g.isEmpty() || d.isEmpty() || !isGradient(gradient, of.get())) {
            return Optional.empty();
        }
        int axes = quantity.get().rank();
        boolean fits = axes >= 1
                && d.get().rank() > 2
                && d.get().rank() > axes
                && d.get().rank() <= LETTERS.length()
                && g.get().shape().sameShape(quantity.get().shape());
        if (!fits) {
            return Optional.empty();
        }
        String all = LETTERS.substring(0, d.get().rank());
        String sum = all.substring(0, axes) + "," + all + "->" + all.substring(axes);
        return Optional.of(new Expr.Call(
                "einsum",
                part.span(),
                List.of(new Expr.Text(sum, part.span()), gradient, derivative),
                List.of(),
                part.span()));
    }

    /** Whether an expression is the gradient by a quantity: {@code dZ}, or {@code dJ/dZ}. */
    private static boolean isGradient(Expr expr, String quantity) {
        Expr below = expr instanceof Expr.Binary ratio && ratio.op() == BinaryOp.DIVIDE ? ratio.right() : expr;
        return below instanceof Expr.Name name && name.id().equals("d" + quantity);
    }
}
