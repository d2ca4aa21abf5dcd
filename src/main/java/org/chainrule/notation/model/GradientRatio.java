package org.chainrule.notation.model;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Expr;

/**
 * The gradient as a ratio, {@code dJ/dW} or {@code d(J)/d(W)}: a quotient of two names that nobody has defined, each a d
 * before the name of a node. Of what is no scalar it is the Jacobian;
 * of a function that acts entry by entry, the derivative at each entry. It binds tighter than a division would, so that {@code 2 * dJ/dW} and {@code -dJ/dW} mean what they look like.
 *
 * @param of the node above
 * @param wrt the node below
 * @param before what the ratio is multiplied by or negated in, a product whose last factor is the upper name
 */
record GradientRatio(Node of, Node wrt, Optional<Expr> before) {
    static Optional<GradientRatio> of(Expr expr, Scope scope) {
        if (!(expr instanceof Expr.Binary binary) || binary.op() != BinaryOp.DIVIDE) {
            return Optional.empty();
        }
        Expr left = binary.left();
        Expr top = above(left);
        Optional<Node> of = differential(top, scope);
        // dl/dy is no quotient where nobody has a dl, even if dy is the name of what comes in
        Optional<Node> wrt = differential(binary.right(), scope);
        if (wrt.isEmpty()
                && binary.right() instanceof Expr.Name below
                && below.id().startsWith("d")
                && !isDerived(top, scope)) {
            wrt = scope.node(below.id().substring(1));
        }
        if (of.isEmpty() || wrt.isEmpty()) {
            return Optional.empty();
        }
        // In a derivation dZ and dW may be the names of two lines, and dZ/dW their quotient; but a derivative that
        // there
        // is is what was meant.
        boolean named = isDerived(top, scope) && isDerived(binary.right(), scope);
        if (named && !of.get().isScalar() && !of.get().ancestors().contains(wrt.get())) {
            return Optional.empty();
        }
        return Optional.of(new GradientRatio(of.get(), wrt.get(), top == left ? Optional.empty() : Optional.of(left)));
    }

    /**
     * What is above and below the line of {@code d(…)/d(X)}, a formula and a name, when it is no ratio of two names.
     */
    static Optional<Expr.Binary> ofFormula(Expr expr, Scope scope) {
        boolean formula = expr instanceof Expr.Binary binary
                && binary.op() == BinaryOp.DIVIDE
                && isDifferential(binary.left())
                && isDifferential(binary.right())
                && ((Expr.Call) binary.right()).arguments().get(0) instanceof Expr.Name below
                && scope.node(below.id()).isPresent()
                && of(expr, scope).isEmpty();
        return formula ? Optional.of((Expr.Binary) expr) : Optional.empty();
    }

    /** What stands in the brackets above and below the line. */
    static List<Expr> formulas(Expr.Binary ratio) {
        return List.of(
                ((Expr.Call) ratio.left()).arguments().get(0),
                ((Expr.Call) ratio.right()).arguments().get(0));
    }

    private static boolean isDifferential(Expr expr) {
        return expr instanceof Expr.Call call
                && call.function().equals("d")
                && call.arguments().size() == 1
                && call.keywords().isEmpty();
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
        return left instanceof Expr.Binary product && product.op().isProduct() ? product.right() : left;
    }

    /** What is evaluated before the ratio: the other factor of its product. */
    List<Expr> children() {
        return before.isPresent() && before.get() instanceof Expr.Binary product ? List.of(product.left()) : List.of();
    }

    /** Whether a matrix product leads to the ratio, so that it is a matrix. */
    boolean isAfterMatMul() {
        return before.isPresent() && before.get() instanceof Expr.Binary product && product.op() == BinaryOp.MATMUL;
    }

    /** The node behind {@code dJ} or {@code d(J)}. */
    private static Optional<Node> differential(Expr expr, Scope scope) {
        if (expr instanceof Expr.Call call
                && call.function().equals("d")
                && call.arguments().size() == 1
                && call.keywords().isEmpty()) {
            return call.arguments().get(0) instanceof Expr.Name name ? scope.node(name.id()) : Optional.empty();
        }
        return expr instanceof Expr.Name name ? differential(name, scope) : Optional.empty();
    }

    private static boolean isDerived(Expr expr, Scope scope) {
        return expr instanceof Expr.Name name && scope.isDerived(name.id());
    }

    /** The node whose differential a name is, such as J for dJ, when the name itself is nobody's. */
    static Optional<Node> differential(Expr.Name name, Scope scope) {
        String id = name.id();
        return id.length() > 1 && id.startsWith("d") && (scope.isDerived(id) || !scope.isTaken(id))
                ? scope.node(id.substring(1))
                : Optional.empty();
    }
}
