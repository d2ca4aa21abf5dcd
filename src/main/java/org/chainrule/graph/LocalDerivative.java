package org.chainrule.graph;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chainrule.message.Message;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.TensorText;

/**
 * The local derivative of one op by one input, as it is written on an edge of a picture and in a step of the chain rule.
 *
 * @param text what becomes of a cotangent
 * @param isSum whether it only undoes a broadcast
 * @param isOfUpstream whether the cotangent itself stands in the text, by the name of {@code dz}, or the op does not say its derivative
 */
public record LocalDerivative(Message text, boolean isSum, boolean isOfUpstream) {
    /** What an op says that a cotangent passes as it is. */
    public static final Message UNCHANGED = Message.verbatim("· 1");

    /** What an op says that gives a cotangent another shape. */
    static final Message RESHAPED = say("reshape");

    /** What an op says that adds a cotangent up to its former shape. */
    static final Message BROADCAST = say("broadcast");

    private static final Set<Message> PASSING = Set.of(UNCHANGED, RESHAPED, BROADCAST);

    private LocalDerivative(Message text) {
        this(text, false, false);
    }

    /**
     * What happens to a cotangent on its way through an op: the op's own label, and the sum that undoes a broadcast. Empty
     * when it passes unchanged.
     *
     * @param z the node whose op it is
     * @param k which input
     */
    public static List<LocalDerivative> of(Node z, int k, Names names) {
        List<LocalDerivative> labels = new ArrayList<>();
        Node x = z.input(k);
        if (!x.type().isReal()) {
            return List.of(new LocalDerivative(say("index")));
        }
        if (!z.op().smoothness(k).isSmooth()) {
            return List.of(new LocalDerivative(say("flat")));
        }
        Message local = local(z, k, names);
        if (!PASSING.contains(local)) {
            // Of what says nothing of itself, the derivative is a formula that has to be found.
            labels.add(new LocalDerivative(local, false, z.op().isLocalOfUpstream() || saysNothing(z, k)));
        }
        if (z.op().maskRule() == MaskRule.ELEMENTWISE && !x.shape().sameShape(z.shape())) {
            labels.add(new LocalDerivative(say("sum over {0}", stretched(x.shape(), z.shape())), true, false));
        }
        return labels;
    }

    /** Without asking for names, since who is asked may count what needs one. */
    private static boolean saysNothing(Node z, int k) {
        Names none = node -> "";
        return z.op().local(k, z, none).equals(unsaid(z, k, none));
    }

    /** What is said of an op that says nothing. */
    static Message unsaid(Node z, int k, Names names) {
        return Message.verbatim("∂" + z.op().name() + "/∂" + names.of(z.input(k)));
    }

    /** A text with names in the places {@code {x}} of the first input, {@code {y}} of the last, and {@code {z}} of the result. */
    public static Message text(String template, Node z, Names names) {
        String text = filled(template, "{x}", z.input(0), names);
        return Message.verbatim(filled(filled(text, "{y}", z.input(z.inputs().size() - 1), names), "{z}", z, names));
    }

    /** A name is asked for only where it stands; what stands alone in brackets needs none of its own. */
    private static String filled(String template, String place, Node node, Names names) {
        return template.contains(place)
                ? template.replace("(" + place + ")", "(" + names.of(node) + ")")
                        .replace(place, names.atom(node))
                : template;
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
