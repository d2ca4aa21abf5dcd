package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.TensorText;

/** Activations with a slope or a gate of their own. */
public final class GatedUnits {
    static final Function CELU = Function.define("celu", "x, alpha=1", a -> celu(a.node("x"), a.number("alpha")))
            .doc("max(x, 0) + min(α(exp(x/α) − 1), 0) = α·elu(x/α), whose derivative is continuous.")
            .source("Barron 2017, Continuously differentiable exponential linear units")
            .example("celu(X)", "X [2, 3]")
            .example("celu(X, alpha=0.5)", "X [2, 3]");

    static final Function PRELU = Function.define("prelu", "x, a", a -> prelu(a.node("x"), a.node("a")))
            .doc("max(x, 0) + a·min(x, 0) with slopes a that broadcast; the derivative at 0 is a.")
            .source("He et al. 2015, Delving deep into rectifiers")
            .example("prelu(X, A)", "X [2, 3], A [3]");

    static final Function GLU = Function.define("glu", "x, axis=-1", a -> glu(a.node("x"), a.integer("axis")))
            .doc("The first half along an axis times the sigmoid of the second.")
            .source("Dauphin et al. 2017, Language modeling with gated convolutional networks")
            .example("glu(X)", "X [2, 4]")
            .example("glu(X, axis=0)", "X [4, 3]");

    private GatedUnits() {}

    /** α·elu(x/α). */
    public static Node celu(Node x, double alpha) {
        if (alpha == 0) {
            throw new ArgumentException("alpha", say("celu: alpha is not 0: {0}", TensorText.number(alpha)));
        }
        return alpha == 1
                ? Rectifiers.elu(x, 1)
                : Rectifiers.elu(x.over(alpha), 1).times(alpha);
    }

    /** max(x, 0) + a·min(x, 0). */
    public static Node prelu(Node x, Node a) {
        return Rectifiers.RELU.of(x).plus(a.times(Extremes.MINIMUM.of(x, Node.constant(0))));
    }

    /**
     * The first half along an axis times the sigmoid of the second.
     *
     * @throws ShapeException when there is no half
     */
    public static Node glu(Node x, int axis) {
        int at = x.shape().axis(axis);
        Dim size = x.shape().dim(at);
        if (size.isKnown() && size.size() % 2 != 0) {
            throw new ShapeException("glu halves axis {0}, and the shape {1} has an odd size there", at, x.shape());
        }
        Dim half = size.floorDiv(2);
        Node value = Slicing.slice(x, at, Dim.of(0), half);
        Node gate = Slicing.slice(x, at, half, half.times(2));
        return value.times(Sigmoids.SIGMOID.of(gate));
    }
}
