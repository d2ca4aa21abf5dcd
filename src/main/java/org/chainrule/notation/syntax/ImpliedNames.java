package org.chainrule.notation.syntax;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Names of lectures that say more than the model's: what a quantity depends on, at which time, that it is an estimate. */
final class ImpliedNames {
    private static final String HAT = "_hat";

    private final KnownNames names;

    ImpliedNames(KnownNames names) {
        this.names = names;
    }

    /** The model's name for one with a remark below it; empty for any other. */
    Optional<String> name(String id) {
        int at = id.lastIndexOf('_');
        if (at <= 0) {
            return Optional.empty();
        }
        String base = id.substring(0, at);
        String below = id.substring(at + 1);
        if (names.isParam(names.find(below))) {
            // π_θ, p_w: computed by the parameter
            return Optional.of(names.find(base)).filter(names::isDefined);
        }
        // h_t of a model that has one step alone
        return below.equals("t") && !names.has("t") ? names.like(base) : Optional.empty();
    }

    /** What {@code z_i} is an entry of. */
    Optional<String> array(String entry) {
        return entry.matches("\\p{L}_[a-z]{1,2}") ? Optional.of(entry.substring(0, 1)) : Optional.empty();
    }

    /** What the model's own names have before their numbers, such as W for the w of a lecture, and dZ for its δ. */
    String commonBase(String base) {
        Set<String> bases = new HashSet<>();
        for (int number : names.numbered().numbers()) {
            names.like(base + number).ifPresent(name -> bases.add(LayerName.withoutNumber(name)));
        }
        return bases.size() == 1 ? bases.iterator().next() : base;
    }

    /** The names of the model that may be meant by one in which a word stands as a sign, or that wears a hat. */
    List<String> plain(String id) {
        String rest = id.length() > 1 && !Chars.isAsciiLetter(id.charAt(0)) ? Spellings.key(id.substring(1)) : "";
        if (!rest.isEmpty() && rest.chars().allMatch(Chars::isDigit)) {
            // δ_3 is delta3
            return Spellings.words(id.substring(0, 1)).stream()
                    .flatMap(word -> Stream.of(word + rest, word + "_" + rest))
                    .filter(names::has)
                    .distinct()
                    .toList();
        }
        // what a model computes is an estimate, whether it wears a hat or not
        return id.endsWith(HAT)
                ? Stream.of(id.substring(0, id.length() - HAT.length()))
                        .filter(names::isDefined)
                        .toList()
                : List.of();
    }
}
