package org.chainrule.page.jdk;

import java.util.Objects;
import org.teavm.jso.JSBody;

/** Instructions on numbers that are otherwise in a browser than in the JVM. */
public final class Primitives {
    private Primitives() {}

    /** {@code -x}. */
    public static double negative(double x) {
        return -1 * x;
    }

    /** {@code -x}. */
    public static float negative(float x) {
        return -1 * x;
    }

    /** {@code a / b}. */
    public static int quotient(int a, int b) {
        return b == -1 ? -a : a / known(b);
    }

    /** {@code a % b}. */
    public static int remainder(int a, int b) {
        return a % known(b);
    }

    /** {@code a / b}. */
    public static long quotient(long a, long b) {
        return b == -1 ? -a : a / known(b);
    }

    /** {@code a % b}. */
    public static long remainder(long a, long b) {
        return b == -1 ? 0 : a % known(b);
    }

    static int known(int divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return divisor;
    }

    static long known(long divisor) {
        if (divisor == 0) {
            throw new ArithmeticException("/ by zero");
        }
        return divisor;
    }

    /** {@code x % y}, which TeaVM writes without parentheses around a product. */
    @JSBody(
            params = {"x", "y"},
            script = "return x % y;")
    public static native double remainder(double x, double y);

    /** {@code (int) x}: what is out of range is the end of it, what is no number 0. */
    public static int toInt(double x) {
        return x >= Integer.MAX_VALUE
                ? Integer.MAX_VALUE
                : x <= Integer.MIN_VALUE ? Integer.MIN_VALUE : x == x ? (int) x : 0;
    }

    /** {@code (long) x}, likewise. */
    public static long toLong(double x) {
        return x >= 0x1p63 ? Long.MAX_VALUE : x <= -0x1p63 ? Long.MIN_VALUE : x == x ? (long) x : 0;
    }

    /** {@code (int) x}. */
    public static int toInt(float x) {
        return toInt((double) x);
    }

    /** {@code (long) x}. */
    public static long toLong(float x) {
        return toLong((double) x);
    }

    /** {@code (float) x}, where JavaScript has doubles only. */
    @JSBody(params = "x", script = "return Math.fround(x);")
    public static native float toFloat(double x);

    /** What a sum or product of floats is, where JavaScript has doubles only. */
    @JSBody(params = "x", script = "return Math.fround(x);")
    public static native float rounded(float x);

    /** Whether parts of records are the same, as {@code Object.equals} of records asks. */
    public static boolean same(double x, double y) {
        return Double.compare(x, y) == 0;
    }

    /** {@link #same(double, double)}. */
    public static boolean same(float x, float y) {
        return Float.compare(x, y) == 0;
    }

    /** {@link #same(double, double)}. */
    public static boolean same(int x, int y) {
        return x == y;
    }

    /** {@link #same(double, double)}. */
    public static boolean same(long x, long y) {
        return x == y;
    }

    /** {@link #same(double, double)}. */
    public static boolean same(Object x, Object y) {
        return Objects.equals(x, y);
    }
}
