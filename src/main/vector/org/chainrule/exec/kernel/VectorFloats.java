package org.chainrule.exec.kernel;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Loops over {@code float[]} on the Vector API. Each is a small method of its own, since the compiler of JDK 17 gives up on large
 * ones, and then vectors are objects. What is left over at the end goes through a vector as well, so that an entry has the same
 * value wherever it stands.
 */
final class VectorFloats extends FloatKernels {
    private static final int L = FloatLoops.L;
    private static final Apart LOOPS =
            Apart.byCode(MethodHandles.lookup(), float[].class, FloatLoops.class, FloatTwins.class, "entries");
    private static final Apart OTHERS = Apart.of(
            MethodHandles.lookup(),
            float[].class,
            FloatLoops.class,
            FloatTwins.class,
            "select",
            "addScaled",
            "addFour",
            "sums");
    private static final Apart TILES =
            Apart.of(MethodHandles.lookup(), float[].class, FloatTiles.class, FloatTwins.class, "tile", "dots");
    private static final ThreadLocal<float[]> LANES = ThreadLocal.withInitial(() -> new float[L]);
    /** For what is left over at the end. */
    private static final ThreadLocal<float[][]> ENDS = ThreadLocal.withInitial(() -> new float[2][L]);

    /** Below this many entries a plain loop is as good. */
    private static final int FEW = 4;
    /** So many calls for so many entries are enough for the compiler to have a look. */
    private static final int WARMING = 512;

    VectorFloats() {}

    @Override
    public String name() {
        return "vector";
    }

    @Override
    List<String> replaced() {
        return Apart.replaced(float[].class);
    }

    @Override
    public void apply(EntryFunction function, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        if (count < FEW) {
            super.apply(function, x, xo, y, yo, z, zo, count);
            return;
        }
        int whole = count - count % L;
        // One call for both parts, so that the loops are compiled into one place.
        for (int done = 0; done < count; done = done < whole ? whole : count) {
            float[] p = (float[]) x;
            float[] q = (float[]) y;
            float[] r = (float[]) z;
            boolean tail = done == whole;
            if (tail) {
                float[][] ends = ENDS.get();
                p = ends[0];
                q = ends[1];
                r = p;
                System.arraycopy(x, xo + whole, p, 0, count - whole);
                System.arraycopy(y, yo + whole, q, 0, count - whole);
            }
            if (!loop(function.code(), p, tail ? 0 : xo, q, tail ? 0 : yo, r, tail ? 0 : zo, tail ? L : whole)) {
                super.apply(function, x, xo, y, yo, z, zo, count);
                return;
            }
            if (tail) {
                System.arraycopy(r, 0, z, zo + whole, count - whole);
            }
        }
    }

    @Override
    public void applyBoth(
            EntryFunction first,
            EntryFunction second,
            Object x,
            int xo,
            Object z,
            int zo,
            Object w,
            int wo,
            int count) {
        if (count < FEW) {
            super.applyBoth(first, second, x, xo, z, zo, w, wo, count);
            return;
        }
        int whole = count - count % L;
        int rest = count - whole;
        // Read before the others are written: the second may lie where they are read.
        float[][] ends = ENDS.get();
        System.arraycopy(x, xo + whole, ends[0], 0, rest);
        VectorFloatExponentials.both(
                first.code(), second.code(), (float[]) x, xo, (float[]) z, zo, (float[]) w, wo, whole);
        if (rest > 0) {
            VectorFloatExponentials.both(first.code(), second.code(), ends[0], 0, ends[1], 0, ends[0], 0, L);
            System.arraycopy(ends[1], 0, z, zo + whole, rest);
            System.arraycopy(ends[0], 0, w, wo + whole, rest);
        }
    }

