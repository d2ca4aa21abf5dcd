package org.chainrule;

import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Axes;
import org.chainrule.graph.Node;
import org.chainrule.graph.Where;
import org.chainrule.ops.Cumulative;
import org.chainrule.ops.Determinants;
import org.chainrule.ops.Diagonals;
import org.chainrule.ops.Einsums;
import org.chainrule.ops.EntryProducts;
import org.chainrule.ops.Extremes;
import org.chainrule.ops.Factorisations;
import org.chainrule.ops.Inverses;
import org.chainrule.ops.MatrixFunctions;
import org.chainrule.ops.MaxMin;
import org.chainrule.ops.Norms;
import org.chainrule.ops.OrderStatistics;
import org.chainrule.ops.Products;
import org.chainrule.ops.Rectifiers;
import org.chainrule.ops.Sequences;
import org.chainrule.ops.Softmax;
import org.chainrule.ops.Sorting;
import org.chainrule.ops.Spectra;
import org.chainrule.ops.Statistics;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;

/**
 * Reductions and linear algebra with their usual settings; every setting is on the family's own class in
 * {@code org.chainrule.ops}. They are reached through {@link Chainrule}.
 */
public abstract class TensorFunctions extends ElementwiseFunctions {
    /** Only static methods. */
    TensorFunctions() {}

    /** A size: a number, a name, or a {@link Dim} itself. */
    static Dim dim(Object size) {
        if (size instanceof Dim dim) {
            return dim;
        }
        if (size instanceof String name) {
            return Dim.named(name);
        }
        if (size instanceof Integer || size instanceof Long) {
            return Dim.of(((Number) size).longValue());
        }
        throw new ChainruleException("a size is a number, a name or a Dim, not {0}", size);
    }

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

    /**
     * At each place the product of all other entries, or of those along the axes named: the derivative of prod, without
     * division, right with any number of zeros.
     *
     * @return of the shape of {@code x}
     */
    public static Node prodOthers(Node x, int... axes) {
        return EntryProducts.prodOthers(x, List.of(), Axes.of(x, axes));
    }

