package org.chainrule.exec.kernel;

import java.util.Arrays;

/** Plain Java loops over {@code double[]}. */
class DoubleKernels extends ArrayKernels {
    /** Rows and columns of the tiles in which products are computed. */
    private static final int ROWS = 4;

    private static final int COLUMNS = 4;
    /** How much of the inner index is done at a time. */
    private static final int DEPTH = 256;
    /** How many rows of the first matrix are packed at a time. */
    private static final int HEIGHT = 96;

    private static final EntryFunction EXP = new EntryFunction(EntryFunction.Code.EXP, (x, y) -> Math.exp(x));

    DoubleKernels() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int width() {
        return Double.BYTES;
    }

    @Override
    public final Object array(int count) {
        return new double[count];
    }

    @Override
    public final double get(Object x, int at) {
        return ((double[]) x)[at];
    }

    @Override
    public final void set(Object x, int at, double value) {
        ((double[]) x)[at] = value;
    }

    @Override
    public final void fill(Object z, int from, int count, double value) {
        Arrays.fill((double[]) z, from, from + count, value);
    }

    @Override
    public final void gather(Object x, int xo, int step, Object z, int zo, int count) {
        double[] from = (double[]) x;
        double[] to = (double[]) z;
        for (int i = 0, at = xo; i < count; i++, at += step) {
            to[zo + i] = from[at];
        }
    }

    @Override
    public void apply(EntryFunction function, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        double[] p = (double[]) x;
        double[] q = (double[]) y;
        double[] r = (double[]) z;
        switch (function.code()) {
            case COPY -> System.arraycopy(p, xo, r, zo, count);
            case ADD -> add(p, xo, q, yo, r, zo, count);
            case SUB -> subtract(p, xo, q, yo, r, zo, count);
            case MUL -> multiply(p, xo, q, yo, r, zo, count);
            case DIV -> divide(p, xo, q, yo, r, zo, count);
            case NEG -> negate(p, xo, r, zo, count);
            case SQUARE -> multiply(p, xo, p, xo, r, zo, count);
            case RELU -> rectify(p, xo, r, zo, count);
            default -> {
                for (int i = 0; i < count; i++) {
                    r[zo + i] = function.f().applyAsDouble(p[xo + i], q[yo + i]);
                }
            }
        }
    }

