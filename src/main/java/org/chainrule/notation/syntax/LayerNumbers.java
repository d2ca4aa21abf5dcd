package org.chainrule.notation.syntax;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The numbers at the end of names, by what stands before them: layers, as {@code W1} and {@code W2} show them. */
final class LayerNumbers {
    /** A longer number is not that of a layer. */
    private static final int MOST_DIGITS = 4;

    private final Map<String, TreeSet<Integer>> numbers = new HashMap<>();

    /** Takes note of a name. */
    void add(String id) {
        int end = id.length();
        while (end > 0 && Chars.isDigit(id.charAt(end - 1))) {
            end--;
        }
        if (end > 0 && end < id.length() && id.length() - end <= MOST_DIGITS) {
            numbers.computeIfAbsent(Spellings.key(id.substring(0, end)), base -> new TreeSet<>())
                    .add(Integer.parseInt(id.substring(end)));
        }
    }

    /** All of them. */
    Set<Integer> numbers() {
        Set<Integer> all = new TreeSet<>();
        numbers.values().forEach(all::addAll);
        return all;
    }

    /** Whether some quantity has several. */
    boolean areSeveral() {
        return numbers.values().stream().anyMatch(own -> own.size() > 1);
    }

    /** The highest number that any quantity has. */
    int last() {
        return numbers.values().stream().mapToInt(TreeSet::last).max().orElse(0);
    }

    /** The number of the layer whose quantities the model itself calls by an L, {@code aL} behind {@code a1}, if it has such. */
    OptionalInt calledLast(Predicate<String> declared) {
        return numbers.entrySet().stream()
                .filter(layers -> declared.test(layers.getKey() + "L") || declared.test(layers.getKey() + "_L"))
                .mapToInt(layers -> layers.getValue().last() + 1)
                .max();
    }
}
