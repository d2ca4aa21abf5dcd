package org.chainrule.notation;

import java.util.Locale;

/** Reads numbers and strings, and says what is wrong with a character that has no meaning. */
final class Literals {
    private final String text;

    Literals(String text) {
        this.text = text;
    }

    /**
     * Reads a number.
     *
     * @param factors whether a name may follow without an operator, as in {@code 2x}
     */
    Token number(int start, boolean factors) {
        int end = Numerals.end(text, start);
        int c = codePointAt(end);
        if (Chars.isNameStart(c) && !factors) {
            String number = Chars.cut(text.substring(start, end));
            String name = Chars.cut(wordAt(end));
            boolean separator = name.startsWith("_");
            throw new Mistake(
                    start,
                    "the number `" + number + "` runs into `" + name + "`",
                    separator ? "write the digits without `_`" : "write `" + number + "*" + name + "`");
        }
        double value = Numerals.value(text, start, end);
        if (Double.isInfinite(value)) {
            throw new Mistake(
                    start,
                    "the number `" + Chars.cut(text.substring(start, end)) + "` is larger than 1.8e308",
                    "write `inf`");
        } else if (Numerals.vanishes(text, start, end, value)) {
            throw new Mistake(
                    start,
                    "the number `" + Chars.cut(text.substring(start, end)) + "` is smaller than 4.9e-324 but not 0",
                    "write `0`");
        }
        return new Token(TokenKind.NUMBER, "", value, start, end);
    }

    /** Reads superscript digits. */
    Token superscript(int start) {
        double value = 0;
        int at = start;
        while (Spellings.superscript(charAt(at)) >= 0) {
            value = value * 10 + Spellings.superscript(charAt(at++));
        }
        if (value > Integer.MAX_VALUE) {
            throw new Mistake(start, "an exponent of " + (at - start) + " digits", "write ^ and the exponent");
        }
        return new Token(TokenKind.SUPERSCRIPT, "", value, start, at);
    }

    /** Reads a string. */
    Token string(int start, char quote) {
        StringBuilder content = new StringBuilder();
        for (int at = start + 1; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return new Token(TokenKind.STRING, content.toString(), 0, start, at);
            } else if (c == '\n' || c == '\r') {
                break;
            } else if (c == '\\' && "\\\"'".indexOf(charAt(at + 1)) >= 0 && at + 1 < text.length()) {
                content.append(charAt(++at));
            } else if (c < ' ' && c != '\t') {
                throw unknown(at, c);
            } else {
                content.append(c);
            }
        }
        throw new Mistake(start, "the string is not closed", "add `" + quote + "` on the same line");
    }

    static Mistake unknown(int start, int c) {
        String hint = Spellings.SIGN_HINTS.getOrDefault(c, "");
        int type = Character.getType(c);
        String code = String.format(Locale.ROOT, "U+%04X", c);
        if (c == 0) {
            return new Mistake(start, "a NUL byte (U+0000)", "is this a text file? a model is UTF-8 text");
        } else if (type == Character.CONTROL || type == Character.SURROGATE || type == Character.UNASSIGNED) {
            return new Mistake(start, "the control character " + code + " has no meaning here", "delete it");
        } else if (type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR) {
            return new Mistake(start, "the invisible character " + code + " has no meaning here", "delete it");
        }
        String shown = c < 128 ? "" : " (" + code + ")";
        return new Mistake(
                start, "the character `" + Character.toString(c) + "`" + shown + " has no meaning here", hint);
    }

    private String wordAt(int start) {
        Words words = new Words(text);
        words.at = start;
        return words.word();
    }

    private char charAt(int i) {
        return Chars.at(text, i);
    }

    private int codePointAt(int i) {
        return i < text.length() ? text.codePointAt(i) : 0;
    }
}
