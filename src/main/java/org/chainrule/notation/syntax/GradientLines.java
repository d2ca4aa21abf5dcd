package org.chainrule.notation.syntax;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which gradients a text has lines for, before any of them is read. */
final class GradientLines {
    private static final Pattern LINE = Pattern.compile(
            "^[ \\t$&]*(?:\\\\math(?:it|rm|bf)\\{)?d_?(?:\\\\math(?:it|rm|bf)\\{)?([zZ][^=\\s&]{0,20})\\s*+&?\\s*+=(?!=)",
            Pattern.MULTILINE);

    private final String text;
    private @Nullable Set<String> claimed;

    GradientLines(String text) {
        this.text = text;
    }

    /** Whether a line defines the gradient by a quantity, in whatever spelling: {@code dZ_{2} &= …} for Z2. */
    boolean claim(String quantity) {
        if (claimed == null) {
            claimed = new HashSet<>();
            Matcher lines = LINE.matcher(text);
            while (lines.find()) {
                claimed.add(plain(lines.group(1)));
            }
        }
        return claimed.contains(plain(quantity));
    }

    private static String plain(String name) {
        StringBuilder letters = new StringBuilder();
        name.chars().filter(Character::isLetterOrDigit).forEach(c -> letters.append((char) c));
        return letters.toString();
    }
}
