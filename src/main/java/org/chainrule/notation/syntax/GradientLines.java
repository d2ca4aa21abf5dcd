package org.chainrule.notation.syntax;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which gradients by z have a line that speaks of a δ, seen before any line is read: there δ is another quantity, in {@code dZ =
 * \delta \odot g'(Z)} that by the activation.
 */
final class GradientLines {
    private static final Pattern LINE = Pattern.compile(
            "^[ \\t$&]*(?:\\\\math(?:it|rm|bf)\\{)?d_?(?:\\\\math(?:it|rm|bf)\\{)?([zZ][^=\\s&]{0,20})\\s*+&?\\s*+=(?!=)([^\\n]*)",
            Pattern.MULTILINE);

    /** {@code \\delta_1 = \frac{\partial J}{\partial z_2}}: the number of the δ, and what it is the gradient by. */
    private static final Pattern SAID = Pattern.compile(
            "^[ \\t$&]*(?:\\\\delta|δ|delta)[_^]?[\\[({]*+(\\d++)[\\])}]*+\\s*+&?\\s*+:?=\\s*+"
                    + "(?:\\\\[dt]?frac\\{\\\\partial[^{}]{0,20}\\}\\{\\\\partial\\s*+(\\S[^=\\n]{0,20}?)\\}"
                    + "|[∂d][^=/\\n]{1,20}/[ ]?[∂d][ ]?([^=\\s]{1,20}))",
            Pattern.MULTILINE);

    private static final Pattern BELOW = Pattern.compile("([\\p{L}\\p{M}∂∑\\\\]+)_\\{?([a-z,]+)");

    private static final Pattern DELTA = Pattern.compile("(?:δ|\\\\delta|\\bdelta)[_^{\\[(]*(\\d*)");

    private static final Pattern MEAN = Pattern.compile(
            "mean\\(|/\\s*\\(?\\s*(?:\\d+\\s*\\*?\\s*)?[A-Za-z]\\w*(?![\\w(])|\\{1\\}\\{(?!\\d\\})|1\\s*/\\s*(?![\\d\\s])");

    private final String text;
    private @Nullable Set<String> claimed;
    private @Nullable Boolean numbered;
    private @Nullable Map<Character, Set<String>> below;

    GradientLines(String text) {
        this.text = text;
    }

    /** Whether a line makes the gradient by a quantity of the δ of its layer: {@code dZ_{2} &= \delta_2 …} for Z2. */
    boolean claim(String quantity) {
        if (claimed == null) {
            claimed = new HashSet<>();
            Matcher lines = LINE.matcher(text);
            while (lines.find()) {
                String of = plain(lines.group(1));
                Matcher delta = DELTA.matcher(lines.group(2));
                while (delta.find()) {
                    if (of.substring(1).equals(delta.group(1))) {
                        claimed.add(of);
                    }
                }
            }
        }
        return claimed.contains(plain(quantity));
    }

    /** Whether the numbers of the δ in the text are those of the steps of a derivation, and not of layers. */
    boolean countDeltas() {
        if (numbered == null) {
            numbered = false;
            Matcher said = SAID.matcher(text);
            while (said.find()) {
                String by = said.group(2) == null ? said.group(3) : said.group(2);
                numbered |= !plain(by).equalsIgnoreCase("z" + said.group(1));
            }
        }
        return numbered;
    }

    /** Whether a letter stands below one name only, and is no letter of a sum, so that it marks the name and counts nothing. */
    boolean isMark(String base, char letter) {
        Map<Character, Set<String>> names = below;
        if (names == null) {
            names = new HashMap<>();
            Matcher found = BELOW.matcher(text);
            while (found.find()) {
                String of = found.group(1).replaceFirst("^[∂d](?=.)", "");
                for (char c : found.group(2).toCharArray()) {
                    names.computeIfAbsent(c, key -> new HashSet<>()).add(of);
                }
            }
            below = names;
        }
        return names.getOrDefault(letter, Set.of()).equals(Set.of(base));
    }

    /** Whether a quantity is said to be a mean, or something divided by a size. */
    boolean isMean(String quantity) {
        Matcher said = Pattern.compile("(?m)^[ \\t]*" + Pattern.quote(quantity) + "[ \\t]*=([^\\n]*)")
                .matcher(text);
        return text.isEmpty() || (said.find() && MEAN.matcher(said.group(1)).find());
    }

    private static String plain(String name) {
        StringBuilder letters = new StringBuilder();
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString();
    }
}
