package org.chainrule.exec.kernel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Matrix products over {@code double[]}, in blocks that stay in the cache, and in tiles of these. */
abstract class DoubleProducts extends ArrayKernels {
    /** Rows and columns of the tiles in which products are computed. */
    private static final int ROWS = 4;

    private static final int COLUMNS = 4;
    /** How much of the inner index is done at a time. */
    private static final int DEPTH = 256;
    /** How many rows of the first matrix are packed at a time. */
    private static final int HEIGHT = 96;
    /** Up to so many columns of the second matrix the first may stay as it is, and up to so many rows of the first the second. */
    private static final int FEW_COLUMNS = 256;

    private static final int FEW_ROWS = 64;
    private static final int CROWDED = 64;

    /** Rows of the tiles in which products are computed. */
    int tileRows() {
        return ROWS;
    }

    /** Columns of these tiles. */
    int tileColumns() {
        return COLUMNS;
    }

    private static int depth(int k) {
        int parts = Math.max(1, (k + DEPTH - 1) / DEPTH);
        return (k + parts - 1) / parts;
    }

    private static int roundUp(int size, int to) {
        return (size + to - 1) / to * to;
    }

    @Override
    public void prepareProducts() {}

    /** Whether products of rows with rows, which lie side by side, are faster than packing both matrices. */
    boolean isThin(MatrixProduct p) {
        return p.m() < 3 || p.n() < 3;
    }

    private boolean isOfRows(MatrixProduct p) {
        return p.aColumn() == 1 && p.bRow() == 1 && isThin(p);
    }

    /** Few rows or columns are not worth packing, where those that are added up lie side by side. */
    @Override
    final boolean isPacked(MatrixProduct p) {
        boolean row = p.m() < 3 && p.bColumn() == 1;
        boolean column = p.n() < 3 && (p.aRow() == 1 || p.aColumn() == 1);
        return !row && !column && !isOfRows(p);
    }

    @Override
    public int roomForProduct(MatrixProduct p) {
        if (!isPacked(p)) {
            return Math.max(p.m(), p.k()) + tileRows() * tileColumns();
        }
        int depth = depth(p.k());
        return depth * (roundUp(p.n(), tileColumns()) + roundUp(Math.min(p.m(), HEIGHT), tileRows()))
                + (tileRows() + 1) * tileColumns();
    }

    @Override
    public final void product(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co, Object room) {
        double[] x = (double[]) a;
        double[] y = (double[]) b;
        double[] z = (double[]) c;
        double[] scratch = (double[]) room;
        if (isPacked(p)) {
            packed(p, 1, x, ao, y, bo, null, 0, z, co, scratch);
        } else if (isOfRows(p)) {
            dots(p.m(), p.n(), p.k(), x, ao, p.aRow(), y, bo, p.bColumn(), z, co, p.n(), 1, scratch);
        } else if (p.m() < 3 && p.bColumn() == 1) {
            for (int row = 0; row < p.m(); row++) {
                combination(p.k(), x, ao + row * p.aRow(), p.aColumn(), y, bo, p.bRow(), z, co + row * p.n(), p.n());
            }
        } else {
            for (int column = 0; column < p.n(); column++) {
                column(p, x, ao, y, bo + column * p.bColumn(), z, co + column, scratch);
            }
        }
    }

    @Override
    public final void productOnto(
            MatrixProduct p,
            double f,
            Object a,
            int ao,
            Object b,
            int bo,
            Object from,
            int d,
            Object c,
            int co,
            Object room) {
        packed(p, f, (double[]) a, ao, (double[]) b, bo, (double[]) from, d, (double[]) c, co, (double[]) room);
    }

    /** A matrix times one column of several. */
    private void column(MatrixProduct p, double[] x, int ao, double[] y, int bo, double[] z, int co, double[] room) {
        if (p.aColumn() == 1) {
            gather(y, bo, p.bRow(), room, 0, p.k());
            dots(p.m(), 1, p.k(), x, ao, p.aRow(), room, 0, 0, z, co, p.n(), 0, room);
            return;
        }
        combination(p.k(), y, bo, p.bRow(), x, ao, p.aColumn(), room, 0, p.m());
        for (int row = 0; row < p.m(); row++) {
            z[co + row * p.n()] = room[row];
        }
    }

