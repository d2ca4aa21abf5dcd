package org.chainrule.page.jdk;

import org.chainrule.page.jdk.Numbers.Decimal;

/** {@code String.format}, for what is used of it: d, s, c, x, f, e, g with width, precision and the flags - 0 and comma. */
final class Formats {
    private Formats() {}

    /**
     * What a place of a format asks for.
     *
     * @param kind the letter
     */
    private record Place(String flags, int width, int precision, char kind) {
        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    static String of(String format, Object[] arguments) {
        StringBuilder out = new StringBuilder();
        int next = 0;
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i++);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int start = i;
            while ("-0,+ #".indexOf(format.charAt(i)) >= 0) {
                i++;
            }
            String flags = format.substring(start, i);
            int width = 0;
            while (Character.isDigit(format.charAt(i))) {
                width = 10 * width + format.charAt(i++) - '0';
            }
            if (format.charAt(i) == '$') {
                next = width - 1;
                width = 0;
                i++;
            }
            int precision = -1;
            if (format.charAt(i) == '.') {
                precision = 0;
                i++;
                while (Character.isDigit(format.charAt(i))) {
                    precision = 10 * precision + format.charAt(i++) - '0';
                }
            }
            char kind = format.charAt(i++);
            if (kind == '%' || kind == 'n') {
                out.append(kind == 'n' ? '\n' : '%');
                continue;
            }
            Place place = new Place(flags, width, precision, kind);
            out.append(padded(text(arguments[next++], place), place));
        }
        return out.toString();
    }

    private static String padded(String text, Place place) {
        int missing = place.width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        if (place.has('-')) {
            return text + " ".repeat(missing);
        }
        if (place.has('0') && Character.isDigit(text.charAt(text.length() - 1))) {
            int sign = text.startsWith("-") ? 1 : 0;
            return text.substring(0, sign) + "0".repeat(missing) + text.substring(sign);
        }
        return " ".repeat(missing) + text;
    }

    private static String text(Object argument, Place place) {
        return switch (place.kind) {
            case 'd' -> place.has(',') ? grouped(String.valueOf(argument)) : String.valueOf(argument);
            case 'x' -> hex(argument);
            case 'X' -> hex(argument).toUpperCase(java.util.Locale.ROOT);
            case 'c' -> argument instanceof Integer code ? Shims.toString((int) code) : String.valueOf(argument);
            case 'f', 'e', 'g' -> number(((Number) argument).doubleValue(), place);
            default -> {
                String text = Shims.valueOf(argument);
                yield place.precision >= 0 && place.precision < text.length()
                        ? text.substring(0, place.precision)
                        : text;
            }
        };
    }

    private static String hex(Object argument) {
        if (argument instanceof Byte small) {
            return Integer.toHexString(small & 0xFF);
        }
        return argument instanceof Long large
                ? Long.toHexString(large)
                : Integer.toHexString(((Number) argument).intValue());
    }

    private static String grouped(String digits) {
        StringBuilder out = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > (digits.startsWith("-") ? 1 : 0); i -= 3) {
            out.insert(i, ',');
        }
        return out.toString();
    }

    private static String number(double x, Place place) {
        if (Double.isNaN(x) || Double.isInfinite(x)) {
            return Numbers.text(x);
        }
        String sign = x < 0 || (x == 0 && 1 / x < 0) ? "-" : "";
        int precision = place.precision < 0 ? 6 : place.precision;
        Decimal decimal = x == 0 ? new Decimal("0", 0) : Decimal.of(x);
        if (place.kind == 'f') {
            return sign + fixed(decimal, precision);
        }
        if (place.kind == 'e') {
            return sign + scientific(decimal, precision);
        }
        int digits = Math.max(1, precision);
        int exponent = decimal.rounded(digits - 1).exponent();
        return sign
                + (x == 0 || (exponent >= -4 && exponent < digits)
                        ? fixed(decimal, digits - 1 - (x == 0 ? 0 : exponent))
                        : scientific(decimal, digits - 1));
    }

    private static String fixed(Decimal decimal, int precision) {
        Decimal rounded = decimal.rounded(precision + decimal.exponent());
        return rounded.digits().equals("0") ? new Decimal("0", 0).plain(precision) : rounded.plain(precision);
    }

    private static String scientific(Decimal decimal, int precision) {
        Decimal rounded = decimal.rounded(precision);
        StringBuilder digits = new StringBuilder(rounded.digits());
        while (digits.length() < precision + 1) {
            digits.append('0');
        }
        digits.setLength(precision + 1);
        if (precision > 0) {
            digits.insert(1, '.');
        }
        int size = Math.abs(rounded.exponent());
        return digits + (rounded.exponent() < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
