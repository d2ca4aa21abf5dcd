package org.chainrule.notation.model;

import java.util.Map;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Tensor;

/** A model that another program has written: nodes like all others, with the names of its file. */
public interface OutsideModel {
    /** The inputs by name, in the order of the file. */
    Map<String, Node> inputs();

    /** The outputs by name, in the order of the file. */
    Map<String, Node> outputs();

    /** Everything that has a name: inputs, parameters, and what is computed, outputs last. */
    Map<String, Node> names();

    /** The values that the file holds. */
    Map<Node, Tensor> values();
}
