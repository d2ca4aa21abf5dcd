package org.chainrule;

import java.util.List;
import org.chainrule.graph.Axes;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Squeeze;
import org.chainrule.graph.Where;
import org.chainrule.ops.ClassLosses;
import org.chainrule.ops.Convolutions;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Gathering;
import org.chainrule.ops.Indexing;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.Joining;
import org.chainrule.ops.Layout;
import org.chainrule.ops.Losses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Normalisation;
import org.chainrule.ops.Norms;
import org.chainrule.ops.Pooling;
import org.chainrule.ops.Products;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.Spectra;
import org.chainrule.ops.Statistics;
import org.chainrule.ops.Subscript;
import org.chainrule.ops.Window;

/**
 * Reductions, linear algebra, shapes, losses and layers with their usual settings; every setting is on the family's own
 * class in {@code org.chainrule.ops}. They are reached through {@link Chainrule}.
 */
public abstract class TensorFunctions extends ElementwiseFunctions {
    /** Only static methods. */
    TensorFunctions() {}

    /** Sum of all entries, or over the axes named; negative axes count from the end. */
    public static Node sum(Node x, int... axes) {
        return x.sum(axes);
    }

    /** Mean of all entries, or over the axes named. */
    public static Node mean(Node x, int... axes) {
        return x.mean(axes);
    }

    /** Product of all entries, or over the axes named. */
    public static Node prod(Node x, int... axes) {
        return EntryProducts.prod(x, Axes.of(x, axes), false);
    }

    /** Largest entry, or along the axes named; entries that tie share the derivative. */
    public static Node max(Node x, int... axes) {
        return MaxMin.max(x, Axes.of(x, axes), false);
    }

    /** Smallest entry, or along the axes named; entries that tie share the derivative. */
    public static Node min(Node x, int... axes) {
        return MaxMin.min(x, Axes.of(x, axes), false);
    }

    /** Position of the largest entry, or along one axis; an index, without derivative. */
    public static Node argmax(Node x, int... axis) {
        return MaxMin.argmax(x, axis);
    }

    /** Variance with divisor n of all entries, or over the axes named. */
    public static Node var(Node x, int... axes) {
        return Statistics.var(x, Axes.of(x, axes), 0, false);
    }

    /** Standard deviation with divisor n of all entries, or over the axes named. */
    public static Node std(Node x, int... axes) {
        return Statistics.std(x, Axes.of(x, axes), 0, false);
    }

    /** Euclidean norm of all entries, or over the axes named; its derivative at 0 is 0. */
    public static Node norm(Node x, int... axes) {
        return Norms.norm(x, 2, Axes.of(x, axes), false);
    }

    /** log of the sum of exponentials of all entries, or over the axes named, without overflow. */
    public static Node logsumexp(Node x, int... axes) {
        return Softmax.logsumexp(x, Axes.of(x, axes), false);
    }

    /** Softmax along an axis, the last one by default. */
    public static Node softmax(Node x, int... axis) {
        return Softmax.softmax(x, axis);
    }

    /** Logarithm of softmax along an axis, the last one by default. */
    public static Node logSoftmax(Node x, int... axis) {
        return Softmax.logSoftmax(x, axis);
    }

    /** Running sum along an axis. */
    public static Node cumsum(Node x, int axis) {
        return Cumulative.cumsum(x, axis);
    }

    /** Running product along an axis. */
    public static Node cumprod(Node x, int axis) {
        return Cumulative.cumprod(x, axis);
    }

    /** Entries along an axis in ascending order. */
    public static Node sort(Node x, int axis) {
        return Sorting.sort(x, axis, false);
    }

    /** The k largest entries along an axis, the largest first. */
    public static Node topk(Node x, int k, int axis) {
        return Sorting.topk(x, k, axis);
    }

    /** x where the condition is not 0, else y; a NaN on the side not picked reaches no gradient. */
    public static Node where(Node condition, Node x, Node y) {
        return Where.of(condition, x, y);
    }

    /** min(max(x, low), high); the derivative is 0 outside and at both bounds. */
    public static Node clamp(Node x, double low, double high) {
        return Extremes.clamp(x, low, high);
    }

    /** x where x &gt; 0, else alpha x. */
    public static Node leakyRelu(Node x, double alpha) {
        return Rectifiers.leakyRelu(x, alpha);
    }

    /** x where x &gt; 0, else alpha (exp x - 1). */
    public static Node elu(Node x, double alpha) {
        return Rectifiers.elu(x, alpha);
    }

    /** Matrix product with numpy's rules for vectors and batches. */
    public static Node matmul(Node a, Node b) {
        return a.matmul(b);
    }

    /** Inner product of vectors; of matrices their product. */
    public static Node dot(Node a, Node b) {
        return Products.dot(a, b);
    }

    /** Outer product of vectors. */
    public static Node outer(Node x, Node y) {
        return Products.outer(x, y);
    }

    /** Kronecker product. */
    public static Node kron(Node a, Node b) {
        return Products.kron(a, b);
    }

    /** The columns of a matrix below each other. */
    public static Node vec(Node x) {
        return Products.vec(x);
    }

    /** Sum of products in index form: {@code einsum("ij,jk->ik", A, B)}. */
    public static Node einsum(String subscripts, Node... operands) {
        return Einsums.einsum(subscripts, operands);
    }

