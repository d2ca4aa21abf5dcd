package org.chainrule.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.chainrule.error.ChainruleException;
import org.chainrule.graph.ExpandDims;
import org.chainrule.graph.Node;
import org.chainrule.graph.Transpose;
import org.chainrule.message.Message;
import org.chainrule.tensor.Domain;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.TensorText;

/** The determinant, its logarithm, and the matrix of cofactors that is its derivative, over the last two axes. */
public final class Determinants {
    static final Function DET = Function.define("det", "x", a -> det(a.node("x")))
            .doc("Determinant of each square matrix; the gradient is the matrix of cofactors, so singular matrices "
                    + "have one as well, at every order. 1 for no rows.")
            .source("Petersen and Pedersen, The Matrix Cookbook, section 2.1")
            .example("det(X)", "X [3, 3]")
            .example("det(X)", "X [2, 2, 2]");

    static final Function COFACTOR = Function.define(
                    "cofactor", "x, *directions", a -> cofactor(a.node("x"), a.nodes("directions")))
            .doc("Matrix of cofactors C[i, j] = (−1)^(i+j) det(X without row i and column j) = ∂det(X)/∂X, at singular "
                    + "matrices too. With directions, the derivative of C along them: linear in each, in any order.")
            .source("Horn and Johnson, Matrix Analysis, 2nd ed., section 0.8; evaluated from the singular value "
                    + "decomposition")
            .example("cofactor(X)", "X [3, 3]")
            .example("cofactor(X, U)", "X [3, 3], U [3, 3]")
            .example("cofactor(X, U, V)", "X [3, 3], U [3, 3], V [3, 3]");

    static final Function LOGABSDET = Function.define("logabsdet", "x", a -> logabsdet(a.node("x")))
            .doc("log |det X| without overflow; −inf for a singular matrix. The gradient is X⁻ᵀ.")
            .source("Petersen and Pedersen, The Matrix Cookbook, section 2.1")
            .example("logabsdet(X)", "X [3, 3] invertible")
            .example("logabsdet(X)", "X [2, 2, 2] invertible");

    static final Function SLOGDET = Function.define("slogdet", "x", a -> slogdet(a.node("x")))
            .doc("The sign of the determinant of each square matrix and log |det x|, as two entries of a last axis.")
            .source("numpy.linalg.slogdet")
            .example("slogdet(X)", "X [3, 3] invertible");

    static final Function LOGDET = Function.define("logdet", "x", a -> logdet(a.node("x")))
            .doc("log det X without overflow; −inf for a singular matrix, and a negative determinant is an error. The "
                    + "gradient is X⁻ᵀ.")
            .source("Petersen and Pedersen, The Matrix Cookbook, section 2.1")
            .example("logdet(X @ X.T + eye(3))", "X [3, 3]");

    private Determinants() {}

    /** The determinant of each square matrix. */
    public static Node det(Node x) {
        return Node.of(DETERMINANT, x);
    }

    /** The matrix of cofactors, or its derivative along directions. */
    public static Node cofactor(Node x, Node... directions) {
        return cofactor(x, List.of(directions));
    }

    private static Node cofactor(Node x, List<Node> directions) {
        List<Node> in = new ArrayList<>(List.of(x));
        in.addAll(directions);
        return Node.of(COFACTORS, in);
    }

    /** log |det x|; −inf for a singular matrix. */
    public static Node logabsdet(Node x) {
        return Node.of(new LogDet(true), x);
    }

    /** The sign of det x, and log |det x|, side by side. */
    public static Node slogdet(Node x) {
        return Joining.stack(java.util.List.of(Rounding.SIGN.of(det(x)), logabsdet(x)), -1);
    }

    /** log det x; a negative determinant is an error. */
    public static Node logdet(Node x) {
        return Node.of(new LogDet(false), x);
    }

    /** A cotangent of a number a matrix, as a factor of matrices. */
    private static Node factor(Node dz) {
        return ExpandDims.insert(dz, -2, -1);
    }

    /** The determinant of the last two axes. */
    public static final RowOp DETERMINANT = Matrices.row("det", 0)
            .latexFunction("\\det")
            .value(in -> Matrices.each(in, Shape.SCALAR, x -> new double[][] {{value(x.get(0))}}))
            .vjp((dz, z, x) -> factor(dz).times(cofactor(x)))
            .local((arg, z, names) -> Message.verbatim("· cofactor(" + names.of(z.input(0)) + ")"))
            .op();

    static double value(double[][] a) {
        return a.length == 0 ? 1 : Matrices.lu(a).getDeterminant();
    }

    /**
     * The first input X, the others directions. The k-th derivative of det is a symmetric multilinear form of its
     * directions, so the vjp of this op is this op with the cotangent among the directions.
     */
    public static final RowOp COFACTORS = Matrices.row("cofactor", 2)
            .latexFunction("\\operatorname{cof}")
            .type(Matrices::withDirections)
            .value(in -> Matrices.each(in, Determinants::value))
            .vjpAlong()
            .local((arg, z, names) -> Message.verbatim("∂cofactor/∂" + names.atom(z.input(arg))))
            .op();

