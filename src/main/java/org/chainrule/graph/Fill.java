package org.chainrule.graph;

import java.util.List;
import org.chainrule.tensor.DType;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;
import org.chainrule.tensor.TensorText;

/**
 * One number everywhere, under a shape that may have named sizes.
 *
 * @param value the number
 * @param shape its shape
 */
public record Fill(double value, Shape shape) implements Op {
    /** A node full of one number; a constant when it is a scalar. */
    public static Node with(double value, Shape shape) {
        return shape.rank() == 0 ? Node.constant(value) : Node.of(new Fill(value, shape));
    }

    /** Zeros of the shape of {@code x}. */
    public static Node zerosLike(Node x) {
        return with(0, x.shape());
    }

    @Override
    public String name() {
        return "full";
    }

    @Override
    public Type infer(List<Type> in) {
        return Type.real(shape);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        return Tensor.full(DType.F64, shape.resolve(sizes), value);
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        throw new IllegalStateException("full has no inputs");
    }

    @Override
    public Spelling spelling() {
        String name = value == 0 ? "zeros" : value == 1 ? "ones" : "full";
        String keyword = name.equals("full") ? ", value=" + TensorText.number(value) : "";
        return new Spelling(
                name + "(shape=" + shape + keyword + ")",
                Spelling.POSTFIX,
                "\\mathbf{" + TensorText.number(value) + "}",
                Spelling.POSTFIX);
    }
}
