package org.chainrule;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.ops.AdaptivePooling;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Convolutions;
import org.chainrule.ops.GatedUnits;
import org.chainrule.ops.GroupNorms;
import org.chainrule.ops.Labelling;
import org.chainrule.ops.LossReduction;
import org.chainrule.ops.Losses;
import org.chainrule.ops.Normalisation;
import org.chainrule.ops.Pooling;
import org.chainrule.ops.Window;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;

/**
 * Losses, convolutions, pooling and normalisation with their usual settings; every setting is on the family's own class in
 * {@code org.chainrule.ops}. A loss is the mean over all entries, or over the samples for one of classes. They are
 * reached through {@link Chainrule}.
 */
public abstract class LearningFunctions extends ShapeFunctions {
    /** Only static methods. */
    LearningFunctions() {}

    /** Mean squared error. */
    public static Node mse(Node a, Node b) {
        return Losses.mse(a, b);
    }

    /** Mean of ½(a − b)², whose derivative by an entry of a is (a − b)/n. */
    public static Node halfSquaredError(Node a, Node b) {
        return Losses.halfSquaredError(a, b, LossReduction.MEAN);
    }

    /** Mean absolute error; the derivative is 0 where a = b. */
    public static Node mae(Node a, Node b) {
        return Losses.mae(a, b, LossReduction.MEAN);
    }

    /** Mean Huber loss with delta 1. */
    public static Node huber(Node a, Node b) {
        return huber(a, b, 1);
    }

    /**
     * Mean Huber loss: ½d² for |d| = |a − b| up to delta, delta·(|d| − ½delta) beyond.
     *
     * @param delta above 0
     */
    public static Node huber(Node a, Node b, double delta) {
        return Losses.huber(a, b, delta, LossReduction.MEAN);
    }

    /** Mean hinge loss max(1 − y·s, 0) of scores s and labels y = ±1. */
    public static Node hinge(Node s, Node y) {
        return hinge(s, y, 1);
    }

    /** Mean hinge loss max(margin − y·s, 0) of scores s and labels y = ±1; the derivative is 0 where y·s is the margin. */
    public static Node hinge(Node s, Node y, double margin) {
        return Losses.hinge(s, y, margin, LossReduction.MEAN);
    }

    /** Kullback-Leibler divergence of samples along the last axis; see {@link #klDiv(Node, Node, int)}. */
    public static Node klDiv(Node logQ, Node p) {
        return klDiv(logQ, p, -1);
    }

    /**
     * Kullback-Leibler divergence Σ p (log p − log q) along an axis, its mean over the samples; p = 0 costs nothing.
     *
     * @param logQ logarithms of probabilities, such as {@code logSoftmax(z)}
     * @param p the target
     */
    public static Node klDiv(Node logQ, Node p, int axis) {
        return Losses.klDiv(logQ, p, axis, LossReduction.MEAN);
    }

    /** Cosine of the angle between a and b along the last axis. */
    public static Node cosineSimilarity(Node a, Node b) {
        return cosineSimilarity(a, b, -1);
    }

    /** Cosine of the angle between a and b along an axis, Σ ab/(‖a‖‖b‖), with norms of at least 1e-8. */
    public static Node cosineSimilarity(Node a, Node b, int axis) {
        return Losses.cosineSimilarity(a, b, axis, 1e-8);
    }

    /** Mean binary cross-entropy of probabilities p and labels y. */
    public static Node bce(Node p, Node y) {
        return Losses.bce(p, y);
    }

    /** Mean binary cross-entropy of logits z and labels y, without overflow. */
    public static Node bceWithLogits(Node z, Node y) {
        return Losses.bceWithLogits(z, y);
    }

    /** Mean cross-entropy of logits, one row a sample; labels are class indices or rows that sum to 1. */
    public static Node softmaxCrossEntropy(Node z, Node y) {
        return ClassLosses.softmaxCrossEntropy(z, y);
    }

