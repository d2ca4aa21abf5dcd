package org.chainrule.exec.kernel;

import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Plain loops over {@code double[]} that compute what the loops on the Vector API do, to the bit: the same operations on each entry in the same order. They run
 * where those make objects; {@link Apart} chooses. Names and arguments are those of the others.
 */
final class DoubleTwins {
    private static final int L = DoubleLoops.L;
    private static final int ROWS = 8;
    private static final int BLOCK = VectorDoubleExponentials.BLOCK;

    private static final double[] SERIES = VectorDoubleExponentials.SERIES;

    private DoubleTwins() {}

    /** One of the functions of {@link DoubleLoops}. */
    static void entries(Code code, double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            double v = x[xo + i];
            double w = y[yo + i];
            z[zo + i] = switch (code) {
                case NEG -> -v;
                case SQUARE -> v * v;
                case SQRT -> Math.sqrt(v);
                case RSQRT -> 1 / (double) Math.sqrt(v);
                case ABS -> Math.abs(v);
                case RECIPROCAL -> 1 / v;
                case RELU -> Math.max(v, 0);
                case SIGN -> v > 0 ? 1 : v < 0 ? -1 : v == 0 ? 0 : v;
                case STEP -> v > 0 ? 1 : v <= 0 ? 0 : v;
                case ADD -> v + w;
                case SUB -> v - w;
                case MUL -> v * w;
                case DIV -> v / w;
                case MAX -> Math.max(v, w);
                case MIN -> Math.min(v, w);
                case GREATER -> v > w ? 1 : 0;
                case GREATER_EQUAL -> v >= w ? 1 : 0;
                case LESS -> v < w ? 1 : 0;
                case LESS_EQUAL -> v <= w ? 1 : 0;
                case EQUAL -> v == w ? 1 : 0;
                case NOT_EQUAL -> v != w ? 1 : 0;
                default -> throw new IllegalArgumentException(code.name());
            };
        }
    }

    static void select(double[] c, int co, double[] x, int xo, double[] y, int yo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = c[co + i] == 0 ? y[yo + i] : x[xo + i];
        }
    }

    static void addScaled(double f, double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = Math.fma(x[xo + i], f, z[zo + i]);
        }
    }

    static void addFour(
            double f, double g, double h, double i, double[] x, int xo, int step, double[] z, int zo, int count) {
        for (int j = 0; j < count; j++) {
            double sum = Math.fma(x[xo + j], f, z[zo + j]);
            sum = Math.fma(x[xo + step + j], g, sum);
            sum = Math.fma(x[xo + 2 * step + j], h, sum);
            z[zo + j] = Math.fma(x[xo + 3 * step + j], i, sum);
        }
    }

    static void sums(double[] x, int xo, double[] lanes, int count) {
        for (int l = 0; l < L; l++) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = xo + l; i < xo + count; i += 4 * L) {
                a += x[i];
                b += x[i + L];
                c += x[i + 2 * L];
                d += x[i + 3 * L];
            }
            lanes[l] = (a + b) + (c + d);
        }
    }

    static void split(double one, double other, double[] x, int xo, double[] z, int zo, double[] room, int count) {
        for (int i = 0; i < count; i++) {
            double v = Math.min(x[xo + i] * one, x[xo + i] * other);
            v = Math.min(Math.max(v, VectorDoubleExponentials.LOWEST), VectorDoubleExponentials.HIGHEST);
            double n = v * VectorDoubleExponentials.LOG2_E
                    + VectorDoubleExponentials.MAGIC
                    - VectorDoubleExponentials.MAGIC;
            room[BLOCK + i] = n;
            double r = Math.fma(n, -VectorDoubleExponentials.LN2_HIGH, v);
            z[zo + i] = Math.fma(n, -VectorDoubleExponentials.LN2_LOW, r);
        }
    }

    static void powers(double[] room, int count) {
        for (int i = 0; i < count; i++) {
            double n = room[BLOCK + i];
            double half = n * 0.5 + VectorDoubleExponentials.BIASED;
            double rest = n - (half - VectorDoubleExponentials.BIASED) + VectorDoubleExponentials.BIASED;
            room[2 * BLOCK + i] = power(half);
            room[3 * BLOCK + i] = power(rest);
        }
    }

    private static double power(double biased) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(biased) << VectorDoubleExponentials.FRACTION_BITS);
    }

    static void series(double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            double r = z[zo + i];
            double sum = SERIES[0];
            for (int k = 1; k < SERIES.length; k++) {
                sum = Math.fma(sum, r, SERIES[k]);
            }
            z[zo + i] = Math.fma(r, sum * r, r);
        }
    }

    static void scale(double less, double[] z, int zo, double[] room, int count) {
        for (int i = 0; i < count; i++) {
            double sum = z[zo + i];
            double large = (sum + 1) * room[2 * BLOCK + i] * room[3 * BLOCK + i] - less;
            z[zo + i] = room[BLOCK + i] == 0 ? sum - (less - 1) : large;
        }
    }

    static void ratio(double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = z[zo + i] / (z[zo + i] + 2);
        }
    }

    static void logarithm(double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            double w = z[zo + i];
            double s = w * w;
            double sum = (double) 1 / VectorDoubleExponentials.ODD;
            for (int odd = VectorDoubleExponentials.ODD - 2; odd > 0; odd -= 2) {
                sum = Math.fma(sum, s, (double) 1 / odd);
            }
            z[zo + i] = (w + w) * sum;
        }
    }

    static void tanh(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            double positive = -z[zo + i] / (z[zo + i] + 2);
            z[zo + i] = x[xo + i] < 0 ? -positive : positive;
        }
    }

    static void sigmoid(double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            double e = z[zo + i];
            z[zo + i] = (x[xo + i] >= 0 ? 1 : e) / (e + 1);
        }
    }

    static void slope(double f, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            double e = z[zo + i];
            z[zo + i] = e * f / ((e + 1) * (e + 1));
        }
    }

    static void softplus(double sign, double[] x, int xo, double[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = (z[zo + i] + Math.max(x[xo + i] * sign, 0)) * sign;
        }
    }

    static void tile(
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
        for (int i = 0; i < DoubleTiles.ROWS; i++) {
            for (int j = 0; j < 2 * L; j++) {
                double sum = from[fo + i * ldf + j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[ao + k * aStep + i], b[bo + k * bStep + j], sum);
                }
                c[co + i * ldc + j] = sum;
            }
        }
    }

    static void dots(
            int count, double[] a, int a0, int a1, int a2, int a3, double[] b, int b0, int b1, double[] room, int at) {
        for (int l = 0; l < 8 * L; l++) {
            int first =
                    switch (l / (2 * L)) {
                        case 0 -> a0;
                        case 1 -> a1;
                        case 2 -> a2;
                        default -> a3;
                    };
            int second = l / L % 2 == 0 ? b0 : b1;
            double sum = 0;
            for (int k = l % L; k < count; k += L) {
                sum = Math.fma(a[first + k], b[second + k], sum);
            }
            room[at + l] = sum;
        }
    }

    static void strip(
            int[] offsets,
            double[] w,
            int wo,
            int wRow,
            double[] x,
            int xo,
            int second,
            double[] z,
            int zo,
            int zRow,
            int rows) {
        for (int r = 0; r < Math.min(ROWS, rows); r++) {
            for (int l = 0; l < 2 * L; l++) {
                int place = l < L ? l : second + l - L;
                double sum = 0;
                for (int k = 0; k < offsets.length; k++) {
                    sum = Math.fma(w[wo + r * wRow + k], x[xo + offsets[k] + place], sum);
                }
                z[zo + r * zRow + place] = sum;
            }
        }
    }

    static void stripBack(
            int[] runs, double[] y, int yo, int yRow, double[] x, int x0, int x1, double[] room, int at, int rows) {
        for (int l = 0; l < 2 * ROWS * L; l++) {
            int row = yo + Math.min(l / (2 * L), rows - 1) * yRow + l % L;
            int place = (l / L % 2 == 0 ? x0 : x1) + l % L;
            double sum = 0;
            for (int run = 0; run < runs.length; run += 3) {
                sum = Math.fma(y[row + runs[run]], x[place + runs[run + 2]], sum);
            }
            room[at + l] = sum;
        }
    }
}
