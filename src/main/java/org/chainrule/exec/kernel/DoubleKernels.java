package org.chainrule.exec.kernel;

import java.util.Arrays;

/** Plain Java loops over {@code double[]}. */
class DoubleKernels extends DoubleProducts {
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
    public final void toLargest(
            int[] windows, int[] best, Object x, int xo, Object largest, Object dz, int from, Object z) {
        DoubleRows.toLargest(windows, best, (double[]) x, xo, (double[]) largest, (double[]) dz, from, (double[]) z);
    }

    @Override
    public final void rows(Rows rows, Object x, Object y, Object z, Object room) {
        if (rows.kind() == Rows.Kind.DEVIATION || rows.kind() == Rows.Kind.EXCESS) {
            DoubleRows.back(rows, (double[]) x, (double[]) y, (double[]) z);
            return;
        }
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
}
