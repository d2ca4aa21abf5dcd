package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.TensorText;

/**
 * Losses of numbers and of yes-or-no answers, entry by entry with broadcasting. {@code reduction="mean"}, the default, is
 * the mean over all entries, {@code "sum"} their sum, {@code "none"} leaves them.
 */
public final class Losses {
    private static final String REDUCTION = ", reduction=\"mean\"";

    static final Function MSE = Function.define(
                    "mse", "a, b" + REDUCTION, a -> mse(a.node("a"), a.node("b"), LossReduction.read(a)))
            .doc("Squared error (a − b)², by default its mean over all entries.")
            .source("Gauss 1809, Theoria motus, art. 179")
            .example("mse(A, B)", "A [2, 3], B [2, 3]")
            .example("mse(A, B, reduction=\"sum\")", "A [3, 1], B [1, 2]");

    static final Function HALF_SQUARED_ERROR = Function.define(
                    "half_squared_error",
                    "a, b" + REDUCTION,
                    a -> halfSquaredError(a.node("a"), a.node("b"), LossReduction.read(a)))
            .doc("½(a − b)², whose derivative by a is a − b; by default its mean over all entries. With "
                    + "reduction=\"sum\" it is ½‖a − b‖².")
            .example("half_squared_error(A, B, reduction=\"sum\")", "A [3], B [3]");

    static final Function MAE = Function.define(
                    "mae", "a, b" + REDUCTION, a -> mae(a.node("a"), a.node("b"), LossReduction.read(a)))
            .doc("Absolute error |a − b|, by default its mean over all entries; the derivative is 0 where a = b.")
            .example("mae(A, B)", "A [2, 3], B [2, 3]");

    static final Function HUBER = Function.define(
                    "huber",
                    "a, b, delta=1" + REDUCTION,
                    a -> huber(a.node("a"), a.node("b"), a.number("delta"), LossReduction.read(a)))
            .doc("½d² for |d| = |a − b| up to delta, delta·(|d| − ½delta) beyond; by default its mean over all "
                    + "entries. The derivative is d cut off at ±delta.")
            .source("Huber 1964, Robust estimation of a location parameter")
            .example("huber(A, B)", "A [2, 3], B [2, 3]")
            .example("huber(A, B, delta=0.5, reduction=\"none\")", "A [3], B [3]");

    static final Function BCE = Function.define(
                    "bce", "p, y" + REDUCTION, a -> bce(a.node("p"), a.node("y"), LossReduction.read(a)))
            .doc("Binary cross-entropy −(y log p + (1 − y) log(1 − p)) of probabilities p and labels y from 0 to 1, by "
                    + "default its mean over all entries. 0·log 0 is 0, with derivative 0; nothing is clamped, so p = "
                    + "0 where y > 0 costs inf. For p = σ(z) take bce_with_logits(z, y).")
            .source("Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.2.2")
            .example("bce(P, Y)", "P [2, 3] probability, Y [2, 3] binary")
            .example("bce(P, Y, reduction=\"none\")", "P [3] probability, Y [3] probability");

    static final Function BCE_WITH_LOGITS = Function.define(
                    "bce_with_logits",
                    "z, y, pos_weight=none" + REDUCTION,
                    a -> a.has("pos_weight")
                            ? bceWithLogits(a.node("z"), a.node("y"), a.node("pos_weight"), LossReduction.read(a))
                            : bceWithLogits(a.node("z"), a.node("y"), LossReduction.read(a)))
            .doc("Binary cross-entropy of σ(z) and labels y from 0 to 1: max(z, 0) − z·y + log(1 + exp(−|z|)), by "
                    + "default its mean over all entries. The derivative is σ(z) − y, the second σ(z)·σ(−z), at every "
                    + "z. With pos_weight=w the part of y = 1 counts w times.")
            .source("Goodfellow, Bengio and Courville 2016, Deep Learning, section 6.2.2")
            .example("bce_with_logits(Z, Y)", "Z [2, 3], Y [2, 3] binary")
            .example("bce_with_logits(Z, Y, reduction=\"sum\")", "Z [3], Y [3] probability")
            .example("bce_with_logits(Z, Y, pos_weight=w)", "Z [2, 3], Y [2, 3] binary, w [3] positive");