    /** The sum of so many rows of {@code y}, each times a number of {@code x}: four rows at a time, since each passes through the result. */
    private void combination(
            int rows, double[] x, int xo, int xStep, double[] y, int yo, int yStep, double[] z, int zo, int count) {
        Arrays.fill(z, zo, zo + count, 0);
        int k = 0;
        for (int from = xo; k + 3 < rows; k += 4, from += 4 * xStep) {
            addRows(
                    x[from],
                    x[from + xStep],
                    x[from + 2 * xStep],
                    x[from + 3 * xStep],
                    y,
                    yo + k * yStep,
                    yStep,
                    z,
                    zo,
                    count);
        }
        for (; k < rows; k++) {
            addScaled(x[xo + k * xStep], y, yo + k * yStep, z, zo, count);
        }
    }

    /** Four rows, {@code step} apart, each times a number, added one after the other. */
    void addRows(double f, double g, double h, double i, double[] x, int xo, int step, double[] z, int zo, int count) {
        addScaled(f, x, xo, z, zo, count);
        addScaled(g, x, xo + step, z, zo, count);
        addScaled(h, x, xo + 2 * step, z, zo, count);
        addScaled(i, x, xo + 3 * step, z, zo, count);
    }

    /**
     * Products of m rows with n others, all of k entries side by side.
     *
     * @param room scratch of which {@code k} entries may be one of the two, and as much as a tile behind them
     */
    void dots(
            int m,
            int n,
            int k,
            double[] a,
            int ao,
            int aRow,
            double[] b,
            int bo,
            int bRow,
            double[] c,
            int co,
            int cRow,
            int cColumn,
            double[] room) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int x = ao + i * aRow;
                int y = bo + j * bRow;
                double even = 0;
                double odd = 0;
                for (int l = 0; l + 1 < k; l += 2) {
                    even += a[x + l] * b[y + l];
                    odd += a[x + l + 1] * b[y + l + 1];
                }
                if (k % 2 > 0) {
                    even += a[x + k - 1] * b[y + k - 1];
                }
                c[co + i * cRow + j * cColumn] = (even + odd);
            }
        }
    }

    /** f A B, added to a matrix of the same shape, if there is one. */
    private void packed(
            MatrixProduct p,
            double f,
            double[] a,
            int ao,
            double[] b,
            int bo,
            double @Nullable [] from,
            int d,
            double[] c,
            int co,
            double[] room) {
        int rows = tileRows();
        int columns = tileColumns();
        int depth = depth(p.k());
        int bRoom = depth * roundUp(p.n(), columns);
        int edge = bRoom + depth * roundUp(Math.min(p.m(), HEIGHT), rows);
        int zeros = edge + rows * columns;
        boolean isFirstPacked = p.aRow() != 1 || !mayStay(p.aColumn(), p.m(), rows, p.n(), FEW_COLUMNS);
        boolean isSecondPacked = f != 1 || p.bColumn() != 1 || !mayStay(p.bRow(), p.n(), columns, p.m(), FEW_ROWS);
        Arrays.fill(room, zeros, zeros + columns, 0);
        for (int k = 0; k < p.k(); k += depth) {
            int inner = Math.min(depth, p.k() - k);
            if (isSecondPacked) {
                pack(b, bo + k * p.bRow(), p.bColumn(), p.bRow(), p.n(), inner, columns, room, 0);
            }
            if (f != 1) {
                scale(room, inner * roundUp(p.n(), columns), f);
            }
            double @Nullable [] base = k > 0 ? c : from;
            int shift = k > 0 ? 0 : d - co;
            for (int i = 0; i < p.m(); i += HEIGHT) {
                int height = Math.min(HEIGHT, p.m() - i);
                int first = ao + i * p.aRow() + k * p.aColumn();
                if (isFirstPacked) {
                    pack(a, first, p.aRow(), p.aColumn(), height, inner, rows, room, bRoom);
                }
                for (int column = 0; column < p.n(); column += columns) {
                    int width = Math.min(columns, p.n() - column);
                    // Nothing is known to lie behind the end of a matrix: where it stays, the last tile reaches back
                    // over the one before.
                    int left = isSecondPacked ? 0 : columns - width;
                    int bp = isSecondPacked ? column * inner : bo + k * p.bRow() + column - left;
                    // Of a symmetric matrix tiles that lie below the diagonal altogether are left out.
                    int most = p.symmetric() ? Math.min(height, column + columns - i) : height;
                    for (int row = 0; row < most; row += rows) {
                        int at = co + (i + row) * p.n() + column;
                        int high = Math.min(rows, height - row);
                        int above = isFirstPacked ? 0 : rows - high;
                        boolean whole = high == rows && width == columns;
                        boolean onto = whole && base != null;
                        tile(
                                inner,
                                isFirstPacked ? room : a,
                                isFirstPacked ? bRoom + row * inner : first + row - above,
                                isFirstPacked ? rows : p.aColumn(),
                                isSecondPacked ? room : b,
                                bp,
                                isSecondPacked ? columns : p.bRow(),
                                onto ? base : room,
                                onto ? at + shift : zeros,
                                onto ? p.n() : 0,
                                whole ? c : room,
                                whole ? at : edge,
                                whole ? p.n() : columns);
                        if (!whole) {
                            int corner = edge + above * columns + left;
                            put(room, corner, columns, base, at + shift, c, at, p.n(), high, width);
                        }
                    }
                }
            }
        }
    }

    /**
     * Whether a matrix is used as it lies. Where each of its entries meets few others, packing takes longer than it saves.
     *
     * @param step from one of its rows or columns to the next: what lies a multiple of some powers of 2 apart drives each other out of the cache
     * @param size how many it has across, of which a tile takes {@code tile}
     * @param others how many tiles' rows or columns each entry meets
     */
    private static boolean mayStay(int step, int size, int tile, int others, int few) {
        return size >= tile && others <= few && step % CROWDED != 0;
    }

    /** Strips of a matrix, each with its entries in the order in which a tile reads them, filled up with zeros. */
    private static void pack(
            double[] x, int xo, int across, int along, int size, int inner, int strip, double[] room, int at) {
        int to = at;
        for (int i = 0; i < size; i += strip, to += strip * inner) {
            int present = Math.min(strip, size - i);
            if (across == 1) {
                for (int k = 0; k < inner; k++) {
                    System.arraycopy(x, xo + i + k * along, room, to + k * strip, present);
                }
            }
            for (int j = across == 1 ? present : 0; j < strip; j++) {
                int from = xo + (i + j) * across;
                for (int k = 0; k < inner && j < present; k++) {
                    room[to + j + k * strip] = x[from + k * along];
                }
                for (int k = 0; k < inner && j >= present; k++) {
                    room[to + j + k * strip] = 0;
                }
            }
        }
    }

    private static void scale(double[] x, int count, double f) {
        for (int i = 0; i < count; i++) {
            x[i] *= f;
        }
    }

    private static void put(
            double[] x,
            int xo,
            int stride,
            double @Nullable [] base,
            int from,
            double[] c,
            int co,
            int ldc,
            int rows,
            int columns) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double value = x[xo + i * stride + j];
                c[co + i * ldc + j] = base == null ? value : base[from + i * ldc + j] + value;
            }
        }
    }

    /**
     * One tile of a product.
     *
     * @param ao where the rows of the first matrix begin, side by side, and {@code aStep} to their next entries
     * @param bo where the columns of the second begin, and {@code bStep} to their next entries
     * @param from what it is added to, in rows {@code ldf} apart
     */
    void tile(
            int inner,
            double[] a,
            int ao,
            int aStep,
            double[] b,
            int bo,
            int bStep,
            double[] from,
            int fo,
            int ldf,
            double[] c,
            int co,
            int ldc) {
        for (int i = 0; i < ROWS; i++) {
            int at = fo + i * ldf;
            double c0 = from[at];
            double c1 = from[at + 1];
            double c2 = from[at + 2];
            double c3 = from[at + 3];
            for (int k = 0; k < inner; k++) {
                double x = a[ao + k * aStep + i];
                int y = bo + k * bStep;
                c0 += x * b[y];
                c1 += x * b[y + 1];
                c2 += x * b[y + 2];
                c3 += x * b[y + 3];
            }
            int to = co + i * ldc;
            c[to] = c0;
            c[to + 1] = c1;
            c[to + 2] = c2;
            c[to + 3] = c3;
        }
    }
}
