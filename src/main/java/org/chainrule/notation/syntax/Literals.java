package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.chainrule.message.Message;

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
        OptionalDouble fraction = fraction(codePointAt(start));
        if (fraction.isPresent()) {
            return new Token(TokenKind.NUMBER, "", fraction.getAsDouble(), start, start + 1);
        }
        int end = Numerals.end(text, start);
        int c = codePointAt(end);
        if (Chars.isNameStart(c) && !factors) {
            String number = Chars.cut(text.substring(start, end));
            String name = Chars.cut(wordAt(end));
            boolean separator = name.startsWith("_");
            throw new Mistake(
                    start,
                    say("the number `{0}` runs into `{1}`", number, name),
                    separator ? say("write the digits without `_`") : say("write `{0}*{1}`", number, name));
        }
        double value = Numerals.value(text, start, end);
        if (Double.isInfinite(value)) {
            throw new Mistake(
                    start,
                    say("the number `{0}` is larger than 1.8e308", Chars.cut(text.substring(start, end))),
                    say("write `inf`"));
        } else if (Numerals.vanishes(text, start, end, value)) {
            throw new Mistake(
                    start,
                    say("the number `{0}` is smaller than 4.9e-324 but not 0", Chars.cut(text.substring(start, end))),
                    say("write `0`"));
        }
        return new Token(TokenKind.NUMBER, "", value, start, end);
    }

    /** Refuses a printed brace behind a name, which is a cell that a scan has garbled. */
    static void refuseBrace(String text, int start, boolean behindName) {
        if (behindName && !isDifferential(text, start)) {
            throw new Mistake(
                    start, say("`\\{` has no meaning behind a name"), say("write `{` for a cell, as in W{1}"));
        }
    }

    /** Whether the condition of an indicator begins at a place. */
    static boolean opensCondition(String text, int at) {
        return "([".indexOf(Chars.at(text, at)) >= 0 || text.startsWith("\\{", at) || text.startsWith("\\left", at);
    }

    /** Whether a 1 is transposed, {@code 1^T X}, as only a vector of ones is. */
    static boolean isRowOfOnes(String text, int at) {
        boolean one = Chars.at(text, at) == '1' && !(at > 0 && Chars.isNamePart(text.charAt(at - 1)));
        char next = Chars.at(text, at + 1);
        boolean raised = next == '^' && Chars.at(text, at + 2) == 'T' && !Chars.isNamePart(Chars.at(text, at + 3));
        return one
                && (raised
                        || next == 'ᵀ'
                        || next == '⊤'
                        || text.startsWith("^{T}", at + 1)
                        || text.startsWith("^\\top", at + 1));
    }

    /** Whether a number begins with a character. */
    static boolean startsNumber(int c, char following) {
        return Chars.isDigit(c)
                || (c == '.' && Chars.isDigit(following))
                || fraction(c).isPresent();
    }

    /** A fraction that is one character, such as ½. */
    static OptionalDouble fraction(int c) {
        String parts = "¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞".indexOf(c) < 0
                ? ""
                : Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
        return parts.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) (parts.charAt(0) - '0') / (parts.charAt(2) - '0'));
    }

    /** Reads superscript digits, and {@code ⁻¹} and {@code ⁻ᵀ} as the powers in braces that they are. */
    List<Token> superscript(int start) {
        double value = 0;
        int at = start;
        if (charAt(start) == '⁻') {
            boolean turned = charAt(start + 1) == 'ᵀ' || charAt(start + 1) == '⊤';
            if (!turned && Spellings.superscript(charAt(start + 1)) < 0) {
                throw unknown(start, '⁻');
            }
            Token power = turned
                    ? new Token(TokenKind.TRANSPOSE, "", 0, start, start + 2)
                    : superscript(start + 1).get(0);
            int end = power.end();
            return List.of(
                    new Token(TokenKind.CARET, "", 0, start, end),
                    new Token(TokenKind.LEFT_BRACE, "", 0, start, end),
                    new Token(TokenKind.MINUS, "", 0, start, end),
                    new Token(turned ? power.kind() : TokenKind.NUMBER, "", power.value(), start, end),
                    new Token(TokenKind.RIGHT_BRACE, "", 0, start, end));
        }
        while (Spellings.superscript(charAt(at)) >= 0) {
            value = value * 10 + Spellings.superscript(charAt(at++));
        }
        if (value > Integer.MAX_VALUE) {
            throw new Mistake(start, say("an exponent of {0} digits", at - start), say("write ^ and the exponent"));
        }
        return List.of(new Token(TokenKind.SUPERSCRIPT, "", value, start, at));
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
        throw new Mistake(start, say("the string is not closed"), say("add `{0}` on the same line", quote));
    }

    static Mistake unknown(int start, int c) {
        Message hint = Spellings.SIGN_HINTS.getOrDefault(c, Message.NONE);
        int type = Character.getType(c);
        String code = String.format(Locale.ROOT, "U+%04X", c);
        if (c == 0) {
            return new Mistake(start, say("a NUL byte (U+0000)"), say("is this a text file? a model is UTF-8 text"));
        } else if (type == Character.CONTROL || type == Character.SURROGATE || type == Character.UNASSIGNED) {
            return new Mistake(start, say("the control character {0} has no meaning here", code), say("delete it"));
        } else if (type == Character.FORMAT
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR) {
            return new Mistake(start, say("the invisible character {0} has no meaning here", code), say("delete it"));
        }
        String shown = c < 128 ? "" : " (" + code + ")";
        return new Mistake(
                start, say("the character `{0}`{1} has no meaning here", Character.toString(c), shown), hint);
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

    /** Refuses signs of other languages: {@code +=} and {@code //}. */
    static void refuse(int start, int c, char following) {
        if (following == '=' && "+-*/@".indexOf(c) >= 0) {
            throw new Mistake(
                    start,
                    say("`{0}=` does not exist: a name is defined once", (char) c),
                    say("give the new value a name of its own"));
        } else if (c == '/' && following == '/') {
            throw new Mistake(
                    start, say("`//` has no meaning here"), say("a comment starts with `#`, a division is `/`"));
        }
    }

    /** The order of a norm as it is written at an offset, {@code _2} or {@code _{2}}; empty for none. */
    static String normOrder(String text, int at) {
        if (Chars.at(text, at) != '_') {
            return "";
        }
        int end = Chars.at(text, at + 1) == '{' ? text.indexOf('}', at) + 1 : at + 2;
        return end > at + 1 && end <= Math.min(at + 8, text.length()) ? text.substring(at, end) : "";
    }

    /** What to say of a command of LaTeX that has no meaning here; it may be empty. */
    static Mistake unknownCommand(int start, String command, char following) {
        if (command.isEmpty()) {
            return new Mistake(
                    start,
                    say("a lone `\\` has no meaning here"),
                    following == '\n' ? say("a line goes on inside open brackets") : Message.NONE);
        }
        Message near = Suggest.closest(command, Spellings.LATEX_NAMES.keySet())
                .map(c -> say("did you mean `\\{0}`?", c))
                .orElse(Message.NONE);
        Message hint = Spellings.LATEX_HINTS.getOrDefault(command, near);
        return new Mistake(start, say("the LaTeX command `\\{0}` is not understood here", command), hint);
    }

    /** The differential {@code d\\{σ(z)\\}}; {@code d\\{i\\}} is a cell called d. */
    static boolean isDifferential(String text, int brace) {
        boolean d = text.charAt(brace - 1) == 'd' && (brace < 2 || !Chars.isNamePart(text.charAt(brace - 2)));
        int end = text.indexOf("\\}", brace);
        return d && end > 0 && text.substring(brace + 2, end).indexOf('(') >= 0;
    }
}
