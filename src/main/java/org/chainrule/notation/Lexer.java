package org.chainrule.notation;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into tokens, one at a time, so that a large text costs no memory for them.
 *
 * <p>Line breaks separate statements outside brackets and are white space inside. Foreign spellings are mapped here onto
 * the same tokens as the plain ones; see {@link Spellings}.
 */
final class Lexer {
    private final String text;
    private final Map<String, String> names = new HashMap<>();
    private int at;
    private int depth;
    private TokenKind previous = TokenKind.NEWLINE;

    Lexer(String text) {
        this.text = text;
    }

    /** Goes on from an offset, with so many brackets open. */
    void restart(int offset, int openBrackets, TokenKind before) {
        at = offset;
        depth = openBrackets;
        previous = before;
    }

    /**
     * Returns the next token; at the end of the text, {@code END} again and again.
     *
     * @throws Mistake at a character or a command that has no meaning
     */
    Token next() {
        skipBlanks();
        Token token = token();
        if (token.kind().opens()) {
            depth++;
        } else if (token.kind().closes() && depth > 0) {
            depth--;
        }
        previous = token.kind();
        return token;
    }

    private Token token() {
        int start = at;
        if (at >= text.length()) {
            return make(TokenKind.END, start);
        }
        int c = text.codePointAt(at);
        if (c == '\n' || c == '\r') {
            at++;
            return make(TokenKind.NEWLINE, start);
        } else if (Chars.isDigit(c) || (c == '.' && Chars.isDigit(charAt(at + 1)))) {
            return number(start);
        } else if (Chars.isNameStart(c)) {
            return name(start);
        } else if (c == '∂') {
            at++;
            return partial(start);
        } else if (c == '\\') {
            return command(start);
        } else if (c == '"' || (c == '\'' && !previous.endsOperand())) {
            return string(start, (char) c);
        } else if (c == '\'') {
            at++;
            return make(TokenKind.PRIME, start);
        } else if (Spellings.superscript(c) >= 0) {
            return superscript(start);
        }
        return sign(start, c);
    }

    private Token sign(int start, int c) {
        boolean mayBeLong = "*.=!~<>".indexOf(c) >= 0;
        for (int length = 3; length >= 2 && mayBeLong; length--) {
            if (start + length <= text.length()) {
                String sign = text.substring(start, start + length);
                TokenKind kind = Spellings.LONG_SIGNS.get(sign);
                if (kind != null) {
                    at = start + length;
                    return make(kind, start);
                }
            }
        }
        char following = charAt(start + 1);
        if (c == '.' && following == '\'' && previous.endsOperand()) {
            at = start + 2;
            return make(TokenKind.TRANSPOSE, start);
        } else if (c == ':' && following == '=') {
            at = start + 2;
            return make(TokenKind.ASSIGN, start);
        } else if (following == '=' && "+-*/@".indexOf(c) >= 0) {
            throw new Mistake(
                    start,
                    "`" + (char) c + "=` does not exist: a name is defined once",
                    "give the new value a name of its own");
        } else if (c == '/' && following == '/') {
            throw new Mistake(start, "`//` has no meaning here", "a comment starts with `#`, a division is `/`");
        }
        TokenKind kind = Spellings.SIGNS.get(c);
        if (kind == null) {
            throw unknown(start, c);
        }
        at += Character.charCount(c);
        return make(kind, start);
    }

