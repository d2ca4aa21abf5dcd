package org.chainrule.notation.syntax;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of a recurrence that a model has written out: {@code h_t} and {@code h_{t-1}} of a model with h0, h1 and h2 are quantities of
 * a step as those of a layer are, {@code h_T} is that of the last one.
 */
final class StepNames {
    private static final Pattern ID = Pattern.compile("(.+)_([tT])(?:([pm])(\\d))?");

    private final KnownNames names;
    private OptionalInt number = OptionalInt.empty();
    private boolean used;
    private boolean missing;
    private int last;

    StepNames(KnownNames names) {
        this.names = names;
    }

    /** Says that t stands for a number in what is read next, a term of a sum. */
    void begin(int t) {
        number = OptionalInt.of(t);
        used = false;
        missing = false;
    }

    /** Leaves the step open again. */
    void end() {
        number = OptionalInt.empty();
    }

    /** Whether a name of the step has been read since it began. */
    boolean isUsed() {
        return used;
    }

    /** Whether the model lacks one of the names that have been read since then. */
    boolean isMissing() {
        return missing;
    }

    /** The last step of what has been read. */
    int last() {
        return last;
    }

    /** What a model that writes out one step calls what comes from the one before. */
    private Optional<String> before(String base) {
        for (String behind : List.of("_prev", "prev", "p", "0", "_0")) {
            Optional<String> known = names.like(base + behind);
            if (known.isPresent()) {
                return known;
            }
        }
        return Optional.empty();
    }

    /** The model's name for one that ends with a step; empty for any other. */
    Optional<String> name(String id) {
        Matcher parts = ID.matcher(id);
        if (!names.isClaiming() || !parts.matches()) {
            return Optional.empty();
        }
        String base = parts.group(1);
        OptionalInt highest = names.layers().lastOf(base);
        if (highest.orElse(0) == 0
                && "m".equals(parts.group(3))
                && parts.group(4).equals("1")) {
            return before(base);
        } else if (highest.isEmpty() || names.isQuantity(names.find(base))) {
            return Optional.empty();
        }
        String by = parts.group(4) == null ? "" : parts.group(3) + parts.group(4);
        int shift = by.isEmpty() ? 0 : Integer.parseInt(by.substring(1)) * (by.startsWith("m") ? -1 : 1);
        if (parts.group(2).equals("T")) {
            return Optional.of(names.layer(base, Integer.toString(highest.getAsInt() + shift)));
        } else if (number.isEmpty()) {
            return Optional.of(names.layer(base, "l" + by));
        }
        used = true;
        last = Math.max(last, highest.getAsInt());
        String name = names.layer(base, Integer.toString(number.getAsInt() + shift));
        boolean known = names.has(name) || (name.startsWith("d") && names.has(name.substring(1)));
        missing |= !known;
        return Optional.of(known ? name : names.layer(base, Integer.toString(highest.getAsInt())));
    }
}
