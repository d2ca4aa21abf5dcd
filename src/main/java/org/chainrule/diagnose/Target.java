package org.chainrule.diagnose;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.notation.Expr;
import org.chainrule.tensor.Tensor;

/** A wrong line, and what it is measured against. */
public interface Target {
    /** What the line is about, as a reader calls it: {@code dW2}, or {@code the right-hand side}. */
    String subject();

    /** The right-hand side as written. It may be one whose shapes do not fit. */
    Expr claim();

    /** What the right-hand side should be, as a graph. */
    Node truth();

    /** The scalar that is differentiated, when the line claims a gradient. */
    default Optional<Node> loss() {
        return Optional.empty();
    }

    /** The variable of the derivative: V when the line claims dV. */
    default Optional<Node> variable() {
        return Optional.empty();
    }

    /**
     * The graph of an expression in the names of the line; empty when names, shapes or arguments do not fit. The same
     * subtrees come again and again: they should be read once.
     */
    Optional<Node> resolve(Expr candidate);

    /**
     * The value at the first sample point; empty when it cannot be computed there.
     *
     * @return of known shape, the same for the same node
     */
    Optional<Tensor> value(Node node);

    /** Whether a candidate has the shape of the truth and equals it at every sample point. */
    boolean agrees(Node candidate);

    /** Every name that the line can use, with its node, in the order in which they are defined. */
    Map<String, Node> names();

    /** The names of sizes, which the line can use as numbers. */
    Set<String> sizes();

    /** The right-hand side as the system itself would write it, for when no small edit is found. */
    default Optional<Expr> formula() {
        return Optional.empty();
    }
}
