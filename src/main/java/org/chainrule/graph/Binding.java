package org.chainrule.graph;

import java.util.Objects;
import org.chainrule.error.ChainruleException;
import org.chainrule.tensor.Tensor;

/**
 * A value for an input or a parameter.
 *
 * @param leaf the input or parameter
 * @param value its value in a run
 */
public record Binding(Node leaf, Tensor value) {
    /** A value for a leaf. */
    public Binding {
        if (!leaf.isLeaf()) {
            throw new ChainruleException(
                    "{0} is computed, it cannot be given a value: bind the inputs and parameters it is computed from",
                    ShortText.of(leaf) + " " + leaf.shape());
        }
        // A field that was never set comes as null, whatever its type says.
        if (Objects.isNull(value)) {
            throw new ChainruleException(
                    "the value given for {0} is null: give a tensor of shape {1}", ShortText.of(leaf), leaf.shape());
        }
    }
}
