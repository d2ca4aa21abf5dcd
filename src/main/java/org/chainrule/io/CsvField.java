package org.chainrule.io;

import static org.chainrule.message.Message.say;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.chainrule.message.Message;

/** What a field of a comma-separated file is: a number, the name of a column, or neither. */
final class CsvField {
    // Double.parseDouble would also take hexadecimal floats and suffixes such as 1d. Nothing is given back: a field of
    // a
    // million digits and a letter would be looked at a million times.
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d++\\.?\\d*+|\\.\\d++)([eE][+-]?\\d++)?");
    private static final Pattern WITH_COMMA = Pattern.compile("[+-]?[\\d.]*\\d,\\d[\\d.,]*");
    /** Several numbers, with another sign between them. */
    private static final Pattern SEPARATED =
            Pattern.compile("[+-]?[\\d.][\\d.,eE+-]*([; \\t|:]+[+-]?[\\d.][\\d.,eE+-]*)+");
    /** What programs write where there is no value, or where the value is not a number. Case counts: Na is sodium. */
    private static final Set<String> MISSING = Set.of(
            "",
            "NA",
            "na",
            "N/A",
            "n/a",
            "NULL",
            "Null",
            "null",
            "None",
            "none",
            "nil",
            "NaT",
            "-",
            "--",
            "?",
            ".",
            "#N/A",
            "<NA>",
            "missing",
            "undefined");

    private static final Set<String> TRUTH = Set.of("True", "TRUE", "true", "False", "FALSE", "false");

    private CsvField() {}

    /** The number that a field is; blanks of any kind round it do not matter. */
    static OptionalDouble number(String field) {
        String text = bare(field);
        if (NUMBER.matcher(text).matches()) {
            double value = Double.parseDouble(text);
            // 1e400 is a number, but none that is kept.
            return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
        boolean minus = text.startsWith("-");
        String unsigned = minus || text.startsWith("+") ? text.substring(1) : text;
        return switch (unsigned.toLowerCase(Locale.ROOT)) {
            case "nan" -> OptionalDouble.of(Double.NaN);
            case "inf", "infinity" -> OptionalDouble.of(minus ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }

    /**
     * Whether a field is surely a name: it begins with a letter or an underscore, and is neither a number, such as Inf, nor a
     * word for a missing value, such as NA.
     */
    static boolean isName(String field) {
        return mayBeName(field)
                && (Character.isLetter(bare(field).codePointAt(0))
                        || bare(field).startsWith("_"));
    }

    /** Whether a field may have been meant as a name: it is no form of a number, and no word for a missing value. */
    static boolean mayBeName(String field) {
        String text = bare(field);
        return !MISSING.contains(text)
                && !TRUTH.contains(text)
                && number(text).isEmpty()
                && !NUMBER.matcher(text).matches()
                && text.codePoints().anyMatch(Character::isLetter)
                && invisible(text).isEmpty();
    }

    /** Why a field is not a number. */
    static Message refusal(String field) {
        String text = bare(field);
        String shown = shortened(field);
        OptionalInt invisible = invisible(text);
        if (NUMBER.matcher(text).matches()) {
            return say("{0} is beyond the largest number of 64 bits, 1.8e308", shown);
        }
        if (SEPARATED.matcher(text).matches()) {
            return say("\"{0}\" is not a number; fields have commas between them", visible(shown));
        }
        if (invisible.isPresent()) {
            String code = String.format(Locale.ROOT, "U+%04X", invisible.getAsInt());
            return say("\"{0}\" is not a number: it has the character {1}, which does not show", visible(shown), code);
        }
        if (text.indexOf('\uFFFD') >= 0) {
            return say("\"{0}\" is not a number: it has bytes that are not UTF-8 text", shown);
        }
        if (MISSING.contains(text)) {
            return say("\"{0}\" is not a number; a missing value is written nan", shown);
        }
        if (TRUTH.contains(text)) {
            return say("\"{0}\" is not a number; truth is written 1, and falsehood 0", shown);
        }
        if (WITH_COMMA.matcher(text).matches()) {
            return say("\"{0}\" is not a number; write decimals with a point, and thousands without a sign", shown);
        }
        return say("\"{0}\" is not a number", shown);
    }

    /** A quotation mark that is never closed makes a field of the rest of the file. */
    private static String shortened(String field) {
        String first = field.lines().findFirst().orElse("");
        String cut = first.length() > 40 ? first.substring(0, 40) : first;
        return cut.length() < field.length() ? cut + "…" : cut;
    }

    /** Without the blanks round it, of which some programs write U+00A0. */
    private static String bare(String field) {
        int start = 0;
        int end = field.length();
        while (start < end && isBlank(field.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(field.charAt(end - 1))) {
            end--;
        }
        return field.substring(start, end);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static OptionalInt invisible(String text) {
        return text.codePoints()
                .filter(c -> c != ' ' && c != '\n' && c != '\r' && isInvisible(c))
                .findFirst();
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
    }

    private static String visible(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.appendCodePoint(c != ' ' && isInvisible(c) ? '·' : c));
        return shown.toString();
    }
}
