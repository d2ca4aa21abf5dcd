package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands below and above the sign of a sum, in either order: {@code \sum_{i=1}^{m}} runs over i.
 *
 * @param variable the letter; empty for none
 * @param end the offset behind the limits
 */
record SumLimits(String variable, int end) {
    /** A limit is short. */
    private static final int LONGEST = 40;

    /** Where the limits are printed, which says nothing. */
    private static final Pattern BESIDE = Pattern.compile("\\s*\\\\(?:no|display)?limits(?![A-Za-z])\\s*");
    /** Letters that stand below by themselves. */
    private static final String BELOW = "ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

    private record Limit(String text, int end) {}

    /** Whether the sign of a sum stands at a place: ∑, or Σ with a letter below it, which no matrix has. */
    static boolean isSign(String text, int at) {
        char next = Chars.at(text, at + 1);
        char c = Chars.at(text, at);
        boolean letter = c == 'Σ' && (at == 0 || !Chars.isNamePart(text.charAt(at - 1)));
        boolean below = next == '_' && (Chars.at(text, at + 2) == '{' || Character.isLowerCase(Chars.at(text, at + 2)));
        return c == '∑'
                || (letter && (below || BELOW.indexOf(next) >= 0 || ((next == ' ' || next == '(') && !isName(text))));
    }

    /** Whether Σ is a matrix of the model. */
    private static boolean isName(String text) {
        return text.contains("Σ [") || text.contains("Σ =") || text.contains("Σ)") || text.contains("Sigma");
    }

    /**
     * Reads the limits that start at an offset.
     *
     * @param start where the sign stands
     */
    static SumLimits read(String text, int start, int at) {
        Matcher beside = BESIDE.matcher(text).region(at, text.length());
        int from = beside.lookingAt() ? beside.end() : at;
        Limit below = limit(text, '_', from);
        Limit above = limit(text, '^', below.end);
        Limit after = below.text.isEmpty() && !above.text.isEmpty() ? limit(text, '_', above.end) : above;
        String under = below.text.isEmpty() && !above.text.isEmpty() ? after.text : below.text;
        int equals = under.indexOf('=');
        String variable = (equals < 0 ? under : under.substring(0, equals)).strip();
        if (!variable.isEmpty() && !variable.codePoints().allMatch(Chars::isNameStart)) {
            throw new Mistake(
                    start,
                    say("the sum needs one variable below it"),
                    say("such as \\sum_{i=1}^{m}, or write sum(…, axis=1)"));
        }
        return new SumLimits(variable, after.end);
    }

    private static Limit limit(String text, char mark, int at) {
        char first = Chars.at(text, at);
        if (mark == '_' && BELOW.indexOf(first) >= 0) {
            return new Limit(Normalizer.normalize(String.valueOf(first), Normalizer.Form.NFKC), at + 1);
        } else if (first != mark) {
            return new Limit("", at);
        }
        if (Chars.at(text, at + 1) != '{') {
            int end = at + 2;
            return new Limit(text.substring(Math.min(end - 1, text.length()), Math.min(end, text.length())), end);
        }
        int condition = text.indexOf(':', at);
        int close = text.indexOf('}', at);
        if (condition > 0 && condition < close) {
            // \sum_{i: y_i < 0} adds up where something holds, which is read next
            return new Limit(text.substring(at + 2, condition), condition + 1);
        }
        if (close < 0 || close > at + LONGEST) {
            throw new Mistake(at, say("the limit of the sum is not closed"), say("such as \\sum_{i=1}^{m}"));
        }
        return new Limit(text.substring(at + 2, close), close + 1);
    }
}
