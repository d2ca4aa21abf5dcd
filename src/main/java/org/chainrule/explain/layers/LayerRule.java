package org.chainrule.explain.layers;

import java.util.List;
import org.chainrule.explain.Written;

/**
 * One line of a derivation that holds for several layers.
 *
 * @param kind what it says
 * @param left what stands on the left: {@code dZ[l]}, in LaTeX {@code \delta^{l}}
 * @param right the right-hand side
 * @param numbers the numbers of the layers for which it is written, in the order in which they are computed; empty for a
 *     line that has no symbolic number
 * @param proved those for which it was proved to be the gradient of the model
 * @param sampled those for which it was found equal to it at random points
 */
public record LayerRule(
        Kind kind, Written left, Written right, List<Integer> numbers, List<Integer> proved, List<Integer> sampled) {
    /** What a line says. */
    public enum Kind {
        /** What the layers compute. */
        DEFINITION,
        /** What the layers compute and the model has no name for; the lines below use the name that it has here. */
        HELPER,
        /** The gradient by the last state, with which the induction starts, and what it is made of. */
        BASE,
        /** The gradient by a state from that by the next one. */
        STEP,
        /** The gradient by a parameter of a layer. */
        PARAMETER,
        /** The gradient by a parameter outside of the layers that repeat. */
        OTHER,
        /** The derivative of an activation. */
        SLOPE,
        /** The derivative of a state by the one before, for one sample. */
        JACOBIAN
    }

    /** Copies the lists. */
    public LayerRule {
        numbers = List.copyOf(numbers);
        proved = List.copyOf(proved);
        sampled = List.copyOf(sampled);
    }

    /** A line without a symbolic number, or one that says what a name means. */
    static LayerRule of(Kind kind, Written left, Written right, List<Integer> numbers) {
        return new LayerRule(kind, left, right, numbers, List.of(), List.of());
    }

    /** {@code dZ[l] = …}. */
    public String text() {
        return left.text() + " = " + right.text();
    }
}
