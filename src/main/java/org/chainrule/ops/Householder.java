package org.chainrule.ops;

/**
 * X = QR of a matrix with at least as many rows as columns, by reflections (Golub and Van Loan, Matrix Computations, 4th
 * ed., algorithm 5.2.1). An entry on the diagonal of R has the sign that LAPACK gives it: opposite to that of the entry that
 * its column starts with when it is reflected.
 */
final class Householder {
    private final int rows;
    private final int columns;
    /** Above and on the diagonal R. */
    private final double[][] a;
    /** The reflections I − 2 v vᵀ, one a column, each v of length 1, or 0 where none is needed. */
    private final double[][] reflections;

    Householder(double[][] matrix) {
        this.rows = matrix.length;
        this.columns = matrix[0].length;
        this.a = new double[rows][];
        for (int i = 0; i < rows; i++) {
            a[i] = matrix[i].clone();
        }
        this.reflections = new double[columns][];
        for (int k = 0; k < columns; k++) {
            reflections[k] = reflection(k);
            for (int j = k; j < columns; j++) {
                reflect(a, reflections[k], j);
            }
        }
    }

    /** What turns column k, from its diagonal on, into a multiple of the unit vector. */
    private double[] reflection(int k) {
        double[] v = new double[rows];
        double length = 0;
        boolean alone = true;
        for (int i = k; i < rows; i++) {
            v[i] = a[i][k];
            length = Math.hypot(length, v[i]);
            alone &= i == k || v[i] == 0;
        }
        if (alone) {
            return new double[rows];
        }
        v[k] += Math.copySign(length, v[k]);
        double own = 0;
        for (double entry : v) {
            own = Math.hypot(own, entry);
        }
        for (int i = k; i < rows; i++) {
            v[i] /= own;
        }
        return v;
    }

    private static void reflect(double[][] of, double[] v, int column) {
        double dot = 0;
        for (int i = 0; i < v.length; i++) {
            dot += v[i] * of[i][column];
        }
        for (int i = 0; i < v.length; i++) {
            of[i][column] -= 2 * dot * v[i];
        }
    }

    /** [n, n], 0 below the diagonal. */
    double[][] r() {
        double[][] r = new double[columns][columns];
        for (int i = 0; i < columns; i++) {
            System.arraycopy(a[i], i, r[i], i, columns - i);
        }
        return r;
    }

    /** [m, n] with orthonormal columns. */
    double[][] q() {
        double[][] q = new double[rows][columns];
        for (int j = 0; j < columns; j++) {
            q[j][j] = 1;
            for (int k = columns - 1; k >= 0; k--) {
                reflect(q, reflections[k], j);
            }
        }
        return q;
    }
}
