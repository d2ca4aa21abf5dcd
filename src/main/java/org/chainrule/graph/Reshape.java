package org.chainrule.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;
import org.chainrule.tensor.Tensor;

/**
 * The same entries in row-major order under another shape.
 *
 * @param shape the new shape, of the same number of entries
 */
public record Reshape(Shape shape) implements Op {
    /** The node {@code reshape(x, shape=shape)}; {@code x} itself when it has the shape. */
    public static Node to(Node x, Shape shape) {
        return x.shape().sameShape(shape) ? x : Node.of(new Reshape(shape), x);
    }

    /**
     * The same with numbers for sizes, one of which may be -1: what the others leave for it.
     *
     * @throws ShapeException when they leave no size for it, or the number of entries differs
     */
    public static Node to(Node x, long... sizes) {
        int rest = -1;
        Dim others = Dim.ONE;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == -1 && rest < 0) {
                rest = i;
            } else {
                others = others.times(Dim.of(sizes[i]));
            }
        }
        if (rest < 0) {
            return to(x, Shape.of(sizes));
        }
        Dim count = x.shape().count();
        if (others.size() == 0 || !count.floorDiv(others.size()).times(others).sameSize(count)) {
            throw new ShapeException(
                    "the -1 in {0} stands for no size: the {1} entries of the shape {2} are not a multiple of {3}",
                    Arrays.toString(sizes), count, x.shape(), others);
        }
        List<Dim> dims = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            dims.add(i == rest ? count.floorDiv(others.size()) : Dim.of(sizes[i]));
        }
        return to(x, Shape.of(dims));
    }

    @Override
    public String name() {
        return "reshape";
    }

    @Override
    public Type infer(List<Type> in) {
        Shape from = in.get(0).shape();
        if (!from.count().sameSize(shape.count())) {
            throw new ShapeException(
                    "cannot reshape {0} ({1} entries) to {2} ({3} entries)", from, from.count(), shape, shape.count());
        }
        return new Type(in.get(0).kind(), shape);
    }

    @Override
    public Tensor eval(List<Tensor> in, Sizes sizes) {
        return in.get(0).reshape(shape.resolve(sizes));
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        return Contraction.regrouped(in.get(0).shape(), shape);
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return to(dz, in.get(0).shape());
    }

    @Override
    public EntryRule entryRule() {
        return EntryRule.MOVED;
    }

    @Override
    public Spelling spelling() {
        return Spelling.call("reshape", Spelling.keywords("shape", shape));
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
