package org.chainrule.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * Inserts axes of size 1.
 *
 * @param axes where they stand in the result, sorted
 */
public record ExpandDims(List<Integer> axes) implements Op {
    /**
     * The node with axes of size 1 inserted.
     *
     * @param axes positions in the result; negative ones count from its end
     */
    public static Node insert(Node x, int... axes) {
        int rank = x.rank() + axes.length;
        List<Integer> sorted = new ArrayList<>();
        for (int axis : axes) {
            if (axis < -rank || axis >= rank) {
                throw new ShapeException(
                        "cannot insert axis {0} into the shape {1}: the result has axes 0 to {2}",
                        axis, x.shape(), rank - 1);
            }
            sorted.add(axis < 0 ? axis + rank : axis);
        }
        if (sorted.stream().distinct().count() != axes.length) {
            throw new ShapeException("an axis to insert is named twice");
        }
        return axes.length == 0
                ? x
                : Node.of(new ExpandDims(sorted.stream().sorted().toList()), x);
    }

    /** Puts reduced axes back, so that the result has {@code rank} axes. */
    static Node insert(Node x, int rank, Axes reduced) {
        List<Integer> missing =
                IntStream.range(0, rank).filter(reduced::contains).boxed().toList();
        return missing.isEmpty() ? x : Node.of(new ExpandDims(missing), x);
    }

    @Override
    public String name() {
        return "expand_dims";
    }

    @Override
    public Type infer(List<Type> in) {
        return new Type(in.get(0).kind(), expand(in.get(0).shape()));
    }

    private Shape expand(Shape shape) {
        List<Dim> dims = new ArrayList<>(shape.dims());
        for (int axis : axes) {
            dims.add(axis, Dim.ONE);
        }
        return Shape.of(dims);
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return in.get(0).reshape(expand(in.get(0).shape()));
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        return Contraction.regrouped(in.get(0).shape(), expand(in.get(0).shape()));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return Node.of(new Squeeze(axes), dz);
    }

    @Override
    public Spelling spelling() {
        return Spelling.call("expand_dims", Spelling.keywords("axis", new Axes(false, axes).text()));
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return LocalDerivative.RESHAPED;
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.LINEAR;
    }
}
