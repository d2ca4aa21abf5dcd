package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * A tensor of zeros with a single 1: the seed of one row of a Jacobian.
 *
 * @param shape its shape, all sizes known
 * @param position where the 1 stands, in row-major order
 */
public record UnitTensor(Shape shape, int position) implements Op {
    /**
     * A single 1.
     *
     * @throws ShapeException when the shape has no such position
     */
    public UnitTensor {
        int entries = shape.entries();
        if (position < 0 || position >= entries) {
            throw new ShapeException(
                    "there is no position {0} in the shape {1}: it has {2} entries", position, shape, entries);
        }
    }

    /** The node with a single 1; the constant 1 when the shape is that of a scalar. */
    public static Node at(Shape shape, int position) {
        UnitTensor unit = new UnitTensor(shape, position);
        return shape.rank() == 0 ? Node.constant(1) : Node.of(unit);
    }

    @Override
    public String name() {
        return "unit";
    }

    @Override
    public List<Domain> range(List<Type> in) {
        return List.of(Domain.BINARY);
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(shape);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        return Tensor.fill(DType.F64, shape.resolve(sizes), i -> i == position ? 1 : 0);
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        Contraction one = Contraction.of(List.of());
        int rest = position;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            int extent = shape.extent(axis);
            one = one.where(Place.axis(axis), Place.at(Dim.of(rest % extent)));
            rest /= extent;
        }
        return Optional.of(one);
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("unit has no inputs");
    }

    @Override
    public Spelling spelling() {
        return new Spelling(
                "unit(shape=" + shape + ", position=" + position + ")",
                Spelling.POSTFIX,
                "\\mathbf{e}_{" + position + "}",
                Spelling.POSTFIX);
    }
}
