package org.chainrule.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an op is written, in the notation and in LaTeX, as two templates.
 *
 * <p>In a template {@code <0:3>} stands for input 0, put in brackets when it binds more loosely than precedence 3;
 * {@code <0>} needs no brackets, and {@code <*>} is all inputs with commas between them.
 *
 * @param text template in the notation
 * @param precedence how tightly the text binds, see the constants
 * @param latex template in LaTeX
 * @param latexPrecedence how tightly the LaTeX binds
 */
public record Spelling(String text, int precedence, String latex, int latexPrecedence) {
    /** Precedence of comparisons, the loosest. */
    public static final int COMPARISON = 1;
    /** Precedence of + and -. */
    public static final int SUM = 2;
    /** Precedence of *, / and @. */
    public static final int PRODUCT = 3;
    /** Precedence of the sign. */
    public static final int UNARY = 4;
    /** Precedence of the power. */
    public static final int POWER = 5;
    /** Precedence of a transpose, an index, a call. */
    public static final int POSTFIX = 6;

    /** A call {@code name(a, b)}. */
    public static Spelling call(String name) {
        return call(name, Map.of());
    }

    /**
     * A call with keyword arguments {@code name(a, axis=1)}.
     *
     * @param keywords names and values as the notation writes them, in the order of the map
     */
    public static Spelling call(String name, Map<String, String> keywords) {
        String rest = keywords.entrySet().stream()
                .map(entry -> ", " + entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining());
        String below = rest.isEmpty() ? "" : "_{\\text{" + rest.substring(2).replace("_", "\\_") + "}}";
        String upright = "\\operatorname{" + name.replace("_", "\\_") + "}" + below;
        return new Spelling(name + "(<*>" + rest + ")", POSTFIX, upright + "\\left(<*>\\right)", POSTFIX);
    }

    /** A left-associative infix operator. */
    public static Spelling infix(String symbol, String latexSymbol, int precedence) {
        String left = "<0:" + precedence + "> ";
        String right = " <1:" + (precedence + 1) + ">";
        return new Spelling(left + symbol + right, precedence, left + latexSymbol + right, precedence);
    }

    /** The function of a text that is a call, such as {@code tanh}; empty for operators. */
    public Optional<String> function() {
        int open = text.indexOf('(');
        boolean call = open > 0
                && text.endsWith(")")
                && text.substring(0, open).chars().allMatch(Character::isUnicodeIdentifierPart);
        return call ? Optional.of(text.substring(0, open)) : Optional.empty();
    }

    /** This spelling with another LaTeX template, which binds like a call. */
    public Spelling latex(String template) {
        return new Spelling(text, precedence, template, POSTFIX);
    }

    /** This spelling with another LaTeX template of the given precedence. */
    public Spelling latex(String template, int bindsLike) {
        return new Spelling(text, precedence, template, bindsLike);
    }

    /** This spelling with a function name in LaTeX: {@code \sigma\left(x\right)}. */
    public Spelling latexFunction(String command) {
        return latex(command + "\\left(<*>\\right)");
    }

    /** Keyword arguments in order, for {@link #call(String, Map)}: names and values alternate. */
    public static Map<String, String> keywords(Object... namesAndValues) {
        Map<String, String> keywords = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keywords.put(namesAndValues[i].toString(), namesAndValues[i + 1].toString());
        }
        return keywords;
    }
}
