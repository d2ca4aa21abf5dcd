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
    private LeftOverNames left;

    ImpliedNames(KnownNames names, String text) {
        this.names = names;
        this.left = new LeftOverNames(names, text);
    }

    /** Says in which text names are read that no line has explained. */
    void readIn(String text) {
        left = new LeftOverNames(names, text);
    }

    String pi() {
        return Stream.of("pi", "pi_").filter(names::has).findFirst().orElse("π");
    }

    /** The model's name for one with a remark below it; empty for any other. */
    Optional<String> name(String id) {
        int at = id.lastIndexOf('_');
        if (at <= 0) {
            return Optional.empty();
        }
        String base = id.substring(0, at);
        String below = id.substring(at + 1);
        if (names.params().contains(names.find(below))) {
            // π_θ, p_w: computed by the parameter
            return Optional.of(names.find(base)).filter(names::isDefined);
        }
        // h_t of a model that has one step alone
        return below.equals("t") && !names.has("t") ? names.like(base) : Optional.empty();
    }

    /**
     * Says that a line of a derivation gives a name.
     *
     * @param formula whether it is a formula, where {@code z_i = …} says what z is as well
     */
    void give(String id, boolean formula) {
        names.add(id);
        names.define(id);
        if (formula && id.matches("\\p{L}_[a-z]{1,2}") && !names.has(id.substring(0, 1))) {
            names.add(id.substring(0, 1));
        }
    }

    /** What the model's own names have before their numbers, such as W for the w of a lecture, and dZ for its δ. */
    String commonBase(String base) {
        Set<String> bases = new HashSet<>();
        for (int number : names.numbered().numbers()) {
            names.like(base + number).ifPresent(name -> bases.add(LayerName.withoutNumber(name)));
        }
        return bases.size() == 1 ? bases.iterator().next() : base;
    }

    /**
     * The names of the model that may be meant by one in which a word stands as a sign, or that wears a hat.
     *
     * @param formula whether it stands in a formula of a derivation, where it may be what is left over
     */
    List<String> plain(String id, boolean formula) {
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
        List<String> plain = id.endsWith(HAT)
                ? Stream.of(id.substring(0, id.length() - HAT.length()))
                        .filter(names::isDefined)
                        .toList()
                : List.of();
        return plain.isEmpty() && formula ? left.name(id).stream().toList() : plain;
    }
}
