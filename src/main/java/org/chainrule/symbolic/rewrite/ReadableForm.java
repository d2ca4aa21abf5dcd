package org.chainrule.symbolic.rewrite;

import org.chainrule.graph.Node;
import org.chainrule.graph.Readability;

/** What is printed for a node: an equal one, simplified for reading. */
public final class ReadableForm implements Readability {
    /** What takes long to simplify is too long to read. */
    private static final int LARGEST = 1000;

    /** The same for any graph. */
    public ReadableForm() {}

    /** The simplified node, in the names of the model; the node itself when its graph is large. */
    public static Node of(Node node) {
        return node.inputs().isEmpty() || node.ancestors().size() > LARGEST ? node : Simplifier.simplify(node);
    }

    @Override
    public Node readable(Node node) {
        return of(node);
    }
}