    /** False, and nothing done, for a function that has no loop here. */
    private static boolean loop(
            EntryFunction.Code code, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        MethodHandle loop = LOOPS.orNull(code.ordinal());
        if (loop == null) {
            return VectorFloatExponentials.apply(code, x, xo, z, zo, count);
        }
        try {
            loop.invokeExact(x, xo, y, yo, z, zo, count);
            return true;
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
    }

    @Override
    public void select(Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        int whole = count - count % L;
        try {
            OTHERS.at(0).invokeExact((float[]) condition, co, (float[]) x, xo, (float[]) y, yo, (float[]) z, zo, whole);
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
        super.select(condition, co + whole, x, xo + whole, y, yo + whole, z, zo + whole, count - whole);
    }

    @Override
    public void addScaled(double f, Object x, int xo, Object z, int zo, int count) {
        int whole = count - count % L;
        try {
            OTHERS.at(1).invokeExact((float) f, (float[]) x, xo, (float[]) z, zo, whole);
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
        for (int i = whole; i < count; i++) {
            ((float[]) z)[zo + i] = Math.fma((float) f, ((float[]) x)[xo + i], ((float[]) z)[zo + i]);
        }
    }

    @Override
    public double sum(Object x, int xo, int count) {
        int whole = count - count % (4 * L);
        if (whole == 0) {
            return super.sum(x, xo, count);
        }
        float[] lanes = LANES.get();
        try {
            OTHERS.at(3).invokeExact((float[]) x, xo, lanes, whole);
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
        return total(lanes) + super.sum(x, xo + whole, count - whole);
    }

    /** In the order of the lanes. What the vector itself adds up may change when this is compiled. */
    private static float total(float[] lanes) {
        float total = 0;
        for (float lane : lanes) {
            total += lane;
        }
        return total;
    }

    @Override
    void addRows(float f, float g, float h, float i, float[] x, int xo, int step, float[] z, int zo, int count) {
        int whole = count - count % L;
        try {
            OTHERS.at(2).invokeExact(f, g, h, i, x, xo, step, z, zo, whole);
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
        for (int j = whole; j < count; j++) {
            float sum = Math.fma(f, x[xo + j], z[zo + j]);
            sum = Math.fma(g, x[xo + step + j], sum);
            sum = Math.fma(h, x[xo + 2 * step + j], sum);
            z[zo + j] = Math.fma(i, x[xo + 3 * step + j], sum);
        }
    }

    @Override
    boolean isThin(MatrixProduct p) {
        return (long) p.whole() * p.n() <= 16L * (p.whole() + p.n());
    }

    @Override
    void dots(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int aRow,
            float[] b,
            int bo,
            int bRow,
            float[] c,
            int co,
            int cRow,
            int cColumn,
            float[] room) {
        if (m < n) {
            dots(n, m, k, b, bo, bRow, a, ao, aRow, c, co, cColumn, cRow, room);
            return;
        }
        int whole = k - k % L;
        int lanes = room.length - 8 * L;
        for (int i = 0; i < m; i += 4) {
            int row = ao + i * aRow;
            // What is missing at the edges is the last one again.
            int high = Math.min(4, m - i);
            for (int j = 0; j < n; j += 2) {
                int other = bo + j * bRow;
                int wide = Math.min(2, n - j);
                try {
                    TILES.at(1)
                            .invokeExact(
                                    whole,
                                    a,
                                    row,
                                    row + Math.min(1, high - 1) * aRow,
                                    row + Math.min(2, high - 1) * aRow,
                                    row + (high - 1) * aRow,
                                    b,
                                    other,
                                    other + (wide - 1) * bRow,
                                    room,
                                    lanes);
                } catch (Throwable e) {
                    throw Apart.failed(e);
                }
                for (int r = 0; r < high; r++) {
                    for (int q = 0; q < wide; q++) {
                        float sum = 0;
                        for (int l = 0, at = lanes + (2 * r + q) * L; l < L; l++) {
                            sum += room[at + l];
                        }
                        for (int l = whole; l < k; l++) {
                            sum = Math.fma(a[row + r * aRow + l], b[other + q * bRow + l], sum);
                        }
                        c[co + (i + r) * cRow + (j + q) * cColumn] = sum;
                    }
                }
            }
        }
    }

    @Override
    public void prepareProducts() {
        FloatTiles.warmUp();
    }

    @Override
    public void prepare() {
        prepareProducts();
        float[] some = new float[WARMING];
        for (int i = 0; i < WARMING; i++) {
            VectorFloatExponentials.apply(EntryFunction.Code.SIGMOID, some, 0, some, 0, WARMING);
        }
    }

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public void prepareSlides() {
        FloatSlides.warmUp();
    }

    @Override
    public void slide(Slides slides, Object w, Object x, int xo, Object z, int zo) {
        FloatSlides.slide(slides, (float[]) w, (float[]) x, xo, (float[]) z, zo);
    }

    @Override
    public void prepareSlidesBack() {
        FloatSlides.warmUpBack();
    }

    @Override
    public void slideBack(Slides slides, Object y, int yo, Object x, int xo, Object z, Object room) {
        FloatSlides.slideBack(slides, (float[]) y, yo, (float[]) x, xo, (float[]) z, (float[]) room);
    }

    @Override
    int tileRows() {
        return FloatTiles.ROWS;
    }

    @Override
    int tileColumns() {
        return 2 * L;
    }

    @Override
    void tile(
            int inner,
            float[] a,
            int ao,
            int aStep,
            float[] b,
            int bo,
            int bStep,
            float[] from,
            int fo,
            int ldf,
            float[] c,
            int co,
            int ldc) {
        try {
            TILES.at(0).invokeExact(inner, a, ao, aStep, b, bo, bStep, from, fo, ldf, c, co, ldc);
        } catch (Throwable e) {
            throw Apart.failed(e);
        }
    }
}
