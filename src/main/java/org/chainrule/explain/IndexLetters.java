package org.chainrule.explain;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;

/** Where the letters of a line come from, and what is known about them. */
interface IndexLetters {
    /** A letter that is not in use in a scope, and stands for no other size elsewhere in the line. */
    String fresh(Set<String> scope, Dim size);

    /** The positions that are to be written out, one by one; empty for a sum sign. */
    List<IndexPosition> values(Dim size);

    /** True for what is written by its name: its entries outside its shape are 0 by agreement. */
    boolean isName(Node node);

    /**
     * True when a position is one of an axis, wherever its letters stand.
     *
     * @param more how far letters go that are not yet those of the line
     */
    boolean isWithin(IndexPosition position, Dim axis, Map<String, Dim> more);
}
