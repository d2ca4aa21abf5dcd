package org.chainrule.exec.kernel;

import java.util.Arrays;
import org.chainrule.exec.kernel.ArrayKernels.Rows;

/** The functions of {@link Rows.Kind} over {@code float[]}: one pass for the largest, one for all exponentials, one for the rest. */
final class FloatRows {
    private FloatRows() {}

    /** Entries minus the largest of their group, which keeps its place free of overflow; groups of -inf stay as they are. */
    static void shift(Rows rows, float[] x, float[] z) {
        for (int group = 0; group < rows.groups(); group++) {
            int start = rows.start(group);
            float largest = largest(rows, x, start);
            for (int j = 0, at = start; j < rows.size(); j++, at += rows.inner()) {
                z[at] = largest == Float.NEGATIVE_INFINITY ? largest : x[at] - largest;
            }
        }
    }

    private static float largest(Rows rows, float[] x, int start) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int j = 0, at = start; j < rows.size(); j++, at += rows.inner()) {
            largest = Math.max(largest, x[at]);
        }
        return largest;
    }

    /** How far each y is above the mean of its group that x weighs, or above x times their sum, both without cancellation where x is nearly 1. */
    static void back(Rows rows, float[] x, float[] y, float[] z) {
        double[] sums = new double[2 * rows.size()];
        for (int group = 0; group < rows.groups(); group++) {
            if (rows.kind() == Rows.Kind.EXCESS) {
                excess(rows, x, y, z, rows.start(group), sums);
            } else {
                deviation(rows, x, y, z, rows.start(group));
            }
        }
    }

    /** y (1 − x) − x Σ of the others, both from the sums of all entries before and after one. */
    private static void excess(Rows rows, float[] x, float[] y, float[] z, int start, double[] sums) {
        double rest = 0;
        double others = 0;
        for (int i = 0, at = start; i < rows.size(); i++, at += rows.inner()) {
            sums[2 * i] = rest;
            sums[2 * i + 1] = others;
            rest += x[at];
            others += y[at];
        }
        rest = 0;
        others = 0;
        for (int i = rows.size() - 1, at = start + i * rows.inner(); i >= 0; i--, at -= rows.inner()) {
            double own = product(y[at], sums[2 * i] + rest);
            double shared = product(x[at], sums[2 * i + 1] + others);
            rest += x[at];
            others += y[at];
            // From 0, so that what is sure and right has the derivative 0.0, not -0.0.
            z[at] = (float) (0 + own - shared);
        }
    }

    /** 0 where the first factor is 0 and the second infinite. */
    private static double product(double a, double b) {
        return a == 0 && !Double.isNaN(b) ? 0 : a * b;
    }

    /** Distances from the entry with the largest x, whose own part in the mean is then 0. */
    private static void deviation(Rows rows, float[] x, float[] y, float[] z, int start) {
        int heaviest = start;
        for (int i = 0, at = start; i < rows.size(); i++, at += rows.inner()) {
            heaviest = x[at] > x[heaviest] ? at : heaviest;
        }
        double mean = 0;
        for (int i = 0, at = start; i < rows.size(); i++, at += rows.inner()) {
            mean += at == heaviest ? 0 : x[at] * ((double) y[at] - y[heaviest]);
        }
        double middle = mean;
        double base = y[heaviest];
        for (int i = 0, at = start; i < rows.size(); i++, at += rows.inner()) {
            z[at] = (float) ((at == heaviest ? 0 : y[at] - base) - middle);
        }
    }

    /** See {@link ArrayKernels#toLargest}. Which entry it is can be foreseen by nobody, so that no branch depends on it. */
    static void toLargest(
            int[] windows, int[] best, float[] x, int xo, float[] largest, float[] dz, int from, float[] z) {
        int count = best.length;
        Arrays.fill(best, -1);
        for (int tap = windows.length - count; tap >= 0; tap -= count) {
            for (int i = 0; i < count; i++) {
                int place = windows[tap + i];
                float top = largest[from + i];
                int less = Float.floatToRawIntBits(x[xo + place] - top) >> 31;
                best[i] = (best[i] & less) | (place & ~less);
            }
        }
        for (int i = 0; i < count; i++) {
            float top = largest[from + i];
            if (!Float.isFinite(top)) {
                best[i] = first(windows, i, count, x, xo, top);
            }
            float d = dz[from + i];
            if (best[i] >= 0) {
                z[xo + best[i]] += d;
            }
            for (int tap = i; !Float.isFinite(d) && tap < windows.length; tap += count) {
                // What 0 times a cotangent that is not finite is, in all entries of a window but one.
                z[xo + windows[tap]] += windows[tap] == best[i] ? 0 : 0 * d;
            }
        }
    }

    /** The first entry of a window that is the largest, where differences do not tell; −1 where none is a number. */
    private static int first(int[] windows, int window, int count, float[] x, int xo, float top) {
        for (int tap = window; tap < windows.length; tap += count) {
            if (x[xo + windows[tap]] == top) {
                return windows[tap];
            }
        }
        return -1;
    }

    /** Each exponential over the sum of its group. */
    static void divide(Rows rows, float[] e) {
        for (int group = 0; group < rows.groups(); group++) {
            int start = rows.start(group);
            double sum = 0;
            for (int j = 0, at = start; j < rows.size(); j++, at += rows.inner()) {
                sum += e[at];
            }
            for (int j = 0, at = start; j < rows.size() && sum != 0; j++, at += rows.inner()) {
                e[at] = (float) (e[at] / sum);
            }
        }
    }

    /** log Σexp(x − max) without the rounding of 1 + small: the first of the largest is that 1. */
    private static double excess(Rows rows, float[] x, float[] e, int start, double largest) {
        double rest = 0;
        boolean seen = false;
        for (int j = 0, at = start; j < rows.size(); j++, at += rows.inner()) {
            if (!seen && x[at] == largest) {
                seen = true;
            } else {
                rest += e[at];
            }
        }
        return Math.log1p(rest);
    }

    /** What is made of the entries, their exponentials and, for a cross-entropy, the labels. */
    static void logarithms(Rows rows, float[] x, float[] y, float[] e, float[] z) {
        for (int group = 0; group < rows.groups(); group++) {
            int start = rows.start(group);
            double largest = largest(rows, x, start);
            boolean nothing = largest == Double.NEGATIVE_INFINITY;
            double excess =
                    nothing ? 0 : largest == Double.POSITIVE_INFINITY ? Double.NaN : excess(rows, x, e, start, largest);
            if (rows.kind() == Rows.Kind.LOG_SUM_EXP) {
                z[group] = (float) (Double.isInfinite(largest) ? largest : largest + excess);
                continue;
            }
            double loss = 0;
            for (int j = 0, at = start; j < rows.size(); j++, at += rows.inner()) {
                double log = nothing ? x[at] : x[at] - largest - excess;
                if (rows.kind() == Rows.Kind.LOG_SOFTMAX) {
                    z[at] = (float) log;
                } else {
                    // A label 0 costs nothing, whatever its logit.
                    loss -= y[at] == 0 && !Double.isNaN(log) ? 0 : y[at] * log;
                }
            }
            if (rows.kind() == Rows.Kind.CROSS_ENTROPY) {
                z[group] = (float) loss;
            }
        }
    }
}
