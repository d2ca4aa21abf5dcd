package org.chainrule.ops;

import java.util.List;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.MaskRule;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.ShapeException;

/** The factors of a matrix: X = QR, and the singular vectors of X = U diag(σ) Vᵀ, over the last two axes. */
public final class Factorisations {
    static final Function QR_Q = Function.define("qr_q", "x", a -> qrQ(a.node("x")))
            .doc("Q of X = QR for each matrix [m, n]: [m, min(m, n)] with orthonormal columns, the signs as LAPACK has "
                    + "them. No derivative where columns depend on each other.")
            .source("Walter, Lehmann and Lamour 2012, On evaluating higher-order derivatives of the QR decomposition; "
                    + "Golub and Van Loan, Matrix Computations, 4th ed., algorithm 5.2.1")
            .example("qr_q(X)", "X [3, 2]")
            .example("qr_q(X)", "X [2, 3]");

    static final Function QR_R = Function.define("qr_r", "x", a -> qrR(a.node("x")))
            .doc("R of X = QR for each matrix [m, n]: [min(m, n), n], 0 below the diagonal; see qr_q.")
            .source("Walter, Lehmann and Lamour 2012, On evaluating higher-order derivatives of the QR decomposition")
            .example("qr_r(X)", "X [3, 2]")
            .example("qr_r(X)", "X [2, 3]");

    static final Function SVD_U = Function.define("svd_u", "x", a -> svdU(a.node("x")))
            .doc(
                    "U of X = U diag(svdvals(X)) Vᵀ for each matrix [m, n]: [m, min(m, n)] with orthonormal columns, in the "
                            + "order of svdvals; signs as for svd_v. No derivative where singular values coincide.")
            .source("Townsend 2016, Differentiating the singular value decomposition")
            .example("svd_u(X)", "X [3, 2]")
            .example("svd_u(X)", "X [2, 3]");

    static final Function SVD_V = Function.define("svd_v", "x", a -> svdV(a.node("x")))
            .doc(
                    "V of X = U diag(svdvals(X)) Vᵀ for each matrix [m, n]: [n, min(m, n)], not transposed, each column with "
                            + "its entry of largest magnitude positive. No derivative where singular values coincide.")
            .source("Townsend 2016, Differentiating the singular value decomposition")
            .example("svd_v(X)", "X [3, 2]")
            .example("svd_v(X)", "X [2, 3]");

    private Factorisations() {}

    /**
     * Q of X = QR, of min(m, n) columns.
     *
     * @param x [..., m, n]
     * @throws ShapeException when which size is smaller is open
     */
    public static Node qrQ(Node x) {
        return Node.of(Q, firstColumns(x));
    }

    /**
     * R of X = QR, of min(m, n) rows.
     *
     * @param x [..., m, n]
     * @throws ShapeException when which size is smaller is open
     */
    public static Node qrR(Node x) {
        Node square = firstColumns(x);
        Node r = Node.of(R, square);
        if (square == x) {
            return r;
        }
        Node others =
                Slicing.slice(x, x.rank() - 1, square.shape().dim(-1), x.shape().dim(-1));
        return Joining.concat(List.of(r, Transpose.matrix(Node.of(Q, square)).matmul(others)), -1);
    }

    /** A wide matrix is factorised as its first square part is. */
    private static Node firstColumns(Node x) {
        Dim count = Spectra.count(Matrices.matrix(x.shape()));
        return count.sameSize(x.shape().dim(-1)) ? x : Slicing.slice(x, x.rank() - 1, Dim.of(0), count);
    }

    /**
     * The left singular vectors, as columns.
     *
     * @param x [..., m, n]
     * @throws ShapeException when which size is smaller is open
     */
    public static Node svdU(Node x) {
        return Node.of(U, x);
    }

    /**
     * The right singular vectors, as columns.
     *
     * @param x [..., m, n]
     * @throws ShapeException when which size is smaller is open
     */
    public static Node svdV(Node x) {
        return Node.of(V, x);
    }