    static final Function SMOOTH_L1 = Function.define(
                    "smooth_l1",
                    "a, b, beta=1" + REDUCTION,
                    a -> smoothL1(a.node("a"), a.node("b"), a.number("beta"), LossReduction.read(a)))
            .doc(
                    "½d²/beta for |d| = |a − b| up to beta, |d| − ½beta beyond: huber divided by beta; by default its mean "
                            + "over all entries.")
            .source("Girshick 2015, Fast R-CNN")
            .example("smooth_l1(A, B)", "A [2, 3], B [2, 3]")
            .example("smooth_l1(A, B, beta=0.5, reduction=\"sum\")", "A [3], B [3]");

    static final Function HINGE = Function.define(
                    "hinge",
                    "s, y, margin=1" + REDUCTION,
                    a -> hinge(a.node("s"), a.node("y"), a.number("margin"), LossReduction.read(a)))
            .doc("max(margin − y·s, 0) of scores s and labels y = ±1, by default its mean over all entries; the "
                    + "derivative is 0 where y·s is the margin.")
            .source("Cortes and Vapnik 1995, Support-vector networks")
            .example("hinge(S, Y)", "S [2, 3], Y [2, 3] interval(-1, 1)");

    static final Function KL_DIV = Function.define(
                    "kl_div",
                    "log_q, p, axis=-1" + REDUCTION,
                    a -> klDiv(a.node("log_q"), a.node("p"), a.integer("axis"), LossReduction.read(a)))
            .doc("Kullback-Leibler divergence Σ p (log p − log q) along an axis, from log q, such as log_softmax(Z), "
                    + "and the target p, in PyTorch's order; by default its mean over the samples (PyTorch's "
                    + "\"batchmean\"). p = 0 costs nothing.")
            .source("Kullback and Leibler 1951, On information and sufficiency")
            .example("kl_div(log(Q), P)", "Q [2, 3] simplex(axis=1), P [2, 3] simplex(axis=1)")
            .example("kl_div(L, P, axis=0, reduction=\"sum\")", "L [3, 2], P [3, 2] positive");

    static final Function COSINE_SIMILARITY = Function.define(
                    "cosine_similarity",
                    "a, b, axis=-1, eps=1e-8",
                    a -> cosineSimilarity(a.node("a"), a.node("b"), a.integer("axis"), a.number("eps")))
            .doc("The cosine of the angle between a and b along an axis, Σ ab/(‖a‖‖b‖), with norms of at least eps.")
            .source("torch.nn.functional.cosine_similarity")
            .example("cosine_similarity(A, B)", "A [2, 3], B [2, 3]")
            .example("cosine_similarity(A, B, axis=0)", "A [3, 2], B [3, 1]");

    private Losses() {}

    /**
     * Refuses a prediction [m, 1] beside labels [m]: broadcasting would compare every entry of one with every entry of the
     * other.
     *
     * @throws ShapeException when both have as many entries, and each would be stretched
     */
    private static void requireFit(String loss, Node a, Node b) {
        if (!a.shape().count().sameSize(b.shape().count()) || a.rank() == 0 || b.rank() == 0) {
            return;
        }
        Shape whole;
        try {
            whole = Shape.broadcast(a.shape(), b.shape());
        } catch (ShapeException e) {
            // The op of the loss says it with the names of both.
            return;
        }
        if (!whole.sameShape(a.shape()) && !whole.sameShape(b.shape())) {
            throw new ShapeException(
                    "{0}: {1} has shape {2} and {3} has shape {4}, which broadcast to {5}, every entry of one against every "
                            + "entry of the other: write reshape({3}, {2})",
                    loss, ShortText.of(a), a.shape(), ShortText.of(b), b.shape(), whole);
        }
    }

    /** The mean of (a − b)² over all entries. */
    public static Node mse(Node a, Node b) {
        return mse(a, b, LossReduction.MEAN);
    }

    /** (a − b)². */
    public static Node mse(Node a, Node b, LossReduction reduction) {
        requireFit("mse", a, b);
        return reduction.of(a.minus(b).square());
    }

