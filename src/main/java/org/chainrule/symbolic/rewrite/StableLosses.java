package org.chainrule.symbolic.rewrite;

import static org.chainrule.symbolic.rewrite.FormulaPattern.ONE;
import static org.chainrule.symbolic.rewrite.FormulaPattern.X;
import static org.chainrule.symbolic.rewrite.FormulaPattern.Y;
import static org.chainrule.symbolic.rewrite.Phase.STABILISE;

import java.util.List;
import java.util.Optional;
import org.chainrule.graph.Additive;
import org.chainrule.graph.Arithmetic;
import org.chainrule.graph.Axes;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Sum;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Guarded;
import org.chainrule.ops.Labelling;
import org.chainrule.ops.LossOps;
import org.chainrule.ops.LossReduction;
import org.chainrule.ops.Sigmoids;
import org.chainrule.ops.Softmax;

/** Losses written out, as the one op that is made for them. Other rules have found the stable logarithms before. */
final class StableLosses {
    private static final double INF = Double.POSITIVE_INFINITY;

    static final Rule BCE_OF_SIGMOID = STABILISE
            .rule("bce-of-sigmoid", "Binary cross-entropy of a sigmoid, from the logit.")
            .law("bce(σ(z), y) = bce_with_logits(z, y)")
            .equates(LossOps.BCE.of(Sigmoids.SIGMOID.of(X), Y), LossOps.BCE_WITH_LOGITS.of(X, Y))
            .example("Z [3], Y [3] binary", "bce(sigmoid(Z), Y)", "mean(bce_with_logits(Z, Y, reduction=\"none\"))")
            .loses(Loss.of("bce(sigmoid(Z), 0)", "softplus(Z)").in(9.6, INF));

    private static final FormulaPattern WRITTEN_OUT = new FormulaPattern(
            Y.times(Sigmoids.LOGSIGMOID.of(X)).plus(ONE.minus(Y).times(Sigmoids.LOGSIGMOID.of(X.neg()))));

    private static final FormulaPattern LOSS = new FormulaPattern(LossOps.BCE_WITH_LOGITS.of(X, Y));

    static final Rule BCE = STABILISE
            .rule("bce-written-out", "Binary cross-entropy written out with sigmoids, from the logit.")
            .law("y log σ(z) + (1 − y) log σ(−z) = −bce_with_logits(z, y)")
            .on(Collecting.SUMS, StableLosses::bce)
            .example(
                    "Z [3], Y [3] binary",
                    "Y * logsigmoid(Z) + (1 - Y) * logsigmoid(-Z)",
                    "-bce_with_logits(Z, Y, reduction=\"none\")");

    static final Rule CROSS_ENTROPY = STABILISE
            .rule("cross-entropy-written-out", "Cross-entropy of a softmax written out, from the logits.")
            .law("Σₖ y log softmax(z) = −softmax_cross_entropy(z, y)")
            .on(Sum.class, StableLosses::crossEntropy)
            .example(
                    "Z [3, 4], Y [3, 4] onehot(axis=0)",
                    "sum(Y * log_softmax(Z, axis=0), axis=0)",
                    "-softmax_cross_entropy(Z, Y, axis=0, reduction=\"none\")")
            .example(
                    "Z [3, 4], Y [3, 4] onehot(axis=1)",
                    "sum(Y * log_softmax(Z))",
                    "-sum(softmax_cross_entropy(Z, Y, reduction=\"none\"))");

    static final Rule GUARDED_LOG = STABILISE
            .rule("labels-times-log-of-softmax", "Labels times the logarithm of a softmax, from the logits.")
            .law("xlogy(y, softmax(z)) = y log_softmax(z)")
            .on(Guarded.XLOGY, (node, sight) -> StableExponentials.logarithm(node.input(1))
                    .map(node.input(0)::times))
            .example("Z [3, 4], Y [3, 4] onehot(axis=0)", "xlogy(Y, softmax(Z, axis=0))", "Y * log_softmax(Z, axis=0)")
            .loses(Loss.LOG_SOFTMAX)
            .of(node -> node.input(1).input(0));

    static final Rule SIGN = STABILISE
            .rule("sign-out-of-mean", "Two signs around a sum or mean are none.")
            .law("−mean(−x) = mean(x)")
            .equates(X.neg().neg(), X)
            .on(
                    Arithmetic.NEG,
                    (node, sight) -> node.input(0).op() instanceof Additive
                            && sight.is(node.input(0).input(0), Arithmetic.NEG),
                    (node, sight) ->
                            Node.of(node.input(0).op(), node.input(0).input(0).input(0)))
            .example("x [3]", "-mean(-x)", "mean(x)")
            .example("x [3]", "-(-x)", "x");

    private StableLosses() {}

    private static Optional<Node> bce(Node node, Visibility sight) {
        Optional<Addition> sum =
                Addition.of(node, sight).filter(two -> two.terms().size() == 2);
        return sum.flatMap(two -> WRITTEN_OUT
                .match(two.over(two.common()).toNode(), sight)
                .map(LOSS::with)
                .map(loss -> two.common().times(loss, 1).times(Coefficient.ONE.negated()))
                .map(product -> product.toNode(node.shape())));
    }

    private static Optional<Node> crossEntropy(Node node, Visibility sight) {
        Sum sum = (Sum) node.op();
        Node x = node.input(0);
        Product product = Product.of(x, sight);
        for (Node log : product.powers().keySet()) {
            List<Integer> classes = log.op() instanceof Softmax.Soft soft && soft.log()
                    ? soft.axes().in(log.rank())
                    : List.of();
            if (classes.size() != 1
                    || product.power(log) != 1
                    || product.powers().size() != 2) {
                continue;
            }
            int axis = classes.get(0);
            Product rest = product.times(log, -1);
            Node labels = rest.with(Coefficient.ONE).toNode();
            if (rest.power(labels) != 1
                    || !labels.shape().sameShape(log.shape())
                    || !log.shape().sameShape(x.shape())
                    || !sum.axes().contains(axis)) {
                continue;
            }
            Node loss = ClassLosses.softmaxCrossEntropy(
                    log.input(0), labels, Labelling.PLAIN.axis(axis).reduced(LossReduction.NONE));
            return Optional.of(rest.with(product.number().negated())
                    .times(labels, -1)
                    .times(summed(loss, sum, axis, x.rank()), 1)
                    .toNode(node.shape()));
        }
        return Optional.empty();
    }

    /** The losses of the samples summed over what was summed beside the classes. */
    private static Node summed(Node loss, Sum sum, int axis, int rank) {
        List<Integer> left = sum.axes().in(rank).stream()
                .filter(summed -> summed != axis)
                .map(summed -> summed < axis ? summed : summed - 1)
                .toList();
        Node result = left.isEmpty() ? loss : Sum.over(loss, Axes.of(loss.shape(), left), sum.keepdims());
        return sum.keepdims() ? ExpandDims.insert(result, axis) : result;
    }
}
