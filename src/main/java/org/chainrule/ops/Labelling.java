package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.ShortText;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.TensorText;

/**
 * How labels count in a loss of classes.
 *
 * @param axis along which the classes lie; negative counts from the end
 * @param weight one factor a class
 * @param ignore samples whose class index is this number cost nothing and are not counted
 * @param smoothing from 0 to 1: this part of each label is spread evenly over all classes
 * @param reduction what becomes of the losses of the samples
 */
public record Labelling(
        int axis, Optional<Node> weight, OptionalLong ignore, double smoothing, LossReduction reduction) {
    /** The mean over the samples, every class and sample counting the same. */
    public static final Labelling PLAIN =
            new Labelling(-1, Optional.empty(), OptionalLong.empty(), 0, LossReduction.MEAN);

    /** Checked. */
    public Labelling {
        if (!(smoothing >= 0 && smoothing <= 1)) {
            throw new ArgumentException(
                    "label_smoothing", say("label_smoothing is from 0 to 1, not {0}", TensorText.number(smoothing)));
        }
    }

    /** With the classes along another axis. */
    public Labelling axis(int other) {
        return new Labelling(other, weight, ignore, smoothing, reduction);
    }

    /** With one factor a class; a mean then divides by the sum of the factors that were picked. */
    public Labelling weight(Node factors) {
        return new Labelling(axis, Optional.of(factors), ignore, smoothing, reduction);
    }

    /** With samples of one class index left out. */
    public Labelling ignoring(long index) {
        return new Labelling(axis, weight, OptionalLong.of(index), smoothing, reduction);
    }

    /** With a part of each label spread evenly over all classes (Szegedy et al. 2016). */
    public Labelling smoothed(double part) {
        return new Labelling(axis, weight, ignore, part, reduction);
    }

    /** With another reduction. */
    public Labelling reduced(LossReduction other) {
        return new Labelling(axis, weight, ignore, smoothing, other);
    }

    /** The arguments of a call. */
    static Labelling read(Args a) {
        return new Labelling(
                a.integer("axis"),
                a.optionalNode("weight"),
                ignored(a),
                a.number("label_smoothing"),
                LossReduction.read(a));
    }

    /** The argument {@code ignore_index} of a call. */
    static OptionalLong ignored(Args a) {
        return a.has("ignore_index") ? OptionalLong.of(a.integer("ignore_index")) : OptionalLong.empty();
    }

    /** A loss of each sample, for labels of the shape of the scores. */
    interface PerSample {
        Node loss(Node scores, Node labels, int axis);
    }

    /**
     * The loss: the labels made one row a sample, weighted and smoothed, then reduced.
     *
     * @param scores the shape decides what the labels are
     * @param y class indices (one axis less than the scores) or one row a sample (the scores' shape)
     */
    Node apply(String function, Node scores, Node y, PerSample perSample) {
        Shape shape = scores.shape();
        int at = shape.axis(axis);
        Node hot = rows(function, scores, y, at);
        Node counted = weight.isEmpty() ? hot : hot.times(alongClasses(function, scores, at));
        Node labels = smoothing == 0 ? counted : smooth(function, scores, hot, at);
        Node losses = perSample.loss(scores, labels, at);
        boolean plain = weight.isEmpty() && ignore.isEmpty();
        return reduction != LossReduction.MEAN || plain
                ? reduction.of(losses)
                : LossReduction.SUM.of(losses).over(counted.sum());
    }

    private Node rows(String function, Node scores, Node y, int at) {
        Shape shape = scores.shape();
        if (y.shape().sameShape(shape)) {
            if (ignore.isPresent()) {
                throw new ArgumentException(
                        "ignore_index",
                        say(
                                "{0}: ignore_index = {1} is a class index, and {2} has one row a sample: give "
                                        + "indices, or rows of zeros",
                                function, ignore.getAsLong(), ShortText.of(y)));
            }
            return y;
        }
        if (!y.shape().sameShape(shape.without(at))) {
            throw new ShapeException(
                    "{0}: the labels of scores {1} {2} with classes along axis {3} are class indices {4} or one row "
                            + "a sample {2}; {5} has shape {6}",
                    function, ShortText.of(scores), shape, at, shape.without(at), ShortText.of(y), y.shape());
        }
        return Node.of(new OneHot(shape.dim(at), at, at == shape.rank() - 1, ignore), y);
    }

    private Node alongClasses(String function, Node scores, int at) {
        Node w = weight.orElseThrow();
        Dim classes = scores.shape().dim(at);
        if (w.rank() != 1 || !w.shape().dim(0).sameSize(classes)) {
            throw new ShapeException(
                    "{0}: weight has one entry a class, [{1}]; {2} has shape {3}",
                    function, classes, ShortText.of(w), w.shape());
        }
        return ExpandDims.insert(w, IntStream.range(1, scores.rank() - at).toArray());
    }

    private Node smooth(String function, Node scores, Node hot, int at) {
        Node even = org.chainrule.graph.SizeOf.node(scores.shape().dim(at));
        Node spread = Node.constant(smoothing).over(even);
        // An ignored sample has a row of zeros, which must stay one.
        Node added = ignore.isEmpty() ? spread : hot.sumKeep(at).times(spread);
        Node smooth = hot.times(1 - smoothing).plus(added);
        return weight.isEmpty() ? smooth : smooth.times(alongClasses(function, scores, at));
    }
}
