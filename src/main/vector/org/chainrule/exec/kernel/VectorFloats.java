package org.chainrule.exec.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over {@code float[]} on the Vector API. Each is a small method of its own, since the compiler of JDK 17 gives up on large
 * ones, and then vectors are objects. What is left over at the end goes through a vector as well, so that an entry has the same
 * value wherever it stands.
 */
final class VectorFloats extends FloatKernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
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
                p = new float[L];
                q = new float[L];
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

    /** False, and nothing done, for a function that has no loop here. */
    private static boolean loop(
            EntryFunction.Code code, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        switch (code) {
            case EXP -> VectorFloatExponentials.exp(1, 1, 0, x, xo, z, zo, count);
            case EXPM1 -> VectorFloatExponentials.exp(1, 1, 1, x, xo, z, zo, count);
            case TANH, SIGMOID, SOFTPLUS, LOGSIGMOID -> VectorFloatExponentials.bent(code, x, xo, z, zo, count);
            case SIGMOID_SLOPE -> {
                VectorFloatExponentials.exp(1, -1, 0, x, xo, z, zo, count);
                VectorFloatExponentials.slope(1, z, zo, count);
            }
            case SECH2 -> {
                VectorFloatExponentials.exp(2, -2, 0, x, xo, z, zo, count);
                VectorFloatExponentials.slope(4, z, zo, count);
            }
            case NEG -> negate(x, xo, z, zo, count);
            case SQRT -> root(x, xo, z, zo, count);
            case RSQRT -> inverseRoot(x, xo, z, zo, count);
            case SIGN -> sign(x, xo, -1, z, zo, count);
            case STEP -> sign(x, xo, 0, z, zo, count);
            case ABS -> magnitude(x, xo, z, zo, count);
            case SQUARE -> multiply(x, xo, x, xo, z, zo, count);
            case RECIPROCAL -> invert(x, xo, z, zo, count);
            case RELU -> rectify(x, xo, z, zo, count);
            case ADD -> add(x, xo, y, yo, z, zo, count);
            case SUB -> subtract(x, xo, y, yo, z, zo, count);
            case MUL -> multiply(x, xo, y, yo, z, zo, count);
            case DIV -> divide(x, xo, y, yo, z, zo, count);
            case MAX -> larger(x, xo, y, yo, z, zo, count);
            case MIN -> smaller(x, xo, y, yo, z, zo, count);
            case GREATER -> greater(x, xo, y, yo, z, zo, count);
            case GREATER_EQUAL -> greaterOrEqual(x, xo, y, yo, z, zo, count);
            case LESS -> greater(y, yo, x, xo, z, zo, count);
            case LESS_EQUAL -> greaterOrEqual(y, yo, x, xo, z, zo, count);
            case EQUAL -> equal(1, 0, x, xo, y, yo, z, zo, count);
            case NOT_EQUAL -> equal(0, 1, x, xo, y, yo, z, zo, count);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void negate(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.NEG).intoArray(z, zo + i);
        }
    }

    private static void root(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.SQRT).intoArray(z, zo + i);
        }
    }

    private static void magnitude(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.ABS).intoArray(z, zo + i);
        }
    }

    private static void invert(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector.broadcast(S, 1).div(v).intoArray(z, zo + i);
        }
    }

    private static void inverseRoot(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector.broadcast(S, 1).div(v.sqrt()).intoArray(z, zo + i);
        }
    }

    /** 1 where x is positive, something where it is negative, NaN where it is no number. */
    private static void sign(float[] x, int xo, float negative, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector sign = zero.blend(1, v.compare(VectorOperators.GT, 0)).blend(negative, v.lt(0));
            sign.blend(v, v.compare(VectorOperators.NE, v)).intoArray(z, zo + i);
        }
    }

    private static void rectify(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.max(FloatVector.zero(S)).intoArray(z, zo + i);
        }
    }

    private static void add(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.ADD, w).intoArray(z, zo + i);
        }
    }

    private static void subtract(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.SUB, w).intoArray(z, zo + i);
        }
    }

    private static void multiply(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MUL, w).intoArray(z, zo + i);
        }
    }

    private static void divide(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.DIV, w).intoArray(z, zo + i);
        }
    }

    private static void larger(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MAX, w).intoArray(z, zo + i);
        }
    }

    private static void smaller(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MIN, w).intoArray(z, zo + i);
        }
    }

    private static void greater(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GT, w)).intoArray(z, zo + i);
        }
    }

    private static void greaterOrEqual(float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GE, w)).intoArray(z, zo + i);
        }
    }

    /** One number where two entries are equal, another where they are not, or are no numbers. */
    private static void equal(
            float same, float different, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        FloatVector one = FloatVector.broadcast(S, same);
        FloatVector other = FloatVector.broadcast(S, different);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            other.blend(one, v.compare(VectorOperators.EQ, w)).intoArray(z, zo + i);
        }
    }

    @Override
    public void select(Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        int whole = count - count % L;
        select((float[]) condition, co, (float[]) x, xo, (float[]) y, yo, (float[]) z, zo, whole);
        super.select(condition, co + whole, x, xo + whole, y, yo + whole, z, zo + whole, count - whole);
    }

    private static void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            FloatVector w = FloatVector.fromArray(S, y, yo + i);
            FloatVector condition = FloatVector.fromArray(S, c, co + i);
            v.blend(w, condition.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    @Override
    public void addScaled(double f, Object x, int xo, Object z, int zo, int count) {
        int whole = count - count % L;
        addScaled((float) f, (float[]) x, xo, (float[]) z, zo, whole);
        for (int i = whole; i < count; i++) {
            ((float[]) z)[zo + i] = Math.fma((float) f, ((float[]) x)[xo + i], ((float[]) z)[zo + i]);
        }
    }

    private static void addScaled(float f, float[] x, int xo, float[] z, int zo, int count) {
        FloatVector factor = FloatVector.broadcast(S, f);
        for (int i = 0; i < count; i += L) {
            FloatVector v = FloatVector.fromArray(S, x, xo + i);
            v.fma(factor, FloatVector.fromArray(S, z, zo + i)).intoArray(z, zo + i);
        }
    }

    @Override
    public double sum(Object x, int xo, int count) {
        int whole = count - count % (4 * L);
        return sumOf((float[]) x, xo, whole) + super.sum(x, xo + whole, count - whole);
    }

    private static double sumOf(float[] x, int xo, int count) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        for (int i = 0; i < count; i += 4 * L) {
            a = a.add(FloatVector.fromArray(S, x, xo + i));
            b = b.add(FloatVector.fromArray(S, x, xo + i + L));
            c = c.add(FloatVector.fromArray(S, x, xo + i + 2 * L));
            d = d.add(FloatVector.fromArray(S, x, xo + i + 3 * L));
        }
        return total(a.add(b).add(c.add(d)).toArray());
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
        addFour(f, g, h, i, x, xo, step, z, zo, whole);
        for (int j = whole; j < count; j++) {
            float sum = Math.fma(f, x[xo + j], z[zo + j]);
            sum = Math.fma(g, x[xo + step + j], sum);
            sum = Math.fma(h, x[xo + 2 * step + j], sum);
            z[zo + j] = Math.fma(i, x[xo + 3 * step + j], sum);
        }
    }

    private static void addFour(
            float f, float g, float h, float i, float[] x, int xo, int step, float[] z, int zo, int count) {
        FloatVector first = FloatVector.broadcast(S, f);
        FloatVector second = FloatVector.broadcast(S, g);
        FloatVector third = FloatVector.broadcast(S, h);
        FloatVector fourth = FloatVector.broadcast(S, i);
        for (int j = 0, from = xo; j < count; j += L, from += L) {
            FloatVector sum = FloatVector.fromArray(S, x, from).fma(first, FloatVector.fromArray(S, z, zo + j));
            sum = FloatVector.fromArray(S, x, from + step).fma(second, sum);
            sum = FloatVector.fromArray(S, x, from + 2 * step).fma(third, sum);
            FloatVector.fromArray(S, x, from + 3 * step).fma(fourth, sum).intoArray(z, zo + j);
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
                FloatTiles.dots(
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
            VectorFloatExponentials.exp(1, -1, 0, some, 0, some, 0, WARMING);
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
    void tile(int inner, float[] room, int ap, int bp, float[] from, int fo, int ldf, float[] c, int co, int ldc) {
        FloatTiles.tile(inner, room, ap, bp, from, fo, ldf, c, co, ldc);
    }
}