    /** ½(a − b)². */
    public static Node halfSquaredError(Node a, Node b, LossReduction reduction) {
        requireFit("half_squared_error", a, b);
        return reduction == LossReduction.NONE
                ? a.minus(b).square().times(0.5)
                : reduction.of(a.minus(b).square()).times(0.5);
    }

    /** |a − b|. */
    public static Node mae(Node a, Node b, LossReduction reduction) {
        requireFit("mae", a, b);
        return reduction.of(Rounding.ABS.of(a.minus(b)));
    }

    /**
     * ½d² for |d| = |a − b| up to {@code delta}, delta(|d| − ½delta) beyond.
     *
     * @param delta greater than 0
     */
    public static Node huber(Node a, Node b, double delta, LossReduction reduction) {
        if (!(delta > 0)) {
            throw new ArgumentException(
                    "delta", say("huber: delta is greater than 0, not {0}", TensorText.number(delta)));
        }
        requireFit("huber", a, b);
        return reduction.of(Node.of(new LossOps.Huber(delta), a, b));
    }

    /** The mean binary cross-entropy of probabilities and labels. */
    public static Node bce(Node p, Node y) {
        return bce(p, y, LossReduction.MEAN);
    }

    /** −(y log p + (1 − y) log(1 − p)). */
    public static Node bce(Node p, Node y, LossReduction reduction) {
        requireFit("bce", p, y);
        return reduction.of(LossOps.BCE.of(p, y));
    }

    /** The mean binary cross-entropy of σ(z) and labels. */
    public static Node bceWithLogits(Node z, Node y) {
        return bceWithLogits(z, y, LossReduction.MEAN);
    }

    /** −(y log σ(z) + (1 − y) log σ(−z)). */
    public static Node bceWithLogits(Node z, Node y, LossReduction reduction) {
        requireFit("bce_with_logits", z, y);
        return reduction.of(LossOps.BCE_WITH_LOGITS.of(z, y));
    }

    /**
     * −(w y log σ(z) + (1 − y) log σ(−z)).
     *
     * @param w how often y = 1 counts; broadcasts
     */
    public static Node bceWithLogits(Node z, Node y, Node w, LossReduction reduction) {
        requireFit("bce_with_logits", z, y);
        Node both = y.times(w.minus(1)).plus(1).times(Sigmoids.SOFTPLUS.of(z.neg()));
        return reduction.of(Node.constant(1).minus(y).times(z).plus(both));
    }

    /** ½d²/beta for |d| = |a − b| up to {@code beta}, |d| − ½beta beyond. */
    public static Node smoothL1(Node a, Node b, double beta, LossReduction reduction) {
        Node loss = huber(a, b, beta, reduction);
        return beta == 1 ? loss : loss.over(beta);
    }

    /** max(margin − y·s, 0). */
    public static Node hinge(Node s, Node y, double margin, LossReduction reduction) {
        requireFit("hinge", s, y);
        return reduction.of(Rectifiers.RELU.of(Node.constant(margin).minus(y.times(s))));
    }

    /**
     * Σ p (log p − log q) along an axis.
     *
     * @param logQ logarithms of the probabilities of the model
     * @param p the probabilities to reach
     */
    public static Node klDiv(Node logQ, Node p, int axis, LossReduction reduction) {
        Node terms = Guarded.XLOGY.of(p, p).minus(LossOps.masked(p, logQ));
        return reduction.of(terms.sum(axis));
    }

    /**
     * The cosine of the angle between a and b along an axis.
     *
     * @param eps the norms count as at least this
     */
    public static Node cosineSimilarity(Node a, Node b, int axis, double eps) {
        if (!(eps >= 0)) {
            throw new ArgumentException(
                    "eps", say("cosine_similarity: eps is at least 0, not {0}", TensorText.number(eps)));
        }
        Shape shape = Shape.broadcast(a.shape(), b.shape());
        return unit(a.broadcastTo(shape), axis, eps)
                .times(unit(b.broadcastTo(shape), axis, eps))
                .sum(axis);
    }

    /** Divided before the product, which cannot overflow then. */
    private static Node unit(Node x, int axis, double eps) {
        Node norm = Norms.norm(x, 2, Axes.of(x, axis), true);
        return x.over(Extremes.MAXIMUM.of(norm, Node.constant(eps)));
    }
}
