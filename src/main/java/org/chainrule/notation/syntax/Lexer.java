package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts a text into tokens, one at a time, so that a large text costs no memory for them.
 *
 * <p>Line breaks separate statements outside brackets and are white space inside. Foreign spellings are mapped here onto
 * the same tokens as the plain ones; see {@link Spellings}.
 */
final class Lexer {
    private final String text;
    private final Map<String, String> names = new HashMap<>();
    private final Words words;
    private final Literals literals;
    private int at;
    private int depth;
    private TokenKind previous = TokenKind.NEWLINE;
    private Dialect dialect = Dialect.PLAIN;
    /** Whether a square bracket was announced by {@code \left} or {@code \right}, and groups. */
    private boolean grouping;
    /** Whether the bracket of {@code \\langle} comes next, which is a name and a bracket. */
    private boolean opening;

    private final OpenBars bars = new OpenBars();
    /** The depths within brackets that {@code \\left[} has opened. */
    private final Set<Integer> conditions = new HashSet<>();
    /** Tokens that are known already. */
    private final Deque<Token> queue = new ArrayDeque<>();
    /** Keyword arguments that stand before a bracket is closed, by the number of brackets round it. */
    private final Map<Integer, List<Token>> keywords = new HashMap<>();
    /** Where the name ends that a command has stood for last. */
    private int commandEnd = -1;

    Lexer(String text) {
        this.text = text;
        this.words = new Words(text);
        this.literals = new Literals(text);
    }

    void dialect(Dialect of) {
        dialect = of;
    }

    /** Goes on from an offset, with so many brackets open. */
    void restart(int offset, int openBrackets, TokenKind before) {
        at = offset;
        depth = openBrackets;
        previous = before;
        opening = false;
        bars.clear();
        queue.clear();
        conditions.removeIf(inner -> inner > openBrackets);
        keywords.keySet().removeIf(outside -> outside >= openBrackets);
    }

    /**
     * Returns the next token; at the end of the text, {@code END} again and again.
     *
     * @throws Mistake at a character or a command that has no meaning
     */
    Token next() {
        Token token = queue.isEmpty() ? fresh() : queue.pop();
        if (token.kind() == TokenKind.RIGHT_PAREN && keywords.containsKey(depth - 1)) {
            queue.addAll(keywords.remove(depth - 1));
            queue.add(token);
            token = queue.pop();
        }
        if (token.kind().opens()) {
            depth++;
        } else if (token.kind().closes() && depth > 0) {
            depth--;
        }
        bars.pass(token.kind());
        previous = token.kind();
        return token;
    }

    private Token fresh() {
        skipBlanks();
        return token();
    }

    private Token token() {
        int start = at;
        if (opening) {
            opening = false;
            return make(TokenKind.LEFT_PAREN, start);
        }
        if (at >= text.length()) {
            return make(TokenKind.END, start);
        }
        int c = text.codePointAt(at);
        if (c == '\n' || c == '\r' || (c == '。' && depth == 0)) {
            at++;
            return make(TokenKind.NEWLINE, start);
        } else if (text.startsWith("1\\{", at)) {
            at++;
            return token();
        } else if (Literals.isRowOfOnes(text, at)) {
            at++;
            return named(KnownNames.ONES, start);
        } else if (dialect == Dialect.LATEX
                && c == '^'
                && !PlainSigns.raised(text, at).isEmpty()) {
            queue.addAll(PlainSigns.raised(text, at));
            at = queue.peekLast().end();
            return queue.pop();
        } else if (Literals.startsNumber(c, charAt(at + 1))) {
            return taken(literals.number(start, dialect == Dialect.LATEX));
        } else if (c == '_' && previous == TokenKind.RIGHT_BRACE && LatexKeywords.indexEnd(text, at) >= 0) {
            queue.addAll(LatexKeywords.index(text, at));
            at = LatexKeywords.indexEnd(text, at);
            return queue.pop();
        } else if (dialect == Dialect.LATEX && SumLimits.isSign(text, at)) {
            at++;
            return sum(start);
        } else if (Chars.isNameStart(c)) {
            return name(start);
        } else if (c == '∂') {
            at++;
            return partial(start);
        } else if (c == '∇') {
            at++;
            return nabla(start);
        } else if (c == '\\') {
            return command(start);
        } else if (c == '"' || (c == '\'' && !previous.endsOperand() && !text.startsWith("^{'}", start - 2))) {
            return taken(literals.string(start, (char) c));
        } else if (c == '\'') {
            at++;
            return make(TokenKind.PRIME, start);
        } else if (Spellings.superscript(c) >= 0 || c == '⁻') {
            return queued(literals.superscript(start));
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
        }
        Literals.refuse(start, c, following);
        if (grouping && c == '[') {
            conditions.add(depth + 1);
        }
        TokenKind kind = grouping && c == '[' ? TokenKind.LEFT_PAREN : Spellings.SIGNS.get(c);
        // [x = y] asks, it does not define
        kind = kind == TokenKind.ASSIGN && conditions.contains(depth) ? TokenKind.EQUAL : kind;
        if (grouping && c == ']') {
            conditions.remove(depth);
            kind = TokenKind.RIGHT_PAREN;
        }
        grouping = false;
        if (kind == null) {
            throw Literals.unknown(start, c);
        }
        if (kind == TokenKind.BAR && following == '|' && !(bars.isInner(TokenKind.BAR) && previous.endsOperand())) {
            kind = TokenKind.NORM;
            at++;
        }
        at += Character.charCount(c);
        return kind == TokenKind.NORM ? norm(start) : make(kind, start);
    }

