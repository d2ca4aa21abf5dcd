package org.chainrule.view.report;

/** Reads LaTeX piece by piece: a command, a character, a number, a word of one letter. */
final class LatexReader {
    private final String text;
    private int at;

    LatexReader(String text) {
        this.text = text;
    }

    boolean isAtEnd() {
        skipBlanks();
        return at >= text.length();
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    /** The next piece without taking it; empty at the end. */
    String peek() {
        int before = at;
        String piece = isAtEnd() ? "" : next();
        at = before;
        return piece;
    }

    /** Takes the next piece if it is this one. */
    boolean take(String piece) {
        if (peek().equals(piece)) {
            next();
            return true;
        }
        return false;
    }

    /** Takes the next piece: {@code \frac}, {@code \\}, {@code 1.5}, {@code x}, {@code +}; empty at the end. */
    String next() {
        skipBlanks();
        if (at >= text.length()) {
            return "";
        }
        int start = at;
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        if (c == '\\' && at < text.length()) {
            int first = text.codePointAt(at);
            at += Character.charCount(first);
            while (isLetter(first) && at < text.length() && isLetter(text.charAt(at))) {
                at++;
            }
        } else if (isDigit(c)) {
            while (at < text.length() && (isDigit(text.charAt(at)) || isPoint())) {
                at++;
            }
        }
        return text.substring(start, at);
    }

    private boolean isPoint() {
        return text.charAt(at) == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    }

    /** What stands between the next pair of braces, as it is written. */
    String raw() {
        if (!take("{")) {
            return next();
        }
        StringBuilder raw = new StringBuilder();
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth == 0) {
                break;
            }
            raw.append(c);
        }
        return raw.toString();
    }

    private static boolean isLetter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
