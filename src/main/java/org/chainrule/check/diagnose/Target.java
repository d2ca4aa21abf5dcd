package org.chainrule.check.diagnose;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chainrule.check.Samples;
import org.chainrule.graph.Node;
import org.chainrule.notation.syntax.Expr;

/** A wrong line, and what it is measured against. */
public interface Target {
    /** What the line defines, such as {@code dW2}; empty for a {@code check}. */
    Optional<String> subject();

    /** Whether it is the left-hand side of a {@code check} that is to be mended. */
    default boolean isLeft() {
        return false;
    }

    /** The side as written. It may be one whose shapes do not fit. */
    Expr claim();

    /** What it should be, as a graph. */
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

    /** Points at which candidates are compared with the truth; all leaves of the names have values there. */
    Samples samples();

    /** Every name that the line can use, with its node, in the order in which they are defined. */
    Map<String, Node> names();

    /** The names of sizes, which the line can use as numbers. */
    Set<String> sizes();

    /** The right-hand side as the caller would write it, for when no small edit is found; empty to leave it to the search. */
    default Optional<Expr> formula() {
        return Optional.empty();
    }
}
