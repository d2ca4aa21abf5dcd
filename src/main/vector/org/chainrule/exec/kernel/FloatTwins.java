package org.chainrule.exec.kernel;

import org.chainrule.exec.kernel.EntryFunction.Code;

/**
 * Plain loops over {@code float[]} that compute what the loops on the Vector API do, to the bit: the same operations on each entry in the same order. They run
 * where those make objects; {@link Apart} chooses. Names and arguments are those of the others.
 */
final class FloatTwins {
    private static final int L = FloatLoops.L;
    private static final int ROWS = 8;
    private static final int BLOCK = VectorFloatExponentials.BLOCK;

    private static final float[] SERIES = VectorFloatExponentials.SERIES;

    private FloatTwins() {}

    /** One of the functions of {@link FloatLoops}. */
    static void entries(Code code, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            float v = x[xo + i];
            float w = y[yo + i];
            z[zo + i] = switch (code) {
                case NEG -> -v;
                case SQUARE -> v * v;
                case SQRT -> (float) Math.sqrt(v);
                case RSQRT -> 1 / (float) Math.sqrt(v);
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

    static void select(float[] c, int co, float[] x, int xo, float[] y, int yo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = c[co + i] == 0 ? y[yo + i] : x[xo + i];
        }
    }

    static void addScaled(float f, float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = Math.fma(x[xo + i], f, z[zo + i]);
        }
    }

    static void addFour(float f, float g, float h, float i, float[] x, int xo, int step, float[] z, int zo, int count) {
        for (int j = 0; j < count; j++) {
            float sum = Math.fma(x[xo + j], f, z[zo + j]);
            sum = Math.fma(x[xo + step + j], g, sum);
            sum = Math.fma(x[xo + 2 * step + j], h, sum);
            z[zo + j] = Math.fma(x[xo + 3 * step + j], i, sum);
        }
    }

    static void sums(float[] x, int xo, float[] lanes, int count) {
        for (int l = 0; l < L; l++) {
            float a = 0;
            float b = 0;
            float c = 0;
            float d = 0;
            for (int i = xo + l; i < xo + count; i += 4 * L) {
                a += x[i];
                b += x[i + L];
                c += x[i + 2 * L];
                d += x[i + 3 * L];
            }
            lanes[l] = (a + b) + (c + d);
        }
    }

    static void split(float one, float other, float[] x, int xo, float[] z, int zo, float[] room, int count) {
        for (int i = 0; i < count; i++) {
            float v = Math.min(x[xo + i] * one, x[xo + i] * other);
            v = Math.min(Math.max(v, VectorFloatExponentials.LOWEST), VectorFloatExponentials.HIGHEST);
            float n =
                    v * VectorFloatExponentials.LOG2_E + VectorFloatExponentials.MAGIC - VectorFloatExponentials.MAGIC;
            room[BLOCK + i] = n;
            float r = Math.fma(n, -VectorFloatExponentials.LN2_HIGH, v);
            z[zo + i] = Math.fma(n, -VectorFloatExponentials.LN2_LOW, r);
        }
    }

    static void powers(float[] room, int count) {
        for (int i = 0; i < count; i++) {
            float n = room[BLOCK + i];
            float half = n * 0.5f + VectorFloatExponentials.BIASED;
            float rest = n - (half - VectorFloatExponentials.BIASED) + VectorFloatExponentials.BIASED;
            room[2 * BLOCK + i] = power(half);
            room[3 * BLOCK + i] = power(rest);
        }
    }

    private static float power(float biased) {
        return Float.intBitsToFloat(Float.floatToRawIntBits(biased) << VectorFloatExponentials.FRACTION_BITS);
    }

