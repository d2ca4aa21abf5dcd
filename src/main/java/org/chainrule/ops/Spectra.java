package org.chainrule.ops;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/** Eigenvalues of symmetric matrices and singular values, over the last two axes. */
public final class Spectra {
    static final Function EIGVALSH = Function.define("eigvalsh", "x", a -> eigvalsh(a.node("x")))
            .doc("Eigenvalues, ascending, of the symmetric part (X + Xᵀ)/2 of each matrix; the gradient V diag(dz) Vᵀ "
                    + "is symmetric. Where eigenvalues coincide it is one of several, and there is no second "
                    + "derivative.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 3.1")
            .example("eigvalsh(0.5 * (X + X.T))", "X [3, 3]")
            .example("eigvalsh(X)", "X [2, 2, 2]");

    static final Function EIGVECSH = Function.define("eigvecsh", "x", a -> eigvecsh(a.node("x")))
            .doc("Unit eigenvectors of the symmetric part (X + Xᵀ)/2 as columns, in the order of eigvalsh, each with "
                    + "its entry of largest magnitude positive. No derivative where eigenvalues coincide.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 3.1")
            .example("eigvecsh(0.5 * (X + X.T))", "X [3, 3]");

    static final Function SVDVALS = Function.define("svdvals", "x", a -> svdvals(a.node("x")))
            .doc("Singular values of each matrix, descending; the gradient is U diag(dz) Vᵀ. Where a singular value is "
                    + "0 or two coincide it is one of several.")
            .source("Giles 2008, An extended collection of matrix derivative results, section 3.2; Horn and Johnson, "
                    + "Matrix Analysis, 2nd ed., theorem 7.3.3, for the second derivative")
            .example("svdvals(X)", "X [3, 2]")
            .example("svdvals(X)", "X [2, 2, 3]");

    private Spectra() {}

    /** The eigenvalues of the symmetric part of each matrix, ascending. */
    public static Node eigvalsh(Node x) {
        return Node.of(EIGENVALUES, x);
    }

    /** The eigenvectors of the symmetric part of each matrix, as columns. */
    public static Node eigvecsh(Node x) {
        return Node.of(EIGENVECTORS, x);
    }

    /** The singular values of each matrix, descending. */
    public static Node svdvals(Node x) {
        return Node.of(SINGULAR_VALUES, x);
    }

    /** Eigenvalues of the symmetric part, ascending, and their vectors as columns. */
    private static final class Eigen {
        final double[] values;
        final double[][] vectors;

        Eigen(double[][] a) {
            int n = a.length;
            EigenDecomposition eigen = new EigenDecomposition(Matrices.wrap(Matrices.symmetric(a)));
            double[] found = eigen.getRealEigenvalues();
            int[] order = Sorting.order(found, false);
            this.values = IntStream.of(order).mapToDouble(i -> found[i]).toArray();
            this.vectors = new double[n][n];
            for (int j = 0; j < n; j++) {
                double[] vector = eigen.getEigenvector(order[j]).toArray();
                double largest = 0;
                for (double entry : vector) {
                    largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
                }
                for (int i = 0; i < n; i++) {
                    vectors[i][j] = largest < 0 ? -vector[i] : vector[i];
                }
            }
        }
    }

    /** The eigenvalues of the symmetric part, ascending. */
    public static final RowOp EIGENVALUES = Matrices.row("eigvalsh", 1)
            .latexFunction("\\lambda")
            .value(in -> Matrices.each(
                    in, Shape.of(in.get(0).shape().dim(-1)), x -> new double[][] {new Eigen(x.get(0)).values}))
            .vjp((dz, z, x) -> {
                Node vectors = eigvecsh(x);
                return vectors.times(ExpandDims.insert(dz, -2)).matmul(Transpose.matrix(vectors));
            })
            .local("V diag(·) Vᵀ")
            .domains(Domain.SYMMETRIC)
            .op();

    /** The eigenvectors of the symmetric part, as columns. */
    public static final RowOp EIGENVECTORS = Matrices.row("eigvecsh", 2)
            .latexFunction("\\operatorname{eigvec}")
            .value(in -> Matrices.each(in, x -> new Eigen(x.get(0)).vectors))
            .vjp(Spectra::adjoint)
            .local("{z} (F ∘ {z}ᵀ ·) {z}ᵀ")
            .domains(Domain.SYMMETRIC)
            .op();

    /**
     * V (F ∘ Vᵀ dV) Vᵀ with F[i, j] = 1/(λ[j] − λ[i]), symmetrised. As F is antisymmetric, only the antisymmetric
     * part of Vᵀ dV counts; where it is 0, as for functions that do not depend on the choice of eigenvectors, equal
     * eigenvalues do no harm.
     */
    private static Node adjoint(Node dz, Node z, Node x) {
        Node values = eigvalsh(x);
        Node one = Diagonals.eye(x.shape().dim(-1));
        Node gaps = ExpandDims.insert(values, -2)
                .minus(ExpandDims.insert(values, -1))
                .plus(one);
        Node product = Transpose.matrix(z).matmul(dz);
        Node turning = product.minus(Transpose.matrix(product));
        Node quotient = Guarded.XDIVY.of(turning, gaps);
        return z.matmul(quotient.times(0.5)).matmul(Transpose.matrix(z));
    }

    static final RowOp SINGULAR_VALUES = Matrices.row("svdvals", 1)
            .latexFunction("\\sigma")
            .shape(shape -> Matrices.batch(Matrices.matrix(shape)).concat(Shape.of(count(shape))))
            .value(in -> Matrices.each(in, Shape.of(count(in.get(0).shape())), x ->
                    new double[][] {new SingularValueDecomposition(Matrices.wrap(x.get(0))).getSingularValues()}))
            .vjp((dz, z, x) -> adjoint(dz, x))
            .local("U diag(·) Vᵀ")
            .range(Domain.NONNEGATIVE)
            .op();

    private static Dim count(Shape shape) {
        Dim m = shape.dim(-2);
        Dim n = shape.dim(-1);
        if (m.sameSize(n)) {
            return m.isNumber() ? n : m;
        }
        if (!m.isKnown() || !n.isKnown()) {
            throw new ShapeException(
                    "the number of singular values of the shape {0} is the smaller size, and which is smaller "
                            + "is open: give the sizes values",
                    shape);
        }
        return m.size() < n.size() ? m : n;
    }

    /**
     * U diag(dz) Vᵀ from the eigenvectors (u, v)/√2 of [[0, X], [Xᵀ, 0]], whose largest eigenvalues are the singular
     * values: as accurate as they are, and differentiable again.
     */
    private static Node adjoint(Node dz, Node x) {
        Shape shape = x.shape();
        Dim m = shape.dim(-2);
        Dim n = shape.dim(-1);
        Node top = Joining.concat(List.of(Fill.with(0, shape.with(-1, m)), x), -1);
        Node bottom = Joining.concat(List.of(Transpose.matrix(x), Fill.with(0, shape.with(-2, n))), -1);
        Node vectors = eigvecsh(Joining.concat(List.of(top, bottom), -2));
        Dim total = m.plus(n);
        Node largest = Slicing.slice(vectors, vectors.rank() - 1, total.minus(count(shape)), total);
        Node u = Slicing.slice(largest, vectors.rank() - 2, Dim.of(0), m);
        Node v = Slicing.slice(largest, vectors.rank() - 2, m, total);
        Node ascending = ExpandDims.insert(Layout.flip(dz, -1), -2);
        return u.times(ascending).matmul(Transpose.matrix(v)).times(2);
    }
}
