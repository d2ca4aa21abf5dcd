package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.chainrule.message.Message;

/** Finds what a misspelt word was meant to be. */
public final class Suggest {
    private static final int LONGEST = 40;

    private Suggest() {}

    /**
     * Returns the candidate nearest to a word, if one is near: a third of the letters may differ (added, lost, changed,
     * swapped with a neighbour), and case counts little. Among equally near ones the first in the natural order wins.
     */
    public static Optional<String> closest(String word, Collection<String> candidates) {
        if (word.isEmpty() || word.length() > LONGEST) {
            return Optional.empty();
        }
        String lower = word.toLowerCase(Locale.ROOT);
        String best = "";
        int bestDistance = 2 * Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            if (candidate.length() > LONGEST || candidate.equals(word)) {
                continue;
            }
            String other = candidate.toLowerCase(Locale.ROOT);
            // a slip of the shift key counts half
            int folded = distance(lower, other);
            int distance = 2 * folded + (distance(word, candidate) > folded ? 1 : 0);
            boolean nothingKept = distance >= 2 * Math.max(word.length(), candidate.length());
            if (!nothingKept
                    && (distance < bestDistance || (distance == bestDistance && candidate.compareTo(best) < 0))) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best.isEmpty() ? Optional.empty() : Optional.of(best);
    }

    /** Returns {@code "did you mean `x`?"} for the nearest candidate, or nothing to say. */
    public static Message hint(String word, Collection<String> candidates) {
        return closest(word, candidates).map(s -> say("did you mean `{0}`?", s)).orElse(Message.NONE);
    }

    /** Optimal string alignment distance: Levenshtein with transpositions of neighbours. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
