package org.chainrule.model;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.BinaryOp;
import org.chainrule.notation.Expr;

/**
 * The gradient as a ratio, {@code dJ/dW}: a quotient of two names that nobody has defined, each a d before the name of a
 * node. It binds tighter than a division would, so that {@code 2 * dJ/dW} and {@code -dJ/dW} mean what they look like.
 *
 * @param of the node above
 * @param wrt the node below
 * @param before what the ratio is multiplied by or negated in, a product whose last factor is the upper name
 */
record GradientRatio(Node of, Node wrt, Optional<Expr> before) {
    static Optional<GradientRatio> of(Expr expr, Scope scope) {
        if (!(expr instanceof Expr.Binary binary)
                || binary.op() != BinaryOp.DIVIDE
                || !(binary.right() instanceof Expr.Name bottom)) {
            return Optional.empty();
        }
        Expr left = binary.left();
        Expr top = above(left);
        Optional<Node> of = top instanceof Expr.Name name ? differential(name, scope) : Optional.empty();
        Optional<Node> wrt = differential(bottom, scope);
        if (of.isEmpty() || wrt.isEmpty()) {
            return Optional.empty();
        }
        // In a derivation dZ and dW may be the names of two lines, and dZ/dW their quotient; dJ/dW is still the
        // gradient.
        boolean named = scope.isDerived(((Expr.Name) top).id()) || scope.isDerived(bottom.id());
        if (named && !of.get().isScalar()) {
            return Optional.empty();
        }
        return Optional.of(new GradientRatio(of.get(), wrt.get(), top == left ? Optional.empty() : Optional.of(left)));
    }

    /** The name below the line of {@code dJ/dV} when there is a J but no V. */
    static Optional<Expr.Name> unknownBelow(Expr expr, Scope scope) {
        return expr instanceof Expr.Binary binary
                        && binary.op() == BinaryOp.DIVIDE
                        && binary.right() instanceof Expr.Name bottom
                        && bottom.id().length() > 1
                        && bottom.id().startsWith("d")
                        && scope.find(bottom.id()).isEmpty()
                        && !scope.hasFailed(bottom.id())
                        && !scope.isDefinedLater(bottom.id())
                        && scope.node(bottom.id().substring(1)).isEmpty()
                        && !scope.hasFailed(bottom.id().substring(1))
                        && above(binary.left()) instanceof Expr.Name top
                        && differential(top, scope).isPresent()
                ? Optional.of(bottom)
                : Optional.empty();
    }

    /** The last factor of what stands above the line. */
    private static Expr above(Expr left) {
        if (left instanceof Expr.Negate negate) {
            return negate.operand();
        }
        return left instanceof Expr.Binary product && isProduct(product.op()) ? product.right() : left;
    }

    /** What is evaluated before the ratio: the other factor of its product. */
    List<Expr> children() {
        return before.isPresent() && before.get() instanceof Expr.Binary product ? List.of(product.left()) : List.of();
    }

    private static boolean isProduct(BinaryOp op) {
        return op == BinaryOp.MULTIPLY || op == BinaryOp.PRODUCT || op == BinaryOp.MATMUL;
    }

    /** The node whose differential a name is, such as J for dJ, when the name itself is nobody's. */
    static Optional<Node> differential(Expr.Name name, Scope scope) {
        String id = name.id();
        return id.length() > 1 && id.startsWith("d") && (scope.isDerived(id) || !scope.isTaken(id))
                ? scope.node(id.substring(1))
                : Optional.empty();
    }
}
