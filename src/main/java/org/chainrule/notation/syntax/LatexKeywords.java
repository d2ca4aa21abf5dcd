package org.chainrule.notation.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keyword arguments below a function of LaTeX: {@code \sum_{\text{axis }1}(X)}, {@code
 * \operatorname{flip}_{\text{axis=0}}(X)}; the sizes below a bold 1, {@code \mathbf{1}_{m \times n}}; and slices,
 * {@code {X}_{:, 2:4}}.
 */
final class LatexKeywords {
    private static final String AXIS = "axis (?:\\}(?=[-\\d\\[]))?(?:-?\\d+|\\[[-0-9, ]+\\])(?:\\\\text\\{, kept)?";
    private static final Pattern KEYWORDS =
            Pattern.compile("_\\{\\\\text\\{(" + AXIS + "|[a-z][a-z\\\\_]*=[^{}]*)\\}?\\}");
    private static final Pattern SIZES =
            Pattern.compile("_\\{((?:\\d+|[A-Za-z]\\w*)(?:\\s*\\\\times\\s*(?:\\d+|[A-Za-z]\\w*))*)\\}");

    private static final Pattern INDEX = Pattern.compile("_\\{((?=[^{}]*:)[-\\d:, ]+)\\}");

    private LatexKeywords() {}

    private static Matcher at(Pattern pattern, String text, int at) {
        return pattern.matcher(text).region(at, Math.min(text.length(), at + 200));
    }

    /** The offset behind the keywords that start at an offset; -1 when there are none. */
    static int end(String text, int at) {
        if (!text.startsWith("_{\\text{", at)) {
            return -1;
        }
        Matcher matcher = at(KEYWORDS, text, at);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** The keywords at an offset as the tokens {@code , axis = 1}, all at that place. */
    static List<Token> tokens(String text, int at) {
        Matcher matcher = at(KEYWORDS, text, at);
        if (!matcher.lookingAt()) {
            return List.of();
        }
        String keywords = matcher.group(1);
        if (keywords.startsWith("axis ")) {
            boolean kept = keywords.endsWith("kept");
            String axis = keywords.substring(5).replace("}", "").replace("\\text{, kept", "");
            keywords = "axis=" + axis + (kept ? ", keepdims=true" : "");
        }
        return moved(", " + keywords.replace("\\_", "_"), at, matcher.end());
    }

    /** The offset behind sizes, {@code _{m \\times n}}; -1 when there are none. */
    static int sizesEnd(String text, int at) {
        Matcher matcher = at(SIZES, text, at);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** The sizes as the tokens {@code ([m, n])}. */
    static List<Token> sizes(String text, int at) {
        Matcher matcher = at(SIZES, text, at);
        return matcher.lookingAt()
                ? moved("([" + matcher.group(1).replace("\\times", ",") + "])", at, matcher.end())
                : List.of();
    }

    /** The offset behind the slices of an index below a brace, {@code {X}_{:, 2:4}}; -1 when there are none. */
    static int indexEnd(String text, int at) {
        Matcher matcher = at(INDEX, text, at);
        return matcher.lookingAt() ? matcher.end() : -1;
    }

    /** The slices as the tokens {@code [:, 2:4]}. */
    static List<Token> index(String text, int at) {
        Matcher matcher = at(INDEX, text, at);
        return matcher.lookingAt() ? moved("[" + matcher.group(1) + "]", at, matcher.end()) : List.of();
    }

    private static List<Token> moved(String text, int start, int end) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token.kind() != TokenKind.END; token = lexer.next()) {
            tokens.add(new Token(token.kind(), token.text(), token.value(), start, end));
        }
        return tokens;
    }
}
