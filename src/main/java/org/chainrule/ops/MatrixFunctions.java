package org.chainrule.ops;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.StatUtils;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;

/** The Cholesky factor and the exponential of matrices, over the last two axes. */
public final class MatrixFunctions {
    static final Function CHOLESKY = Function.define("cholesky", "x", a -> cholesky(a.node("x")))
            .doc("Lower triangular L with L Lᵀ = X for each symmetric positive definite matrix; of X only the "
                    + "symmetric part (X + Xᵀ)/2 counts, so the gradient is symmetric. Not positive definite is an "
                    + "error.")
            .source("Murray 2016, Differentiation of the Cholesky decomposition, section 3")
            .example("cholesky(X @ X.T + eye(3))", "X [3, 3]")
            .example("cholesky(X @ transpose(X, axes=[0, 2, 1]) + eye(2))", "X [2, 2, 2]");

    static final Function MATRIX_EXP = Function.define("matrix_exp", "x", a -> matrixExp(a.node("x")))
            .doc("Matrix exponential Σ Xᵏ/k! of each square matrix.")
            .source("Higham 2005, The scaling and squaring method for the matrix exponential revisited")
            .example("matrix_exp(X)", "X [3, 3]")
            .example("matrix_exp(X)", "X [2, 2, 2]");

    static final Function EXPM_FRECHET = Function.define(
                    "expm_frechet", "x, *directions", a -> expmFrechet(a.node("x"), a.nodes("directions")))
            .doc("Derivative of the matrix exponential along directions (Fréchet derivative), linear in each, in any "
                    + "order: the top right block of the exponential of [[X, E], [0, X]].")
            .source("Al-Mohy and Higham 2009, Computing the Fréchet derivative of the matrix exponential; "
                    + "Mathias 1996, A chain rule for matrix functions, for several directions")
            .example("expm_frechet(X, E)", "X [2, 2], E [2, 2]")
            .example("expm_frechet(X, E, F)", "X [2, 2], E [2, 2], F [2, 2]");

    private MatrixFunctions() {}

    /** The lower triangular factor of the symmetric part of each matrix. */
    public static Node cholesky(Node x) {
        return Node.of(CHOLESKY_FACTOR, x);
    }

    /** The exponential of each square matrix. */
    public static Node matrixExp(Node x) {
        return Node.of(new Exponential(0), x);
    }

    /** The derivative of the matrix exponential along directions; without any, the exponential itself. */
    public static Node expmFrechet(Node x, List<Node> directions) {
        List<Node> in = new ArrayList<>(List.of(x));
        in.addAll(directions);
        return Node.of(new Exponential(directions.size()), in);
    }

    /** The lower triangular factor. */
    public static final RowOp CHOLESKY_FACTOR = Matrices.row("cholesky", 2)
            .latexFunction("\\operatorname{chol}")
            .value(in -> Matrices.each(in, x -> value(x.get(0))))
            .vjp(MatrixFunctions::adjoint)
            .local("{z}⁻ᵀ Φ({z}ᵀ ·) {z}⁻¹")
            .domains(Domain.of(Domain.Kind.SPD))
            .op();

    private static double[][] value(double[][] a) {
        RealMatrix symmetric = Matrices.wrap(Matrices.symmetric(a));
        try {
            return new CholeskyDecomposition(symmetric, 0, 0).getL().getData();
        } catch (NonPositiveDefiniteMatrixException e) {
            double smallest = StatUtils.min(new EigenDecomposition(symmetric).getRealEigenvalues());
            throw new ChainruleException(
                    say(
                            "the matrix is not positive definite, its smallest eigenvalue is {0}: a covariance "
                                    + "may need more samples, or a small multiple of the identity added, as in "
                                    + "A + 1e-6*eye({1})",
                            Matrices.rounded(smallest), a.length),
                    e);
        }
    }

    /** S + Sᵀ over 2 of S = L⁻ᵀ Φ(Lᵀ dL) L⁻¹, where Φ keeps the lower triangle and halves the diagonal. */
    private static Node adjoint(Node dz, Node z, Node x) {
        Node upper = Transpose.matrix(z);
        Node product = upper.matmul(Diagonals.tril(dz, 0));
        Node phi = Diagonals.tril(product, 0).plus(Diagonals.tril(product, -1)).times(0.5);
        Node left = Inverses.solve(upper, phi);
        Node both = Inverses.solve(upper, Transpose.matrix(left));
        return both.plus(Transpose.matrix(both)).times(0.5);
    }

