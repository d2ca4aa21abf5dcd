package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

/**
 * Removes axes of size 1.
 *
 * @param axes which axes, sorted
 */
public record Squeeze(List<Integer> axes) implements Op {
    /** The node without the axes named, or without every axis of size 1 when none is. */
    public static Node drop(Node x, int... axes) {
        Shape shape = x.shape();
        IntStream chosen = axes.length == 0
                ? IntStream.range(0, x.rank()).filter(axis -> shape.dim(axis).isOne())
                : IntStream.of(axes).map(shape::axis);
        List<Integer> sorted = chosen.sorted().distinct().boxed().toList();
        return sorted.isEmpty() ? x : Node.of(new Squeeze(sorted), x);
    }

    @Override
    public String name() {
        return "squeeze";
    }

    @Override
    public Type infer(List<Type> in) {
        return new Type(in.get(0).kind(), squeezed(in.get(0).shape()));
    }

    private Shape squeezed(Shape shape) {
        Shape result = shape;
        for (int i = axes.size() - 1; i >= 0; i--) {
            int axis = axes.get(i);
            if (!shape.dim(axis).isOne()) {
                throw new ShapeException(
                        "axis {0} of the shape {1} has size {2}, and only size 1 can be squeezed",
                        axis, shape, shape.dim(axis));
            }
            result = result.without(axis);
        }
        return result;
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return in.get(0).reshape(squeezed(in.get(0).shape()));
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        return Contraction.regrouped(in.get(0).shape(), squeezed(in.get(0).shape()));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return Node.of(new ExpandDims(axes), dz);
    }

    @Override
    public Spelling spelling() {
        return Spelling.call("squeeze", Spelling.keywords("axis", new Axes(false, axes).text()));
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
