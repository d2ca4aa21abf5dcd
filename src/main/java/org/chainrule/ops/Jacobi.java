package org.chainrule.ops;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Eigenvalues of symmetric matrices and singular values by plane rotations. They are found to nearly full accuracy however
 * small they are beside the others, where the matrix determines them so, at any scale, and always: rotations do not fail.
 * (Demmel and Veselić, Jacobi's method is more accurate than QR, SIAM J. Matrix Anal. Appl. 13, 1992.)
 */
final class Jacobi {
    private static final int SWEEPS = 60;
    private static final double EPS = 0x1p-53;
    private static final int EXTREME = 900;

    /** Ascending. */
    final double[] values;
    /** As columns, each with its entry of largest magnitude positive. */
    final double[][] vectors;

    /** Of the symmetric part. */
    Jacobi(double[][] matrix) {
        int n = matrix.length;
        int exponent = exponent(matrix);
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = Math.scalb(matrix[i][j], -exponent) / 2 + Math.scalb(matrix[j][i], -exponent) / 2;
            }
        }
        // Rows, so that a rotation works on two arrays.
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        boolean rotated = true;
        for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int p = 0; p < n; p++) {
                for (int q = p + 1; q < n; q++) {
                    rotated |= diagonalise(a, v, p, q);
                }
            }
        }
        double[] found = IntStream.range(0, n)
                .mapToDouble(i -> Math.scalb(a[i][i], exponent))
                .toArray();
        int[] order = Sorting.order(found, false);
        this.values = IntStream.of(order).mapToDouble(i -> found[i]).toArray();
        this.vectors = new double[n][n];
        for (int j = 0; j < n; j++) {
            double[] vector = v[order[j]];
            double largest = 0;
            for (double entry : vector) {
                largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
            }
            for (int i = 0; i < n; i++) {
                vectors[i][j] = largest < 0 ? -vector[i] : vector[i];
            }
        }
    }

    /** Makes one entry beside the diagonal 0; false when it is negligible already. */
    private static boolean diagonalise(double[][] a, double[][] v, int p, int q) {
        double b = a[p][q];
        double product = Math.sqrt(Math.abs(a[p][p])) * Math.sqrt(Math.abs(a[q][q]));
        if (Math.abs(b) <= EPS / 4 * product || Math.abs(b) < Double.MIN_NORMAL) {
            a[p][q] = 0;
            a[q][p] = 0;
            return false;
        }
        double t = tangent((a[q][q] - a[p][p]) / (2 * b));
        double c = 1 / Math.sqrt(1 + t * t);
        double s = t * c;
        a[p][p] -= t * b;
        a[q][q] += t * b;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int k = 0; k < a.length; k++) {
            if (k != p && k != q) {
                double x = a[k][p];
                double y = a[k][q];
                a[k][p] = c * x - s * y;
                a[k][q] = s * x + c * y;
                a[p][k] = a[k][p];
                a[q][k] = a[k][q];
            }
        }
        rotate(v[p], v[q], c, s);
        return true;
    }

    private static double tangent(double theta) {
        return Math.abs(theta) > 0x1p500
                ? 0.5 / theta
                : Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(1 + theta * theta));
    }

    private static void rotate(double[] x, double[] y, double c, double s) {
        for (int k = 0; k < x.length; k++) {
            double first = x[k];
            x[k] = c * first - s * y[k];
            y[k] = s * first + c * y[k];
        }
    }

    /** The exponent that scales the largest entry to about 1, where it is near an end of the scale; 0 elsewhere. */
    private static int exponent(double[][] a) {
        double largest = Arrays.stream(a)
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        int exponent = largest == 0 ? 0 : Math.getExponent(largest);
        return Math.abs(exponent) < EXTREME ? 0 : exponent;
    }

    /** Columns that rotations have made orthogonal, U diag(σ), and the rotations V. */
    private static final class Orthogonal {
        private final double[][] columns;
        private final double[][] rotations;
        private final int exponent;

        Orthogonal(double[][] columns, double[][] rotations, int exponent) {
            this.columns = columns;
            this.rotations = rotations;
            this.exponent = exponent;
        }

        double[] lengths() {
            return Arrays.stream(columns).mapToDouble(Jacobi::length).toArray();
        }
    }

    /** Of a matrix, or of its transpose when it is wide. */
    private static Orthogonal orthogonal(double[][] matrix) {
        int exponent = exponent(matrix);
        boolean wide = matrix[0].length > matrix.length;
        int count = Math.min(matrix.length, matrix[0].length);
        int length = Math.max(matrix.length, matrix[0].length);
        double[][] columns = new double[count][length];
        double[][] rotations = new double[count][count];
        for (int j = 0; j < count; j++) {
            rotations[j][j] = 1;
            for (int i = 0; i < length; i++) {
                columns[j][i] = Math.scalb(wide ? matrix[j][i] : matrix[i][j], -exponent);
            }
        }
        boolean rotated = true;
        for (int sweep = 0; sweep < SWEEPS && rotated; sweep++) {
            rotated = false;
            for (int p = 0; p < count; p++) {
                for (int q = p + 1; q < count; q++) {
                    rotated |= orthogonalise(columns[p], columns[q], rotations[p], rotations[q]);
                }
            }
        }
        return new Orthogonal(columns, rotations, exponent);
    }

    /** The singular values of a matrix, descending: the lengths of its columns once rotations have made them orthogonal. */
    static double[] singularValues(double[][] matrix) {
        Orthogonal orthogonal = orthogonal(matrix);
        double[] found = Arrays.stream(orthogonal.lengths())
                .map(length -> Math.scalb(length, orthogonal.exponent))
                .sorted()
                .toArray();
        return IntStream.range(0, found.length)
                .mapToDouble(i -> found[found.length - 1 - i])
                .toArray();
    }

    /** Singular vectors as columns, in the order of the singular values. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, lives for one evaluation
    record SingularVectors(double[][] left, double[][] right) {}

    /**
     * The singular vectors of a matrix, each pair with the entry of largest magnitude of the right one positive. Those of
     * singular values 0 are any that complete an orthonormal set.
     */
    static SingularVectors singularVectors(double[][] matrix) {
        Orthogonal orthogonal = orthogonal(matrix);
        double[] lengths = orthogonal.lengths();
        boolean wide = matrix[0].length > matrix.length;
        int[] order = Sorting.order(lengths, true);
        double[][] longer = new double[order.length][];
        double[][] shorter = new double[order.length][];
        for (int k = 0; k < order.length; k++) {
            double length = lengths[order[k]];
            double[] column = orthogonal.columns[order[k]];
            longer[k] = length == 0
                    ? beside(longer, k, column.length)
                    : Arrays.stream(column).map(x -> x / length).toArray();
            shorter[k] = orthogonal.rotations[order[k]].clone();
            double[] right = wide ? longer[k] : shorter[k];
            double largest = Arrays.stream(right).reduce(0, (a, b) -> Math.abs(b) > Math.abs(a) ? b : a);
            if (largest < 0) {
                Arrays.setAll(longer[k], negated(longer[k]));
                Arrays.setAll(shorter[k], negated(shorter[k]));
            }
        }
        return wide
                ? new SingularVectors(columns(shorter), columns(longer))
                : new SingularVectors(columns(longer), columns(shorter));
    }

    private static IntToDoubleFunction negated(double[] x) {
        return i -> -x[i];
    }

    private static double[][] columns(double[][] vectors) {
        double[][] columns = new double[vectors[0].length][vectors.length];
        for (int j = 0; j < vectors.length; j++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][j] = vectors[j][i];
            }
        }
        return columns;
    }

    /** A unit vector orthogonal to the first ones: of what they leave of the axes, the longest. */
    private static double[] beside(double[][] vectors, int count, int length) {
        double[] best = new double[length];
        for (int axis = 0; axis < length; axis++) {
            double[] rest = new double[length];
            rest[axis] = 1;
            for (int twice = 0; twice < 2; twice++) {
                for (int k = 0; k < count; k++) {
                    double[] v = vectors[k];
                    double dot = IntStream.range(0, length)
                            .mapToDouble(i -> v[i] * rest[i])
                            .sum();
                    Arrays.setAll(rest, i -> rest[i] - dot * v[i]);
                }
            }
            best = length(rest) > length(best) ? rest : best;
        }
        double own = length(best);
        double[] found = best;
        Arrays.setAll(found, i -> found[i] / own);
        return found;
    }

    /** Σ v uᵀ/σ over the singular values that are not negligible. */
    static double[][] pseudoInverse(double[][] matrix) {
        Orthogonal orthogonal = orthogonal(matrix);
        double[] lengths = orthogonal.lengths();
        int rows = matrix.length;
        int columns = matrix[0].length;
        boolean wide = columns > rows;
        double negligible = Arrays.stream(lengths).max().orElse(0) * Math.max(rows, columns) * 2 * EPS;
        double[][] inverse = new double[columns][rows];
        for (int k = 0; k < lengths.length; k++) {
            if (lengths[k] <= negligible) {
                continue;
            }
            double[] u = orthogonal.columns[k];
            double[] v = orthogonal.rotations[k];
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < rows; j++) {
                    double product = wide ? u[i] * v[j] : v[i] * u[j];
                    inverse[i][j] += product / lengths[k] / lengths[k];
                }
            }
        }
        for (double[] row : inverse) {
            Arrays.setAll(row, j -> Math.scalb(row[j], -orthogonal.exponent));
        }
        return inverse;
    }

    private static double length(double[] x) {
        double largest = Arrays.stream(x).map(Math::abs).max().orElse(0);
        return largest == 0
                ? 0
                : largest
                        * Math.sqrt(Arrays.stream(x)
                                .map(y -> y / largest * (y / largest))
                                .sum());
    }

    private static boolean orthogonalise(double[] x, double[] y, double[] v, double[] w) {
        double first = length(x);
        double second = length(y);
        double dot = 0;
        for (int k = 0; k < x.length && first > 0 && second > 0; k++) {
            dot += x[k] / first * (y[k] / second);
        }
        if (Math.abs(dot) <= EPS * x.length) {
            return false;
        }
        // In units of first·second nothing overflows.
        double c2 = (second / first - first / second) / (2 * dot);
        double t = tangent(c2);
        double c = 1 / Math.sqrt(1 + t * t);
        rotate(x, y, c, t * c);
        rotate(v, w, c, t * c);
        return true;
    }
}
