package org.chainrule.code;

import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Softmax;

/** What an op is written as where a language has no row for it: its definition, in the order in which nothing overflows. */
final class SafeForms {
    private interface Form {
        Node of(Node node);
    }

    private static final Map<String, Form> FORMS = Map.of(
            "softmax", SafeForms::softmax,
            "log_softmax", SafeForms::softmax,
            "logsumexp", SafeForms::logSumExp,
            "softplus", SafeForms::softplus);

    private SafeForms() {}

    static Optional<Node> of(Node node) {
        Form form = FORMS.get(node.op().name());
        return form != null ? Optional.of(form.of(node)) : node.op().definition(node.inputs()).filter(by -> by != node);
    }

    private static Node softmax(Node node) {
        Softmax.Soft soft = (Softmax.Soft) node.op();
        Axes axes = soft.axes();
        Node x = node.input(0);
        Node shifted = x.minus(MaxMin.max(x, axes, true));
        Node e = Powers.EXP.of(shifted);
        Node sum = Sum.over(e, axes, true);
        return soft.log() ? shifted.minus(Powers.LOG.of(sum)) : e.over(sum);
    }

    private static Node logSumExp(Node node) {
        Softmax.LogSumExp op = (Softmax.LogSumExp) node.op();
        Node x = node.input(0);
        Node rest = Powers.LOG.of(
                Sum.over(Powers.EXP.of(x.minus(MaxMin.max(x, op.axes(), true))), op.axes(), op.keepdims()));
        return rest.plus(MaxMin.max(x, op.axes(), op.keepdims()));
    }

    private static Node softplus(Node node) {
        Node x = node.input(0);
        return Extremes.MAXIMUM
                .of(x, Node.constant(0))
                .plus(Logarithms.LOG1P.of(Powers.EXP.of(Rounding.ABS.of(x).neg())));
    }
}
