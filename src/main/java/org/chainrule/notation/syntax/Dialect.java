package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
        return new Scan(text, start, false).dialect();
    }

    /** Whether some lines are of MATLAB, and none is of another system. */
    static boolean isMatlab(String text) {
        return OF_MATLAB.matcher(text).find() && !OF_OTHERS.matcher(text).find();
    }

    private static final Pattern OF_MATLAB =
            Pattern.compile("(?m)^[^=\\n\\r$\\\\#]+=[^=\\n\\r$\\\\#][^\\n\\r$\\\\#]*[\\p{L}\\d)\\]']\\s*\\.[*/^]");

    private static final Pattern OF_OTHERS = Pattern.compile(
            "\\bj?np\\.|\\btorch\\.|\\btf\\.|\\*\\*|@|\\$|\\\\[A-Za-z]|\\.T\\b|\\.shape\\b|\\baxis\\s*=|[−⊙∘∑√ᵀ⊤]");

    /** What only programs have. */
    private static final Pattern OF_CODE = Pattern.compile(
            "\\bnp\\.|\\btorch\\.|\\bF\\.|\\*\\*|@|\\.T\\b|\\.(?:dot|sum|mean|shape|copy|reshape)\\b|\\baxis\\s*=|[-+*/]=|\\bdef |\\breturn\\b|\\bimport |\\.[*/^]|'\\s*\\*|\\[:|\\bfor\\b[^\\n]*\\b(?:in|do)\\b[^\\n]*:?|;\\s*\\n|\\bsum\\(|\\bouter\\(|\\bd[A-Za-z]\\w*\\([ijt]\\)");

    /** What only formulas have. */
    public static final Pattern FORMULA = Pattern.compile(
            "[∂∇∑Σ⊙∘²ᵀδᵢⱼₖ⁽≈]|\\^(?:[T*]|\\{|\\()|(?<![\\p{L}\\d_])d\\^?2?[\\p{L}][\\p{L}\\d_]*\\s*/\\s*d[\\p{L}]|(?<![\\p{L}\\d_])\\p{L}'\\(");

    /** What no line of the notation has, where a bracket makes a list: {@code dJ/dW = [a / b]} alone is one. */
    private static final Pattern NO_NOTATION =
            Pattern.compile("[∂∇∑Σ⊙∘²ᵀᵢⱼₖ⁽≈]|\\^\\{|d\\p{L}/d\\p{L}[^\\n]*(?:−|·|\\^)");

    /** Whether a text is one of formulas, and nothing in it is code: a line of it need not show that. */
    static boolean isFormulas(String text) {
        return NO_NOTATION.matcher(text).find() && !OF_CODE.matcher(text).find();
    }

    /** What Julia writes and MATLAB does not. */
    private static final Pattern OF_JULIA =
            Pattern.compile("\\bdims\\s*=|\\s\\.[-+]\\s|[∂∇]\\p{L}[\\p{L}\\d]*\\s*=|[\\p{L}\\d]\\.\\([^\\n\\r]*\\.\\^");

    /** Whether what looks like MATLAB is Julia, where {@code sum(X)} adds everything and not the columns. */
    static boolean isJulia(String text) {
        return OF_JULIA.matcher(text).find();
    }

    /**
     * Recognises a line of a derivation in the same way: there a factor at the side of another, {@code (p - y) x}, is a product
     * by itself, and no operator that was forgotten.
     */
    static Dialect ofClaim(String text, int start) {
        int from = behindWord(text, start);
        // Both sides of what is checked are right sides.
        Scan scan = new Scan(text, from, from > start);
        boolean product = scan.apart && !scan.words && !scan.plain;
        return product ? LATEX : scan.dialect();
    }

    /** Where the first formula of {@code check A == B} starts. */
    private static int behindWord(String text, int start) {
        for (String word : List.of("check", "assume")) {
            if (text.startsWith(word + " ", start)) {
                return start + word.length() + 1;
            }
        }
        return start;
    }

    /** Words that no formula has, though names have them for neighbours in code and in prose. */
    private static final Set<String> WORDS = Set.of(
            "for", "if", "else", "in", "and", "or", "not", "is", "lambda", "where", "with", "then", "of", "the", "to",
            "by", "as", "from", "def", "return", "import", "while", "end", "wrt");

    /** The derivative by an entry, {@code dL/dx_i}. */
    private static final Pattern ENTRY = Pattern.compile("\\s*d[^\\s/=]+\\s*/\\s*d[^\\s/=]+_\\{?[a-z]{1,3}\\}?\\s*");

    private static boolean isGreek(int c) {
        return c >= 'α' && c <= 'ω' && c != 'δ' && c != 'σ';
    }

    private static final String SIGNS = "∂∇⊙∘ᵀ⊤∑√·×⋅−²³₁₂";

    private static final class Scan {
        private final String text;
        private int at;
        private int depth;
        /** The last character that is no blank. */
        private char before;

        private boolean latex;
        /** Whether something has been seen that only formulas have: {@code /∂w}, {@code ∇_w}, {@code Σ_i}. */
        private boolean formula;

        private boolean matlab;
        private boolean plain;
        /** Whether a sign of mathematics has been seen that no keyboard has. */
        private boolean signs;
        /** Whether a factor stands at the side of a bracket or a transpose. */
        private boolean beside;
        /** Whether a name stands at the side of another, or of a bracket, with nothing but blanks between. */
        private boolean apart;
        /** Whether a word has been seen that no formula has. */
        private boolean words;

        private boolean assigned;
        private int squares;
        /** Whether the line is one that only mathematics writes: {@code d(A X B) = A dX B}. */
        private final boolean differential;

        Scan(String text, int start, boolean assigned) {
            this.text = text;
            this.assigned = assigned;
            this.at = start;
            int from = start;
            while (Chars.at(text, from) == ' ' || Chars.at(text, from) == '\t') {
                from++;
            }
            this.differential = text.startsWith("d(", from);
            run();
        }

        Dialect dialect() {
            if (latex || (((signs && beside) || formula) && !plain)) {
                return LATEX;
            }
            return matlab && !plain ? MATLAB : PLAIN;
        }

        private void run() {
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
            formula |= c == '='
                    && !assigned
                    && ENTRY.matcher(text)
                            .region(text.lastIndexOf('\n', at) + 1, at)
                            .matches();
            assigned |= c == '=';
            if (Character.isLetter(c) && (at == 0 || !Chars.isNamePart(text.charAt(at - 1)))) {
                int end = at;
                while (Chars.isNamePart(Chars.at(text, end))) {
                    end++;
                }
                String word = text.substring(at, end);
                words |= WORDS.contains(word);
                // λKα
                beside |= word.length() > 1
                        && word.chars().anyMatch(Dialect::isGreek)
                        && word.chars().allMatch(letter -> isGreek(letter) || Chars.isAsciiLetter((char) letter));
                apart |= isApart() && (before == ')' || before == '\'' || Chars.isNamePart(before));
                apart |= assigned && squares == 0 && text.charAt(at - 1) == ')';
            }
            apart |= assigned && squares == 0 && isNumberBeside(c, next);
            apart |= c == '(' && (before == '\'' || Chars.isNamePart(before)) && isApart();
            // X(W + Wᵀ): functions have small letters
            beside |= c == '(' && assigned && squares == 0 && isCapital(at - 1);
            apart |= c == '(' && before == ')' && assigned && squares == 0;
            if (differential && c == ' ' && Chars.isNamePart(before) && Character.isLetter(next)) {
                signs = true;
                beside = true;
            }
            if (c == '(' || c == '[' || c == '{') {
                // W{1} is a cell; _{1} and ^{1} have made the line LaTeX before
                matlab |= c == '{' && at > 0 && Chars.isNamePart(text.charAt(at - 1));
                depth++;
                squares += c == '[' ? 1 : 0;
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
                squares -= c == ']' && squares > 0 ? 1 : 0;
                beside |= c == ')' && (next == '(' || (next == ' ' && isBesideFactor(at + 1)));
            } else if (c == '\\') {
                latex = Chars.isAsciiLetter(next)
                        || next == ','
                        || next == ';'
                        || next == '!'
                        || next == '{'
                        || next == '|'
                        || next == '\\';
            } else if (((c == '^' || c == '_') && next == '{') || c == '⁻') {
                latex = true;
            } else if (c == '$') {
                latex = true;
            } else if (c == '^' && next == '(' && PlainSigns.end(text, at) > 0) {
                formula |= !Character.isDigit(Chars.at(text, at + 2));
            } else if (c == '^' && next == 'T') {
                latex = isBesideFactor(at + 2) || isBesideLeftFactor();
            } else if (c == '.') {
                boolean sum = next == '+' || next == '-';
                matlab |= next == '*' || next == '^' || ((next == '/' || sum) && !Chars.isDigit(before));
                plain |= before == 'p' && at >= 2 && text.startsWith("np", at - 2);
            } else if (c == '\'') {
                // σ'(z) is a derivative in every system
                matlab |= next != '(' && next != '\'' && before != '\'';
            } else if (SIGNS.indexOf(c) >= 0 || SumLimits.isSign(text, at)) {
                signs = true;
                formula |= "⊙∘−".indexOf(c) >= 0
                        || (c == '∂' && before == '/')
                        || (c == '∇' && next == '_')
                        || SumLimits.isSign(text, at);
                boolean mark = c == 'ᵀ' || c == '⊤';
                beside |= mark && (isBesideFactor(at + 1) || isBesideLeftFactor());
                beside |= (c == '²' || c == '³') && (Character.isLetter(next) || next == '(');
            } else if (Literals.fraction(c).isPresent()) {
                signs = true;
                beside |= isBesideFactor(at + 1);
            } else if (c == '@' || (c == '*' && next == '*')) {
                plain = true;
            }
        }

        /** Whether a capital stands at a place by itself. */
        private boolean isCapital(int place) {
            return place > 0
                    && Character.isUpperCase(text.charAt(place))
                    && !Chars.isNamePart(text.charAt(place - 1))
                    && text.charAt(place - 1) != '.';
        }

        /** Whether a number ends here with a factor at its side: {@code 2(a - y)}, {@code 2ax}; 1e5 and W2(x) have none. */
        private boolean isNumberBeside(char c, char next) {
            // 0x1F is a number of code, and 2x is none
            String literals = signs ? "eE" : c == '0' ? "eEjLlx" : "eEjLl";
            if (!Chars.isDigit(c) || (next != '(' && !Character.isLetter(next)) || literals.indexOf(next) >= 0) {
                return false;
            }
            int first = at;
            while (first > 0 && (Chars.isDigit(text.charAt(first - 1)) || text.charAt(first - 1) == '.')) {
                first--;
            }
            return first == 0 || !Chars.isNamePart(text.charAt(first - 1));
        }

        /** Whether a blank stands before, on a right side; between square brackets it separates entries. */
        private boolean isApart() {
            return assigned && squares == 0 && at > 0 && text.charAt(at - 1) == ' ';
        }

        /** Whether a transpose has its right factor at its side: {@code w^T x}. */
        private boolean isBesideFactor(int end) {
            int next = end;
            while (Chars.at(text, next) == ' ' || Chars.at(text, next) == '\t') {
                next++;
            }
            char c = Chars.at(text, next);
            boolean mark = at < text.length() && (text.charAt(at) == 'ᵀ' || text.charAt(at) == '⊤');
            return Character.isLetter(c) || ((next > end || mark || signs) && c == '(');
        }

        /** Whether what is transposed has its left factor at its side: {@code dy x^T}, {@code (p - y) x^T}. */
        private boolean isBesideLeftFactor() {
            int first = at;
            while (first > 0 && Chars.isNamePart(text.charAt(first - 1))) {
                first--;
            }
            int last = first;
            while (last > 0 && text.charAt(last - 1) == ' ') {
                last--;
            }
            char c = last > 0 ? text.charAt(last - 1) : ' ';
            return first < at && (c == ')' || (last < first && Chars.isNamePart(c)));
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