    /** The same with classes along another axis, weights, smoothing or samples left out. */
    public static Node softmaxCrossEntropy(Node z, Node y, Labelling labels) {
        return ClassLosses.softmaxCrossEntropy(z, y, labels);
    }

    /**
     * Mean cross-entropy −Σ y log p of probabilities, not logits; 0·log 0 is 0.
     *
     * @param p probabilities, one row a sample
     * @param y class indices, or rows of the shape of {@code p}
     * @throws ShapeException when the labels are neither
     */
    public static Node crossEntropy(Node p, Node y) {
        return crossEntropy(p, y, Labelling.PLAIN);
    }

    /** The same with classes along another axis, weights, smoothing or samples left out. */
    public static Node crossEntropy(Node p, Node y, Labelling labels) {
        return ClassLosses.crossEntropy(p, y, labels);
    }

    /**
     * Mean negative log-likelihood −Σ y·logp.
     *
     * @param logp logarithms of probabilities, such as {@code logSoftmax(z)}, one row a sample
     * @param y class indices, or rows of the shape of {@code logp}
     * @throws ShapeException when the labels are neither
     */
    public static Node nllLoss(Node logp, Node y) {
        return nllLoss(logp, y, Labelling.PLAIN);
    }

    /** The same with classes along another axis, weights, smoothing or samples left out. */
    public static Node nllLoss(Node logp, Node y, Labelling labels) {
        return ClassLosses.nllLoss(logp, y, labels);
    }

    /** Class indices as rows with a single 1 along a new last axis of size {@code classes}. */
    public static Node oneHot(Node y, Object classes) {
        return oneHot(y, classes, -1);
    }

    /**
     * Class indices as vectors with a single 1 along a new axis.
     *
     * @param classes how many there are: a number, a name or a {@link Dim}
     * @param axis where the new axis stands in the result
     * @throws org.chainrule.ops.ArgumentException when the result has no such axis
     */
    public static Node oneHot(Node y, Object classes, int axis) {
        return ClassLosses.oneHot(y, dim(classes), axis, OptionalLong.empty());
    }

    /** Cross-correlation of signals [N, C, W] with kernels [O, C, w]; a bare signal and kernel work too. */
    public static Node conv1d(Node x, Node k) {
        return Convolutions.conv1d(x, k);
    }

    /** The same with stride, padding and dilation: {@code Window.over(1).stride(2)}. */
    public static Node conv1d(Node x, Node k, Window window) {
        return Convolutions.conv(x, k, window, 1, false);
    }

    /** Cross-correlation of images [N, C, H, W] with kernels [O, C, h, w]; a bare image and kernel work too. */
    public static Node conv2d(Node x, Node k) {
        return Convolutions.conv2d(x, k);
    }

    /** Cross-correlation with stride, padding and dilation. */
    public static Node conv2d(Node x, Node k, Window window) {
        return Convolutions.conv2d(x, k, window);
    }

    /** Cross-correlation of volumes [N, C, D, H, W] with kernels [O, C, d, h, w]; bare ones work too. */
    public static Node conv3d(Node x, Node k) {
        return conv3d(x, k, Window.over(3));
    }

    /** The same with stride, padding and dilation: {@code Window.over(3).stride(2)}. */
    public static Node conv3d(Node x, Node k, Window window) {
        return Convolutions.conv(x, k, window, 1, false);
    }

    /** The adjoint of conv3d to its volume, of the smallest size that fits; see {@link #convTranspose2d}. */
    public static Node convTranspose3d(Node x, Node k, Window window) {
        return Convolutions.convTranspose(x, k, List.of(), window);
    }

    /** The adjoint of conv3d to its kernel, whose sizes are given; see {@link #conv2dKernel}. */
    public static Node conv3dKernel(Node x, Node dy, List<Integer> size, Window window) {
        return Convolutions.convKernel(x, dy, size.stream().map(Dim::of).toList(), window);
    }

