package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a quantity of any layer, {@code W[l+1]}, or of one counted from the last, {@code a[L]}. Such names stand in
 * lines of a derivation only, which say the same for several layers.
 *
 * @param base what the quantity is called in every layer
 * @param last whether the letter is the {@code L} of the last layer; else it is the {@code l} of any layer
 * @param shift what is added to the letter
 */
public record LayerName(String base, boolean last, int shift) {
    private static final Pattern INDEX = Pattern.compile("([lL])(?:([pm])(\\d{1,4}))?");
    private static final Pattern ID = Pattern.compile("(.+)\\[([lL])(?:([+-])(\\d{1,4}))?]");

    /**
     * A name as it was written.
     *
     * @param index {@code l}, {@code lp1} for l+1, {@code Lm1} for L-1
     * @return empty when the index has another letter, or none
     */
    static Optional<LayerName> of(String base, String index) {
        Matcher parts = INDEX.matcher(index);
        return parts.matches()
                ? Optional.of(of(base, parts.group(1), "m".equals(parts.group(2)), parts.group(3)))
                : Optional.empty();
    }

    /** The name that an {@link Expr.Name} has, if it is that of a layer: {@code W[l+1]}. */
    public static Optional<LayerName> parse(String id) {
        if (!id.endsWith("]")) {
            return Optional.empty();
        }
        Matcher parts = ID.matcher(id);
        return parts.matches()
                ? Optional.of(of(parts.group(1), parts.group(2), "-".equals(parts.group(3)), parts.group(4)))
                : Optional.empty();
    }

    private static LayerName of(String base, String letter, boolean minus, String shift) {
        int by = shift == null ? 0 : Integer.parseInt(shift);
        return new LayerName(base, letter.equals("L"), minus ? -by : by);
    }

    /** What the letter is: {@code l} or {@code L}. */
    String letter() {
        return last ? "L" : "l";
    }

    /** How it is written: {@code W[l+1]}. */
    public String id() {
        return base + "[" + letter() + (shift == 0 ? "" : shift > 0 ? "+" + shift : Integer.toString(shift)) + "]";
    }

    /** The name in the layer that the letter stands for: {@code W3}. */
    public String at(int number) {
        return base + (number + shift);
    }

    /** What lectures call a[0]: the names that the input of a network has. */
    public static List<String> inputs(String base) {
        return base.equals("A") ? List.of("X", "x") : base.equals("a") ? List.of("x", "X") : List.of();
    }

    /** What a name has before the number at its end. */
    static String withoutNumber(String name) {
        int end = name.length();
        while (end > 1 && (Chars.isDigit(name.charAt(end - 1)) || name.charAt(end - 1) == '_')) {
            end--;
        }
        return name.substring(0, end);
    }
}
