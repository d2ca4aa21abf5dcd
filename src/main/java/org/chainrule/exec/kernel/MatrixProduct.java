package org.chainrule.exec.kernel;

/**
 * The sizes of a matrix product C = A B, and how A and B lie in memory; the rows of C lie one after the other.
 *
 * @param m rows of A
 * @param n columns of B
 * @param k columns of A, rows of B
 * @param aRow from a row of A to the next
 * @param aColumn from a column of A to the next
 * @param bRow from a row of B to the next
 * @param bColumn from a column of B to the next
 * @param whole rows of A where it is a part of a product that threads share: its sums are made in the order of the whole product
 * @param symmetric whether C is known to be symmetric, so that its lower half may be copied from the upper one
 */
public record MatrixProduct(
        int m, int n, int k, int aRow, int aColumn, int bRow, int bColumn, int whole, boolean symmetric) {
    /** A product that is not shared. */
    public MatrixProduct(int m, int n, int k, int aRow, int aColumn, int bRow, int bColumn) {
        this(m, n, k, aRow, aColumn, bRow, bColumn, m, false);
    }

    /** So many rows of it, for one of several threads. */
    public MatrixProduct part(int rows) {
        return new MatrixProduct(rows, n, k, aRow, aColumn, bRow, bColumn, whole, false);
    }

    /** The same of a matrix that is known to be symmetric, if it is a square at all. */
    public MatrixProduct mirrored() {
        return new MatrixProduct(m, n, k, aRow, aColumn, bRow, bColumn, whole, m == n);
    }

    /** Multiplications and additions. */
    public long flops() {
        return (symmetric ? n + 1L : 2L * n) * m * k;
    }
}