    /**
     * The adjoint of conv1d to its signal: each entry of x paints the kernel into the result, which is of the smallest size
     * that fits.
     *
     * @param x [N, O, W]
     * @param k [O, C, w]
     * @param window as of the conv1d: {@code Window.over(1)} for stride 1 without padding
     * @return [N, C, W']
     * @throws ShapeException when the channels do not fit
     */
    public static Node convTranspose1d(Node x, Node k, Window window) {
        return Convolutions.convTranspose(x, k, List.of(), window);
    }

    /**
     * The adjoint of conv2d to its image, of the smallest size that fits.
     *
     * @param x [N, O, H, W]
     * @param k [O, C, h, w]
     * @param window as of the conv2d: {@code Window.over(2)} for stride 1 without padding
     * @return [N, C, H', W']
     * @throws ShapeException when the channels do not fit
     */
    public static Node convTranspose2d(Node x, Node k, Window window) {
        return Convolutions.convTranspose(x, k, List.of(), window);
    }

    /**
     * The adjoint of conv1d to its kernel.
     *
     * @param x signals [N, C, W]
     * @param dy the cotangent of the result, [N, O, W']
     * @param size w of the kernel
     * @param window as of the conv1d
     * @return the cotangent of the kernel, [O, C, w]
     * @throws ShapeException when the sizes do not fit
     */
    public static Node conv1dKernel(Node x, Node dy, int size, Window window) {
        return Convolutions.convKernel(x, dy, List.of(Dim.of(size)), window);
    }

    /**
     * The adjoint of conv2d to its kernel.
     *
     * @param x images [N, C, H, W]
     * @param dy the cotangent of the result, [N, O, H', W']
     * @param height h of the kernel
     * @param width w of the kernel
     * @param window as of the conv2d
     * @return the cotangent of the kernel, [O, C, h, w]
     * @throws ShapeException when the sizes do not fit
     */
    public static Node conv2dKernel(Node x, Node dy, int height, int width, Window window) {
        return Convolutions.convKernel(x, dy, List.of(Dim.of(height), Dim.of(width)), window);
    }

    /** Maximum of each window, without overlap. */
    public static Node maxPool2d(Node x, int kernel) {
        return Pooling.maxPool2d(x, kernel);
    }

    /** Mean of each window, without overlap. */
    public static Node avgPool2d(Node x, int kernel) {
        return Pooling.avgPool2d(x, kernel);
    }

    /**
     * All square windows of images [..., H, W] at stride 1, as columns: [..., kernel², H', W']. Also known as im2col.
     *
     * @throws ShapeException when the kernel is larger than the image
     */
    public static Node patches(Node x, int kernel) {
        return Pooling.patches(x, Collections.nCopies(2, kernel), Window.over(2));
    }

    /**
     * The adjoint of patches: windows [..., kernel², H', W'] added up at their places in images [..., H, W]. Also known as
     * col2im.
     *
     * @param height H: a number, a name or a {@link Dim}
     * @param width W, the same
     * @throws ShapeException when the windows are not those of such an image
     */
    public static Node fold(Node x, Object height, Object width, int kernel) {
        return Pooling.fold(x, List.of(dim(height), dim(width)), Collections.nCopies(2, kernel), Window.over(2));
    }

    /** Normalised by mean and variance over the axes of the samples, by default all but axis 1, then scaled and shifted. */
    public static Node batchNorm(Node x, Node g, Node b, int... axes) {
        return Normalisation.batchNorm(x, g, b, axes);
    }

    /** Normalised by mean and variance over the axes of the features, by default the last one, then scaled and shifted. */
    public static Node layerNorm(Node x, Node g, Node b, int... axes) {
        return Normalisation.layerNorm(x, g, b, axes);
    }

    /** (x − mean)/std along the first axis; see {@link #zscore(Node, int)}. */
    public static Node zscore(Node x) {
        return zscore(x, 0);
    }

