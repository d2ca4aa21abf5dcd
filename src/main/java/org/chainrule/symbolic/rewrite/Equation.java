package org.chainrule.symbolic.rewrite;

import java.util.Optional;
import org.chainrule.graph.Elementwise;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;

/** An equation of two formulas with letters, used from left to right. */
record Equation(FormulaPattern left, FormulaPattern right) {
    static Equation of(Node left, Node right) {
        return new Equation(new FormulaPattern(left), new FormulaPattern(right));
    }

    /** Whether it looks at nodes of this op. */
    boolean looksAt(Op op) {
        Op own = left.formula().op();
        return own instanceof Elementwise ? own.equals(op) : own.getClass().isInstance(op);
    }

    /** The right side for a node that is the left side; nothing for another, and for one that is the right side already. */
    Optional<Node> apply(Node node, Visibility sight) {
        return left.match(node, sight)
                .map(letters -> Shapes.fit(right.with(letters), node.shape()))
                .filter(result -> result != node);
    }
}
