package org.chainrule.platform;

import java.util.Arrays;
import java.util.List;
import org.teavm.jso.JSExport;

/**
 * What the JVM makes of instructions and of methods of the JDK that the engine lives on, for a translated program to be held
 * against, bit by bit: what is rounded, cut or refused otherwise there changes verdicts, not only digits. Functions such as
 * {@code exp} are left out, whose last digits are the browser's own.
 */
public final class Platform {
    static final double[] REALS = {
        0.0,
        -0.0,
        1,
        -1,
        0.1,
        0.5,
        1.5,
        -1.5,
        2.5,
        -2.5,
        3.7,
        -3.7,
        100,
        1e-5,
        0x1.fffffffffffffp-1,
        0x1.fffffffffffffp-2,
        -0x1.fffffffffffffp-2,
        2147483646.5,
        2147483647.5,
        -2147483648.5,
        0x1.0000000000001p52,
        0x1p53,
        1e16,
        0x1p62,
        0x1p63,
        -0x1p63,
        1e19,
        -1e19,
        1e-300,
        -1e-300,
        0x1p-1021,
        0x1.8p-1021,
        Double.MIN_NORMAL,
        1e-310,
        -1e-310,
        Double.MIN_VALUE,
        1e300,
        -1e300,
        0x1p1000,
        Double.MAX_VALUE,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.NaN
    };