    private static OpRow row(String name) {
        return OpRow.named(name).mask(MaskRule.ANY);
    }

    /** Q of a matrix with at least as many rows as columns. */
    public static final RowOp Q = row("qr_q")
            .shape(Matrices::matrix)
            .value(in -> Matrices.each(in, x -> new Householder(x.get(0)).q()))
            .vjp((dz, z, x) -> {
                Node product = Transpose.matrix(dz).matmul(z);
                return overR(dz.minus(z.matmul(mirrored(product))), x);
            })
            .local("(· − {z} sym({z}ᵀ ·)) R⁻ᵀ")
            .op();

    /** R of a matrix with at least as many rows as columns. */
    public static final RowOp R = row("qr_r")
            .shape(shape -> shape.with(-2, shape.dim(-1)))
            .value(in -> Matrices.each(
                    in, Shape.of(in.get(0).shape().dim(-1), in.get(0).shape().dim(-1)), x -> new Householder(x.get(0))
                            .r()))
            .vjp((dz, z, x) -> {
                Node product = z.matmul(Transpose.matrix(Diagonals.triu(dz, 0)));
                return overR(Node.of(Q, x).matmul(mirrored(product)), x);
            })
            .local("Q sym({z} ·ᵀ) {z}⁻ᵀ")
            .op();

    /** The part below the diagonal, mirrored above it, with the diagonal. */
    private static Node mirrored(Node square) {
        return Diagonals.tril(square, 0).plus(Transpose.matrix(Diagonals.tril(square, -1)));
    }

    /** A R⁻ᵀ. */
    private static Node overR(Node a, Node x) {
        return Transpose.matrix(Inverses.solve(Node.of(R, x), Transpose.matrix(a)));
    }

    /** The left singular vectors. */
    static final RowOp U = vectors("svd_u", true);

    /** The right singular vectors. */
    static final RowOp V = vectors("svd_v", false);

    private static RowOp vectors(String name, boolean left) {
        return row(name)
                .shape(shape -> Matrices.batch(Matrices.matrix(shape))
                        .concat(Shape.of(shape.dim(left ? -2 : -1), Spectra.count(shape))))
                .value(in -> {
                    Shape shape = in.get(0).shape();
                    return Matrices.each(
                            in,
                            Shape.of(shape.dim(left ? -2 : -1), Spectra.count(shape)),
                            x -> left
                                    ? Jacobi.singularVectors(x.get(0)).left()
                                    : Jacobi.singularVectors(x.get(0)).right());
                })
                .vjp((dz, z, x) -> adjoint(dz, z, x, left))
                .local(
                        left
                                ? "({z} (F ∘ {z}ᵀ ·) Σ + (I − {z}{z}ᵀ) · Σ⁻¹) Vᵀ"
                                : "U (Σ (F ∘ {z}ᵀ ·) {z}ᵀ + Σ⁻¹ ·ᵀ (I − {z}{z}ᵀ))")
                .op();
    }

    /**
     * With F[i, j] = 1/(σ[j]² − σ[i]²) beside the diagonal. As for eigenvectors, only what turns the vectors counts; the
     * rest moves them out of the space they span.
     */
    private static Node adjoint(Node dz, Node z, Node x, boolean left) {
        Node values = Spectra.svdvals(x);
        Node squares = values.square();
        Node gaps = ExpandDims.insert(squares, -2)
                .minus(ExpandDims.insert(squares, -1))
                .plus(Diagonals.eye(Spectra.count(x.shape())));
        Node product = Transpose.matrix(z).matmul(dz);
        Node turning = Guarded.XDIVY.of(product.minus(Transpose.matrix(product)), gaps);
        Node across = Guarded.XDIVY.of(dz.minus(z.matmul(product)), ExpandDims.insert(values, -2));
        Node moved = z.matmul(turning).times(ExpandDims.insert(values, -2)).plus(across);
        return left ? moved.matmul(Transpose.matrix(svdV(x))) : svdU(x).matmul(Transpose.matrix(moved));
    }
}
