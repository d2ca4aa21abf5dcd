package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.message.Message;

/** The tokens of a text with lookahead, the brackets that are open, and what to say when a token does not fit. */
final class TokenStream {
    private static final Set<String> CONNECTIVES = Set.of(
            "if", "else", "otherwise", "and", "for", "where", "when", "with", "since", "because", "then", "get", "the");

    private static final Pattern CONDITION =
            Pattern.compile("\\\\(?:[lg]t|[lg]eq?|neq?|leqslant|geqslant)(?![a-zA-Z])");

    /** Brackets, signs and powers in one another. Measured: a level takes up to 2 kB of a stack that has 1 MB. */
    static final int MAX_NESTING = 250;

    private static final Pattern STATEMENT_START =
            Pattern.compile("[ \\t]*+(?:(?:dims|input|param|loss|derive|check|assume|syntax)[ \\t]++[\\p{L}_\\\\∂(\\[-]"
                    + "|[\\p{L}_∂\\\\$&][^=,#\"()*@<>!~\\n\\r]{0,200}+=(?!=))");

    /** What stands behind a name that is defined. */
    static final Message NAMED = say("`=`");

    private final Source source;
    private final String text;
    private final Lexer lexer;
    private final List<Token> ahead = new ArrayList<>();
    private final Deque<Token> open = new ArrayDeque<>();
    private int lastEnd;
    private TokenKind lastKind = TokenKind.NEWLINE;
    private String lastText = "";
    private int statementStart;
    private int nesting;
    private Dialect dialect = Dialect.PLAIN;

    private Optional<Boolean> julia = Optional.empty();

    TokenStream(Source source) {
        this.source = source;
        this.text = source.text();
        this.lexer = new Lexer(text);
    }

    /** Returns the token {@code k} places ahead, 0 being the next one. */
    Token peek(int k) {
        while (ahead.size() <= k) {
            ahead.add(lexer.next());
        }
        return ahead.get(k);
    }

    Token peek() {
        return peek(0);
    }

    boolean at(TokenKind kind) {
        return peek().kind() == kind;
    }

    boolean at(TokenKind first, TokenKind second) {
        return at(first) && peek(1).kind() == second;
    }

    Token next() {
        Token token = peek();
        ahead.remove(0);
        lastEnd = token.end();
        lastKind = token.kind();
        lastText = token.text();
        return token;
    }

    /** Whether the text has what Julia writes and MATLAB does not. */
    boolean isJulia() {
        julia = julia.isPresent() ? julia : Optional.of(Dialect.isJulia(text));
        return julia.get();
    }

