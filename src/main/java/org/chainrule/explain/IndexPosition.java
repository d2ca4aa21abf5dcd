package org.chainrule.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.chainrule.graph.Contraction.Place;
import org.chainrule.graph.Contraction.Term;
import org.chainrule.tensor.Dim;
import org.chainrule.tensor.ShapeException;
import org.chainrule.tensor.Sizes;

/**
 * A position along an axis, counted from 1: a sum of multiples of letters and sizes, and a number. {@code i}, {@code 3},
 * {@code 2*i-1}, {@code n+1-i}.
 *
 * @param letters how often each letter is added
 * @param sizes how often each product of sizes is added
 */
record IndexPosition(Map<String, Long> letters, Map<Dim, Long> sizes, long number) {
    /** The only position along an axis of size 1. */
    static final IndexPosition FIRST = at(1);

    /** Sizes that stand for large ones, with every remainder by small strides among them. */
    private static final int FIRST_SAMPLE = 120;

    private static final int SAMPLES = 24;

    static IndexPosition at(long number) {
        return new IndexPosition(Map.of(), Map.of(), number);
    }

    static IndexPosition letter(String letter) {
        return new IndexPosition(Map.of(letter, 1L), Map.of(), 0);
    }

    /**
     * The position that a contraction speaks of, which counts from 0.
     *
     * @param axes what stands at the axes of its result
     * @param bound what stands for its bound indices
     */
    static IndexPosition of(Place place, List<IndexPosition> axes, List<IndexPosition> bound) {
        Map<Dim, Long> sizes = new LinkedHashMap<>();
        long number = place.shift() + 1;
        for (Dim.Part part : place.base().parts()) {
            if (part.sizes().isEmpty()) {
                number += part.factor();
            } else {
                sizes.put(part.sizes().stream().reduce(Dim.ONE, Dim::times), part.factor());
            }
        }
        IndexPosition sum = new IndexPosition(Map.of(), sizes, number);
        for (Term term : place.terms()) {
            int index = term.index();
            sum = sum.plus(index < 0 ? bound.get(-1 - index) : axes.get(index), term.factor())
                    .plus(FIRST, -term.factor());
        }
        return sum.isFixed() ? at(sum.value(Sizes.NONE)) : sum;
    }

    /** This and a multiple of another. */
    IndexPosition plus(IndexPosition other, long factor) {
        return new IndexPosition(
                added(letters, other.letters, factor),
                added(sizes, other.sizes, factor),
                number + factor * other.number);
    }

    private static <T> Map<T, Long> added(Map<T, Long> one, Map<T, Long> other, long factor) {
        Map<T, Long> sum = new LinkedHashMap<>(one);
        other.forEach((key, count) -> sum.merge(key, factor * count, Long::sum));
        sum.values().removeIf(count -> count == 0);
        return sum;
    }

    /** With a position in the place of a letter. */
    IndexPosition with(String letter, IndexPosition position) {
        long factor = letters.getOrDefault(letter, 0L);
        if (factor == 0) {
            return this;
        }
        IndexPosition sum = plus(letter(letter), -factor).plus(position, factor);
        return sum.isFixed() ? at(sum.value(Sizes.NONE)) : sum;
    }

    /** Where a letter stands when this equals another position; none when that need not be a whole number. */
    Optional<IndexPosition> solved(String letter, IndexPosition other) {
        IndexPosition difference = plus(other, -1);
        long factor = difference.letters.getOrDefault(letter, 0L);
        return Math.abs(factor) == 1
                ? Optional.of(at(0).plus(difference.plus(letter(letter), -factor), -factor))
                : Optional.empty();
    }

    /** True for a letter by itself. */
    boolean isLetter() {
        return letters.size() == 1 && equals(letter(letters.keySet().iterator().next()));
    }

    boolean isNumber() {
        return letters.isEmpty() && sizes.isEmpty();
    }

    private boolean isFixed() {
        return letters.isEmpty() && sizes.keySet().stream().allMatch(Dim::isKnown);
    }

    private long value(Sizes bound) {
        long value = number;
        for (Map.Entry<Dim, Long> size : sizes.entrySet()) {
            value += size.getValue() * size.getKey().resolve(bound);
        }
        return value;
    }

    /**
     * True when this is a position of an axis, wherever the letters stand in their ranges. Free sizes are tried at large
     * values: what is cut from an axis that is too short for it is an error of the run.
     *
     * @param ranges how far each letter goes
     */
    boolean isWithin(Dim axis, Function<String, Dim> ranges) {
        if (isNumber() && axis.isKnown()) {
            return number >= 1 && number <= axis.size();
        }
        if (isLetter()) {
            Dim range = ranges.apply(letters.keySet().iterator().next());
            if (range.sameSize(axis)) {
                return true;
            }
        }
        boolean tried = false;
        for (int sample = 0; sample < SAMPLES; sample++) {
            try {
                if (!isWithin(axis, ranges, sample(sample, axis, ranges))) {
                    return false;
                }
                tried = true;
            } catch (ShapeException e) {
                // No shapes are of these sizes: a kernel would be larger than its image. They say nothing.
            }
        }
        return tried;
    }

    private boolean isWithin(Dim axis, Function<String, Dim> ranges, Sizes bound) {
        long least = value(bound);
        long most = least;
        for (Map.Entry<String, Long> letter : letters.entrySet()) {
            long last = ranges.apply(letter.getKey()).resolve(bound);
            long factor = letter.getValue();
            least += Math.min(factor, factor * last);
            most += Math.max(factor, factor * last);
        }
        return least >= 1 && most <= axis.resolve(bound);
    }

    /** Values for the free sizes, in turn rising and falling from name to name. */
    private Sizes sample(int sample, Dim axis, Function<String, Dim> ranges) {
        List<Dim> all = new ArrayList<>(sizes.keySet());
        letters.keySet().forEach(letter -> all.add(ranges.apply(letter)));
        all.add(axis);
        Map<String, Long> values = new TreeMap<>();
        for (Dim dim : all) {
            for (Dim name : dim.names()) {
                long apart = 5L * values.size();
                if (!name.isKnown()) {
                    values.putIfAbsent(name.toString(), FIRST_SAMPLE + sample / 2 + (sample % 2 == 0 ? apart : -apart));
                }
            }
        }
        return Sizes.of(values);
    }

    /** True when one of these letters is part of it. */
    boolean has(Set<String> some) {
        return letters.keySet().stream().anyMatch(some::contains);
    }

    String text() {
        return text("*");
    }

    String latex() {
        return text(" ");
    }

    private String text(String times) {
        Map<String, Long> offset = new LinkedHashMap<>();
        sizes.forEach((size, factor) -> offset.put(size.toString().replace("*", times), factor));
        if (number != 0 || isNumber()) {
            offset.put("", number);
        }
        boolean rising = letters.values().stream().anyMatch(factor -> factor > 0);
        StringBuilder out = new StringBuilder();
        // A letter that counts down stands behind what it counts down from.
        write(letters, true, times, out);
        if (!rising) {
            write(offset, true, times, out);
        }
        write(letters, false, times, out);
        if (rising) {
            write(offset, true, times, out);
        }
        write(offset, false, times, out);
        return out.isEmpty() ? "0" : out.toString();
    }

    private static void write(Map<String, Long> terms, boolean positive, String times, StringBuilder out) {
        terms.forEach((what, factor) -> {
            if (factor > 0 == positive) {
                long count = Math.abs(factor);
                out.append(positive ? out.isEmpty() ? "" : "+" : "-");
                out.append(what.isEmpty() ? "" + count : count == 1 ? what : count + times.strip() + what);
            }
        });
    }
}