    /**
     * The exponential of the first input, differentiated along the others. The derivatives are symmetric multilinear
     * forms whose adjoints are those at the transposed matrices, so the vjp of this op is this op.
     *
     * @param directions how many
     */
    public record Exponential(int directions) implements RowOp {
        /** The largest 1-norm for which the Padé approximant of degree 13 is exact in double precision. */
        private static final double THETA = 5.371920351148152;

        /** The coefficients of its numerator. */
        private static final double[] PADE = {
            64764752532480000.0,
            32382376266240000.0,
            7771770303897600.0,
            1187353796428800.0,
            129060195264000.0,
            10559470521600.0,
            670442572800.0,
            33522128640.0,
            1323241920.0,
            40840800.0,
            960960.0,
            16380.0,
            182.0,
            1.0
        };

        @Override
        public OpRow row() {
            return Matrices.row(directions == 0 ? "matrix_exp" : "expm_frechet", 2)
                    .latexFunction(directions == 0 ? "\\exp" : "\\operatorname{Dexp}")
                    .type(Matrices::withDirections)
                    .value(in -> Matrices.each(in, Exponential::value))
                    .vjp((arg, dz, z, in) -> {
                        List<Node> others = new ArrayList<>();
                        for (int d = 1; d < in.size(); d++) {
                            if (d != arg) {
                                others.add(Transpose.matrix(in.get(d)));
                            }
                        }
                        others.add(dz);
                        return expmFrechet(Transpose.matrix(in.get(0)), others);
                    })
                    .local((arg, z, names) ->
                            Message.verbatim("Dexp(" + (arg == 0 ? names.of(z.input(0)) : "…") + "ᵀ, ·)"));
        }

        private static double[][] value(List<double[][]> in) {
            int n = in.get(0).length;
            RealMatrix whole = Matrices.wrap(in.get(0));
            double scale = 1;
            for (double[][] direction : in.subList(1, in.size())) {
                RealMatrix along = Matrices.wrap(direction);
                double norm = along.getNorm();
                if (norm == 0) {
                    return new double[n][n];
                }
                // Linear in each direction: with norm 1, a long one does not cost the others their digits.
                scale *= norm;
                int size = whole.getRowDimension();
                RealMatrix twice = new Array2DRowRealMatrix(2 * size, 2 * size);
                twice.setSubMatrix(whole.getData(), 0, 0);
                twice.setSubMatrix(whole.getData(), size, size);
                double[][] scaled = along.scalarMultiply(1 / norm).getData();
                for (int start = 0; start < size; start += n) {
                    twice.setSubMatrix(scaled, start, size + start);
                }
                whole = twice;
            }
            int size = whole.getRowDimension();
            return exp(whole)
                    .getSubMatrix(0, n - 1, size - n, size - 1)
                    .scalarMultiply(scale)
                    .getData();
        }

        private static RealMatrix exp(RealMatrix x) {
            double norm = x.getNorm();
            int squarings = norm > THETA ? Math.getExponent(norm / THETA) + 1 : 0;
            RealMatrix a = x.scalarMultiply(Math.scalb(1.0, -squarings));
            RealMatrix identity = MatrixUtils.createRealIdentityMatrix(x.getRowDimension());
            RealMatrix a2 = a.multiply(a);
            RealMatrix[] even = {identity, a2, a2.multiply(a2), a2.multiply(a2).multiply(a2)};
            RealMatrix odd = a.multiply(half(even, 1));
            RealMatrix rest = half(even, 0);
            RealMatrix power = new LUDecomposition(rest.subtract(odd), Double.MIN_NORMAL)
                    .getSolver()
                    .solve(rest.add(odd));
            for (int i = 0; i < squarings; i++) {
                power = power.multiply(power);
            }
            return power;
        }

        /** The terms of the numerator with every second coefficient, from the powers 0, 2, 4 and 6. */
        private static RealMatrix half(RealMatrix[] even, int first) {
            RealMatrix high = even[3].scalarMultiply(PADE[12 + first]);
            RealMatrix low = even[0].scalarMultiply(PADE[first]);
            for (int i = 1; i < 3; i++) {
                high = high.add(even[i].scalarMultiply(PADE[6 + 2 * i + first]));
            }
            for (int i = 1; i < 4; i++) {
                low = low.add(even[i].scalarMultiply(PADE[2 * i + first]));
            }
            return even[3].multiply(high).add(low);
        }
    }
}
