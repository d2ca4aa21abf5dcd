package org.chainrule.explain;

import java.util.function.Function;
import org.chainrule.graph.LatexName;
import org.chainrule.graph.Node;
import org.chainrule.notation.model.Formula;
import org.chainrule.tensor.Shape;

/**
 * A formula as it is written.
 *
 * @param text in the notation
 * @param latex in LaTeX
 * @param shape of its value
 */
public record Written(String text, String latex, Shape shape) {
    /** A name alone. */
    public static Written named(String name, Shape shape) {
        return new Written(name, LatexName.of(name), shape);
    }

    /** What a node is computed as, in names for what it is computed from. */
    public static Written of(Node node, Function<Node, String> names) {
        return of(node, names, names);
    }

    /** The same with names of its own in LaTeX. */
    public static Written of(Node node, Function<Node, String> names, Function<Node, String> latexNames) {
        return new Written(Formula.text(node, names), Formula.latex(node, latexNames), node.shape());
    }

    @Override
    public String toString() {
        return text + " " + shape;
    }
}
