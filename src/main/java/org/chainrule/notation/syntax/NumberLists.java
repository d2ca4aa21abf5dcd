package org.chainrule.notation.syntax;

import static org.chainrule.message.Message.say;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads nested lists of numbers straight from the characters, because data is most of a large text: no token and no tree
 * node a number. Whatever is not a rectangular list of plain numbers is left to the parser.
 */
final class NumberLists {
    /** More numbers than this in one text belong into a file. */
    static final int MAX_NUMBERS = 8 << 20;

    private static final int MAX_RANK = 32;

    private final String text;
    /** Offsets of brackets that are known not to open a list of numbers, so that none is tried twice. */
    private final Set<Integer> hopeless = new HashSet<>();

    private int total;
    private int totalBefore;
    private int at;

    NumberLists(String text) {
        this.text = text;
    }

    /** Offset after the list {@link #read} returned last. */
    int end() {
        return at;
    }

    /**
     * Reads the list that opens at an offset, or returns empty if it holds anything else than plain numbers.
     *
     * @throws Mistake if there are too many numbers
     */
    Optional<Expr.Numbers> read(int start) {
        if (hopeless.contains(start)) {
            return Optional.empty();
        }
        at = start;
        totalBefore = total;
        FlatNumbers.Builder data = new FlatNumbers.Builder();
        int[] opened = new int[MAX_RANK + 1];
        int[] count = new int[MAX_RANK + 1];
        int[] size = new int[MAX_RANK + 1];
        Arrays.fill(size, -1);
        int rank = -1;
        int depth = 0;
        boolean item = true;
        while (true) {
            skipBlanks();
            char c = charAt(at);
            if (c == '[' && item && depth < MAX_RANK && (rank < 0 || depth < rank)) {
                opened[++depth] = at++;
                count[depth] = 0;
            } else if (c == ']' && depth > 0) {
                boolean fits = size[depth] < 0 || size[depth] == count[depth];
                if (count[depth] == 0) {
                    fits &= rank < 0 || rank == depth;
                    rank = depth;
                }
                if (!fits) {
                    return giveUp(opened, depth);
                }
                size[depth] = count[depth];
                at++;
                count[--depth]++;
                item = false;
                if (depth == 0) {
                    Expr.Numbers numbers = new Expr.Numbers(
                            Arrays.stream(size, 1, rank + 1).boxed().toList(), data.build(), new Span(start, at));
                    return Optional.of(numbers);
                }
            } else if (c == ',' && !item) {
                at++;
                item = true;
            } else if (item && (rank < 0 || rank == depth) && number(data, start)) {
                rank = depth;
                count[depth]++;
                item = false;
            } else {
                return giveUp(opened, depth);
            }
        }
    }

    private Optional<Expr.Numbers> giveUp(int[] opened, int depth) {
        total = totalBefore;
        for (int i = 1; i <= depth; i++) {
            hopeless.add(opened[i]);
        }
        return Optional.empty();
    }

    private boolean number(FlatNumbers.Builder data, int listStart) {
        char sign = charAt(at);
        int start = at;
        if (sign == '-' || sign == '+' || sign == '−') {
            start++;
            while (charAt(start) == ' ') {
                start++;
            }
        }
        char first = charAt(start);
        if (!Chars.isDigit(first) && !(first == '.' && Chars.isDigit(charAt(start + 1)))) {
            return false;
        }
        int end = Numerals.end(text, start);
        double value = Numerals.value(text, start, end);
        if (Double.isInfinite(value) || Numerals.vanishes(text, start, end, value)) {
            return false;
        }
        at = end;
        skipBlanks();
        if (charAt(at) != ',' && charAt(at) != ']') {
            return false;
        }
        if (++total > MAX_NUMBERS) {
            throw new Mistake(
                    listStart,
                    say("more than {0} numbers in one text", MAX_NUMBERS),
                    say("write file(\"x.npy\") for large data"));
        }
        data.add(sign == '-' || sign == '−' ? -value : value);
        return true;
    }

    private void skipBlanks() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                    at++;
                }
            } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                at++;
            } else {
                return;
            }
        }
    }

    private char charAt(int i) {
        return Chars.at(text, i);
    }

    /** The same for items that were parsed one by one: a flat list if they are numbers or lists of one shape. */
    static Optional<Expr.Numbers> of(List<Expr> items, Span span) {
        FlatNumbers.Builder data = new FlatNumbers.Builder();
        List<Integer> inner = List.of();
        boolean first = true;
        for (Expr item : items) {
            List<Integer> shape = List.of();
            if (item instanceof Expr.Num num) {
                data.add(num.value());
            } else if (item instanceof Expr.Negate negate && negate.operand() instanceof Expr.Num num) {
                data.add(-num.value());
            } else if (item instanceof Expr.Numbers numbers) {
                shape = numbers.shape();
                data.addAll(numbers.data());
            } else {
                return Optional.empty();
            }
            if (!first && !shape.equals(inner)) {
                return Optional.empty();
            }
            inner = shape;
            first = false;
        }
        List<Integer> shape = new ArrayList<>(inner);
        shape.add(0, items.size());
        return Optional.of(new Expr.Numbers(shape, data.build(), span));
    }
}
