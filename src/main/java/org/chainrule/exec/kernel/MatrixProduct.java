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
 */
public record MatrixProduct(int m, int n, int k, int aRow, int aColumn, int bRow, int bColumn) {
    /** Multiplications and additions. */
    public long flops() {
        return 2L * m * n * k;
    }

    /** The same product seen from the other side: the transpose of C is Bᵀ Aᵀ. */
    public MatrixProduct transposed() {
        return new MatrixProduct(n, m, k, bColumn, bRow, aColumn, aRow);
    }
}
