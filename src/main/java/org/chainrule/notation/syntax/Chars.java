package org.chainrule.notation.syntax;

/** Classes of characters, and how much of a text a message quotes. */
final class Chars {
    private Chars() {}

    /** The character at an offset, NUL behind the end. */
    static char at(String text, int i) {
        return i < text.length() ? text.charAt(i) : 0;
    }

    /** Shortens what a message quotes. */
    static String cut(String quoted) {
        return quoted.length() <= 30 ? quoted : quoted.substring(0, 27) + "...";
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Whether a numeral is a whole number of a few digits. */
    static boolean isInteger(String numeral) {
        return numeral.length() <= 9 && numeral.chars().allMatch(Chars::isDigit);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isNameStart(int c) {
        return c == '_' || (Character.isLetter(c) && c != 'ᵀ');
    }

    static boolean isNamePart(int c) {
        if (isNameStart(c) || isDigit(c) || (c >= '₀' && c <= '₉')) {
            return true;
        }
        int type = c < 128 ? Character.UNASSIGNED : Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.DECIMAL_DIGIT_NUMBER;
    }
}
