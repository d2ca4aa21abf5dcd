package org.chainrule.exec.kernel;

import java.util.Arrays;

/** Plain Java loops over {@code float[]}. */
class FloatKernels extends FloatProducts {
    private static final EntryFunction EXP = new EntryFunction(EntryFunction.Code.EXP, (x, y) -> Math.exp(x));

    FloatKernels() {}

    @Override
    public String name() {
        return "plain";
    }

    @Override
    public int width() {
        return Float.BYTES;
    }

    @Override
    public final Object array(int count) {
        return new float[count];
    }

    @Override
    public final double get(Object x, int at) {
        return ((float[]) x)[at];
    }

    @Override
    public final void set(Object x, int at, double value) {
        ((float[]) x)[at] = (float) value;
    }

    @Override
    public final void fill(Object z, int from, int count, double value) {
        Arrays.fill((float[]) z, from, from + count, (float) value);
    }

    @Override
    public final void gather(Object x, int xo, int step, Object z, int zo, int count) {
        float[] from = (float[]) x;
        float[] to = (float[]) z;
        for (int i = 0, at = xo; i < count; i++, at += step) {
            to[zo + i] = from[at];
        }
    }

    @Override
    public void apply(EntryFunction function, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        float[] p = (float[]) x;
        float[] q = (float[]) y;
        float[] r = (float[]) z;
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
                    r[zo + i] = (float) function.f().applyAsDouble(p[xo + i], q[yo + i]);
                }
            }
        }
    }

    private static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] + y[yo + i];
        }
    }

    private static void subtract(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] - y[yo + i];
        }
    }

    private static void multiply(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] * y[yo + i];
        }
    }

    private static void divide(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = x[xo + i] / y[yo + i];
        }
    }

    private static void negate(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = -x[xo + i];
        }
    }

    private static void rectify(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = Math.max(x[xo + i], 0);
        }
    }

    @Override
    public void select(Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        float[] c = (float[]) condition;
        float[] p = (float[]) x;
        float[] q = (float[]) y;
        float[] r = (float[]) z;
        for (int i = 0; i < count; i++) {
            r[zo + i] = c[co + i] != 0 ? p[xo + i] : q[yo + i];
        }
    }

    @Override
    public void addScaled(double f, Object x, int xo, Object z, int zo, int count) {
        float[] p = (float[]) x;
        float[] r = (float[]) z;
        float factor = (float) f;
        for (int i = 0; i < count; i++) {
            r[zo + i] += factor * p[xo + i];
        }
    }

    @Override
    public final void addApart(Object x, int xo, Object z, int zo, int step, int count) {
        float[] p = (float[]) x;
        float[] r = (float[]) z;
        for (int i = 0, at = zo; i < count; i++, at += step) {
            r[at] += p[xo + i];
        }
    }

    @Override
    public final void maxApart(Object x, int xo, int step, Object z, int zo, int count) {
        float[] p = (float[]) x;
        float[] r = (float[]) z;
        for (int i = 0, at = xo; i < count; i++, at += step) {
            r[zo + i] = Math.max(r[zo + i], p[at]);
        }
    }

    @Override
    public double sum(Object x, int xo, int count) {
        float[] p = (float[]) x;
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
        FloatRows.toLargest(windows, best, (float[]) x, xo, (float[]) largest, (float[]) dz, from, (float[]) z);
    }

    @Override
    public final void rows(Rows rows, Object x, Object y, Object z, Object room) {
        if (rows.kind() == Rows.Kind.DEVIATION || rows.kind() == Rows.Kind.EXCESS) {
            FloatRows.back(rows, (float[]) x, (float[]) y, (float[]) z);
            return;
        }
        boolean inPlace = rows.kind() == Rows.Kind.SOFTMAX;
        float[] e = (float[]) (inPlace ? z : room);
        FloatRows.shift(rows, (float[]) x, e);
        apply(EXP, e, 0, e, 0, e, 0, rows.count());
        if (inPlace) {
            FloatRows.divide(rows, e);
        } else {
            FloatRows.logarithms(rows, (float[]) x, (float[]) y, e, (float[]) z);
        }
    }
}