    /** Takes some tokens. */
    void take(int count) {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    /** Takes the next token if it is of a kind. */
    boolean accept(TokenKind kind) {
        if (at(kind)) {
            next();
            return true;
        }
        return false;
    }

    /**
     * Whether the next token multiplies what stands before it, as formulas in LaTeX do: {@code \\frac{1}{m} dZ},
     * {@code W^{[2]} A^{[1]}}. No plain spelling has a brace or a fraction there, so a forgotten operator stays an error.
     */
    boolean atJuxtaposed() {
        TokenKind next = peek().kind();
        if (dialect == Dialect.LATEX) {
            return !isConnective(peek())
                    && lastKind.endsOperand()
                    && next.startsOperand()
                    && next != TokenKind.STRING
                    && (next != TokenKind.LEFT_BRACE || isGroup(lastKind) || isApart())
                    && !closesBar(next);
        }
        if (next == TokenKind.FRAC || next == TokenKind.SQRT) {
            return true;
        }
        return lastKind == TokenKind.RIGHT_BRACE
                && next.startsOperand()
                && next != TokenKind.STRING
                && next != TokenKind.LEFT_BRACKET
                && next != TokenKind.LEFT_BRACE;
    }

    /** A word between a value and its condition, which is no factor. */
    private static boolean isConnective(Token token) {
        return token.kind() == TokenKind.NAME && CONNECTIVES.contains(token.text());
    }

    /** Whether the square brackets that open here hold a comparison, so that in a formula they are 1 where it holds. */
    boolean atCondition() {
        int end = peek().end();
        int depth = 1;
        boolean compares = false;
        while (dialect == Dialect.LATEX && end < text.length() && depth > 0 && text.charAt(end) != '\n') {
            char c = text.charAt(end);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            compares |= "<>=≤≥≠".indexOf(c) >= 0
                    || (c == '\\'
                            && CONDITION
                                    .matcher(text)
                                    .region(end, text.length())
                                    .lookingAt());
            end++;
        }
        return compares;
    }

    /** Behind a name, braces could be its argument; behind other brackets or a number they are a factor, {@code \\delta^{l} {X}^{\\top}}. */
    private static boolean isGroup(TokenKind last) {
        return last == TokenKind.RIGHT_BRACE || last == TokenKind.RIGHT_PAREN || last == TokenKind.NUMBER;
    }

    /** Whether the brace that comes next stands apart from the name before it, as in {@code X {(X + Y)}^{-1}}. */
    private boolean isApart() {
        return lastKind == TokenKind.NAME && text.charAt(peek().start() - 1) == ' ';
    }

    /** Whether a bar closes the innermost bracket, which it has opened. */
    private boolean closesBar(TokenKind kind) {
        return (kind == TokenKind.BAR || kind == TokenKind.NORM)
                && !open.isEmpty()
                && open.element().kind() == kind;
    }

    /** The system the line at hand is from. */
    Dialect dialect() {
        return dialect;
    }

    /** Reads the line at hand as one of a system; what has been looked at so far means the same in all of them. */
    void dialect(Dialect of) {
        dialect = of;
        lexer.dialect(of);
    }

    /** The kind of the last token that was taken. */
    TokenKind previous() {
        return lastKind;
    }

    /** Offset after the last token that was taken. */
    int lastEnd() {
        return lastEnd;
    }

    Span spanFrom(int start) {
        return new Span(start, Math.max(start, lastEnd));
    }

    String quote(Token token) {
        return Chars.cut(text.substring(token.start(), token.end()));
    }

    /** Takes the opening bracket that comes next. */
    void open() {
        enter(peek());
        open.push(next());
    }

    /** Takes the closing bracket of the innermost open one, or complains that {@code expected} is missing. */
    void close(Message expected) {
        if (peek().kind() != open.element().kind().closer()) {
            throw afterOperand(expected);
        }
        next();
        open.pop();
        leave();
    }

    /** Goes on at an offset, as at the beginning of an operand, whatever has been looked at. */
    void again(int offset) {
        ahead.clear();
        lexer.restart(offset, open.size(), lastKind);
    }

    /** Goes on behind a closing bracket that was read past this stream. */
    void jump(int offset) {
        ahead.clear();
        lastEnd = offset;
        lastKind = TokenKind.RIGHT_BRACKET;
        lexer.restart(offset, open.size(), lastKind);
    }

    void enter(Token at) {
        if (++nesting > MAX_NESTING) {
            throw new Mistake(
                    at.start(),
                    say("more than {0} brackets, signs or powers in one another", MAX_NESTING),
                    say("give a part of it a name of its own"));
        }
    }

    void leave() {
        nesting--;
    }

    /** Depth of nesting, to be restored after several {@link #enter}. */
    int nesting() {
        return nesting;
    }

    void restoreNesting(int before) {
        nesting = before;
    }

    /** Notes that a statement starts at an offset, with no bracket open. */
    void startStatement(int offset) {
        statementStart = offset;
        open.clear();
        nesting = 0;
    }

    /** Complains that an operand is missing before the next token. */
    Mistake noOperand() {
        Token token = peek();
        if (isSwallowed(token)) {
            return notClosed(token);
        } else if (token.kind().closes()
                && (open.isEmpty() || token.kind() != open.element().kind().closer())) {
            return closesNothing(token);
        } else if (token.kind() == TokenKind.ASSIGN) {
            return misplacedAssign(token);
        }
        Message hint = token.kind() == TokenKind.TRANSPOSE || token.kind() == TokenKind.PRIME
                ? say("a transpose stands behind what it transposes")
                : token.kind() == TokenKind.NEWLINE && lastEnd > 0
                        ? say("a line goes on only inside open brackets")
                        : Message.NONE;
        return new Mistake(token.start(), say("an expression is expected here, not {0}", describe(token)), hint);
    }

    /** Complains that the next token does not fit behind an operand, where {@code expected} could stand. */
    Mistake afterOperand(Message expected) {
        Token token = peek();
        if (isSwallowed(token)) {
            return notClosed(token);
        } else if (token.kind().closes()) {
            return closesNothing(token);
        } else if (token.kind() == TokenKind.ASSIGN) {
            return misplacedAssign(token);
        } else if (token.kind().startsOperand()) {
            return missingOperator(token);
        } else if (token.kind() == TokenKind.SEMICOLON && !open.isEmpty()) {
            return notClosed(token);
        }
        boolean twoNames = expected.equals(NAMED) && token.kind() == TokenKind.COMMA;
        Message hint = twoNames ? say("define one name a statement") : Message.NONE;
        return new Mistake(token.start(), say("expected {0}, not {1}", expected, describe(token)), hint);
    }

    private Mistake missingOperator(Token token) {
        boolean inList = !open.isEmpty() && open.element().kind() == TokenKind.LEFT_BRACKET;
        boolean word = lastKind == TokenKind.NAME
                && lastText.length() > 1
                && lastText.chars().allMatch(Character::isLowerCase);
        Message hint = inList
                ? say("put commas between the elements of a list")
                : word
                        ? say("write `{0}(…)` for a function, `*` or `@` for a product", Chars.cut(lastText))
                        : say("write `*` for the elementwise product, `@` for the matrix product");
        return new Mistake(
                token.start(),
                inList
                        ? say("a comma or an operator is missing before {0}", describe(token))
                        : say("an operator is missing before {0}", describe(token)),
                hint);
    }

    private Mistake misplacedAssign(Token token) {
        return new Mistake(
                token.start(),
                say("`=` can only stand behind the name that a statement defines"),
                say("to claim that two expressions are equal, write `check A == B`"));
    }

    private Mistake closesNothing(Token token) {
        if (open.isEmpty()) {
            return new Mistake(
                    token.start(), say("`{0}` closes nothing", quote(token)), say("delete it, or add the opening one"));
        }
        Token opener = open.element();
        return new Mistake(
                token.start(),
                say("`{0}` does not fit the `{1}` opened at {2}", quote(token), quote(opener), place(opener)),
                say("close it with `{0}` first", closing(opener)));
    }

    private Mistake notClosed(Token token) {
        Token opener = open.element();
        Message where = token.kind() == TokenKind.END ? say("the end of the text") : place(token);
        return new Mistake(
                opener.start(),
                say("the bracket `{0}` is not closed", quote(opener)),
                say("add `{0}` before {1}", closing(opener), where));
    }

    /** Whether an open bracket has swallowed the line break before a new statement, or the end of the text. */
    private boolean isSwallowed(Token token) {
        if (open.isEmpty()) {
            return false;
        }
        int lineStart = source.lineStart(token.start());
        return token.kind() == TokenKind.END || (lineStart > open.element().start() && startsStatement(lineStart));
    }

    private boolean startsStatement(int lineStart) {
        Matcher matcher = STATEMENT_START.matcher(text).region(lineStart, text.length());
        return matcher.lookingAt() && indent(lineStart) <= indent(source.lineStart(statementStart));
    }

    private int indent(int lineStart) {
        int end = lineStart;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return end - lineStart;
    }

    private Message place(Token token) {
        return say("line {0}, column {1}", source.line(token.start()), source.column(token.start()));
    }

    private static String closing(Token opener) {
        switch (opener.kind()) {
            case LEFT_PAREN:
                return ")";
            case LEFT_BRACKET:
                return "]";
            case BAR:
                return "|";
            case NORM:
                return "\\|";
            default:
                return "}";
        }
    }

    Message describe(Token token) {
        switch (token.kind()) {
            case NAME:
            case PARTIAL:
                return say("the name `{0}`", quote(token));
            case NUMBER:
                return say("the number `{0}`", quote(token));
            case STRING:
                return say("the string {0}", quote(token));
            case NEWLINE:
                return say("the end of the line");
            case END:
                return say("the end of the text");
            default:
                return say("`{0}`", quote(token));
        }
    }

    /**
     * Goes to where the next statement may start: behind a line break or a {@code ;} outside brackets, or at a line that
     * looks like a statement although a bracket is open.
     */
    void recover(int errorOffset) {
        int depth = 0;
        int at = statementStart;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth = Math.max(0, depth - 1);
            } else if (c == '#') {
                at = lineEnd(at) - 1;
            } else if (c == '"') {
                int close = text.indexOf('"', at + 1);
                at = close < 0 || close > lineEnd(at) ? at : close;
            } else if (at >= errorOffset && c == ';' && depth == 0) {
                break;
            } else if (at >= errorOffset && (c == '\n' || c == '\r') && (depth == 0 || startsStatement(at + 1))) {
                break;
            }
        }
        ahead.clear();
        lexer.restart(at, 0, TokenKind.NEWLINE);
        lastEnd = at;
        startStatement(at);
    }

    private int lineEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }
}