    /** (x − mean)/std along an axis, std with divisor n; 0 with derivative 0 where all entries are equal. */
    public static Node zscore(Node x, int axis) {
        return Normalisation.zscore(x, Axes.of(x, axis), 0);
    }

    /** Entries switched off with probability p, the same ones for the same seed. */
    public static Node dropout(Node x, double p, long seed) {
        return Normalisation.dropout(x, p, seed);
    }

    /**
     * Entries switched off with probability p, other ones in each run: {@code seed} is declared
     * {@code input("seed", Domain.of(Domain.Kind.INTEGER))}, and a run gives it a number.
     */
    public static Node dropout(Node x, double p, Node seed) {
        return Normalisation.dropout(x, p, seed);
    }

    /** The mean of ½d²/beta for |d| = |a − b| up to beta, |d| − ½beta beyond. */
    public static Node smoothL1(Node a, Node b, double beta) {
        return Losses.smoothL1(a, b, beta, LossReduction.MEAN);
    }

    /** The node x/√(mean(x²) + 1e-5)·g along the last axis. */
    public static Node rmsNorm(Node x, Node g) {
        return GroupNorms.rmsNorm(x, Optional.of(g), -1, 1e-5);
    }

    /** Normalised over each group of the channels [N, C, …], with one gain and shift a channel. */
    public static Node groupNorm(Node x, int groups, Node g, Node b) {
        return GroupNorms.groupNorm(x, groups, Optional.of(g), Optional.of(b), 1e-5);
    }

    /** Normalised over each channel of each sample [N, C, …], with one gain and shift a channel. */
    public static Node instanceNorm(Node x, Node g, Node b) {
        return GroupNorms.instanceNorm(x, Optional.of(g), Optional.of(b), 1e-5);
    }

    /** Maximum of each window of volumes [..., D, H, W], without overlap. */
    public static Node maxPool3d(Node x, int kernel) {
        return Pooling.maxPool(x, Collections.nCopies(3, kernel), Window.over(3).stride(kernel));
    }

    /** Mean of each window of volumes [..., D, H, W], without overlap. */
    public static Node avgPool3d(Node x, int kernel) {
        return Pooling.avgPool(x, Collections.nCopies(3, kernel), Window.over(3).stride(kernel), true);
    }

    /** Maximum of each window of signals [..., W], without overlap. */
    public static Node maxPool1d(Node x, int kernel) {
        return Pooling.maxPool(x, List.of(kernel), Window.over(1).stride(kernel));
    }

    /** Mean of each window of signals [..., W], without overlap. */
    public static Node avgPool1d(Node x, int kernel) {
        return Pooling.avgPool(x, List.of(kernel), Window.over(1).stride(kernel), true);
    }

    /** The means of so many parts of signals [..., W]. */
    public static Node adaptiveAvgPool1d(Node x, int size) {
        return AdaptivePooling.adaptive(x, List.of(size), false);
    }

    /** The means of height times width parts of images [..., H, W]. */
    public static Node adaptiveAvgPool2d(Node x, int height, int width) {
        return AdaptivePooling.adaptive(x, List.of(height, width), false);
    }

    /** The maxima of height times width parts of images [..., H, W]. */
    public static Node adaptiveMaxPool2d(Node x, int height, int width) {
        return AdaptivePooling.adaptive(x, List.of(height, width), true);
    }

    /**
     * Smooth relu α·elu(x/α).
     */
    public static Node celu(Node x, double alpha) {
        return GatedUnits.celu(x, alpha);
    }

    /**
     * Relu with slopes on the left that broadcast: max(x, 0) + a·min(x, 0).
     */
    public static Node prelu(Node x, Node a) {
        return GatedUnits.prelu(x, a);
    }

    /**
     * The first half along the last axis times the sigmoid of the second.
     */
    public static Node glu(Node x) {
        return GatedUnits.glu(x, -1);
    }
}
