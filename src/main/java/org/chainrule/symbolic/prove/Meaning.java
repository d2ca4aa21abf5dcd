package org.chainrule.symbolic.prove;

import java.util.List;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.symbolic.algebra.Fraction;
import org.chainrule.symbolic.algebra.Polynomial;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;

/**
 * What an atom of the normal form stands for, as a function of its indices. Where a meaning contains forms, their indices
 * are numbered from 0 in the order of the atom's own.
 */
sealed interface Meaning {
    /** The forms it is a function of; none for what is no function of forms. */
    default List<Form> arguments() {
        return List.of();
    }

    /** The first of them. */
    default Form argument() {
        return arguments().get(0);
    }

    /** An input, a parameter, a constant tensor, or a part of the graph that is left as it is. */
    record Given(Node node) implements Meaning {}

    /** A named size as a number. */
    record Size(Dim dim) implements Meaning {}

    /** 1 where both indices are equal, else 0. */
    record Delta() implements Meaning {}

    /** A function of numbers that is not rational: exp, log, sin, a root of some degree. */
    record Function(String name, int degree, List<Form> arguments) implements Meaning {}

    /** An op that works entry by entry and of which nothing is known but that. */
    record Applied(Op op, List<Form> arguments) implements Meaning {}

    /** 1 where the form is positive, else 0. */
    record Step(List<Form> arguments) implements Meaning {}

    /** 1 where the form is zero, else 0. */
    record Zero(List<Form> arguments) implements Meaning {}

    /** A polynomial that only ever has negative exponents, inside a sum. */
    record Denominator(Polynomial polynomial) implements Meaning {
        @Override
        public List<Form> arguments() {
            return List.of(Form.of(Fraction.of(polynomial)));
        }
    }

    /** A sum over indices of a product; the summed indices are numbered after the atom's own. */
    record Sum(List<Factor> product, List<Dim> sizes) implements Meaning {}

    /**
     * The inverse of a matrix, transposed, so that its indices are those of the matrix: entry (a, b) is entry (b, a) of
     * the inverse. The matrix has the indices 0 and 1, a batch the others.
     */
    record Inverse(List<Form> arguments) implements Meaning {}

    /** A number computed from a matrix with the indices 0 and 1; the atom has the other indices. */
    record OfMatrix(String name, List<Form> arguments) implements Meaning {}

    /**
     * Any other op; the indices are the axes of its result.
     *
     * @param shapes of what it is applied to: forms without an index do not tell of how many entries they speak
     */
    record Other(Op op, List<Form> inputs, List<Shape> shapes) implements Meaning {}
}
