package org.chainrule.model;

import java.util.Optional;
import org.chainrule.graph.Node;
import org.chainrule.notation.BinaryOp;
import org.chainrule.notation.Expr;

/**
 * The gradient as a ratio, {@code dJ/dW}: a quotient of two names that nobody has defined, each a d before the name of a
 * node.
 *
 * @param of the node above
 * @param wrt the node below
 */
record GradientRatio(Node of, Node wrt) {
    static Optional<GradientRatio> of(Expr expr, Scope scope) {
        if (expr instanceof Expr.Binary binary
                && binary.op() == BinaryOp.DIVIDE
                && binary.left() instanceof Expr.Name top
                && binary.right() instanceof Expr.Name bottom) {
            Optional<Node> of = differential(top, scope);
            Optional<Node> wrt = differential(bottom, scope);
            if (of.isPresent() && wrt.isPresent()) {
                return Optional.of(new GradientRatio(of.get(), wrt.get()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Node> differential(Expr.Name name, Scope scope) {
        String id = name.id();
        return id.length() > 1 && id.startsWith("d") && !scope.isTaken(id)
                ? scope.node(id.substring(1))
                : Optional.empty();
    }
}
