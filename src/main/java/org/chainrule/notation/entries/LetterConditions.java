package org.chainrule.notation.entries;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chainrule.notation.syntax.BinaryOp;
import org.chainrule.notation.syntax.Span;

/**
 * For which entries a formula is said to hold: {@code , \\quad i = j} behind it, or <i>for i ≠ j</i> in the words before it. Words that
 * speak of both cases are no condition.
 */
final class LetterConditions {
    private static final Pattern CONDITION = Pattern.compile(
            "(?<![\\p{L}\\d_^{\\[,])([a-z])\\s*(=|\\\\neq?(?![A-Za-z])|\\\\not\\s*=|≠|!=)\\s*([a-z](?:_\\{?[a-z]\\}?)?)(?![\\p{L}\\d_^(\\[])");

    private static final Pattern OPENING = Pattern.compile("\\\\begin\\{|\\\\\\[|\\$\\$");
    private static final Pattern CLOSING = Pattern.compile("\\\\end\\{|\\\\\\]|\\n\\s*\\n|\\$\\$[^$]*\\$\\$");
    private static final Pattern EQUATION = Pattern.compile("\\\\frac|\\\\partial|∂");
    private static final int FAR = 600;

    private LetterConditions() {}

    /**
     * The condition as a number that is 1 where it holds.
     *
     * @param shown the text with its words
     * @param formula where the formula stands
     * @param letters of its left side
     */
    static Optional<EntryTerm> of(String shown, Span formula, Set<String> letters, LabelLetters labels) {
        int end = formula.end();
        while (end < shown.length() && shown.charAt(end) != '\n' && !shown.startsWith("\\\\", end)) {
            end++;
        }
        Optional<EntryTerm> behind = only(shown, formula.end(), end, formula, letters, labels);
        return behind.isPresent() ? behind : before(shown, formula, letters, labels);
    }

    private static Optional<EntryTerm> before(String shown, Span formula, Set<String> letters, LabelLetters labels) {
        String text = shown.substring(Math.max(0, formula.start() - FAR), formula.start());
        int from = formula.start() - text.length();
        Matcher closing = CLOSING.matcher(text);
        int start = 0;
        while (closing.find()) {
            start = closing.end();
        }
        Matcher opening = OPENING.matcher(text).region(start, text.length());
        int words = opening.find() ? opening.start() : text.length();
        if (words == text.length()) {
            start = Math.max(start, text.lastIndexOf('\n') + 1);
        } else {
            int line = text.lastIndexOf(
                            '\n',
                            Math.max(0, text.substring(0, words).stripTrailing().length() - 1))
                    + 1;
            start = Math.max(start, line);
        }
        return start < words && !EQUATION.matcher(text).region(start, words).find()
                ? only(shown, from + start, from + words, formula, letters, labels)
                : Optional.empty();
    }

    /** The one condition in a part of the text. */
    private static Optional<EntryTerm> only(
            String shown, int start, int end, Span formula, Set<String> letters, LabelLetters labels) {
        Matcher found = CONDITION.matcher(shown).region(start, end).useTransparentBounds(true);
        Optional<EntryTerm> condition = Optional.empty();
        while (found.find()) {
            String one = found.group(1);
            String other = found.group(3).replaceAll("[{}]", "");
            boolean label = letters.contains(one) && labels.isLabel(other);
            if (one.equals(other) || !(label || letters.containsAll(Set.of(one, other)))) {
                continue;
            } else if (condition.isPresent()) {
                return Optional.empty();
            }
            EntryTerm same = label ? labels.label(other, one, formula) : new EntryTerm.Delta(one, other, formula);
            condition = Optional.of(
                    found.group(2).equals("=")
                            ? same
                            : new EntryTerm.Two(
                                    BinaryOp.SUBTRACT, new EntryTerm.Num(1, formula), same, formula, formula));
        }
        return condition;
    }
}
