package org.chainrule.explain.layers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that ends in a number: {@code W2} and {@code W_2} are number 2 of {@code W}.
 *
 * @param base what stands before the number
 * @param number the number
 */
record Numbered(String base, int number) {
    private static final Pattern NAME = Pattern.compile("(.*?[^\\d_])_?(\\d{1,6})");

    static Optional<Numbered> of(String name) {
        Matcher parts = NAME.matcher(name);
        return parts.matches()
                ? Optional.of(new Numbered(parts.group(1), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** The name with an index in place of a number: {@code W[l+1]}. */
    static String at(String base, String index) {
        return base + "[" + index + "]";
    }

    /** {@code l}, {@code l+1}, {@code L-1}. */
    static String index(String letter, int shift) {
        return shift == 0 ? letter : letter + (shift > 0 ? "+" : "-") + Math.abs(shift);
    }
}
