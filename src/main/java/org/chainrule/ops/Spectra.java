package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.Broadcasting;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Fill;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Smoothness;
import org.chainrule.graph.Transpose;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Tensor;

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

    /**
     * V diag(f) Vᵀ for the eigenvectors V of the symmetric part of each matrix: the derivative f of a function of the
     * eigenvalues, as a function of the matrix.
     *
     * @param f a function of each eigenvalue alone
     * @param slope its derivative, which stands for divided differences of eigenvalues that coincide
     */
    public static Node function(Node x, Node f, Node slope) {
        return Node.of(MATRIX_FUNCTION, x, f, slope);
    }

    /** The eigenvalues of the symmetric part, ascending. */
    public static final RowOp EIGENVALUES = Matrices.row("eigvalsh", 1)
            .latexFunction("\\lambda")
            .value(in -> Matrices.each(
                    in, Shape.of(in.get(0).shape().dim(-1)), x -> new double[][] {new Jacobi(x.get(0)).values}))
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
            .value(in -> Matrices.each(in, x -> new Jacobi(x.get(0)).vectors))
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

    /** V diag(f) Vᵀ, of a matrix, f, and the slope of f. */
    private static final RowOp MATRIX_FUNCTION = Matrices.row("eigenfunction", 2)
            .definition(in -> {
                Node vectors = eigvecsh(in.get(0));
                return vectors.times(ExpandDims.insert(in.get(1), -2)).matmul(Transpose.matrix(vectors));
            })
            .vjp(Spectra::functionAdjoint)
            .smoothness(Spectra::slopeIsFlat)
            .careful()
            .local("V (Γ ∘ Vᵀ · V) Vᵀ", "diag(Vᵀ · V)")
            .domains(Domain.SYMMETRIC, Domain.REAL)
            .op();

    private static Node functionAdjoint(int arg, Node dz, Node z, List<Node> in) {
        Node vectors = eigvecsh(in.get(0));
        Node both = dz.plus(Transpose.matrix(dz)).times(0.5);
        Node turned = Transpose.matrix(vectors).matmul(both).matmul(vectors);
        if (arg == 1) {
            return Diagonals.diagPart(turned);
        }
        Node quotients = Node.of(DIVIDED_DIFFERENCES, eigvalsh(in.get(0)), in.get(1), in.get(2));
        return vectors.matmul(turned.times(quotients)).matmul(Transpose.matrix(vectors));
    }

    private static Smoothness slopeIsFlat(int arg) {
        return arg < 2 ? Smoothness.SMOOTH : Smoothness.flat("a slope counts only where eigenvalues coincide");
    }

    /** Below this part of the largest eigenvalue, a slope is more accurate than a difference. */
    private static final double CLOSE = 1e-6;

    /** (f[i] − f[j])/(λ[i] − λ[j]), 0 on the diagonal, and the mean slope of f where that would be 0/0. */
    private static final RowOp DIVIDED_DIFFERENCES = OpRow.named("divided_differences")
            .shape(shape -> shape.concat(Shape.of(shape.dim(-1))))
            .value(Spectra::dividedDifferences)
            .definition(in -> Guarded.XDIVY.of(
                    gaps(in.get(1)),
                    gaps(in.get(0)).plus(Diagonals.eye(in.get(0).shape().dim(-1)))))
            .smoothness(Spectra::slopeIsFlat)
            .careful()
            .mask(MaskRule.ANY)
            .op();

    private static Node gaps(Node x) {
        return ExpandDims.insert(x, -1).minus(ExpandDims.insert(x, -2));
    }

    private static Tensor dividedDifferences(List<Tensor> in) {
        Shape shape = in.get(0).shape();
        int n = shape.extent(-1);
        return Tensor.fill(Broadcasting.floatType(in), shape.concat(Shape.of(shape.dim(-1))), at -> {
            int i = at / n;
            int j = i / n * n + at % n;
            if (i == j) {
                return 0;
            }
            double gap = in.get(0).at(i) - in.get(0).at(j);
            double scale =
                    Math.max(Math.abs(in.get(0).at(i)), Math.abs(in.get(0).at(j)));
            return Math.abs(gap) <= CLOSE * scale
                    ? (in.get(2).at(i) + in.get(2).at(j)) / 2
                    : (in.get(1).at(i) - in.get(1).at(j)) / gap;
        });
    }

    /** The singular values, descending. */
    public static final RowOp SINGULAR_VALUES = Matrices.row("svdvals", 1)
            .latexFunction("\\operatorname{svdvals}")
            .shape(shape -> Matrices.batch(Matrices.matrix(shape)).concat(Shape.of(count(shape))))
            .value(in -> Matrices.each(
                    in, Shape.of(count(in.get(0).shape())), x -> new double[][] {Jacobi.singularValues(x.get(0))}))
            .vjp((dz, z, x) -> adjoint(dz, x))
            .local("U diag(·) Vᵀ")
            .range(Domain.NONNEGATIVE)
            .op();

    /** How many singular values a matrix has. */
    static Dim count(Shape shape) {
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
        Pair pair = Pair.of(x);
        Node ascending = ExpandDims.insert(Layout.flip(dz, -1), -2);
        return pair.u.times(ascending).matmul(Transpose.matrix(pair.v)).times(2);
    }

    /** Singular vectors divided by √2, as columns, those of the smallest singular value first. */
    private record Pair(Node u, Node v) {
        static Pair of(Node x) {
            Shape shape = x.shape();
            Dim m = shape.dim(-2);
            Dim total = m.plus(shape.dim(-1));
            Node vectors = eigvecsh(mirrored(x));
            Node largest = Slicing.slice(vectors, vectors.rank() - 1, total.minus(count(shape)), total);
            return new Pair(
                    Slicing.slice(largest, vectors.rank() - 2, Dim.of(0), m),
                    Slicing.slice(largest, vectors.rank() - 2, m, total));
        }
    }

    /** [[0, X], [Xᵀ, 0]]: its eigenvalues are the singular values, their negatives, and zeros. */
    private static Node mirrored(Node x) {
        Shape shape = x.shape();
        Dim m = shape.dim(-2);
        Dim n = shape.dim(-1);
        Node top = Joining.concat(List.of(Fill.with(0, shape.with(-1, m)), x), -1);
        Node bottom = Joining.concat(List.of(Transpose.matrix(x), Fill.with(0, shape.with(-2, n))), -1);
        return Joining.concat(List.of(top, bottom), -2);
    }

    /**
     * U diag(f) Vᵀ for the singular vectors of each matrix: the derivative f of a function of the singular values, as a
     * function of the matrix.
     *
     * @param f a function of each singular value alone
     * @param slope its derivative
     */
    public static Node oddFunction(Node x, Node f, Node slope) {
        return Node.of(SINGULAR_FUNCTION, x, f, slope);
    }

    /** U diag(f) Vᵀ, of a matrix, f, and the slope of f. */
    private static final RowOp SINGULAR_FUNCTION = OpRow.named("singular_function")
            .definition(in -> adjoint(in.get(1), in.get(0)))
            .shape(shape -> shape)
            .vjp(Spectra::oddAdjoint)
            .smoothness(Spectra::slopeIsFlat)
            .mask(MaskRule.ANY)
            .careful()
            .local("U (Γ ∘ Uᵀ · V) Vᵀ", "diag(Uᵀ · V)")
            .op();

    private static Node oddAdjoint(int arg, Node dz, Node z, List<Node> in) {
        Node x = in.get(0);
        if (arg == 1) {
            Pair pair = Pair.of(x);
            Node turned = Transpose.matrix(pair.u).matmul(dz).matmul(pair.v);
            return Layout.flip(Diagonals.diagPart(turned), -1).times(2);
        }
        Shape shape = x.shape();
        Dim m = shape.dim(-2);
        Dim total = m.plus(shape.dim(-1));
        Dim zeros = total.minus(count(shape).times(2));
        Node none = Fill.with(0, Matrices.batch(shape).concat(Shape.of(zeros)));
        // Ascending: the negatives of f, from the largest on, zeros, and f.
        Node odd = Joining.concat(List.of(in.get(1).neg(), none, Layout.flip(in.get(1), -1)), -1);
        Node even = Joining.concat(List.of(in.get(2), none, Layout.flip(in.get(2), -1)), -1);
        Node both = mirrored(x);
        Node vectors = eigvecsh(both);
        Node quotients = Node.of(DIVIDED_DIFFERENCES, eigvalsh(both), odd, even);
        Node turned = Transpose.matrix(vectors).matmul(mirrored(dz)).matmul(vectors);
        Node whole = vectors.matmul(turned.times(quotients)).matmul(Transpose.matrix(vectors));
        Node right = Slicing.slice(whole, whole.rank() - 2, Dim.of(0), m);
        return Slicing.slice(right, whole.rank() - 1, m, total);
    }
}