    private Token taken(Token token) {
        at = token.end();
        return token;
    }

    private Token queued(List<Token> tokens) {
        queue.addAll(tokens);
        at = queue.peekLast().end();
        return queue.pop();
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
            } else if ((c == '\r' && charAt(at + 1) == '\n') || ((c == '\n' || c == '\r') && depth > 0)) {
                at++;
            } else if (c == '#' || (c == '%' && dialect == Dialect.MATLAB)) {
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
        } else if ("[]()".indexOf(c) >= 0 && at + 1 < text.length()) {
            at += 2;
            return true;
        }
        int end = words.commandEnd(at);
        String command = text.substring(at + 1, end);
        if (isSeparator(command)) {
            return false;
        } else if (Spellings.LATEX_SKIPPED.contains(command)) {
            at = end;
            boolean sized = command.equals("left") || command.equals("right");
            grouping = sized && (charAt(at) == '[' || charAt(at) == ']');
            at += sized && charAt(at) == '.' ? 1 : 0;
            return true;
        }
        int behind = LatexRemarks.behind(text, command, end);
        at = behind > 0 ? behind : at;
        return behind > 0;
    }

    /** Whether a wide space parts two formulas of one line: {@code a = b, \\quad c = d}. */
    private boolean isSeparator(String command) {
        return depth == 0 && previous == TokenKind.COMMA && (command.equals("quad") || command.equals("qquad"));
    }

    private Token command(int start) {
        if (charAt(at + 1) == '\\') {
            at += 2;
            if (depth > 0) {
                throw new Mistake(start, say("`\\\\` ends a line inside brackets"), say("close the brackets first"));
            }
            return make(TokenKind.NEWLINE, start);
        }
        if (charAt(at + 1) == '{' || charAt(at + 1) == '}') {
            return brace(start);
        } else if (charAt(at + 1) == '|') {
            at += 2;
            return norm(start);
        }
        int end = words.commandEnd(start);
        String command = text.substring(start + 1, end);
        if (isSeparator(command)) {
            at = end;
            return make(TokenKind.NEWLINE, start);
        }
        if (command.equals("begin")) {
            Optional<LatexCases> cases = LatexCases.at(text, start);
            if (cases.isPresent()) {
                queue.addAll(cases.get().tokens());
                at = cases.get().end();
                return queue.pop();
            }
        }
        if (command.equals("langle")) {
            at = end;
            opening = true;
            return named(Spellings.INNER, start);
        }
        TokenKind operator = Spellings.LATEX_OPERATORS.get(command);
        if (operator == TokenKind.SUM) {
            at = end;
            return LatexKeywords.end(text, end) >= 0 ? keywords(named("sum", start)) : sum(start);
        } else if (operator != null) {
            at = end;
            return operator == TokenKind.NORM ? norm(start) : make(operator, start);
        } else if (command.equals("partial")) {
            at = end;
            return partial(start);
        } else if (command.equals("nabla")) {
            at = end;
            return nabla(start);
        } else if (Spellings.LATEX_ONE.contains(command) && text.startsWith("{1}", end)) {
            // the indicator of a condition: \mathbf{1}\{z > 0\}
            at = end + 3;
            int sizes = LatexKeywords.sizesEnd(text, at);
            if (sizes >= 0) {
                queue.addAll(LatexKeywords.sizes(text, at));
                at = sizes;
                return named("ones", start);
            }
            boolean below = text.startsWith("_{", at);
            if (!below && !Literals.opensCondition(text, at)) {
                at += charAt(at) == '_' ? 2 : 0;
                return named(KnownNames.ONES, start);
            }
            at += below ? 1 : 0;
            if (text.startsWith("\\left", at)) {
                skipCommand();
            }
            // The condition in its brackets is the number: a 1 before it would be a factor more.
            commandEnd = at;
            return token();
        } else if (words.isNameCommand(start)) {
            String id = nameFromCommand();
            commandEnd = at;
            return id.equals("d") ? differential(start, TokenKind.NAME) : keywords(named(id, start));
        }
        throw Literals.unknownCommand(start, command, charAt(start + 1));
    }

    /** Takes the keyword arguments that stand below a function; they come before its bracket is closed. */
    private Token keywords(Token function) {
        int end = LatexKeywords.end(text, at);
        if (end >= 0) {
            keywords.put(depth, LatexKeywords.tokens(text, at));
            at = end;
        }
        return function;
    }

    /** Braces that are printed group, or follow a function; {@code nn.W\{i\}} is a cell that a scan has garbled. */
    private Token brace(int start) {
        boolean opens = charAt(start + 1) == '{';
        boolean behindName = previous == TokenKind.NAME && start > 0 && text.charAt(start - 1) != ' ';
        Literals.refuseBrace(text, start, opens && behindName && commandEnd != start);
        at = start + 2;
        return make(opens ? TokenKind.LEFT_PAREN : TokenKind.RIGHT_PAREN, start);
    }

    private Token norm(int start) {
        String order = Literals.normOrder(text, at);
        at += order.length();
        return new Token(TokenKind.NORM, order.replaceAll("[_{}]", ""), 0, start, at);
    }

    private Token sum(int start) {
        SumLimits limits = SumLimits.read(text, start, at);
        at = limits.end();
        return new Token(TokenKind.SUM, intern(limits.variable()), 0, start, at);
    }

    /** Reads what follows {@code ∂}: {@code ∂J} is the name dJ, whatever is called so. */
    private Token partial(int start) {
        while (charAt(at) == ' ' || (charAt(at) == '\\' && ",;!:".indexOf(charAt(at + 1)) >= 0)) {
            at += charAt(at) == ' ' ? 1 : 2;
        }
        return differential(start, TokenKind.PARTIAL);
    }

    private Token nabla(int start) {
        boolean by = charAt(at) == '_';
        boolean braced = by && charAt(at + 1) == '{';
        at += braced ? 2 : by ? 1 : 0;
        Token token = by ? differential(start, TokenKind.NABLA) : make(TokenKind.NABLA, start);
        boolean closed = !braced || charAt(at) == '}';
        boolean goesOn = !closed && charAt(at) == '^';
        if (by && (token.text().length() < 2 || !(closed || goesOn))) {
            throw new Mistake(start, say("`∇` needs the name of a variable below it"), say("as in ∇_W J"));
        }
        at += braced && closed ? 1 : 0;
        return goesOn ? new Token(token.kind(), token.text(), 1, start, at) : token;
    }

    private Token differential(int start, TokenKind kind) {
        int c = codePointAt(at);
        String of = "";
        if (c == '\\' && words.isNameCommand(at)) {
            of = nameFromCommand();
        } else if (Chars.isNameStart(c)) {
            of = word();
        } else if (kind == TokenKind.PARTIAL && c != '}' && c != '²' && c != '^' && dialect != Dialect.LATEX) {
            throw new Mistake(start, say("`∂` needs a name after it"), say("as in ∂J/∂W"));
        }
        return new Token(kind, intern("d" + of), 0, start, at);
    }

    private Token name(int start) {
        String id = word();
        if (dialect == Dialect.LATEX && previous == TokenKind.CARET && id.startsWith("T") && id.length() > 1) {
            // x^Ty: a superscript without braces is one sign
            at = start + 1;
            id = "T";
        }
        if (id.equals("d") && charAt(at) == '\\' && words.isNameCommand(at)) {
            return differential(start, TokenKind.NAME);
        }
        return named(id, start);
    }

    private Token named(String id, int start) {
        if (id.length() > 255) {
            throw new Mistake(start, say("a name of {0} characters", id.length()), say("a name has at most 255"));
        }
        return new Token(TokenKind.NAME, intern(id), 0, start, at);
    }

    private String nameFromCommand() {
        words.at = at;
        String id = words.nameFromCommand();
        at = words.at;
        return id;
    }

    private String word() {
        words.at = at;
        String id = words.word();
        at = words.at;
        return id;
    }

    private String intern(String id) {
        String known = names.putIfAbsent(id, id);
        return known == null ? id : known;
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