    /**
     * The derivative of {@link #prodOthers(Node, int...)} along directions, linear in each.
     *
     * @param directions of the shape of {@code x}, at most eleven
     * @return of the shape of {@code x}
     * @throws ShapeException when a direction has another shape
     */
    public static Node prodOthers(Node x, List<Node> directions, int... axes) {
        return EntryProducts.prodOthers(x, directions, Axes.of(x, axes));
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

    /** Position of the smallest entry, or along one axis; an index, without derivative. */
    public static Node argmin(Node x, int... axis) {
        return MaxMin.argmin(x, axis);
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

    /**
     * The recurrence s_k = b_k + a_k·s_(k−1) along an axis, from s_0 = b_0.
     *
     * @param a of the shape of {@code b}; its first entry is not used
     * @return of the shape of {@code b}
     * @throws ShapeException when the shapes differ
     */
    public static Node linearScan(Node a, Node b, int axis) {
        return Cumulative.linearScan(a, b, axis, false);
    }

    /** The same with {@code reverse} for its transpose, s_k = b_k + a_(k+1)·s_(k+1), from the last entry to the first. */
    public static Node linearScan(Node a, Node b, int axis, boolean reverse) {
        return Cumulative.linearScan(a, b, axis, reverse);
    }

    /** Entries along an axis in ascending order. */
    public static Node sort(Node x, int axis) {
        return Sorting.sort(x, axis, false);
    }

    /** The positions that sort the entries along an axis in ascending order; an index, without derivative. */
    public static Node argsort(Node x, int axis) {
        return Sorting.argsort(x, axis, false);
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

    /**
     * The commutation matrix K of mn rows: {@code commutation(m, n).matmul(vec(A))} is {@code vec(A.T())} for every A of m
     * rows and n columns.
     *
     * @param m a number, a name or a {@link Dim}, and so {@code n}
     */
    public static Node commutation(Object m, Object n) {
        return Products.commutation(dim(m), dim(n));
    }

    /** Sum of products in index form: {@code einsum("ij,jk->ik", A, B)}. */
    public static Node einsum(String subscripts, Node... operands) {
        return Einsums.einsum(subscripts, operands);
    }

    /** A vector on the diagonal of a matrix, or the diagonal of a matrix. */
    public static Node diag(Node x) {
        return Diagonals.diag(x);
    }

    /** The diagonal of each square matrix, z[…, i] = x[…, i, i]; other shapes are refused. */
    public static Node diagPart(Node x) {
        return Diagonals.diagPart(x);
    }

    /** The last axis on the diagonal of a matrix, zeros elsewhere: of [b, n], [b, n, n]. */
    public static Node diagEmbed(Node x) {
        return Diagonals.diagEmbed(x);
    }

    /**
     * The identity matrix of n rows.
     *
     * @param n a number, a name or a {@link Dim}
     */
    public static Node eye(Object n) {
        return Diagonals.eye(dim(n));
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

    /**
     * The matrix of cofactors, ∂det(x)/∂x, of each square matrix, singular or not.
     *
     * @param directions of the shape of {@code x}; with them the derivative of the cofactors along all of them
     * @return of the shape of {@code x}
     * @throws ShapeException when {@code x} is not square or a direction has another shape
     */
    public static Node cofactor(Node x, Node... directions) {
        return Determinants.cofactor(x, directions);
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

    /**
     * The derivative of the matrix exponential along directions (Fréchet derivative), linear in each, in any order.
     *
     * @param directions of the shape of {@code x}
     * @return of the shape of {@code x}
     * @throws ShapeException when {@code x} is not square or a direction has another shape
     */
    public static Node expmFrechet(Node x, Node... directions) {
        return MatrixFunctions.expmFrechet(x, List.of(directions));
    }

    /** Eigenvalues of a symmetric matrix, ascending. */
    public static Node eigvalsh(Node x) {
        return Spectra.eigvalsh(x);
    }

    /**
     * Unit eigenvectors of a symmetric matrix as columns, in the order of eigvalsh, each with its entry of largest magnitude
     * positive; without derivative where eigenvalues coincide.
     */
    public static Node eigvecsh(Node x) {
        return Spectra.eigvecsh(x);
    }

    /** Singular values, descending. */
    public static Node svdvals(Node x) {
        return Spectra.svdvals(x);
    }

    /** Q of X = QR, [..., m, min(m, n)] with orthonormal columns, the signs as LAPACK has them. */
    public static Node qrQ(Node x) {
        return Factorisations.qrQ(x);
    }

    /** R of X = QR, [..., min(m, n), n], 0 below the diagonal. */
    public static Node qrR(Node x) {
        return Factorisations.qrR(x);
    }

    /** The left singular vectors as columns, in the order of {@link #svdvals}. */
    public static Node svdU(Node x) {
        return Factorisations.svdU(x);
    }

    /** The right singular vectors as columns, each with its entry of largest magnitude positive. */
    public static Node svdV(Node x) {
        return Factorisations.svdV(x);
    }

    /** The middle of all entries, of an even number the mean of the two in the middle. */
    public static Node median(Node x) {
        return OrderStatistics.median(x);
    }

    /**
     * A quantile along an axis, linearly between the two nearest entries.
     *
     * @param q from 0 to 1
     */
    public static Node quantile(Node x, double q, int axis) {
        return OrderStatistics.quantile(x, q, axis, false);
    }

    /** The largest entry so far along an axis. */
    public static Node cummax(Node x, int axis) {
        return OrderStatistics.running(x, axis, true);
    }

    /** The smallest entry so far along an axis. */
    public static Node cummin(Node x, int axis) {
        return OrderStatistics.running(x, axis, false);
    }

    /** The position of the largest entry so far along an axis. */
    public static Node argcummax(Node x, int axis) {
        return OrderStatistics.runningPosition(x, axis, true);
    }

    /** The position of the smallest entry so far along an axis. */
    public static Node argcummin(Node x, int axis) {
        return OrderStatistics.runningPosition(x, axis, false);
    }

    /** The logsumexp of the entries so far along an axis. */
    public static Node logcumsumexp(Node x, int axis) {
        return Sequences.logcumsumexp(x, axis);
    }

    /** The sum of products over the last axes of a and the first of b, so many of each. */
    public static Node tensordot(Node a, Node b, int axes) {
        List<Integer> last = IntStream.range(a.rank() - axes, a.rank()).boxed().toList();
        return Sequences.tensordot(a, b, last, IntStream.range(0, axes).boxed().toList());
    }

    /** The sign of the determinant of each square matrix, and the logarithm of its magnitude. */
    public static Node slogdet(Node x) {
        return Determinants.slogdet(x);
    }

    /** The pseudoinverse of each matrix. */
    public static Node pinv(Node x) {
        return Inverses.pinv(x);
    }
}
