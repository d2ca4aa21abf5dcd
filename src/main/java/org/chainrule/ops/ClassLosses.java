package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.OptionalLong;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Dim;

/**
 * Losses of classes. Labels are class indices, with one axis less than the scores, or one row of the scores' shape a
 * sample: one-hot, or a distribution. {@code axis} is that of the classes: the last, or 0 for samples as columns.
 */
public final class ClassLosses {
    private static final String SAMPLES =
            "axis=-1, weight=none, ignore_index=none, label_smoothing=0, reduction=\"mean\"";
    private static final String COUNTING =
            " By default the mean over the samples; with weight (one factor a class) or ignore_index (samples of this "
                    + "class index cost nothing) the sum divided by the sum of the weights picked.";

    static final Function SOFTMAX_CROSS_ENTROPY = Function.define(
                    "softmax_cross_entropy",
                    "z, y, " + SAMPLES,
                    a -> softmaxCrossEntropy(a.node("z"), a.node("y"), Labelling.read(a)))
            .doc("Cross-entropy −Σ y log softmax(z) of logits z and labels y (indices or rows), as logsumexp(z) − z_t "
                    + "for class t, which does not overflow. The derivative is softmax(z)·Σy − y. label_smoothing=ε "
                    + "replaces y by (1 − ε)y + ε/classes." + COUNTING)
            .source("Bridle 1990, Probabilistic interpretation of feedforward classification network outputs; Szegedy "
                    + "et al. 2016, Rethinking the Inception architecture, section 7")
            .example("softmax_cross_entropy(Z, y)", "Z [4, 3], y [4] integer(0, 2)")
            .example("softmax_cross_entropy(Z, Y, axis=0)", "Z [3, 4], Y [3, 4] onehot(axis=0)")
            .example("softmax_cross_entropy(Z, Y, reduction=\"sum\")", "Z [2, 3], Y [2, 3] positive")
            .example(
                    "softmax_cross_entropy(Z, y, weight=w, ignore_index=1, label_smoothing=0.1)",
                    "Z [4, 3], y [4] integer(0, 2), w [3] positive")
            .example("softmax_cross_entropy(Z, y, axis=1, reduction=\"none\")", "Z [2, 3, 2], y [2, 2] integer(0, 2)");

    static final Function CROSS_ENTROPY = Function.define(
                    "cross_entropy", "p, y, " + SAMPLES, a -> crossEntropy(a.node("p"), a.node("y"), Labelling.read(a)))
            .doc("Cross-entropy −Σ y log p of probabilities p (not logits, as in PyTorch: see softmax_cross_entropy) "
                    + "and labels y (indices or rows). 0·log 0 is 0, with derivative 0; p = 0 where y > 0 costs inf."
                    + COUNTING)
            .source("Goodfellow, Bengio and Courville 2016, Deep Learning, section 3.13")
            .example("cross_entropy(P, Y)", "P [2, 3] simplex(axis=1), Y [2, 3] onehot(axis=1)")
            .example("cross_entropy(P, y, axis=0)", "P [3, 4] simplex(axis=0), y [4] integer(0, 2)");

    static final Function NLL_LOSS = Function.define(
                    "nll_loss", "logp, y, " + SAMPLES, a -> nllLoss(a.node("logp"), a.node("y"), Labelling.read(a)))
            .doc("Negative log-likelihood −Σ y log p of logarithms of probabilities, such as log_softmax(Z), and "
                    + "labels y (indices or rows)." + COUNTING)
            .example("nll_loss(L, y)", "L [4, 3], y [4] integer(0, 2)")
            .example(
                    "nll_loss(L, y, weight=w, axis=0, reduction=\"sum\")",
                    "L [3, 4], y [4] integer(0, 2), w [3] positive");

    static final Function ONE_HOT = Function.define(
                    "one_hot",
                    "y, num_classes, axis=-1, ignore_index=none",
                    a -> oneHot(a.node("y"), a.shape("num_classes").count(), a.integer("axis"), Labelling.ignored(a)))
            .doc("Class indices as rows with a single 1 along a new axis of size num_classes; rows of zeros for "
                    + "ignore_index.")
            .example("X * one_hot(y, num_classes=3)", "X [4, 3], y [4] integer(0, 2)")
            .example("X * one_hot(y, num_classes=3, axis=0)", "X [3, 4], y [4] integer(0, 2)");

    private ClassLosses() {}

    /** The mean of logsumexp(z) − z_y over the samples, the classes along the last axis. */
    public static Node softmaxCrossEntropy(Node z, Node y) {
        return softmaxCrossEntropy(z, y, Labelling.PLAIN);
    }

    /**
     * −Σ y log softmax(z).
     *
     * @param z logits
     * @param y class indices, with one axis less than {@code z}, or one row a sample, of its shape
     * @throws org.chainrule.tensor.ShapeException when the labels are neither
     */
    public static Node softmaxCrossEntropy(Node z, Node y, Labelling labels) {
        return labels.apply(
                "softmax_cross_entropy",
                z,
                y,
                (scores, rows, axis) -> Node.of(new LossOps.SoftmaxCrossEntropy(Along.of(scores, axis)), scores, rows));
    }

    /**
     * −Σ y log p.
     *
     * @param p probabilities
     * @param y class indices, with one axis less than {@code p}, or one row a sample, of its shape
     */
    public static Node crossEntropy(Node p, Node y, Labelling labels) {
        return labels.apply("cross_entropy", p, y, (scores, rows, axis) -> Guarded.XLOGY
                .of(rows, scores)
                .sum(axis)
                .neg());
    }

    /**
     * −Σ y·logp.
     *
     * @param logp logarithms of probabilities
     * @param y class indices, with one axis less than {@code logp}, or one row a sample, of its shape
     */
    public static Node nllLoss(Node logp, Node y, Labelling labels) {
        return labels.apply("nll_loss", logp, y, (scores, rows, axis) -> LossOps.masked(rows, scores)
                .sum(axis)
                .neg());
    }

    /**
     * Class indices as rows with a single 1.
     *
     * @param axis where the new axis stands in the result; negative counts from its end
     * @param ignore an index that gives a row of zeros
     */
    public static Node oneHot(Node y, Dim classes, int axis, OptionalLong ignore) {
        int rank = y.rank() + 1;
        if (axis < -rank || axis >= rank) {
            throw new ArgumentException("axis", say("one_hot: the result has axes 0 to {0}, not {1}", rank - 1, axis));
        }
        int at = axis < 0 ? axis + rank : axis;
        return Node.of(new OneHot(classes, at, at == rank - 1, ignore), y);
    }
}