    private static Mistake unknown(int start, int c) {
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

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' '
                    || c == '\t'
                    || c == '\f'
                    || c == '$'
                    || c == '&'
                    || (c > 127 && Character.isSpaceChar(c) && isBlank(c))) {
                at++;
            } else if (c == '\r' && charAt(at + 1) == '\n') {
                at++;
            } else if ((c == '\n' || c == '\r') && depth > 0) {
                at++;
            } else if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (c != '\\' || !skipCommand()) {
                return;
            }
        }
    }

    /** Unicode spaces pasted from the web; line and paragraph separators are not among them. */
    private static boolean isBlank(char c) {
        return Character.getType(c) == Character.SPACE_SEPARATOR;
    }

    private boolean skipCommand() {
        char c = charAt(at + 1);
        if (" ,;:!>".indexOf(c) >= 0 && at + 1 < text.length()) {
            at += 2;
            return true;
        }
        int end = commandEnd(at);
        if (Spellings.LATEX_SKIPPED.contains(text.substring(at + 1, end))) {
            at = end;
            return true;
        }
        return false;
    }

    /** Offset after the letters of the command that starts at a backslash; commands are short, so it looks no further. */
    private int commandEnd(int backslash) {
        int end = backslash + 1;
        while (end < text.length() && end < backslash + 32 && Chars.isAsciiLetter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private Token command(int start) {
        if (charAt(at + 1) == '\\') {
            at += 2;
            if (depth > 0) {
                throw new Mistake(start, "`\\\\` ends a line inside brackets", "close the brackets first");
            }
            return make(TokenKind.NEWLINE, start);
        }
        int end = commandEnd(start);
        String command = text.substring(start + 1, end);
        TokenKind operator = Spellings.LATEX_OPERATORS.get(command);
        if (operator != null) {
            at = end;
            return make(operator, start);
        } else if (command.equals("partial")) {
            at = end;
            return partial(start);
        } else if (isNameCommand(start)) {
            String id = nameFromCommand();
            // \mathrm{d}X is the differential of X
            return id.equals("d") ? differential(start, TokenKind.NAME) : named(id, start);
        } else if (command.isEmpty()) {
            throw new Mistake(
                    start,
                    "a lone `\\` has no meaning here",
                    charAt(start + 1) == '\n' ? "a line goes on inside open brackets" : "");
        }
        String near = Suggest.closest(command, Spellings.LATEX_NAMES.keySet())
                .map(c -> "did you mean `\\" + c + "`?")
                .orElse("");
        String hint = Spellings.LATEX_HINTS.getOrDefault(command, near);
        throw new Mistake(start, "the LaTeX command `\\" + command + "` is not understood here", hint);
    }

    private boolean isNameCommand(int backslash) {
        String command = text.substring(backslash + 1, commandEnd(backslash));
        return Spellings.LATEX_NAMES.containsKey(command)
                || Spellings.LATEX_STYLE.contains(command)
                || Spellings.LATEX_ACCENTS.containsKey(command);
    }

    /** Reads a command that stands for a name, such as {@code \delta} or {@code \mathbf{W}}, with its subscript. */
    private String nameFromCommand() {
        StringBuilder accents = new StringBuilder();
        int braces = 0;
        int start = at;
        while (charAt(at) == '\\') {
            int end = commandEnd(at);
            String command = text.substring(at + 1, end);
            at = end;
            if (Spellings.LATEX_NAMES.containsKey(command)) {
                String id = Spellings.LATEX_NAMES.getOrDefault(command, command);
                closeBraces(braces, start);
                return id + accents + (Chars.isDigit(charAt(at)) || charAt(at) == '_' ? word() : "");
            }
            if (charAt(at) != '{' || braces == 8) {
                throw new Mistake(start, "`\\" + command + "` needs a name in braces", "such as \\" + command + "{W}");
            }
            at++;
            braces++;
            accents.insert(0, Spellings.LATEX_ACCENTS.getOrDefault(command, ""));
        }
        if (!Chars.isNameStart(codePointAt(at))) {
            throw new Mistake(at, "a name is expected in these braces", "such as \\mathbf{W}");
        }
        String id = word();
        closeBraces(braces, start);
        return id + accents + (Chars.isDigit(charAt(at)) || charAt(at) == '_' ? word() : "");
    }

    private void closeBraces(int braces, int start) {
        for (int i = 0; i < braces; i++) {
            if (charAt(at) != '}') {
                throw new Mistake(start, "only a name can stand in the braces of this command", "such as \\mathbf{W}");
            }
            at++;
        }
    }

    /** Reads what follows {@code ∂}: {@code ∂J} is the name dJ, whatever is called so. */
    private Token partial(int start) {
        while (charAt(at) == ' ') {
            at++;
        }
        return differential(start, TokenKind.PARTIAL);
    }

    private Token differential(int start, TokenKind kind) {
        int c = codePointAt(at);
        String of = "";
        if (c == '\\' && isNameCommand(at)) {
            of = nameFromCommand();
        } else if (Chars.isNameStart(c)) {
            of = word();
        } else if (kind == TokenKind.PARTIAL) {
            throw new Mistake(start, "`∂` needs a name after it", "as in ∂J/∂W");
        }
        return new Token(kind, intern("d" + of), 0, start, at);
    }

    private Token name(int start) {
        String id = word();
        if (id.equals("d") && charAt(at) == '\\' && isNameCommand(at)) {
            return differential(start, TokenKind.NAME);
        }
        return named(id, start);
    }

    private Token named(String id, int start) {
        if (id.length() > 255) {
            throw new Mistake(start, "a name of " + id.length() + " characters", "a name has at most 255");
        }
        return new Token(TokenKind.NAME, intern(id), 0, start, at);
    }

    /** Reads letters, digits, underscores and a LaTeX subscript in braces, {@code W_{1}} being {@code W_1}. */
    private String word() {
        int start = at;
        while (at < text.length() && Chars.isNamePart(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        String id = text.substring(start, at);
        if (id.endsWith("_") && charAt(at) == '{') {
            int inner = ++at;
            while (at < text.length() && Chars.isNamePart(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            if (charAt(at) != '}' || at == inner) {
                throw new Mistake(start, "only letters and digits can stand in a subscript", "write W_1 or W_{1}");
            }
            id += text.substring(inner, at++);
        }
        return Normalizer.normalize(id, Normalizer.Form.NFC);
    }

    private String intern(String id) {
        String known = names.putIfAbsent(id, id);
        return known == null ? id : known;
    }

    private Token superscript(int start) {
        double value = 0;
        while (Spellings.superscript(charAt(at)) >= 0) {
            value = value * 10 + Spellings.superscript(charAt(at++));
        }
        if (value > Integer.MAX_VALUE) {
            throw new Mistake(start, "an exponent of " + (at - start) + " digits", "write ^ and the exponent");
        }
        return new Token(TokenKind.SUPERSCRIPT, "", value, start, at);
    }

    private Token number(int start) {
        int end = Numerals.end(text, start);
        int c = codePointAt(end);
        if (Chars.isNameStart(c)) {
            at = end;
            String number = Chars.cut(text.substring(start, end));
            String name = Chars.cut(word());
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
        at = end;
        return new Token(TokenKind.NUMBER, "", value, start, at);
    }

    private Token string(int start, char quote) {
        StringBuilder content = new StringBuilder();
        for (at = start + 1; at < text.length(); at++) {
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

    private Token make(TokenKind kind, int start) {
        return new Token(kind, "", 0, start, at);
    }

    private char charAt(int i) {
        return Chars.at(text, i);
    }

    private int codePointAt(int i) {
        return i < text.length() ? text.codePointAt(i) : 0;
    }
}
