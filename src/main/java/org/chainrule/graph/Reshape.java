package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
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
        return say("reshape");
    }

    @Override
    public MaskRule maskRule() {
        return MaskRule.LINEAR;
    }
}