    private static final long[] INTEGERS = {
        0,
        1,
        -1,
        7,
        -7,
        64,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 33,
        0x123456789ABCDEFL,
        0x9E3779B97F4A7C15L,
        0xBF58476D1CE4E5B9L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    /** All that can be asked. */
    public static final List<String> QUESTIONS = List.of(
            "one real",
            "two reals",
            "floats",
            "integers",
            "small integers",
            "nested",
            "large numbers",
            "collections",
            "texts");

    private Platform() {}

    /** Nothing to do at the start. */
    public static void main(String[] args) {}

    /** The answer to one question, called as the engine is. */
    @JSExport
    public static String ask(String what, String name, String text, String language, String options) {
        Answer answer = new Answer();
        switch (what) {
            case "one real" -> Arrays.stream(REALS).forEach(x -> real(answer, x));
            case "two reals" -> {
                for (double x : REALS) {
                    for (double y : REALS) {
                        reals(answer, x, y);
                    }
                }
            }
            case "floats" -> {
                for (double x : REALS) {
                    for (double y : REALS) {
                        floats(answer, (float) x, (float) y);
                    }
                }
            }
            case "integers" -> {
                for (long x : INTEGERS) {
                    integer(answer, x);
                    for (long y : INTEGERS) {
                        integers(answer, x, y);
                    }
                }
            }
            case "small integers" -> {
                for (long x : INTEGERS) {
                    for (long y : INTEGERS) {
                        smallIntegers(answer, (int) x, (int) y);
                    }
                }
            }
            case "nested" -> {
                for (double x : new double[] {7.3, -2.5}) {
                    nested(answer, x, 3.1);
                }
                for (int x : new int[] {-1000, 77}) {
                    nested(answer, x, 19);
                    nested(answer, (long) x, 19L);
                }
            }
            case "large numbers" -> Library.largeNumbers(answer);
            case "collections" -> Library.collections(answer);
            case "texts" -> Library.texts(answer);
            default -> throw new IllegalArgumentException(what);
        }
        return answer.toString();
    }

    private static void real(Answer answer, double x) {
        answer.about(x);
        answer.is("ulp", Math.ulp(x));
        answer.is("nextUp", Math.nextUp(x));
        answer.is("nextDown", Math.nextDown(x));
        answer.is("getExponent", Math.getExponent(x));
        answer.is("signum", Math.signum(x));
        answer.is("abs", Math.abs(x));
        answer.is("negative", -x);
        answer.is("floor", Math.floor(x));
        answer.is("ceil", Math.ceil(x));
        answer.is("rint", Math.rint(x));
        answer.is("round", Math.round(x));
        answer.is("sqrt", Math.sqrt(x));
        answer.is("int", (int) x);
        answer.is("long", (long) x);
        answer.is("char", (int) (char) x);
        answer.is("float", (double) (float) x);
        answer.is("isFinite", Double.isFinite(x));
        answer.is("hashCode", Double.hashCode(x));
        for (int i : new int[] {-3000, -1080, -1074, -52, -1, 0, 1, 100, 2100}) {
            answer.is("scalb " + i, Math.scalb(x, i));
        }
    }

    private static void reals(Answer answer, double x, double y) {
        answer.about(x, y);
        answer.is("plus", x + y);
        answer.is("minus", x - y);
        answer.is("times", x * y);
        answer.is("over", x / y);
        answer.is("remainder", x % y);
        answer.is("IEEEremainder", Math.IEEEremainder(x, y));
        answer.is("max", Math.max(x, y));
        answer.is("min", Math.min(x, y));
        answer.is("copySign", Math.copySign(x, y));
        answer.is("fma", Math.fma(x, y, 0.3));
        answer.is("order", (x < y) + " " + (x <= y) + " " + (x == y) + " " + (x > y) + " " + (x >= y) + " " + (x != y));
        answer.is("compare", Double.compare(x, y));
        answer.is("equals", Double.valueOf(x).equals(y));
    }

    private static void floats(Answer answer, float x, float y) {
        answer.about((double) x, (double) y);
        answer.is("plus", (double) (x + y));
        answer.is("minus", (double) (x - y));
        answer.is("times", (double) (x * y));
        answer.is("over", (double) (x / y));
        answer.is("sum of products", (double) (x * y + x * 0.1f - y * 0.3f));
        answer.is("negative", (double) -x);
        answer.is("max", (double) Math.max(x, y));
        answer.is("min", (double) Math.min(x, y));
        answer.is("int", (int) x);
        answer.is("long", (long) x);
    }

    private static void integer(Answer answer, long x) {
        answer.about(x);
        answer.is("text", Long.toString(x));
        answer.is("hex", Long.toHexString(x));
        answer.is("zeros", Long.numberOfTrailingZeros(x) + " " + Long.numberOfLeadingZeros(x));
        answer.is("bits", Long.bitCount(x));
        answer.is("hashCode", Long.hashCode(x));
        answer.is("highest", Long.highestOneBit(x));
        answer.is("signum", Long.signum(x));
        answer.is("abs", Math.abs(x));
        answer.is("double", (double) x);
        answer.is("float", (double) (float) x);
        answer.is("int", (int) x);
        answer.is("of bits", Double.longBitsToDouble(x) == 0);
        answer.may("toIntExact", () -> Math.toIntExact(x));
        answer.may("negateExact", () -> Math.negateExact(x));
    }

    private static void integers(Answer answer, long x, long y) {
        answer.about(x, y);
        answer.is("plus", x + y);
        answer.is("minus", x - y);
        answer.is("times", x * y);
        answer.is("bits", (x & y) + " " + (x | y) + " " + (x ^ y));
        answer.is("shifts", (x << y) + " " + (x >> y) + " " + (x >>> y));
        answer.is("compare", Long.compare(x, y) + " " + (x < y));
        answer.may("over", () -> x / y);
        answer.may("remainder", () -> x % y);
        answer.may("floorDiv", () -> Math.floorDiv(x, y));
        answer.may("floorMod", () -> Math.floorMod(x, y));
        answer.may("addExact", () -> Math.addExact(x, y));
        answer.may("subtractExact", () -> Math.subtractExact(x, y));
        answer.may("multiplyExact", () -> Math.multiplyExact(x, y));
    }

    private static void smallIntegers(Answer answer, int x, int y) {
        answer.about(x, y);
        answer.is("plus", x + y);
        answer.is("minus", x - y);
        answer.is("times", x * y);
        answer.is("shifts", (x << y) + " " + (x >> y) + " " + (x >>> y));
        answer.is("small", (byte) x + " " + (short) x + " " + (int) (char) x);
        answer.is("zeros", Integer.numberOfTrailingZeros(x) + " " + Integer.numberOfLeadingZeros(x));
        answer.is("bits", Integer.bitCount(x) + " " + Integer.highestOneBit(x) + " " + Integer.toHexString(x));
        answer.is("abs", Math.abs(x));
        answer.may("over", () -> x / y);
        answer.may("remainder", () -> x % y);
        answer.may("floorDiv", () -> Math.floorDiv(x, y));
        answer.may("floorMod", () -> Math.floorMod(x, y));
        answer.may("addExact", () -> Math.addExact(x, y));
        answer.may("subtractExact", () -> Math.subtractExact(x, y));
        answer.may("multiplyExact", () -> Math.multiplyExact(x, y));
    }

    /** What stands for the one operator must not come apart beside the other. */
    private static void nested(Answer answer, double x, double y) {
        answer.about(x, y);
        answer.is("x % (2y)", x % (2 * y));
        answer.is("x % |2y|", x % Math.abs(2 * y));
        answer.is("x % (y / 3)", x % (y / 3));
        answer.is("x % (y % 2)", x % (y % 2));
        answer.is("x / (y % 2)", x / (y % 2));
        answer.is("x / (y / 3)", x / (y / 3));
        answer.is("x - (y - 3)", x - (y - 3));
        answer.is("x + (y - 1e16)", x + (y - 1e16));
        answer.is("x + (y + 1e16)", x + (y + 1e16));
        answer.is("x * (y / 3)", x * (y / 3));
        answer.is("x * (y * 1e-320)", x * (y * 1e-320));
        answer.is("x - -y", x - -y);
        answer.is("-(x - y)", -(x - y));
    }

    private static void nested(Answer answer, int x, int y) {
        answer.about(x, y);
        answer.is("x % (2y)", x % (2 * y));
        answer.is("x % (y / 3)", x % (y / 3));
        answer.is("x / (y % 5)", x / (y % 5));
        answer.is("x * (y / 2)", x * (y / 2));
        answer.is("x - (y - 3)", x - (y - 3));
        answer.is("x << (y + 1)", x << (y + 1));
        answer.is("(x & y) + 1", (x & y) + 1);
    }

    private static void nested(Answer answer, long x, long y) {
        answer.about(x, y);
        answer.is("x % (2y)", x % (2 * y));
        answer.is("x % (y / 3)", x % (y / 3));
        answer.is("x / (y % 5)", x / (y % 5));
        answer.is("x * (y / 2)", x * (y / 2));
        answer.is("x - (y - 3)", x - (y - 3));
        answer.is("x << (y + 1)", x << (y + 1));
        answer.is("(x & y) + 1", (x & y) + 1);
    }
}
