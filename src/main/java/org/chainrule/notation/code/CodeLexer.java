package org.chainrule.notation.code;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.notation.code.CodeToken.Kind;

/** Cuts a program into tokens: lines end outside brackets, remarks are left out, and a line may go on in the next one. */
final class CodeLexer {
    private static final List<String> SIGNS = List.of(
            "...", "**=", "//=", "<<=", ">>=", ".*=", "./=", "**", "//", "+=", "-=", "*=", "/=", "@=", "%=", "&=", "|=",
            "^=", "==", "!=", "~=", "<=", ">=", "&&", "||", ".*", "./", ".^", ".'", "->", ":=", "++", ".>=", ".<=",
            ".==", ".!=", ".>", ".<");

    private final String text;
    private final int end;
    private final boolean matlab;
    private final List<CodeToken> tokens = new ArrayList<>();
    private int at;
    private int depth;

    private CodeLexer(String text, int start, int end, boolean matlab) {
        this.text = text;
        this.at = start;
        this.end = end;
        this.matlab = matlab;
    }

    /** The tokens of a part of a text, the last of which is an END. */
    static List<CodeToken> tokens(String text, int start, int end, boolean matlab) {
        CodeLexer lexer = new CodeLexer(text, start, end, matlab);
        while (lexer.at < end) {
            lexer.step();
        }
        lexer.add(Kind.NEWLINE, "", end, end);
        lexer.add(Kind.END, "", end, end);
        return lexer.tokens;
    }

    private void add(Kind kind, String of, int from, int to) {
        tokens.add(new CodeToken(kind, of, 0, from, to));
        at = to;
    }

    private char charAt(int i) {
        return i < end ? text.charAt(i) : 0;
    }

    private void step() {
        char c = text.charAt(at);
        if (c == '\n' || c == '\r') {
            if (depth == 0) {
                add(Kind.NEWLINE, "", at, at + 1);
            } else {
                at++;
            }
        } else if (c == '\\' && (charAt(at + 1) == '\n' || charAt(at + 1) == '\r')) {
            at += charAt(at + 1) == '\r' && charAt(at + 2) == '\n' ? 3 : 2;
        } else if (matlab && text.startsWith("...", at)) {
            at = Math.min(end, lineEnd(at) + 1);
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            at++;
        } else if (c == '#' || (c == '%' && matlab)) {
            at = lineEnd(at);
        } else if (isNameStart(c)) {
            name();
        } else if (isDigit(c) || (c == '.' && isDigit(charAt(at + 1)))) {
            number();
        } else if (c == '"' || (c == '\'' && !isTranspose())) {
            string(at, false);
        } else {
            sign(c);
        }
    }

    private int lineEnd(int from) {
        int to = from;
        while (to < end && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
            to++;
        }
        return to;
    }

    private boolean isTranspose() {
        return matlab
                && !tokens.isEmpty()
                && tokens.get(tokens.size() - 1).endsOperand()
                && tokens.get(tokens.size() - 1).end() == at;
    }

    private void name() {
        int to = at;
        while (to < end && isNamePart(text.charAt(to))) {
            to++;
        }
        String word = text.substring(at, to);
        boolean quoted = charAt(to) == '"' || charAt(to) == '\'';
        if (quoted && !matlab && (word.equals("f") || word.equals("F") || word.equals("r"))) {
            string(to, !word.equals("r"));
        } else {
            add(Kind.NAME, differential(word), at, to);
        }
    }

    /** {@code ∇W} and {@code ∂L∂W} of Julia by the letters that other programs use: {@code grad_W}, {@code dLdW}. */
    private static String differential(String word) {
        String spelt = word.startsWith("∇") ? "grad_" + word.substring(1) : word;
        return spelt.replace('∂', 'd').replace('∇', 'd');
    }

    private static boolean isNameStart(char c) {
        return c == '_' || c == '∇' || c == '∂' || (Character.isLetter(c) && c != 'ᵀ');
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c)
                || isDigit(c)
                || (c >= '₀' && c <= '₉')
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void number() {
        int to = at;
        while (isDigit(charAt(to))) {
            to++;
        }
        if (charAt(to) == '.' && !(matlab && "*/^'".indexOf(charAt(to + 1)) >= 0 && to + 1 < end)) {
            to++;
            while (isDigit(charAt(to))) {
                to++;
            }
        }
        boolean exponent = charAt(to) == 'e' || charAt(to) == 'E';
        int digits = to + (charAt(to + 1) == '-' || charAt(to + 1) == '+' ? 2 : 1);
        if (exponent && isDigit(charAt(digits))) {
            to = digits;
            while (isDigit(charAt(to))) {
                to++;
            }
        }
        double value = Double.parseDouble(text.substring(at, to));
        boolean factor = isFactor(to);
        boolean usable = Double.isFinite(value) && (factor || !isNameStart(charAt(to)));
        tokens.add(new CodeToken(usable ? Kind.NUMBER : Kind.SIGN, text.substring(at, to), value, at, to));
        at = to;
        if (factor) {
            add(Kind.SIGN, "*", to, to);
        }
    }

    /** Whether a number is a factor of the name behind it, as in {@code 2mean(x)} of Julia, where it binds tighter than a division. */
    private boolean isFactor(int to) {
        String before = tokens.isEmpty() ? "" : tokens.get(tokens.size() - 1).text();
        return matlab
                && isNameStart(charAt(to))
                && "eEijx".indexOf(charAt(to)) < 0
                && !before.endsWith("/")
                && !before.endsWith("^");
    }

    private void string(int quoteAt, boolean format) {
        char quote = text.charAt(quoteAt);
        String three = String.valueOf(quote).repeat(3);
        int from = at;
        if (!matlab && text.startsWith(three, quoteAt)) {
            int close = text.indexOf(three, quoteAt + 3);
            int to = close < 0 || close + 3 > end ? end : close + 3;
            add(Kind.STRING, "", from, to);
            return;
        }
        int to = quoteAt + 1;
        while (to < end && text.charAt(to) != quote && text.charAt(to) != '\n' && text.charAt(to) != '\r') {
            to += text.charAt(to) == '\\' && !matlab ? 2 : 1;
        }
        to = Math.min(to, end);
        add(format ? Kind.FORMAT : Kind.STRING, text.substring(quoteAt + 1, to), from, Math.min(to + 1, end));
    }

    private void sign(char c) {
        char next = charAt(at + 1);
        if (matlab && c == '.' && (next == '+' || next == '-')) {
            // x .+ y of Julia: every sum goes entry by entry
            at++;
            c = next;
        }
        for (String sign : SIGNS) {
            if (text.startsWith(sign, at) && at + sign.length() <= end) {
                // Julia compares entry by entry, x .> 0, as all comparisons here do
                boolean compares = sign.startsWith(".") && CallNames.COMPARISONS.containsKey(sign.substring(1));
                add(Kind.SIGN, compares ? sign.substring(1) : sign, at, at + sign.length());
                return;
            }
        }
        if ("([{".indexOf(c) >= 0) {
            depth++;
        } else if (")]}".indexOf(c) >= 0) {
            depth = Math.max(0, depth - 1);
        }
        add(Kind.SIGN, String.valueOf(c), at, at + 1);
    }
}
