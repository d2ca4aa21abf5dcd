package org.chainrule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares what was printed with what was expected: text to the letter, fractions to twelve digits, since the last ones
 * of an exponential are the processor's. How many blanks stand before a number follows from its digits.
 */
final class Printed {
    private static final Pattern FRACTION = Pattern.compile("-?\\d+(?:\\.\\d+(?:[eE]-?\\d+)?|[eE]-?\\d+)");

    private Printed() {}

    static void assertSame(String actual, String expected) {
        if (!same(actual, expected)) {
            assertThat(actual).isEqualTo(expected);
        }
    }

    static boolean same(String actual, String expected) {
        List<MatchResult> found = FRACTION.matcher(actual).results().toList();
        List<MatchResult> wanted = FRACTION.matcher(expected).results().toList();
        boolean same = found.size() == wanted.size() && words(actual).equals(words(expected));
        for (int i = 0; same && i < found.size(); i++) {
            double a = Double.parseDouble(found.get(i).group());
            double b = Double.parseDouble(wanted.get(i).group());
            same = Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)) + 1e-15;
        }
        return same;
    }

    private static String words(String text) {
        return FRACTION.matcher(text).replaceAll("#").replaceAll("(?<=\\S) +(?=[#\\d-])|(?<=\\[) +", " ");
    }
}