    private static void add(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    private static void subtract(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] - y[yo + i];
        }
    }

    private static void multiply(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    private static void divide(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] / y[yo + i];
        }
    }

    private static void negate(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = -x[xo + i];
        }
    }

    private static void rectify(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = Math.max(x[xo + i], 0);
        }
    }

    @Override
    public void select(Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        double[] c = (double[]) condition;
        double[] p = (double[]) x;
        double[] q = (double[]) y;
        double[] r = (double[]) z;
        for (int i = 0; i < count; i++) {
            r[zo + i] = c[co + i] != 0 ? p[xo + i] : q[yo + i];
        }
    }

    @Override
    public void addScaled(double f, Object x, int xo, Object z, int zo, int count) {
        double[] p = (double[]) x;
        double[] r = (double[]) z;
        double factor = f;
        for (int i = 0; i < count; i++) {
            r[zo + i] += factor * p[xo + i];
        }
    }

    @Override
    public final void addApart(Object x, int xo, Object z, int zo, int step, int count) {
        double[] p = (double[]) x;
        double[] r = (double[]) z;
        for (int i = 0, at = zo; i < count; i++, at += step) {
            r[at] += p[xo + i];
        }
    }

    @Override
    public final void maxApart(Object x, int xo, int step, Object z, int zo, int count) {
        double[] p = (double[]) x;
        double[] r = (double[]) z;
        for (int i = 0, at = xo; i < count; i++, at += step) {
            r[zo + i] = Math.max(r[zo + i], p[at]);
        }
    }

    @Override
    public double sum(Object x, int xo, int count) {
        double[] p = (double[]) x;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < count; i += 4) {
            a += p[xo + i];
            b += p[xo + i + 1];
            c += p[xo + i + 2];
            d += p[xo + i + 3];
        }
        for (; i < count; i++) {
            a += p[xo + i];
        }
        return a + b + (c + d);
    }

    @Override
    public double dot(Object x, int xo, Object y, int yo, int count) {
        double[] p = (double[]) x;
        double[] q = (double[]) y;
        double a = 0;
        double b = 0;
        int i = 0;
        for (; i + 1 < count; i += 2) {
            a += p[xo + i] * q[yo + i];
            b += p[xo + i + 1] * q[yo + i + 1];
        }
        if (i < count) {
            a += p[xo + i] * q[yo + i];
        }
        return a + b;
    }

    @Override
    public double max(Object x, int xo, int count) {
        double[] p = (double[]) x;
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            largest = Math.max(largest, p[xo + i]);
        }
        return largest;
    }

    @Override
    public final void rows(Rows rows, Object x, Object y, Object z, Object room) {
        boolean inPlace = rows.kind() == Rows.Kind.SOFTMAX;
        double[] e = (double[]) (inPlace ? z : room);
        DoubleRows.shift(rows, (double[]) x, e);
        apply(EXP, e, 0, e, 0, e, 0, rows.count());
        if (inPlace) {
            DoubleRows.divide(rows, e);
        } else {
            DoubleRows.logarithms(rows, (double[]) x, (double[]) y, e, (double[]) z);
        }
    }

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

    /** Few rows are not worth packing the other matrix for. */
    private static boolean isFlat(MatrixProduct p) {
        return p.m() < 3 || p.n() < 3 || p.k() < 2;
    }

    @Override
    public void prepareProducts() {}

    @Override
    public int roomForProduct(MatrixProduct p) {
        if (isFlat(p)) {
            return Math.max(p.m(), p.k());
        }
        int depth = depth(p.k());
        return depth * (roundUp(p.n(), tileColumns()) + roundUp(Math.min(p.m(), HEIGHT), tileRows()))
                + (tileRows() + 1) * tileColumns();
    }

    @Override
    public final void product(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co, Object room) {
        if (!isFlat(p)) {
            packed(p, (double[]) a, ao, (double[]) b, bo, (double[]) c, co, (double[]) room);
        } else if (p.n() < 3 && p.m() >= 3) {
            columns(p, a, ao, b, bo, c, co, room);
        } else {
            for (int row = 0; row < p.m(); row++) {
                row(p, a, ao + row * p.aRow(), b, bo, c, co + row * p.n());
            }
        }
    }

    /** One row times a matrix: a sum of its rows, or a product of vectors for each column, as the matrix lies. */
    private void row(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co) {
        double[] x = (double[]) a;
        double[] z = (double[]) c;
        if (p.bColumn() == 1) {
            Arrays.fill(z, co, co + p.n(), 0);
            for (int k = 0; k < p.k(); k++) {
                addScaled(x[ao + k * p.aColumn()], b, bo + k * p.bRow(), c, co, p.n());
            }
        } else if (p.bRow() == 1 && p.aColumn() == 1) {
            for (int column = 0; column < p.n(); column++) {
                z[co + column] = dot(a, ao, b, bo + column * p.bColumn(), p.k());
            }
        } else {
            double[] y = (double[]) b;
            for (int column = 0; column < p.n(); column++) {
                double sum = 0;
                for (int k = 0; k < p.k(); k++) {
                    sum += x[ao + k * p.aColumn()] * y[bo + k * p.bRow() + column * p.bColumn()];
                }
                z[co + column] = sum;
            }
        }
    }

    /** A matrix times one or two columns, each put in a row of its own first. */
    private void columns(MatrixProduct p, Object a, int ao, Object b, int bo, Object c, int co, Object room) {
        double[] z = (double[]) c;
        for (int column = 0; column < p.n(); column++) {
            int at = bo + column * p.bColumn();
            if (p.aColumn() == 1) {
                gather(b, at, p.bRow(), room, 0, p.k());
                for (int row = 0; row < p.m(); row++) {
                    z[co + row * p.n() + column] = dot(a, ao + row * p.aRow(), room, 0, p.k());
                }
            } else if (p.aRow() == 1) {
                fill(room, 0, p.m(), 0);
                for (int k = 0; k < p.k(); k++) {
                    addScaled(((double[]) b)[at + k * p.bRow()], a, ao + k * p.aColumn(), room, 0, p.m());
                }
                for (int row = 0; row < p.m(); row++) {
                    z[co + row * p.n() + column] = ((double[]) room)[row];
                }
            } else {
                for (int row = 0; row < p.m(); row++) {
                    double sum = 0;
                    for (int k = 0; k < p.k(); k++) {
                        sum += ((double[]) a)[ao + row * p.aRow() + k * p.aColumn()]
                                * ((double[]) b)[at + k * p.bRow()];
                    }
                    z[co + row * p.n() + column] = sum;
                }
            }
        }
    }

    private void packed(MatrixProduct p, double[] a, int ao, double[] b, int bo, double[] c, int co, double[] room) {
        int rows = tileRows();
        int columns = tileColumns();
        int depth = depth(p.k());
        int bRoom = depth * roundUp(p.n(), columns);
        int edge = bRoom + depth * roundUp(Math.min(p.m(), HEIGHT), rows);
        int zeros = edge + rows * columns;
        Arrays.fill(room, zeros, zeros + columns, 0);
        for (int k = 0; k < p.k(); k += depth) {
            int inner = Math.min(depth, p.k() - k);
            pack(b, bo + k * p.bRow(), p.bColumn(), p.bRow(), p.n(), inner, columns, room, 0);
            for (int i = 0; i < p.m(); i += HEIGHT) {
                int height = Math.min(HEIGHT, p.m() - i);
                pack(a, ao + i * p.aRow() + k * p.aColumn(), p.aRow(), p.aColumn(), height, inner, rows, room, bRoom);
                for (int column = 0; column < p.n(); column += columns) {
                    int width = Math.min(columns, p.n() - column);
                    for (int row = 0; row < height; row += rows) {
                        int at = co + (i + row) * p.n() + column;
                        int high = Math.min(rows, height - row);
                        boolean whole = high == rows && width == columns;
                        int ap = bRoom + row * inner;
                        int bp = column * inner;
                        if (whole && k > 0) {
                            tile(inner, room, ap, bp, c, at, p.n(), c, at, p.n());
                        } else if (whole) {
                            tile(inner, room, ap, bp, room, zeros, 0, c, at, p.n());
                        } else {
                            tile(inner, room, ap, bp, room, zeros, 0, room, edge, columns);
                            put(room, edge, columns, c, at, p.n(), high, width, k > 0);
                        }
                    }
                }
            }
        }
    }

    /** Strips of a matrix, each with its entries in the order in which a tile reads them, filled up with zeros. */
    private static void pack(
            double[] x, int xo, int across, int along, int size, int inner, int strip, double[] room, int at) {
        int to = at;
        for (int i = 0; i < size; i += strip) {
            int present = Math.min(strip, size - i);
            for (int k = 0; k < inner; k++, to += strip) {
                int from = xo + i * across + k * along;
                if (across == 1) {
                    System.arraycopy(x, from, room, to, present);
                } else {
                    for (int j = 0; j < present; j++) {
                        room[to + j] = x[from + j * across];
                    }
                }
                for (int j = present; j < strip; j++) {
                    room[to + j] = 0;
                }
            }
        }
    }

    private static void put(
            double[] x, int xo, int stride, double[] c, int co, int ldc, int rows, int columns, boolean add) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                double value = x[xo + i * stride + j];
                c[co + i * ldc + j] = add ? c[co + i * ldc + j] + value : value;
            }
        }
    }

    /**
     * One tile of a product.
     *
     * @param ap where the packed strip of the first matrix begins in {@code room}
     * @param bp where that of the second begins
     * @param from what it is added to, in rows {@code ldf} apart
     */
    void tile(int inner, double[] room, int ap, int bp, double[] from, int fo, int ldf, double[] c, int co, int ldc) {
        for (int i = 0; i < ROWS; i++) {
            int at = fo + i * ldf;
            double c0 = from[at];
            double c1 = from[at + 1];
            double c2 = from[at + 2];
            double c3 = from[at + 3];
            for (int k = 0; k < inner; k++) {
                double x = room[ap + k * ROWS + i];
                int b = bp + k * COLUMNS;
                c0 += x * room[b];
                c1 += x * room[b + 1];
                c2 += x * room[b + 2];
                c3 += x * room[b + 3];
            }
            int to = co + i * ldc;
            c[to] = c0;
            c[to + 1] = c1;
            c[to + 2] = c2;
            c[to + 3] = c3;
        }
    }
}
