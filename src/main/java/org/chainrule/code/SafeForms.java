package org.chainrule.code;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Axes;
import org.chainrule.graph.ByOp;
import org.chainrule.graph.Constant;
import org.chainrule.graph.Node;
import org.chainrule.graph.Op;
import org.chainrule.graph.Powers;
import org.chainrule.graph.Sum;
import org.chainrule.graph.Transpose;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Layout;
import org.chainrule.ops.Logarithms;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Rounding;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Slicing;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Spectra;
import org.chainrule.symbolic.facts.Deduction;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Tensor;

/** What an op is written as where a language has no row for it: its definition, in the order in which nothing overflows. */
final class SafeForms {
    private interface Form<O> {
        Node of(Node node, O op);
    }

    private static final ByOp<Form<Op>> FORMS = new ByOp<>();

    static {
        put(Softmax.Soft.class, SafeForms::softmax);
        put(Softmax.LogSumExp.class, SafeForms::logSumExp);
        put(Layout.Roll.class, SafeForms::roll);
        put(Gathering.Read.class, (node, op) -> op.whole() ? fromTheFront(node, op.axis()) : node);
        put(Gathering.Add.class, (node, op) -> op.whole() ? fromTheFront(node, op.axis()) : node);
        FORMS.put(Spectra.EIGENVALUES, (node, op) -> ofSymmetricPart(node));
        FORMS.put(Spectra.EIGENVECTORS, (node, op) -> ofSymmetricPart(node));
        FORMS.put(MatrixFunctions.CHOLESKY_FACTOR, (node, op) -> ofSymmetricPart(node));
        FORMS.put(Sigmoids.SOFTPLUS, (node, op) -> softplus(node.input(0)));
    }

    private SafeForms() {}

    private static <O extends Op> void put(Class<O> kind, Form<O> form) {
        FORMS.put(kind, (node, op) -> form.of(node, kind.cast(op)));
    }

    static Optional<Node> of(Node node) {
        Form<Op> form = FORMS.get(node.op());
        Optional<Node> by =
                form != null ? Optional.of(form.of(node, node.op())) : node.op().definition(node.inputs());
        return by.filter(other -> other != node);
    }

    private static Node softmax(Node node, Softmax.Soft soft) {
        Axes axes = soft.axes();
        Node x = node.input(0);
        Node shifted = x.minus(MaxMin.max(x, axes, true));
        Node e = Powers.EXP.of(shifted);
        Node sum = Sum.over(e, axes, true);
        return soft.log() ? shifted.minus(Powers.LOG.of(sum)) : e.over(sum);
    }

    private static Node logSumExp(Node node, Softmax.LogSumExp op) {
        Node x = node.input(0);
        Node rest = Powers.LOG.of(
                Sum.over(Powers.EXP.of(x.minus(MaxMin.max(x, op.axes(), true))), op.axes(), op.keepdims()));
        return rest.plus(MaxMin.max(x, op.axes(), op.keepdims()));
    }

    private static Node softplus(Node x) {
        return Extremes.MAXIMUM
                .of(x, Node.constant(0))
                .plus(Logarithms.LOG1P.of(Powers.EXP.of(Rounding.ABS.of(x).neg())));
    }

    /** Libraries read one triangle, the ops both. */
    private static Node ofSymmetricPart(Node node) {
        Node x = node.input(0);
        boolean known = new Deduction().of(x).symmetric();
        return known ? node : Node.of(node.op(), x.plus(Transpose.matrix(x)).times(0.5));
    }

    /** What is pushed over one end, then the rest. */
    private static Node roll(Node node, Layout.Roll roll) {
        Node x = node.input(0);
        int axis = roll.axis();
        Dim size = x.shape().dim(axis);
        long by = size.isKnown() ? Math.floorMod(roll.shift(), Math.max(1, size.size())) : roll.shift();
        Dim cut = by < 0 ? Dim.of(-by) : size.plus(-by);
        return by == 0
                ? x
                : Joining.concat(
                        List.of(Slicing.slice(x, axis, cut, size), Slicing.slice(x, axis, Dim.of(0), cut)), axis);
    }

    /** The same with positions that count from the front. */
    private static Node fromTheFront(Node node, int axis) {
        Dim size = node.input(0).shape().dim(axis);
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