    /**
     * With X = U Σ Vᵀ the result is det(U) det(V) U R Vᵀ, where R belongs to Σ and the directions UᵀWV. As Σ is
     * diagonal, R is a sum over the sets S of k+1 rows: the product of the singular values outside S times the mixed
     * minors of the directions within S. Nothing is divided by, so rank does not matter.
     */
    private static double[][] value(List<double[][]> in) {
        int n = in.get(0).length;
        int k = in.size() - 1;
        SingularValueDecomposition svd = new SingularValueDecomposition(Matrices.wrap(in.get(0)));
        double[] sigma = svd.getSingularValues();
        double[][][] directions = new double[k][][];
        for (int d = 0; d < k; d++) {
            directions[d] = svd.getUT()
                    .multiply(Matrices.wrap(in.get(d + 1)))
                    .multiply(svd.getV())
                    .getData();
        }
        double[][] sum = new double[n][n];
        if (k < n) {
            CombinatoricsUtils.combinationsIterator(n, k + 1)
                    .forEachRemaining(set -> addSet(sum, set, outside(sigma, set), directions));
        }
        RealMatrix u = svd.getU();
        double sign = Math.signum(value(u.getData()) * value(svd.getV().getData()));
        return u.multiply(Matrices.wrap(sum))
                .multiply(svd.getVT())
                .scalarMultiply(sign)
                .getData();
    }

    private static double outside(double[] sigma, int[] set) {
        double product = 1;
        for (int i = 0; i < sigma.length; i++) {
            product *= Arrays.binarySearch(set, i) < 0 ? sigma[i] : 1;
        }
        return product;
    }

    private static void addSet(double[][] sum, int[] set, double factor, double[][][] directions) {
        for (int p = 0; p < set.length; p++) {
            for (int q = 0; q < set.length; q++) {
                double minor = mixed(directions, without(set, p), without(set, q), 0, 0, 0);
                sum[set[p]][set[q]] += ((p + q) % 2 == 0 ? factor : -factor) * minor;
            }
        }
    }

    private static int[] without(int[] set, int leftOut) {
        int gone = set[leftOut];
        return Arrays.stream(set).filter(row -> row != gone).toArray();
    }

    /**
     * The sum over all ways to give each row a direction and a column of its own, with the sign of the columns'
     * order: the determinant, mixed. The depth is the order of the derivative.
     */
    private static double mixed(double[][][] w, int[] rows, int[] columns, int row, int usedW, int usedColumns) {
        if (row == rows.length) {
            return 1;
        }
        double sum = 0;
        int sign = 1;
        for (int c = 0; c < columns.length; c++) {
            if ((usedColumns >> c & 1) == 1) {
                continue;
            }
            for (int d = 0; d < w.length; d++) {
                if ((usedW >> d & 1) == 0) {
                    double entry = w[d][rows[row]][columns[c]];
                    sum += sign * entry * mixed(w, rows, columns, row + 1, usedW | 1 << d, usedColumns | 1 << c);
                }
            }
            sign = -sign;
        }
        return sum;
    }

    /** The logarithm of the determinant of the last two axes, or of its magnitude. */
    public record LogDet(boolean absolute) implements RowOp {
        @Override
        public OpRow row() {
            return Matrices.row(absolute ? "logabsdet" : "logdet", 0)
                    .latex(absolute ? "\\log\\left|\\det\\left(<0>\\right)\\right|" : "\\log\\det\\left(<0>\\right)")
                    .value(in -> Matrices.each(in, Shape.SCALAR, x -> new double[][] {{value(x.get(0))}}))
                    .vjp((dz, z, x) -> factor(dz).times(Transpose.matrix(Inverses.inv(x))))
                    .local("· {x}⁻ᵀ")
                    .mask(Matrices.invertingMaskRule(0))
                    .domains(Domain.of(absolute ? Domain.Kind.INVERTIBLE : Domain.Kind.SPD));
        }

        private double value(double[][] a) {
            if (a.length == 0) {
                return 0;
            }
            LUDecomposition lu = Matrices.lu(a);
            if (!lu.getSolver().isNonSingular()) {
                return Double.NEGATIVE_INFINITY;
            }
            double sum = 0;
            // Of a permutation, 1 or -1; the product of the pivots could overflow.
            double sign = Matrices.lu(lu.getP().getData()).getDeterminant();
            RealMatrix upper = lu.getU();
            for (int i = 0; i < a.length; i++) {
                sum += Math.log(Math.abs(upper.getEntry(i, i)));
                sign *= Math.signum(upper.getEntry(i, i));
            }
            if (!absolute && sign < 0) {
                throw new ChainruleException(
                        "the determinant is {0}, and a negative number has no real logarithm: logabsdet is that of "
                                + "its absolute value",
                        TensorText.number(lu.getDeterminant()));
            }
            return sum;
        }
    }
}
