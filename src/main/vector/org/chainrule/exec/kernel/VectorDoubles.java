package org.chainrule.exec.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Loops over {@code double[]} on the Vector API. Each is a small method of its own, since the compiler of JDK 17 gives up on large
 * ones, and then vectors are objects. What is left over at the end goes through a vector as well, so that an entry has the same
 * value wherever it stands.
 */
final class VectorDoubles extends DoubleKernels {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    /** Below this many entries a plain loop is as good. */
    private static final int FEW = 4;
    /** So many calls for so many entries are enough for the compiler to have a look. */
    private static final int WARMING = 512;

    VectorDoubles() {}

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
            double[] p = (double[]) x;
            double[] q = (double[]) y;
            double[] r = (double[]) z;
            boolean tail = done == whole;
            if (tail) {
                p = new double[L];
                q = new double[L];
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
            EntryFunction.Code code, double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        switch (code) {
            case EXP -> VectorDoubleExponentials.exp(1, 1, 0, x, xo, z, zo, count);
            case EXPM1 -> VectorDoubleExponentials.exp(1, 1, 1, x, xo, z, zo, count);
            case TANH, SIGMOID, SOFTPLUS, LOGSIGMOID -> VectorDoubleExponentials.bent(code, x, xo, z, zo, count);
            case SIGMOID_SLOPE -> {
                VectorDoubleExponentials.exp(1, -1, 0, x, xo, z, zo, count);
                VectorDoubleExponentials.slope(1, z, zo, count);
            }
            case SECH2 -> {
                VectorDoubleExponentials.exp(2, -2, 0, x, xo, z, zo, count);
                VectorDoubleExponentials.slope(4, z, zo, count);
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

    private static void negate(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.NEG).intoArray(z, zo + i);
        }
    }

    private static void root(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.SQRT).intoArray(z, zo + i);
        }
    }

    private static void magnitude(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.lanewise(VectorOperators.ABS).intoArray(z, zo + i);
        }
    }

    private static void invert(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector.broadcast(S, 1).div(v).intoArray(z, zo + i);
        }
    }

    private static void inverseRoot(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector.broadcast(S, 1).div(v.sqrt()).intoArray(z, zo + i);
        }
    }

    /** 1 where x is positive, something where it is negative, NaN where it is no number. */
    private static void sign(double[] x, int xo, double negative, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector sign = zero.blend(1, v.compare(VectorOperators.GT, 0)).blend(negative, v.lt(0));
            sign.blend(v, v.compare(VectorOperators.NE, v)).intoArray(z, zo + i);
        }
    }

    private static void rectify(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.max(DoubleVector.zero(S)).intoArray(z, zo + i);
        }
    }

    private static void add(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.ADD, w).intoArray(z, zo + i);
        }
    }

    private static void subtract(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.SUB, w).intoArray(z, zo + i);
        }
    }

    private static void multiply(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MUL, w).intoArray(z, zo + i);
        }
    }

    private static void divide(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.DIV, w).intoArray(z, zo + i);
        }
    }

    private static void larger(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MAX, w).intoArray(z, zo + i);
        }
    }

    private static void smaller(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            v.lanewise(VectorOperators.MIN, w).intoArray(z, zo + i);
        }
    }

    private static void greater(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GT, w)).intoArray(z, zo + i);
        }
    }

    private static void greaterOrEqual(double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector zero = DoubleVector.zero(S);
        DoubleVector one = DoubleVector.broadcast(S, 1);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            zero.blend(one, v.compare(VectorOperators.GE, w)).intoArray(z, zo + i);
        }
    }

    /** One number where two entries are equal, another where they are not, or are no numbers. */
    private static void equal(
            double same, double different, double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        DoubleVector one = DoubleVector.broadcast(S, same);
        DoubleVector other = DoubleVector.broadcast(S, different);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            other.blend(one, v.compare(VectorOperators.EQ, w)).intoArray(z, zo + i);
        }
    }

    @Override
    public void select(Object condition, int co, Object x, int xo, Object y, int yo, Object z, int zo, int count) {
        int whole = count - count % L;
        select((double[]) condition, co, (double[]) x, xo, (double[]) y, yo, (double[]) z, zo, whole);
        super.select(condition, co + whole, x, xo + whole, y, yo + whole, z, zo + whole, count - whole);
    }

    private static void select(
            double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            DoubleVector w = DoubleVector.fromArray(S, y, yo + i);
            DoubleVector condition = DoubleVector.fromArray(S, c, co + i);
            v.blend(w, condition.compare(VectorOperators.EQ, 0)).intoArray(z, zo + i);
        }
    }

    @Override
    public void addScaled(double f, Object x, int xo, Object z, int zo, int count) {
        int whole = count - count % L;
        addScaled(f, (double[]) x, xo, (double[]) z, zo, whole);
        for (int i = whole; i < count; i++) {
            ((double[]) z)[zo + i] = Math.fma(f, ((double[]) x)[xo + i], ((double[]) z)[zo + i]);
        }
    }

    private static void addScaled(double f, double[] x, int xo, double[] z, int zo, int count) {
        DoubleVector factor = DoubleVector.broadcast(S, f);
        for (int i = 0; i < count; i += L) {
            DoubleVector v = DoubleVector.fromArray(S, x, xo + i);
            v.fma(factor, DoubleVector.fromArray(S, z, zo + i)).intoArray(z, zo + i);
        }
    }

    @Override
    public double sum(Object x, int xo, int count) {
        int whole = count - count % (4 * L);
        return sumOf((double[]) x, xo, whole) + super.sum(x, xo + whole, count - whole);
    }

    private static double sumOf(double[] x, int xo, int count) {
        DoubleVector a = DoubleVector.zero(S);
        DoubleVector b = DoubleVector.zero(S);
        DoubleVector c = DoubleVector.zero(S);
        DoubleVector d = DoubleVector.zero(S);
        for (int i = 0; i < count; i += 4 * L) {
            a = a.add(DoubleVector.fromArray(S, x, xo + i));
            b = b.add(DoubleVector.fromArray(S, x, xo + i + L));
            c = c.add(DoubleVector.fromArray(S, x, xo + i + 2 * L));
            d = d.add(DoubleVector.fromArray(S, x, xo + i + 3 * L));
        }
        return total(a.add(b).add(c.add(d)).toArray());
    }

    /** In the order of the lanes. What the vector itself adds up may change when this is compiled. */
    private static double total(double[] lanes) {
        double total = 0;
        for (double lane : lanes) {
            total += lane;
        }
        return total;
    }

    @Override
    void addRows(double f, double g, double h, double i, double[] x, int xo, int step, double[] z, int zo, int count) {
        int whole = count - count % L;
        addFour(f, g, h, i, x, xo, step, z, zo, whole);
        for (int j = whole; j < count; j++) {
            double sum = Math.fma(f, x[xo + j], z[zo + j]);
            sum = Math.fma(g, x[xo + step + j], sum);
            sum = Math.fma(h, x[xo + 2 * step + j], sum);
            z[zo + j] = Math.fma(i, x[xo + 3 * step + j], sum);
        }
    }

    private static void addFour(
            double f, double g, double h, double i, double[] x, int xo, int step, double[] z, int zo, int count) {
        DoubleVector first = DoubleVector.broadcast(S, f);
        DoubleVector second = DoubleVector.broadcast(S, g);
        DoubleVector third = DoubleVector.broadcast(S, h);
        DoubleVector fourth = DoubleVector.broadcast(S, i);
        for (int j = 0, from = xo; j < count; j += L, from += L) {
            DoubleVector sum = DoubleVector.fromArray(S, x, from).fma(first, DoubleVector.fromArray(S, z, zo + j));
            sum = DoubleVector.fromArray(S, x, from + step).fma(second, sum);
            sum = DoubleVector.fromArray(S, x, from + 2 * step).fma(third, sum);
            DoubleVector.fromArray(S, x, from + 3 * step).fma(fourth, sum).intoArray(z, zo + j);
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
                DoubleTiles.dots(
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
                        double sum = 0;
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
        DoubleTiles.warmUp();
    }

    @Override
    public void prepare() {
        prepareProducts();
        double[] some = new double[WARMING];
        for (int i = 0; i < WARMING; i++) {
            VectorDoubleExponentials.exp(1, -1, 0, some, 0, some, 0, WARMING);
        }
    }

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public void prepareSlides() {
        DoubleSlides.warmUp();
    }

    @Override
    public void slide(Slides slides, Object w, Object x, int xo, Object z, int zo) {
        DoubleSlides.slide(slides, (double[]) w, (double[]) x, xo, (double[]) z, zo);
    }

    @Override
    public void prepareSlidesBack() {
        DoubleSlides.warmUpBack();
    }

    @Override
    public void slideBack(Slides slides, Object y, int yo, Object x, int xo, Object z, Object room) {
        DoubleSlides.slideBack(slides, (double[]) y, yo, (double[]) x, xo, (double[]) z, (double[]) room);
    }

    @Override
    int tileRows() {
        return DoubleTiles.ROWS;
    }

    @Override
    int tileColumns() {
        return 2 * L;
    }

    @Override
    void tile(int inner, double[] room, int ap, int bp, double[] from, int fo, int ldf, double[] c, int co, int ldc) {
        DoubleTiles.tile(inner, room, ap, bp, from, fo, ldf, c, co, ldc);
    }
}
