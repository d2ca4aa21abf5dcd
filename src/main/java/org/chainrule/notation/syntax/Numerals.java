package org.chainrule.notation.syntax;

/** Reads decimal numerals, quickly where the result is exact anyway. */
final class Numerals {
    /** Powers of ten that a double holds exactly. */
    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Numerals() {}

    /**
     * Offset after the numeral that starts at an offset. A point that an operator or a name follows ({@code 1.*x},
     * {@code 1.T}) is not part of it.
     */
    static int end(String text, int start) {
        int at = digits(text, start);
        if (Chars.at(text, at) == '.' && endsNumber(text, at + 1)) {
            at = digits(text, at + 1);
        }
        return exponent(text, at);
    }

    private static boolean endsNumber(String text, int afterPoint) {
        char c = Chars.at(text, afterPoint);
        if (c == 'e' || c == 'E') {
            return exponent(text, afterPoint) > afterPoint;
        }
        return !Chars.isNameStart(c) && ".*/^'".indexOf(c) < 0;
    }

    private static int exponent(String text, int at) {
        char e = Chars.at(text, at);
        if (e != 'e' && e != 'E') {
            return at;
        }
        char sign = Chars.at(text, at + 1);
        int first = sign == '+' || sign == '-' ? at + 2 : at + 1;
        return Chars.isDigit(Chars.at(text, first)) ? digits(text, first) : at;
    }

    private static int digits(String text, int start) {
        int at = start;
        while (Chars.isDigit(Chars.at(text, at))) {
            at++;
        }
        return at;
    }

    /** The value of a numeral; infinite if it is too large. */
    static double value(String text, int start, int end) {
        long mantissa = 0;
        int scale = 0;
        boolean point = false;
        // up to 15 digits and a power of ten up to 22, both exact, so that one rounding division is the right result
        if (end - start <= 16) {
            int at = start;
            for (; at < end; at++) {
                char c = text.charAt(at);
                if (c == '.') {
                    point = true;
                } else if (Chars.isDigit(c)) {
                    mantissa = mantissa * 10 + (c - '0');
                    scale += point ? 1 : 0;
                } else {
                    break;
                }
            }
            if (at == end && mantissa < 1L << 53) {
                return mantissa / POWERS[scale];
            }
        }
        return Double.parseDouble(text.substring(start, end));
    }

    /** Whether a numeral that is not 0 was rounded to 0. */
    static boolean vanishes(String text, int start, int end, double value) {
        if (value != 0) {
            return false;
        }
        for (int i = start; i < end && text.charAt(i) != 'e' && text.charAt(i) != 'E'; i++) {
            if (text.charAt(i) >= '1' && text.charAt(i) <= '9') {
                return true;
            }
        }
        return false;
    }
}
