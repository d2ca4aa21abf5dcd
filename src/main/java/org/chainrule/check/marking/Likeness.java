package org.chainrule.check.marking;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Derivations that are nearly the same text. Right ones look alike by themselves, so this is a hint and no proof of anything; what
 * is compared is the text with its remarks, in overlapping pieces.
 */
public final class Likeness {
    private static final int PIECE = 12;
    private static final int LEAST = 80;
    private static final double ALIKE = 0.8;

    private Likeness() {}

    /**
     * Two texts that are alike.
     *
     * @param share of their pieces that they have in common
     */
    public record Pair(int first, int second, double share) {}

    /** All pairs among some texts. */
    public static List<Pair> among(List<String> texts) {
        List<Set<Integer>> pieces = texts.stream().map(Likeness::pieces).toList();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            for (int j = i + 1; j < texts.size(); j++) {
                double share = share(pieces.get(i), pieces.get(j));
                if (share >= ALIKE) {
                    pairs.add(new Pair(i, j, share));
                }
            }
        }
        return pairs;
    }

    private static double share(Set<Integer> one, Set<Integer> other) {
        int smaller = Math.min(one.size(), other.size());
        int larger = Math.max(one.size(), other.size());
        if (smaller < LEAST || smaller < ALIKE * larger) {
            return 0;
        }
        Set<Integer> both = new HashSet<>(one);
        both.retainAll(other);
        return (double) both.size() / (one.size() + other.size() - both.size());
    }

    private static Set<Integer> pieces(String text) {
        String bare = text.replaceAll("\\s+", "");
        Set<Integer> pieces = new HashSet<>();
        for (int i = 0; i + PIECE <= bare.length(); i++) {
            pieces.add(bare.substring(i, i + PIECE).hashCode());
        }
        return pieces;
    }
}
