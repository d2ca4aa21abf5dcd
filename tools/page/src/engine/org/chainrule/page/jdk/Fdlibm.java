package org.chainrule.page.jdk;

/**
 * Functions whose last digits differ from browser to browser, as the JVM's {@code StrictMath} has them: by the algorithms
 * of fdlibm, whose notice follows.
 *
 * <pre>
 * Copyright (C) 1993, 2004 by Sun Microsystems, Inc. All rights reserved.
 *
 * Developed at SunSoft, a Sun Microsystems, Inc. business.
 * Permission to use, copy, modify, and distribute this
 * software is freely granted, provided that this notice
 * is preserved.
 * </pre>
 */
public final class Fdlibm {
    private static final double[] BASE = {1, 1.5};
    private static final double[] LOG2_HIGH = {0, 0x1.2b80340000000p-1};
    private static final double[] LOG2_LOW = {0, 0x1.cfdeb43cfd006p-27};

    private static final double LN2_HIGH = 0x1.62e4300000000p-1;
    private static final double LN2_LOW = -0x1.05c610ca86c39p-29;
    private static final double LN2 = 0x1.62e42fefa39efp-1;

    private static final double BY_3LN2 = 0x1.ec709dc3a03fdp-1;
    private static final double BY_3LN2_HIGH = 0x1.ec709e0000000p-1;
    private static final double BY_3LN2_LOW = -0x1.e2fe0145b01f5p-28;

    private static final double BY_LN2 = 0x1.71547652b82fep0;
    private static final double BY_LN2_HIGH = 0x1.7154760000000p0;
    private static final double BY_LN2_LOW = 0x1.4ae0bf85ddf44p-26;

    /** What 1024 may be short of before the result rounds to infinity. */
    private static final double SHORT = 8.0085662595372944372e-17;

    private Fdlibm() {}

    private static int high(double x) {
        return (int) (Double.doubleToRawLongBits(x) >> 32);
    }

    /** A number by its high half, with nothing in the low one. */
    private static double of(int high) {
        return Double.longBitsToDouble((long) high << 32);
    }

