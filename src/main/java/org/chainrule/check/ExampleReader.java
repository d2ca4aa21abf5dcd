package org.chainrule.check;

import org.chainrule.graph.Node;
import org.chainrule.ops.Function;

/** Reads the examples of the catalogue, which are written in the notation. */
@FunctionalInterface
public interface ExampleReader {
    /**
     * The graph of an example.
     *
     * @param example a call and the declarations it needs
     * @return the value of the call; its leaves are the inputs declared, with their domains
     */
    Node read(Function.Example example);
}
