package org.chainrule.page.jdk;

import org.teavm.jso.JSBody;

/** The functions of {@code Math} and {@code StrictMath} by those of the browser, which have their digits more often. */
public final class Functions {
    private Functions() {}

    /** {@code Math.exp}. */
    @JSBody(params = "x", script = "return Math.exp(x);")
    public static native double exp(double x);

    /** {@code Math.log}. */
    @JSBody(params = "x", script = "return Math.log(x);")
    public static native double log(double x);

    /** {@code Math.log10}. */
    @JSBody(params = "x", script = "return Math.log10(x);")
    public static native double log10(double x);

    /** {@code Math.log1p}. */
    @JSBody(params = "x", script = "return Math.log1p(x);")
    public static native double log1p(double x);

    /** {@code Math.expm1}. */
    @JSBody(params = "x", script = "return Math.expm1(x);")
    public static native double expm1(double x);

    /** {@code Math.sin}. */
    @JSBody(params = "x", script = "return Math.sin(x);")
    public static native double sin(double x);

    /** {@code Math.cos}. */
    @JSBody(params = "x", script = "return Math.cos(x);")
    public static native double cos(double x);

    /** {@code Math.tan}. */
    @JSBody(params = "x", script = "return Math.tan(x);")
    public static native double tan(double x);

    /** {@code Math.asin}. */
    @JSBody(params = "x", script = "return Math.asin(x);")
    public static native double asin(double x);

    /** {@code Math.acos}. */
    @JSBody(params = "x", script = "return Math.acos(x);")
    public static native double acos(double x);

    /** {@code Math.atan}. */
    @JSBody(params = "x", script = "return Math.atan(x);")
    public static native double atan(double x);

    /** {@code Math.sinh}. */
    @JSBody(params = "x", script = "return Math.sinh(x);")
    public static native double sinh(double x);

    /** {@code Math.cosh}. */
    @JSBody(params = "x", script = "return Math.cosh(x);")
    public static native double cosh(double x);

    /** {@code Math.tanh}. */
    @JSBody(params = "x", script = "return Math.tanh(x);")
    public static native double tanh(double x);

    /** {@code Math.cbrt}. */
    @JSBody(params = "x", script = "return Math.cbrt(x);")
    public static native double cbrt(double x);

    /** {@code Math.pow}. */
    @JSBody(
            params = {"x", "y"},
            script = "return Math.pow(x, y);")
    public static native double pow(double x, double y);

    /** {@code Math.scalb}, which rounds once also where the result is below all normal numbers. */
    public static double scalb(double x, int exponent) {
        double scaled = x;
        int left = Math.max(-4000, Math.min(exponent, 4000));
        for (; left > 1023; left -= 1023) {
            scaled *= 0x1p1023;
        }
        // By 53 less than the smallest power, so that only the last factor rounds.
        for (; left < -1022; left += 969) {
            scaled *= 0x1p-969;
        }
        return scaled * Double.longBitsToDouble((long) (left + 1023) << 52);
    }

    /** {@code Math.rint}, with the sign of its argument. */
    public static double rint(double x) {
        double size = Math.abs(x);
        if (x != x || size >= 0x1p52) {
            return x;
        }
        double rounded = size + 0x1p52 - 0x1p52;
        return x < 0 || 1 / x < 0 ? -1 * rounded : rounded;
    }

    /** {@code Math.hypot}. */
    @JSBody(
            params = {"x", "y"},
            script = "return Math.hypot(x, y);")
    public static native double hypot(double x, double y);

    /** {@code Math.atan2}. */
    @JSBody(
            params = {"y", "x"},
            script = "return Math.atan2(y, x);")
    public static native double atan2(double y, double x);

    /** {@code Math.ulp}: by arithmetic, which is exact here and takes no bits apart. */
    public static double ulp(double x) {
        double size = Math.abs(x);
        if (x != x || size == Double.POSITIVE_INFINITY) {
            return size;
        }
        if (size >= 0x1p1000) {
            return ulp(size * 0x1p-100) * 0x1p100;
        }
        if (size < 0x1p-900) {
            return size < 0x1p-1021 ? Double.MIN_VALUE : ulp(size * 0x1p200) * 0x1p-200;
        }
        // A little more than half a unit is rounded up to a whole one.
        return size + size * 0x1.0000000000001p-53 - size;
    }

    /** {@code Math.round}: a half goes up. */
    public static long round(double x) {
        double below = Math.floor(x);
        return Primitives.toLong(x - below >= 0.5 ? below + 1 : below);
    }

    /** {@code Math.IEEEremainder}. */
    public static double IEEEremainder(double x, double y) {
        double size = Math.abs(y);
        double twice = Primitives.remainder(Math.abs(x), 2 * size);
        if (twice != twice || twice + twice <= size) {
            return sign(x) * twice;
        }
        double off = twice - size;
        return sign(x) * (off + off >= size ? off - size : off);
    }

    /** {@code Math.floorDiv}; by −1, the smallest of all would end the program in WebAssembly. */
    public static int floorDiv(int a, int b) {
        return b == -1 ? -a : Math.floorDiv(a, Primitives.known(b));
    }

    /** {@code Math.floorDiv}. */
    public static long floorDiv(long a, long b) {
        return b == -1 ? -a : Math.floorDiv(a, Primitives.known(b));
    }

    /** {@code Math.floorMod}. */
    public static int floorMod(int a, int b) {
        return b == -1 ? 0 : Math.floorMod(a, Primitives.known(b));
    }

    /** {@code Math.floorMod}. */
    public static long floorMod(long a, long b) {
        return b == -1 ? 0 : Math.floorMod(a, Primitives.known(b));
    }

    private static double sign(double x) {
        return x < 0 || 1 / x < 0 ? -1 : 1;
    }
}
