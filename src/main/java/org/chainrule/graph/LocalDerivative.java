package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.TensorText;

/** The local derivative of one op by one input, as it is written on an edge of a picture and in a step of the chain rule. */
public final class LocalDerivative {
    /** What a cotangent passes as it is, but for its shape. */
    private static final Set<String> UNCHANGED = Set.of("· 1", "broadcast", "reshape");

    private LocalDerivative() {}

    /**
     * What happens to a cotangent on its way through an op: the op's own label, and the sum that undoes a broadcast. Empty
     * when it passes unchanged.
     *
     * @param z the node whose op it is
     * @param k which input
     */
    public static List<Message> of(Node z, int k, Names names) {
        List<Message> labels = new ArrayList<>();
        Node x = z.input(k);
        if (!x.type().isReal()) {
            return List.of(say("index"));
        }
        if (!z.op().smoothness(k).isSmooth()) {
            return List.of(say("flat"));
        }
        Message local = local(z, k, names);
        if (!UNCHANGED.contains(local.toString())) {
            labels.add(local);
        }
        if (z.op().maskRule() == MaskRule.ELEMENTWISE && !x.shape().sameShape(z.shape())) {
            labels.add(say("sum over {0}", stretched(x.shape(), z.shape())));
        }
        return labels;
    }

    private static Message local(Node z, int k, Names names) {
        if (z.op() == Powers.POW && k == 0 && z.input(1).constantScalar().isPresent()) {
            double exponent = z.input(1).constantScalar().get();
            String power = exponent == 2 ? "" : "^" + TensorText.number(exponent - 1);
            return Message.verbatim("⊙ " + TensorText.number(exponent) + "·" + names.atom(z.input(0)) + power);
        }
        // The transpose of a transpose is not written.
        Message local = z.op().local(k, z, names);
        return local.isVerbatim() ? Message.verbatim(local.toString().replace(".Tᵀ", "")) : local;
    }

    private static String stretched(Shape from, Shape to) {
        List<String> sizes = new ArrayList<>();
        int lead = to.rank() - from.rank();
        for (int axis = 0; axis < to.rank(); axis++) {
            if (axis < lead || !from.dim(axis - lead).sameSize(to.dim(axis))) {
                sizes.add(to.dim(axis).toString());
            }
        }
        return String.join(", ", sizes);
    }
}
