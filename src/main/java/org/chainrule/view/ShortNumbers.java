package org.chainrule.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Short numbers for pictures: at most four significant digits, and nothing that is not zero ever reads as zero. */
public final class ShortNumbers {
    private static final int DIGITS = 4;
    private static final int MOST_DECIMALS = 5;

    private ShortNumbers() {}

    /**
     * Formats one number.
     *
     * @param x any number
     * @return for example {@code 0.1235}, {@code -12}, {@code 6e4} or {@code 1.2e-7}; {@code NaN}, {@code ∞} and
     *     {@code -∞} are spelled out
     */
    public static String format(double x) {
        if (!Double.isFinite(x)) {
            return Double.isNaN(x) ? "NaN" : x > 0 ? "∞" : "-∞";
        }
        if (x == 0) {
            return "0";
        }
        BigDecimal rounded = BigDecimal.valueOf(x)
                .round(new MathContext(DIGITS, RoundingMode.HALF_UP))
                .stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < DIGITS) {
            return rounded.toPlainString();
        }
        BigDecimal mantissa = rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros();
        return mantissa.toPlainString() + "e" + exponent;
    }

    /** A time: {@code 12.3 µs}. */
    public static String seconds(double x) {
        return x < 1e-3 ? three(x * 1e6) + " µs" : x < 1 ? three(x * 1e3) + " ms" : three(x) + " s";
    }

    /** An amount of memory: {@code 1.57 MB}. */
    public static String bytes(double x) {
        return x < 1e3 ? three(x) + " B" : x < 1e6 ? three(x / 1e3) + " kB" : three(x / 1e6) + " MB";
    }

    /** A share of 1: {@code 34 %}. */
    static String percent(double share) {
        return (share > 0 && share < 0.005 ? "<1" : String.valueOf(Math.round(100 * share))) + " %";
    }

    private static String three(double x) {
        return format(new BigDecimal(x).round(new MathContext(3)).doubleValue());
    }

    /** Two decimals, as the circuits of lectures have them; what would read as zero keeps two digits. */
    static String hundredths(double x) {
        if (!Double.isFinite(x) || Math.abs(x) >= 1e4 || (x != 0 && Math.abs(x) < 0.005)) {
            return format(rounded(x));
        }
        return x == 0
                ? "0.00"
                : BigDecimal.valueOf(x).setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static double rounded(double x) {
        return Double.isFinite(x) && x != 0
                ? BigDecimal.valueOf(x)
                        .round(new MathContext(2, RoundingMode.HALF_UP))
                        .doubleValue()
                : x;
    }

    /**
     * Formats numbers that are read together, as the entries of a matrix are: one count of decimals for all, so that
     * the points stand under each other. Only an entry that would read as zero even with five decimals keeps a format of
     * its own.
     *
     * @param values any numbers
     * @return one text per value, in order
     */
    static List<String> together(List<Double> values) {
        double largest = 0;
        for (double v : values) {
            if (Double.isFinite(v)) {
                largest = Math.max(largest, Math.abs(v));
            }
        }
        if (largest == 0 || largest >= 1e4 || largest < 1e-4) {
            return values.stream().map(ShortNumbers::format).toList();
        }
        // As many as the largest needs for its digits; more, up to a limit, for what would read as zero.
        int magnitude = (int) Math.floor(StrictMath.log10(largest));
        int decimals = Math.max(0, Math.min(largest < 1e-2 ? MOST_DECIMALS + 1 : DIGITS, DIGITS - 1 - magnitude));
        for (double v : values) {
            while (readsAsZero(v, decimals) && !readsAsZero(v, MOST_DECIMALS)) {
                decimals++;
            }
        }
        int needed = 0;
        for (double v : values) {
            if (Double.isFinite(v)) {
                BigDecimal shown = BigDecimal.valueOf(v).setScale(decimals, RoundingMode.HALF_UP);
                needed = Math.max(needed, shown.stripTrailingZeros().scale());
            }
        }
        List<String> texts = new ArrayList<>(values.size());
        for (double v : values) {
            texts.add(
                    v == 0 || !Double.isFinite(v)
                            ? format(v)
                            : readsAsZero(v, needed)
                                    ? format(rounded(v))
                                    : BigDecimal.valueOf(v)
                                            .setScale(needed, RoundingMode.HALF_UP)
                                            .toPlainString());
        }
        return texts;
    }

    /** Whether not even one digit of a number is left. */
    private static boolean readsAsZero(double v, int decimals) {
        return v != 0
                && Double.isFinite(v)
                && BigDecimal.valueOf(v).abs().scaleByPowerOfTen(decimals).compareTo(BigDecimal.ONE) < 0;
    }

    /** A coordinate: two decimals at most, no trailing zeros, never {@code -0}. */
    static String coordinate(double x) {
        long hundredths = Math.round(x * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return text.endsWith("0") ? text.substring(0, text.length() - 1) : text;
    }
}
