package org.chainrule.graph;

import org.chainrule.tensor.Shape;

/**
 * What is known of a node's value before any run: whether it is a real quantity or an index, and its shape.
 *
 * <p>The width of real numbers (float64, float32) belongs to a run, not to the graph.
 *
 * @param kind real quantities carry gradients, indices do not
 * @param shape fixed or named sizes
 */
public record Type(Kind kind, Shape shape) {
    @Override
    public boolean equals(Object other) {
        return other instanceof Type that && kind == that.kind && shape.equals(that.shape);
    }

    @Override
    public int hashCode() {
        return (kind == Kind.REAL ? 31 : 0) + shape.hashCode();
    }

    /** Real quantity or index. */
    public enum Kind {
        /** A quantity that can have a derivative. */
        REAL,
        /** Whole numbers that select: labels, positions. */
        INDEX
    }

    /** A real scalar. */
    public static final Type SCALAR = new Type(Kind.REAL, Shape.SCALAR);

    /** A real quantity of the given shape. */
    public static Type real(Shape shape) {
        return shape.rank() == 0 ? SCALAR : new Type(Kind.REAL, shape);
    }

    /** An index of the given shape. */
    public static Type index(Shape shape) {
        return new Type(Kind.INDEX, shape);
    }

    /** True for real quantities. */
    public boolean isReal() {
        return kind == Kind.REAL;
    }
}