    /** A vector on the diagonal of a matrix, or the diagonal of a matrix. */
    public static Node diag(Node x) {
        return Diagonals.diag(x);
    }

    /** Sum of the diagonal. */
    public static Node trace(Node x) {
        return Diagonals.trace(x);
    }

    /** Lower triangle, up to the k-th diagonal above the main one. */
    public static Node tril(Node x, int k) {
        return Diagonals.tril(x, k);
    }

    /** Upper triangle, from the k-th diagonal above the main one. */
    public static Node triu(Node x, int k) {
        return Diagonals.triu(x, k);
    }

    /** Inverse of a square matrix. */
    public static Node inv(Node x) {
        return Inverses.inv(x);
    }

    /** The solution of a z = b. */
    public static Node solve(Node a, Node b) {
        return Inverses.solve(a, b);
    }

    /** Determinant; its gradient is the matrix of cofactors, singular or not. */
    public static Node det(Node x) {
        return Determinants.det(x);
    }

    /** Logarithm of a positive determinant. */
    public static Node logdet(Node x) {
        return Determinants.logdet(x);
    }

    /** Logarithm of the magnitude of the determinant. */
    public static Node logabsdet(Node x) {
        return Determinants.logabsdet(x);
    }

    /** Lower Cholesky factor of a symmetric positive definite matrix. */
    public static Node cholesky(Node x) {
        return MatrixFunctions.cholesky(x);
    }

    /** Matrix exponential. */
    public static Node matrixExp(Node x) {
        return MatrixFunctions.matrixExp(x);
    }

    /** Eigenvalues of a symmetric matrix, ascending. */
    public static Node eigvalsh(Node x) {
        return Spectra.eigvalsh(x);
    }

    /** Singular values, descending. */
    public static Node svdvals(Node x) {
        return Spectra.svdvals(x);
    }

    /** Tensors side by side along an axis. */
    public static Node concat(int axis, Node... xs) {
        return Joining.concat(List.of(xs), axis);
    }

    /** Tensors of one shape side by side along a new axis. */
    public static Node stack(int axis, Node... xs) {
        return Joining.stack(List.of(xs), axis);
    }

    /** Axes of size 1 inserted at the positions named, counted in the result. */
    public static Node expandDims(Node x, int... axes) {
        return ExpandDims.insert(x, axes);
    }

    /** Without axes of size 1: those named, or all. */
    public static Node squeeze(Node x, int... axes) {
        return Squeeze.drop(x, axes);
    }

    /** Repeated along each axis. */
    public static Node tile(Node x, int... reps) {
        return Layout.tile(x, reps);
    }

    /** Back to front along the axes named, or all. */
    public static Node flip(Node x, int... axes) {
        return Layout.flip(x, axes);
    }

    /** Moved along an axis, what leaves coming back at the other end. */
    public static Node roll(Node x, int shift, int axis) {
        return Layout.roll(x, shift, axis);
    }

    /** With a border: widths are {before, after} for each axis. */
    public static Node pad(Node x, int[][] widths, double value) {
        return Layout.pad(x, widths, value);
    }

    /** The slices at the positions listed along an axis. */
    public static Node take(Node x, Node indices, int axis) {
        return Gathering.take(x, indices, axis);
    }

    /** Entry by entry along an axis: z[i, j] = x[i, index[i, j]] for axis 1. */
    public static Node gather(Node x, Node index, int axis) {
        return Gathering.gather(x, index, axis);
    }

    /** The rows of a table that the indices name. */
    public static Node embedding(Node table, Node indices) {
        return Gathering.embedding(table, indices);
    }

    /** One entry. */
    public static Node item(Node x, long... index) {
        return Indexing.item(x, index);
    }

    /** A part as in numpy: {@code index(X, Subscript.at(0), Subscript.range(1, 3))}. */
    public static Node index(Node x, Subscript... subscripts) {
        return Indexing.index(x, List.of(subscripts));
    }

    /** Mean squared error. */
    public static Node mse(Node a, Node b) {
        return Losses.mse(a, b);
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

    /** Cross-correlation of images [N, C, H, W] with kernels [O, C, h, w]; a bare image and kernel work too. */
    public static Node conv2d(Node x, Node k) {
        return Convolutions.conv2d(x, k);
    }

    /** Cross-correlation with stride, padding and dilation. */
    public static Node conv2d(Node x, Node k, Window window) {
        return Convolutions.conv2d(x, k, window);
    }

    /** Maximum of each window, without overlap. */
    public static Node maxPool2d(Node x, int kernel) {
        return Pooling.maxPool2d(x, kernel);
    }

    /** Mean of each window, without overlap. */
    public static Node avgPool2d(Node x, int kernel) {
        return Pooling.avgPool2d(x, kernel);
    }

    /** Normalised over axes by mean and variance of the batch, then scaled and shifted. */
    public static Node batchNorm(Node x, Node g, Node b, int... axes) {
        return Normalisation.batchNorm(x, g, b, axes);
    }

    /** Normalised over axes of each sample, then scaled and shifted. */
    public static Node layerNorm(Node x, Node g, Node b, int... axes) {
        return Normalisation.layerNorm(x, g, b, axes);
    }

    /** Entries switched off with probability p, the same ones for the same seed. */
    public static Node dropout(Node x, double p, long seed) {
        return Normalisation.dropout(x, p, seed);
    }
}
