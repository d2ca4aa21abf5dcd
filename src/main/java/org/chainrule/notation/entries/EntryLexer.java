package org.chainrule.notation.entries;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chainrule.notation.syntax.ModelNames;
import org.chainrule.notation.syntax.Span;

/** Cuts a formula of LaTeX, or one that looks like it, into pieces: commands, letters, numbers, signs. */
final class EntryLexer {
    /** What a piece is. */
    enum Kind {
        COMMAND,
        LETTER,
        NUMBER,
        SIGN,
        END
    }

    /** A piece of a formula. */
    record Piece(Kind kind, String text, int start, int end) {
        boolean is(String sign) {
            return kind == Kind.SIGN && text.equals(sign);
        }

        boolean isCommand(String name) {
            return kind == Kind.COMMAND && text.equals(name);
        }

        Span span() {
            return new Span(start, end);
        }
    }

    private static final Set<String> SILENT = Set.of(
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "biggl",
            "biggr",
            "displaystyle",
            "textstyle",
            "limits",
            "nolimits",
            "quad",
            "qquad",
            "nonumber",
            "notag",
            "dfrac_",
            "mathstrut",
            "hfill");

    /** Letters and digits that stand below by themselves. */
    private static final String BELOW = "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

    /** The same above; a square and a cube are signs of their own. */
    private static final String ABOVE = "⁰¹⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁱʲᵏˡᵐⁿᴸᵀ";

    /** Marks above a letter, and the commands for them. */
    private static final Map<Character, String> ACCENTS = Map.of('\u0302', "hat", '\u0304', "bar", '\u0303', "tilde");

    private static final String CASES = "\\begin{cases}";

    private EntryLexer() {}

    /** The pieces of a part of a text, the last of which is an END. */
    static List<Piece> pieces(String text, int start, int end) {
        List<Piece> pieces = new ArrayList<>();
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            boolean column =
                    c == '&' && text.lastIndexOf(CASES, at) > Math.max(start - 1, text.lastIndexOf("\\end{cases}", at));
            if (column) {
                pieces.add(new Piece(Kind.SIGN, "&", at, ++at));
            } else if (Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '$' || c == '&') {
                at++;
            } else if (c == '\\') {
                at = command(text, at, end, pieces);
            } else if (BELOW.indexOf(c) >= 0) {
                pieces.add(new Piece(Kind.SIGN, "_", at, at));
                pieces.add(new Piece(Kind.SIGN, "{", at, at));
                while (at < end && BELOW.indexOf(text.charAt(at)) >= 0) {
                    String letter = Normalizer.normalize(text.substring(at, at + 1), Normalizer.Form.NFKC);
                    Kind kind = Character.isDigit(letter.charAt(0)) ? Kind.NUMBER : Kind.LETTER;
                    pieces.add(new Piece(kind, letter, at, ++at));
                }
                pieces.add(new Piece(Kind.SIGN, "}", at, at));
            } else if (ABOVE.indexOf(c) >= 0) {
                at = raised(text, at, end, pieces);
            } else if ((c == '²' || c == '³')
                    && at + 1 < end
                    && (text.charAt(at + 1) == '_' || BELOW.indexOf(text.charAt(at + 1)) >= 0)) {
                // in front of an index it is a layer, if the model has that
                pieces.add(new Piece(Kind.SIGN, "^", at, at));
                pieces.add(new Piece(Kind.NUMBER, c == '²' ? "2" : "3", at, ++at));
            } else if (c == '^' && at + 3 < end && text.charAt(at + 1) == '(' && text.charAt(at + 3) == ')') {
                // x^(i) is x^{(i)}
                pieces.add(new Piece(Kind.SIGN, "^", at, at + 1));
                pieces.add(new Piece(Kind.SIGN, "{", at + 1, at + 1));
                pieces.addAll(pieces(text, at + 1, at + 4));
                pieces.set(pieces.size() - 1, new Piece(Kind.SIGN, "}", at + 4, at + 4));
                at += 4;
            } else if (ModelNames.fraction(c).isPresent()) {
                String value = Double.toString(ModelNames.fraction(c).getAsDouble());
                pieces.add(new Piece(Kind.NUMBER, value, at, ++at));
            } else if (c >= '0' && c <= '9') {
                int to = at;
                while (to < end
                        && (Character.isDigit(text.charAt(to))
                                || (text.charAt(to) == '.'
                                        && to + 1 < end
                                        && Character.isDigit(text.charAt(to + 1))))) {
                    to++;
                }
                pieces.add(new Piece(Kind.NUMBER, text.substring(at, to), at, to));
                at = to;
            } else {
                int to = at + Character.charCount(text.codePointAt(at));
                boolean letter = Character.isLetter(text.codePointAt(at)) && c != '∂';
                String sign = text.substring(at, to);
                if (letter && to < end && ACCENTS.containsKey(text.charAt(to))) {
                    to++;
                }
                String apart = letter ? Normalizer.normalize(text.substring(at, to), Normalizer.Form.NFD) : sign;
                String accent = ACCENTS.get(apart.charAt(apart.length() - 1));
                if (accent != null) {
                    // a letter with its mark is the command before the letter
                    pieces.add(new Piece(Kind.COMMAND, accent, at, at));
                    sign = apart.substring(0, apart.length() - 1);
                }
                pieces.add(new Piece(letter ? Kind.LETTER : Kind.SIGN, sign, at, to));
                at = to;
            }
        }
        pieces.add(new Piece(Kind.END, "", end, end));
        return pieces;
    }

    /** What stands above by itself, {@code x⁽ⁱ⁾} and {@code σ⁴}, as in braces. */
    private static int raised(String text, int start, int end, List<Piece> pieces) {
        pieces.add(new Piece(Kind.SIGN, "^", start, start));
        pieces.add(new Piece(Kind.SIGN, "{", start, start));
        int at = start;
        while (at < end && ABOVE.indexOf(text.charAt(at)) >= 0) {
            String sign = Normalizer.normalize(text.substring(at, at + 1), Normalizer.Form.NFKC);
            Kind kind = Character.isDigit(sign.charAt(0))
                    ? Kind.NUMBER
                    : Character.isLetter(sign.charAt(0)) ? Kind.LETTER : Kind.SIGN;
            pieces.add(new Piece(kind, sign, at, ++at));
        }
        pieces.add(new Piece(Kind.SIGN, "}", at, at));
        return at;
    }

    private static int command(String text, int at, int end, List<Piece> pieces) {
        int to = at + 1;
        while (to < end && isAsciiLetter(text.charAt(to))) {
            to++;
        }
        if (to == at + 1) {
            char c = to < end ? text.charAt(to) : ' ';
            if (c == '{' || c == '}' || c == '|' || c == '\\') {
                pieces.add(new Piece(Kind.SIGN, "\\" + c, at, to + 1));
            }
            return Math.min(end, to + 1);
        }
        String name = text.substring(at + 1, to);
        if (!SILENT.contains(name)) {
            pieces.add(new Piece(Kind.COMMAND, name, at, to));
        } else if ((name.equals("left") || name.equals("right")) && to < end && text.charAt(to) == '.') {
            return to + 1;
        }
        return to;
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
