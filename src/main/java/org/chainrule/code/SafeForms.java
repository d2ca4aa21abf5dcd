package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Node;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Keywords;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/** What an op is written as where a language has no row for it: its definition, in the order in which nothing overflows. */
final class SafeForms {
    private interface Form {
        Node of(Node node);
    }

    private static final Map<String, Form> FORMS = Map.of(
            "softmax", SafeForms::softmax,
            "log_softmax", SafeForms::softmax,
            "logsumexp", SafeForms::logSumExp,
            "softplus", SafeForms::softplus,
            "roll", SafeForms::roll,
            "take", SafeForms::fromTheFront,
            "index_add", SafeForms::fromTheFront);

    private SafeForms() {}

    static Optional<Node> of(Node node) {
        Form form = FORMS.get(node.op().name());
        Optional<Node> by =
                form != null ? Optional.of(form.of(node)) : node.op().definition(node.inputs());
        return by.filter(other -> other != node);
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

    /** What is pushed over one end, then the rest. */
    private static Node roll(Node node) {
        Keywords k = Keywords.of(node.op());
        Node x = node.input(0);
        int axis = k.integer("axis", 0);
        Dim size = x.shape().dim(axis);
        long by =
                size.isKnown() ? Math.floorMod(k.integer("shift", 0), Math.max(1, size.size())) : k.integer("shift", 0);
        Dim cut = by < 0 ? Dim.of(-by) : size.plus(-by);
        return by == 0
                ? x
                : Joining.concat(
                        List.of(Slicing.slice(x, axis, cut, size), Slicing.slice(x, axis, Dim.of(0), cut)), axis);
    }

    /** The same with positions that count from the front. */
    private static Node fromTheFront(Node node) {
        Dim size = node.input(0).shape().dim(Keywords.of(node.op()).integer("axis", 0));
        if (!(node.input(1).op() instanceof Constant index) || !size.isKnown()) {
            return node;
        }
        Tensor places = index.value();
        long[] moved = new long[places.count()];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (long) places.at(i) + (places.at(i) < 0 ? size.size() : 0);
        }
        List<Node> inputs = new ArrayList<>(node.inputs());
        inputs.set(1, Node.constant(Tensor.ofLongs(places.shape(), moved)));
        return Node.of(node.op(), inputs);
    }
}