    private static double cut(double x) {
        return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xFFFFFFFF00000000L);
    }

    private static double withHigh(double x, int high) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(x) & 0xFFFFFFFFL) | (long) high << 32);
    }

    /** {@code StrictMath.tanh}. */
    public static double tanh(double x) {
        double size = Math.abs(x);
        if (x != x || size < 0x1p-55) {
            return x * (1 + x);
        }
        double value;
        if (size >= 22) {
            value = 1;
        } else if (size >= 1) {
            value = 1 - 2 / (Functions.expm1(2 * size) + 2);
        } else {
            double t = Functions.expm1(-2 * size);
            value = -t / (t + 2);
        }
        return x < 0 ? -value : value;
    }

    /** {@code StrictMath.cbrt}. */
    public static double cbrt(double x) {
        if (x == 0 || x != x || Math.abs(x) == Double.POSITIVE_INFINITY) {
            return x + x;
        }
        double size = Math.abs(x);
        // To 5 bits, to 23, and to 53.
        double t = size < Double.MIN_NORMAL ? of(high(0x1p54 * size) / 3 + 696219795) : of(high(size) / 3 + 715094163);
        double s = 5.42857142857142815906e-01 + t * t / size * t;
        t *= 3.57142857142857150787e-01
                + 1.60714285714285720630e+00 / (s + 1.41428571428571436819e+00 + -7.05306122448979611050e-01 / s);
        t = of(high(t) + 1);
        double r = size / (t * t);
        t += t * ((r - t) / (t + t + r));
        return x < 0 ? -t : t;
    }

    /** {@code StrictMath.hypot}. */
    public static double hypot(double x, double y) {
        double a = Math.max(Math.abs(x), Math.abs(y));
        double b = Math.min(Math.abs(x), Math.abs(y));
        if (a != a || b != b || a == Double.POSITIVE_INFINITY) {
            boolean infinite = Math.abs(x) == Double.POSITIVE_INFINITY || Math.abs(y) == Double.POSITIVE_INFINITY;
            return infinite ? Double.POSITIVE_INFINITY : Double.NaN;
        } else if (b == 0 || high(a) - high(b) > 60 << 20) {
            return a + b;
        }
        double scale = 1;
        if (a > 0x1.00000ffffffffp500) {
            scale = 0x1p600;
        } else if (b < Double.MIN_NORMAL) {
            scale = 0x1p-1022;
        } else if (b < 0x1p-500) {
            scale = 0x1p-600;
        }
        // Beside a number below all normal ones the halves are those before it was scaled: so it is there.
        boolean scaled = scale != 0x1p-1022;
        int topA = high(scaled ? a / scale : a);
        int topB = high(scaled ? b / scale : b);
        a /= scale;
        b /= scale;
        double w = a - b;
        double t1;
        if (w > b) {
            t1 = of(topA);
            w = Math.sqrt(t1 * t1 - (b * -b - (a - t1) * (a + t1)));
        } else {
            double twice = a + a;
            double y1 = of(topB);
            t1 = of(topA + 0x100000);
            w = Math.sqrt(t1 * y1 - (w * -w - (t1 * (b - y1) + (twice - t1) * b)));
        }
        return w * scale;
    }

    /** {@code StrictMath.pow}. */
    public static double pow(double x, double y) {
        if (y == 0) {
            return 1;
        } else if (x != x || y != y) {
            return x + y;
        }
        double size = Math.abs(x);
        if (Math.abs(y) == Double.POSITIVE_INFINITY) {
            return size == 1 ? Double.NaN : size > 1 == y > 0 ? Double.POSITIVE_INFINITY : 0;
        } else if (y == 1) {
            return x;
        } else if (y == 2) {
            return x * x;
        } else if (y == 0.5 && x > -Double.MAX_VALUE && !(x == 0)) {
            return Math.sqrt(x);
        }
        boolean whole = y == Math.floor(y);
        boolean odd = whole && Math.abs(y) < 0x1p53 && (long) y % 2 != 0;
        double sign = odd && (x < 0 || 1 / x < 0) ? -1 : 1;
        if (size == 0 || size == Double.POSITIVE_INFINITY || size == 1) {
            double z = y < 0 ? 1 / size : size;
            return x == -1 && !whole ? Double.NaN : sign * z;
        } else if (y == -1) {
            return 1 / x;
        } else if (x < 0 && !whole) {
            return Double.NaN;
        }
        return sign * positive(size, y);
    }

    /** A positive number that is neither 1 nor infinite. */
    private static double positive(double x, double y) {
        double t1;
        double t2;
        int top = high(x);
        if (Math.abs(y) > 0x1p31) {
            if (Math.abs(y) > 0x1p64 || top < 0x3FEFFFFF || top > 0x3FF00000) {
                if (x < 1 || top > 0x3FF00000 || Math.abs(y) > 0x1p64) {
                    return x < 1 == y < 0 ? Double.POSITIVE_INFINITY : 0;
                }
            }
            // The logarithm near 1, by four terms.
            double t = x - 1;
            double w = t * t * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
            double u = BY_LN2_HIGH * t;
            double v = t * BY_LN2_LOW - w * BY_LN2;
            t1 = cut(u + v);
            t2 = v - (t1 - u);
        } else {
            int n = 0;
            double a = x;
            if (a < Double.MIN_NORMAL) {
                a *= 0x1p53;
                n -= 53;
                top = high(a);
            }
            n += (top >> 20) - 0x3FF;
            int j = top & 0xFFFFF;
            top = j | 0x3FF00000;
            int k = j > 0x3988E && j < 0xBB67A ? 1 : 0;
            if (j >= 0xBB67A) {
                n++;
                top -= 0x100000;
            }
            a = withHigh(a, top);
            double u = a - BASE[k];
            double v = 1 / (a + BASE[k]);
            double s = u * v;
            double sHigh = cut(s);
            double tHigh = of((top >> 1 | 0x20000000) + 0x80000 + (k << 18));
            double tLow = a - (tHigh - BASE[k]);
            double sLow = v * ((u - sHigh * tHigh) - sHigh * tLow);
            double s2 = s * s;
            double r = s2
                    * s2
                    * (5.99999999999994648725e-01
                            + s2
                                    * (4.28571428578550184252e-01
                                            + s2
                                                    * (3.33333329818377432918e-01
                                                            + s2
                                                                    * (2.72728123808534006489e-01
                                                                            + s2
                                                                                    * (2.30660745775561754067e-01
                                                                                            + s2
                                                                                                    * 2.06975017800338417784e-01)))));
            r += sLow * (sHigh + s);
            s2 = sHigh * sHigh;
            tHigh = cut(3.0 + s2 + r);
            tLow = r - ((tHigh - 3.0) - s2);
            u = sHigh * tHigh;
            v = sLow * tHigh + tLow * s;
            double pHigh = cut(u + v);
            double pLow = v - (pHigh - u);
            double zHigh = BY_3LN2_HIGH * pHigh;
            double zLow = BY_3LN2_LOW * pHigh + pLow * BY_3LN2 + LOG2_LOW[k];
            double t = n;
            t1 = cut(((zHigh + zLow) + LOG2_HIGH[k]) + t);
            t2 = zLow - (((t1 - t) - LOG2_HIGH[k]) - zHigh);
        }
        double y1 = cut(y);
        return exp2((y - y1) * t1 + y * t2, y1 * t1);
    }

    /** Two to the power of a sum. */
    private static double exp2(double low, double high) {
        double z = low + high;
        if (z >= 1024 && (z > 1024 || low + SHORT > z - high)) {
            return Double.POSITIVE_INFINITY;
        } else if (z <= -1075 && (z < -1075 || low <= z - high)) {
            return 0;
        }
        int j = high(z);
        int i = j & 0x7FFFFFFF;
        int n = 0;
        double rest = high;
        if (i > 0x3FE00000) {
            n = j + (0x100000 >> (i >> 20) - 0x3FF + 1);
            int k = ((n & 0x7FFFFFFF) >> 20) - 0x3FF;
            double t = of(n & ~(0xFFFFF >> k));
            n = (n & 0xFFFFF | 0x100000) >> 20 - k;
            n = j < 0 ? -n : n;
            rest -= t;
        }
        double t = cut(low + rest);
        double u = t * LN2_HIGH;
        double v = (low - (t - rest)) * LN2 + t * LN2_LOW;
        z = u + v;
        double w = v - (z - u);
        t = z * z;
        double t1 = z
                - t
                        * (1.66666666666666019037e-01
                                + t
                                        * (-2.77777777770155933842e-03
                                                + t
                                                        * (6.61375632143793436117e-05
                                                                + t
                                                                        * (-1.65339022054652515390e-06
                                                                                + t * 4.13813679705723846039e-08))));
        double r = z * t1 / (t1 - 2) - (w + z * w);
        z = 1 - (r - z);
        int top = high(z) + (n << 20);
        return top >> 20 <= 0 ? withHigh(z, high(z) + (n + 54 << 20)) * 0x1p-54 : withHigh(z, top);
    }
}