    static void series(float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            float r = z[zo + i];
            float sum = SERIES[0];
            for (int k = 1; k < SERIES.length; k++) {
                sum = Math.fma(sum, r, SERIES[k]);
            }
            z[zo + i] = Math.fma(r, sum * r, r);
        }
    }

    static void scale(float less, float[] z, int zo, float[] room, int count) {
        for (int i = 0; i < count; i++) {
            float sum = z[zo + i];
            float large = (sum + 1) * room[2 * BLOCK + i] * room[3 * BLOCK + i] - less;
            z[zo + i] = room[BLOCK + i] == 0 ? sum - (less - 1) : large;
        }
    }

    static void ratio(float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = z[zo + i] / (z[zo + i] + 2);
        }
    }

    static void logarithm(float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            float w = z[zo + i];
            float s = w * w;
            float sum = (float) 1 / VectorFloatExponentials.ODD;
            for (int odd = VectorFloatExponentials.ODD - 2; odd > 0; odd -= 2) {
                sum = Math.fma(sum, s, (float) 1 / odd);
            }
            z[zo + i] = (w + w) * sum;
        }
    }

    static void tanh(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            float positive = -z[zo + i] / (z[zo + i] + 2);
            z[zo + i] = x[xo + i] < 0 ? -positive : positive;
        }
    }

    static void sigmoid(float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            float e = z[zo + i];
            z[zo + i] = (x[xo + i] >= 0 ? 1 : e) / (e + 1);
        }
    }

    static void slope(float f, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            float e = z[zo + i];
            z[zo + i] = e * f / ((e + 1) * (e + 1));
        }
    }

    static void softplus(float sign, float[] x, int xo, float[] z, int zo, int count) {
        for (int i = 0; i < count; i++) {
            z[zo + i] = (z[zo + i] + Math.max(x[xo + i] * sign, 0)) * sign;
        }
    }

    static void tile(
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
        for (int i = 0; i < FloatTiles.ROWS; i++) {
            for (int j = 0; j < 2 * L; j++) {
                float sum = from[fo + i * ldf + j];
                for (int k = 0; k < inner; k++) {
                    sum = Math.fma(a[ao + k * aStep + i], b[bo + k * bStep + j], sum);
                }
                c[co + i * ldc + j] = sum;
            }
        }
    }

    static void dots(
            int count, float[] a, int a0, int a1, int a2, int a3, float[] b, int b0, int b1, float[] room, int at) {
        for (int l = 0; l < 8 * L; l++) {
            int first =
                    switch (l / (2 * L)) {
                        case 0 -> a0;
                        case 1 -> a1;
                        case 2 -> a2;
                        default -> a3;
                    };
            int second = l / L % 2 == 0 ? b0 : b1;
            float sum = 0;
            for (int k = l % L; k < count; k += L) {
                sum = Math.fma(a[first + k], b[second + k], sum);
            }
            room[at + l] = sum;
        }
    }

    static void strip(
            int[] offsets,
            float[] w,
            int wo,
            int wRow,
            float[] x,
            int xo,
            int second,
            float[] z,
            int zo,
            int zRow,
            int rows) {
        for (int r = 0; r < Math.min(ROWS, rows); r++) {
            for (int l = 0; l < 2 * L; l++) {
                int place = l < L ? l : second + l - L;
                float sum = 0;
                for (int k = 0; k < offsets.length; k++) {
                    sum = Math.fma(w[wo + r * wRow + k], x[xo + offsets[k] + place], sum);
                }
                z[zo + r * zRow + place] = sum;
            }
        }
    }

    static void stripBack(
            int[] runs, float[] y, int yo, int yRow, float[] x, int x0, int x1, float[] room, int at, int rows) {
        for (int l = 0; l < 2 * ROWS * L; l++) {
            int row = yo + Math.min(l / (2 * L), rows - 1) * yRow + l % L;
            int place = (l / L % 2 == 0 ? x0 : x1) + l % L;
            float sum = 0;
            for (int run = 0; run < runs.length; run += 3) {
                sum = Math.fma(y[row + runs[run]], x[place + runs[run + 2]], sum);
            }
            room[at + l] = sum;
        }
    }
}
