package org.chainrule.notation.entries;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.chainrule.notation.syntax.Mistake;
import org.chainrule.notation.syntax.Span;
import org.chainrule.tensor.Dim;

/** How far the sums of a formula go, as it stands above them. */
final class EntryLimits {
    private record Limit(String letter, String last, Span span) {}

    private final List<Limit> limits = new ArrayList<>();

    void add(String letter, String last, Span span) {
        limits.add(new Limit(letter, last, span));
    }

    /** Whether it is said how far a letter goes. */
    boolean has(String letter) {
        return limits.stream().anyMatch(limit -> limit.letter().equals(letter));
    }

    /** Whether a letter is said to go as far as a size. */
    boolean is(String letter, Dim size) {
        return limits.stream()
                .anyMatch(limit -> limit.letter().equals(letter) && limit.last().equals(size.toString()));
    }

    /**
     * Checks that every sum goes over all that its letter counts.
     *
     * @param sizes what the letters count
     * @param named the named sizes of the model
     */
    void check(Map<String, Dim> sizes, Collection<String> named) {
        for (Limit limit : limits) {
            Dim size = sizes.get(limit.letter());
            boolean whole = size != null
                    && (size.toString().equalsIgnoreCase(limit.last())
                            || (!named.contains(limit.last())
                                    && limit.last().chars().allMatch(Character::isLetter)));
            if (!whole) {
                throw new Mistake(
                        limit.span(), say("how far the sum over `{0}` goes is not understood", limit.letter()));
            }
        }
    }
}
