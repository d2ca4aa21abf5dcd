package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.Node;

/**
 * An op that runs a graph again and again, each time with the state that came of the last time: told to who compiles the graph once.
 * Its inputs are the first state, the elements, each along a first axis, and what stays the same.
 */
public interface Stepwise {
    /** What takes the place of the inputs in the graph: the state, then one element each, then what stays the same. */
    List<Node> places();

    /** How many of the inputs are elements. */
    int elements();

    /** The state after a step. */
    Node next();

    /** Whether the last element comes first; states are kept from the last to the first then. */
    boolean isReverse();

    /** Whether the last state alone is the result, and not all of them with the first. */
    boolean isLast();
}
