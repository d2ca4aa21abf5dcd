package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.List;
import java.util.Optional;
import org.chainrule.message.Message;
import org.chainrule.tensor.Tensor;

/**
 * The sum over axes. An empty sum is 0. The reference adds in row-major order with Neumaier's compensation
 * (Neumaier 1974), so the error does not grow with the number of terms.
 *
 * @param axes which axes
 * @param keepdims whether reduced axes stay with size 1
 */
public record Sum(Axes axes, boolean keepdims) implements Additive {
    /** The node {@code sum(x, axis=axes, keepdims=keepdims)}. */
    public static Node over(Node x, Axes axes, boolean keepdims) {
        return Node.of(new Sum(axes, keepdims), x);
    }

    @Override
    public String name() {
        return "sum";
    }

    @Override
    public Node again(Node x, Axes over, boolean keeping) {
        return over(x, over, keeping);
    }

    @Override
    public Tensor eval(List<Tensor> in) {
        return Reduction.reduce(in.get(0), axes, keepdims, Sum::compensated);
    }

    static double compensated(double[] terms) {
        double sum = 0;
        double lost = 0;
        for (double term : terms) {
            double next = sum + term;
            lost += Math.abs(sum) >= Math.abs(term) ? (sum - next) + term : (term - next) + sum;
            sum = next;
        }
        // With an infinity among the terms the compensation is NaN, and the plain sum is right.
        return Double.isFinite(sum) ? sum + lost : sum;
    }

    @Override
    public Optional<Contraction> contraction(List<Type> in) {
        return Optional.of(Contraction.sum(in.get(0).shape(), axes, keepdims));
    }

    @Override
    public Node vjp(int arg, Node dz, Node z, List<Node> in) {
        return Reduction.spread(dz, in.get(0), axes, keepdims);
    }

    @Override
    public Message local(int arg, Node z, Names names) {
        return say("copied over {0}", axes.reducedPart(z.input(0).shape()));
    }
}
