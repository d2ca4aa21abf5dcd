package org.chainrule.page.jdk;

import org.teavm.jso.JSBody;

/** Numbers and their texts, as the JDK has them, by those of the browser. */
final class Numbers {
    private Numbers() {}

    /**
     * As {@code Double.toString} from JDK 19 on: the shortest digits that give the number back, of those with one digit and
     * those with two the nearest.
     */
    static String text(double x) {
        if (Double.isNaN(x)) {
            return "NaN";
        }
        if (Double.isInfinite(x)) {
            return x > 0 ? "Infinity" : "-Infinity";
        }
        if (x == 0) {
            return 1 / x < 0 ? "-0.0" : "0.0";
        }
        Decimal decimal = Decimal.of(x);
        String sign = x < 0 ? "-" : "";
        int exponent = decimal.exponent();
        String digits = decimal.digits();
        if (exponent < -3 || exponent >= 7) {
            String rest = digits.length() > 1 ? digits.substring(1) : "0";
            return sign + digits.charAt(0) + "." + rest + "E" + exponent;
        }
        return sign + decimal.plain(1);
    }

    /**
     * A number as its digits.
     *
     * @param digits without zeros at the end
     * @param exponent of ten, of the first digit
     */
    record Decimal(String digits, int exponent) {
        /** Of a number that is finite and not 0; the sign is left out. */
        static Decimal of(double x) {
            Decimal shortest = of(exponential(Math.abs(x)));
            return shortest.digits.length() == 1 ? of(twoDigits(Math.abs(x))) : shortest;
        }

        private static Decimal of(String text) {
            int e = text.indexOf('e');
            String digits = text.substring(0, 1) + (e > 2 ? text.substring(2, e) : "");
            if (digits.endsWith("0")) {
                digits = digits.substring(0, 1);
            }
            return new Decimal(digits, Integer.parseInt(text.substring(text.charAt(e + 1) == '+' ? e + 2 : e + 1)));
        }

        /** Rounded to so many digits after the first, half up; fewer than none leave nothing. */
        Decimal rounded(int after) {
            int keep = after + 1;
            if (keep >= digits.length()) {
                return this;
            }
            if (keep < 0) {
                return new Decimal("0", exponent);
            }
            boolean up = digits.charAt(keep) >= '5';
            char[] kept = digits.substring(0, keep).toCharArray();
            int i = keep - 1;
            while (up && i >= 0) {
                up = kept[i] == '9';
                kept[i] = up ? '0' : (char) (kept[i] + 1);
                i--;
            }
            if (up) {
                return new Decimal("1" + new String(kept), exponent + 1);
            }
            return new Decimal(keep == 0 ? "0" : new String(kept), exponent);
        }

        /** Without an exponent, and with at least so many digits after the point. */
        String plain(int after) {
            StringBuilder out = new StringBuilder();
            if (exponent < 0) {
                out.append("0.").append("0".repeat(-exponent - 1)).append(digits);
            } else {
                String whole = digits.length() <= exponent
                        ? digits + "0".repeat(exponent + 1 - digits.length())
                        : digits.substring(0, exponent + 1);
                out.append(whole).append('.');
                out.append(digits.length() > exponent + 1 ? digits.substring(exponent + 1) : "");
            }
            int point = out.indexOf(".");
            while (out.length() - point - 1 < after) {
                out.append('0');
            }
            if (after == 0 && out.length() == point + 1) {
                out.setLength(point);
            }
            return out.toString();
        }
    }

    /** As {@code Double.parseDouble}. */
    static double read(String text) {
        String word = text.strip();
        switch (word) {
            case "NaN", "+NaN", "-NaN":
                return Double.NaN;
            case "Infinity", "+Infinity":
                return Double.POSITIVE_INFINITY;
            case "-Infinity":
                return Double.NEGATIVE_INFINITY;
            default:
                break;
        }
        String plain = word.endsWith("d") || word.endsWith("f") || word.endsWith("D") || word.endsWith("F")
                ? word.substring(0, word.length() - 1)
                : word;
        if (!isNumber(plain)) {
            throw new NumberFormatException("For input string: \"" + text + "\"");
        }
        return number(plain);
    }

    @JSBody(params = "x", script = "return x.toExponential();")
    private static native String exponential(double x);

    @JSBody(params = "x", script = "return x.toExponential(1);")
    private static native String twoDigits(double x);

    @JSBody(params = "text", script = "return /^[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?$/.test(text);")
    private static native boolean isNumber(String text);

    @JSBody(params = "text", script = "return Number(text);")
    private static native double number(String text);
}
