package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * Stretches a value to a shape by numpy's broadcasting.
 *
 * @param shape the shape to reach
 */
public record Broadcast(Shape shape) implements Op {
    /** The node {@code broadcast_to(x, shape=shape)}; {@code x} itself when it has the shape. */
    public static Node to(Node x, Shape shape) {
        return x.shape().sameShape(shape) ? x : Node.of(new Broadcast(shape), x);
    }

    /**
     * The adjoint of broadcasting: the sum over the axes along which {@code x} was stretched.
     *
     * @param dz a cotangent of a shape that {@code shape} broadcasts to
     * @param shape the shape to come back to
     * @return of that shape; {@code dz} itself when it has fewer axes, which is its maker's mistake
     */
    public static Node undo(Node dz, Shape shape) {
        if (dz.shape().sameShape(shape) || dz.rank() < shape.rank()) {
            return dz;
        }
        int lead = dz.rank() - shape.rank();
        Node sum = dz;
        if (lead > 0) {
            sum = Sum.over(
                    dz,
                    Axes.of(
                            dz.shape(),
                            java.util.stream.IntStream.range(0, lead).boxed().toList()),
                    false);
        }
        List<Integer> stretched = new java.util.ArrayList<>();
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis).isOne() && !sum.shape().dim(axis).isOne()) {
                stretched.add(axis);
            }
        }
        return stretched.isEmpty() ? sum : Sum.over(sum, Axes.of(sum.shape(), stretched), true);
    }

    @Override
    public String name() {
        return "broadcast_to";
    }

    @Override
    public boolean isLinear(int arg) {
        return true;
    }

    @Override
    public Type infer(List<Type> in) {
        Shape reached = Shape.broadcast(in.get(0).shape(), shape);
        if (!reached.sameShape(shape)) {
            throw new ShapeException(
                    "the shape {0} does not broadcast to {1}", in.get(0).shape(), shape);
        }
        return Type.real(shape);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        return Broadcasting.expand(in.get(0), shape.resolve(sizes));
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        return Optional.of(Contraction.aligned(in.get(0).shape(), shape.rank()));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        // The driver sums the cotangent back to the input's shape, as for every broadcast.
        return dz;
    }

    @Override
    public Spelling spelling() {
        return Spelling.call("broadcast_to", Spelling.keywords("shape", shape));
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return LocalDerivative.BROADCAST;
    }

    @Override
    public boolean staysFinite() {
        return true;
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.ELEMENTWISE;
    }
}
