package org.chainrule.notation.syntax;

/**
 * The system a line was pasted from, where the same sign means something else: {@code *} is the matrix product in MATLAB
 * and elementwise everywhere else, and only LaTeX writes factors side by side.
 */
public enum Dialect {
    /** The notation of the manual, and numpy. */
    PLAIN,
    /** LaTeX, and formulas that look like it: {@code w^T x}. */
    LATEX,
    /** MATLAB and Octave. */
    MATLAB;

    /** Recognises the line that starts at an offset by signs that only one system has. */
    static Dialect of(String text, int start) {
        Scan scan = new Scan(text, start);
        scan.run();
        if (scan.latex || (scan.signs && scan.beside && !scan.plain)) {
            return LATEX;
        }
        return scan.matlab && !scan.plain ? MATLAB : PLAIN;
    }

    private static final String SIGNS = "∂∇⊙∘ᵀ⊤∑√·×⋅−²³₁₂";

    private static final class Scan {
        private final String text;
        private int at;
        private int depth;
        /** The last character that is no blank. */
        private char before;

        private boolean latex;
        private boolean matlab;
        private boolean plain;
        /** Whether a sign of mathematics has been seen that no keyboard has. */
        private boolean signs;
        /** Whether a factor stands at the side of a bracket or a transpose. */
        private boolean beside;

        Scan(String text, int start) {
            this.text = text;
            this.at = start;
        }

        void run() {
            while (at < text.length() && !latex) {
                char c = text.charAt(at);
                if (c == '#' || ((c == '\n' || c == '\r' || c == ';') && depth == 0)) {
                    return;
                } else if (c == '"' || (c == '\'' && !endsOperand(before))) {
                    skipString(c);
                } else {
                    look(c, Chars.at(text, at + 1));
                }
                before = c == ' ' || c == '\t' ? before : c;
                at++;
            }
        }

        private void look(char c, char next) {
            if (c == '(' || c == '[' || c == '{') {
                // W{1} is a cell; _{1} and ^{1} have made the line LaTeX before
                matlab |= c == '{' && at > 0 && Chars.isNamePart(text.charAt(at - 1));
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
                beside |= c == ')' && (next == '(' || (next == ' ' && isBesideFactor(at + 1)));
            } else if (c == '\\') {
                latex = Chars.isAsciiLetter(next)
                        || next == ','
                        || next == ';'
                        || next == '!'
                        || next == '{'
                        || next == '|'
                        || next == '\\';
            } else if ((c == '^' || c == '_') && next == '{') {
                latex = true;
            } else if (c == '$') {
                latex = true;
            } else if (c == '^' && next == 'T') {
                latex = isBesideFactor(at + 2);
            } else if (c == '.') {
                matlab |= next == '*' || next == '^' || (next == '/' && !Chars.isDigit(before));
                plain |= before == 'p' && at >= 2 && text.startsWith("np", at - 2);
            } else if (c == '\'') {
                // σ'(z) is a derivative in every system
                matlab |= next != '(' && next != '\'' && before != '\'';
            } else if (SIGNS.indexOf(c) >= 0) {
                signs = true;
                beside |= (c == 'ᵀ' || c == '⊤') && isBesideFactor(at + 1);
            } else if (c == '@' || (c == '*' && next == '*')) {
                plain = true;
            }
        }

        /** Whether a transpose has its right factor at its side: {@code w^T x}. */
        private boolean isBesideFactor(int end) {
            int next = end;
            while (Chars.at(text, next) == ' ' || Chars.at(text, next) == '\t') {
                next++;
            }
            char c = Chars.at(text, next);
            boolean mark = at < text.length() && (text.charAt(at) == 'ᵀ' || text.charAt(at) == '⊤');
            return Character.isLetter(c) || ((next > end || mark) && c == '(');
        }

        private static boolean endsOperand(char c) {
            return Chars.isNamePart(c) || c == ')' || c == ']' || c == '}' || c == '\'' || c == '.';
        }

        private void skipString(char quote) {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            at = end < text.length() && text.charAt(end) == quote ? end : at;
        }
    }
}
