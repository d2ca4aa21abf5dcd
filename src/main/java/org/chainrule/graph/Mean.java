package org.chainrule.graph;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/**
 * The mean over axes; NaN for no entries.
 *
 * @param axes which axes
 * @param keepdims whether reduced axes stay with size 1
 */
public record Mean(Axes axes, boolean keepdims) implements Additive {
    /** The node {@code mean(x, axis=axes, keepdims=keepdims)}. */
    public static Node over(Node x, Axes axes, boolean keepdims) {
        return Node.of(new Mean(axes, keepdims), x);
    }

    @Override
    public String name() {
        return "mean";
    }

    @Override
    public Node again(Node x, Axes over, boolean keeping) {
        return over(x, over, keeping);
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return Reduction.reduce(in.get(0), axes, keepdims, terms -> Sum.compensated(terms) / terms.length);
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        Shape shape = in.get(0).shape();
        return Optional.of(Contraction.sum(shape, axes, keepdims)
                .over(axes.reducedPart(shape).count()));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        Node x = in.get(0);
        Node count = SizeOf.node(axes.reducedPart(x.shape()).count());
        return Reduction.spread(dz.over(count), x, axes, keepdims);
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return Message.verbatim("· 1/" + axes.reducedPart(z.input(0).shape()).count());
    }
}
