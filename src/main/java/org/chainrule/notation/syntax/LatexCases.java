package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A choice by cases in LaTeX as calls of {@code where}: {@code \begin{cases} x & x \gt 0 \\ 0 & \text{otherwise} \end{cases}} is
 * {@code where(x > 0, x, 0)}. The last case is what is left over: it stands alone, beside <i>otherwise</i>, or beside the opposite of
 * the only other condition.
 */
final class LatexCases {
    private static final String BEGIN = "\\begin{cases}";
    private static final String END = "\\end{cases}";
    /** Cases in one another. */
    private static final int MOST_NESTED = 8;

    /** What may stand beside the second of two cases; a border that neither has counts as its own. */
    private static final Map<TokenKind, Set<TokenKind>> OPPOSITE = Map.of(
            TokenKind.GREATER, Set.of(TokenKind.LESS, TokenKind.LESS_EQUAL),
            TokenKind.GREATER_EQUAL, Set.of(TokenKind.LESS, TokenKind.LESS_EQUAL),
            TokenKind.LESS, Set.of(TokenKind.GREATER, TokenKind.GREATER_EQUAL),
            TokenKind.LESS_EQUAL, Set.of(TokenKind.GREATER, TokenKind.GREATER_EQUAL),
            TokenKind.EQUAL, Set.of(TokenKind.NOT_EQUAL),
            TokenKind.NOT_EQUAL, Set.of(TokenKind.EQUAL));

    private static final Pattern WORDS = Pattern.compile(
            "\\\\(?:text|mbox|mathrm|textrm)\\{\\s*(?:if|when|for|where|若|当|如果)?\\s*\\}|\\\\quad|\\\\qquad|^[\\s,]*(?:if|when|for|若|当)\\b");
    private static final Pattern OTHERWISE = Pattern.compile("(?i)otherwise|\\belse\\b|其他|其它|否则");

    private final String text;
    private final int start;
    private final int end;

    private LatexCases(String text, int start, int end) {
        this.text = text;
        this.start = start;
        this.end = end;
    }

    /** The cases that begin at an offset. */
    static Optional<LatexCases> at(String text, int start) {
        if (!text.startsWith(BEGIN, start)) {
            return Optional.empty();
        }
        int depth = 0;
        int at = start;
        while (at < text.length()) {
            int opens = text.indexOf(BEGIN, at);
            int closes = text.indexOf(END, at);
            if (closes < 0) {
                break;
            }
            boolean in = opens >= 0 && opens < closes;
            depth += in ? 1 : -1;
            at = in ? opens + BEGIN.length() : closes + END.length();
            if (depth == 0) {
                return Optional.of(new LatexCases(text, start, at));
            }
            if (depth > MOST_NESTED) {
                break;
            }
        }
        throw new Mistake(start, say("the cases have no end"), say("close them by \\end{cases}"));
    }

    /** The offset behind them. */
    int end() {
        return end;
    }

    /** As tokens of nested calls. */
    List<Token> tokens() {
        List<List<Token>> values = new ArrayList<>();
        List<List<Token>> conditions = new ArrayList<>();
        int from = start + BEGIN.length();
        int to = end - END.length();
        for (int[] row : parts(from, to, "\\\\")) {
            if (text.substring(row[0], row[1]).isBlank()) {
                continue;
            }
            List<int[]> cells = parts(row[0], row[1], "&");
            if (cells.size() > 2) {
                throw new Mistake(row[0], say("a case is a value and a condition"), say("such as x & x \\gt 0"));
            }
            values.add(lexed(cells.get(0), text.substring(cells.get(0)[0], cells.get(0)[1])));
            conditions.add(cells.size() < 2 ? List.of() : condition(cells.get(1)));
        }
        return calls(values, conditions);
    }

    private List<Token> calls(List<List<Token>> values, List<List<Token>> conditions) {
        if (values.isEmpty()) {
            throw new Mistake(start, say("there is no case between \\begin and \\end"));
        }
        List<Token> tokens = new ArrayList<>();
        int last = values.size() - 1;
        if (!conditions.get(last).isEmpty() && !(last == 1 && areOpposite(conditions.get(0), conditions.get(1)))) {
            throw new Mistake(
                    start,
                    say("the last case is not what the others leave over"),
                    say("write \\text{otherwise} beside it"));
        }
        for (int i = 0; i < last; i++) {
            if (conditions.get(i).isEmpty()) {
                throw new Mistake(
                        start, say("a case before the last one needs a condition"), say("such as x & x \\gt 0"));
            }
            tokens.add(sign(TokenKind.NAME, "where"));
            tokens.add(sign(TokenKind.LEFT_PAREN, ""));
            tokens.addAll(conditions.get(i));
            tokens.add(sign(TokenKind.COMMA, ""));
            tokens.addAll(values.get(i));
            tokens.add(sign(TokenKind.COMMA, ""));
        }
        tokens.add(sign(TokenKind.LEFT_PAREN, ""));
        tokens.addAll(values.get(last));
        for (int i = 0; i <= last; i++) {
            tokens.add(sign(TokenKind.RIGHT_PAREN, ""));
        }
        return tokens;
    }

    private static boolean areOpposite(List<Token> one, List<Token> other) {
        if (one.size() != other.size()) {
            return false;
        }
        int relations = 0;
        for (int i = 0; i < one.size(); i++) {
            Token a = one.get(i);
            Token b = other.get(i);
            Set<TokenKind> against = OPPOSITE.getOrDefault(a.kind(), Set.of());
            boolean same = a.kind() == b.kind() && a.text().equals(b.text()) && a.value() == b.value();
            if (!same && !against.contains(b.kind())) {
                return false;
            }
            relations += same ? 0 : 1;
        }
        return relations == 1;
    }

    private Token sign(TokenKind kind, String name) {
        return new Token(kind, name, 0, start, end);
    }

    private List<Token> condition(int[] cell) {
        String written = text.substring(cell[0], cell[1]);
        if (OTHERWISE.matcher(written).find()) {
            return List.of();
        }
        Matcher words = WORDS.matcher(written);
        // Blanks in place of words, so that every sign stays where it is.
        String plain = words.replaceAll(match -> " ".repeat(match.group().length()));
        return lexed(cell, plain.replace(',', ' ')).stream()
                .map(token -> token.kind() == TokenKind.ASSIGN
                        ? new Token(TokenKind.EQUAL, "", 0, token.start(), token.end())
                        : token)
                .toList();
    }

    private static List<Token> lexed(int[] cell, String written) {
        Lexer lexer = new Lexer(written);
        lexer.dialect(Dialect.LATEX);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token.kind() != TokenKind.END; token = lexer.next()) {
            if (token.kind() != TokenKind.NEWLINE) {
                tokens.add(new Token(
                        token.kind(), token.text(), token.value(), token.start() + cell[0], token.end() + cell[0]));
            }
        }
        return tokens;
    }

    /** What stands between separators that are not within braces or inner cases. */
    private List<int[]> parts(int from, int to, String separator) {
        List<int[]> parts = new ArrayList<>();
        int depth = 0;
        int begin = from;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (text.startsWith(BEGIN, i) || text.startsWith(END, i)) {
                depth += text.startsWith(BEGIN, i) ? 1 : -1;
            } else if (c == '{' || c == '}') {
                depth += c == '{' ? 1 : -1;
            } else if (depth == 0 && text.startsWith(separator, i)) {
                parts.add(new int[] {begin, i});
                i += separator.length() - 1;
                begin = i + 1;
            } else if (c == '\\') {
                i++;
            }
        }
        parts.add(new int[] {begin, to});
        return parts;
    }
}
