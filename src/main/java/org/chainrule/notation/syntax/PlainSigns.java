package org.chainrule.notation.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What formulas of plain text write without the braces of LaTeX: {@code x^(i)} is {@code x^{(i)}}, {@code a^(l-1)} is {@code a^{(l-1)}}. */
final class PlainSigns {
    private static final Pattern RAISED =
            Pattern.compile("\\^\\((?:([ij])|([lL])(?:\\s*([-+−])\\s*1)?|(\\d))\\)(?:\\^?([Tᵀ⊤])(?![\\p{L}\\d]))?");

    private PlainSigns() {}

    /** Where the sign of a sample or a layer ends that begins at a place; -1 for none. */
    static int end(String text, int at) {
        Matcher found = matcher(text, at);
        return found.lookingAt() && isAbove(text, at, found) ? found.end() : -1;
    }

    private static Matcher matcher(String text, int at) {
        return RAISED.matcher(text).region(at, Math.min(text.length(), at + 16));
    }

    /** A number is that of a layer only above a name. */
    private static boolean isAbove(String text, int at, Matcher found) {
        return found.group(4) == null || (at > 0 && Character.isLetter(text.charAt(at - 1)));
    }

    /** The sign that begins at a place as LaTeX writes it; none where there is no such sign. */
    static List<Token> raised(String text, int at) {
        int end = end(text, at);
        List<Token> tokens = new ArrayList<>();
        if (end < 0) {
            return tokens;
        }
        Matcher found = matcher(text, at);
        found.lookingAt();
        add(tokens, TokenKind.CARET, at, at + 1);
        add(tokens, TokenKind.LEFT_BRACE, at + 1, at + 1);
        add(tokens, TokenKind.LEFT_PAREN, at + 1, at + 2);
        if (found.group(4) != null) {
            double value = found.group(4).charAt(0) - '0';
            tokens.add(new Token(TokenKind.NUMBER, "", value, found.start(4), found.end(4)));
        } else {
            int letter = found.group(1) != null ? 1 : 2;
            tokens.add(new Token(TokenKind.NAME, found.group(letter), 0, found.start(letter), found.end(letter)));
        }
        if (found.group(3) != null) {
            TokenKind sign = found.group(3).equals("+") ? TokenKind.PLUS : TokenKind.MINUS;
            add(tokens, sign, found.start(3), found.end(3));
            int one = text.indexOf('1', found.end(3));
            tokens.add(new Token(TokenKind.NUMBER, "", 1, one, one + 1));
        }
        int close = text.indexOf(')', at);
        add(tokens, TokenKind.RIGHT_PAREN, close, close + 1);
        if (found.group(5) != null) {
            add(tokens, TokenKind.TRANSPOSE, found.start(5), end);
        }
        add(tokens, TokenKind.RIGHT_BRACE, end, end);
        return tokens;
    }

    private static void add(List<Token> tokens, TokenKind kind, int start, int end) {
        tokens.add(new Token(kind, "", 0, start, end));
    }
}
